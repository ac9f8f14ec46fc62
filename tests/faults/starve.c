// SPDX-License-Identifier: MIT
#include "faults/starve.h"

#include "support/cmocka.h"

#include "faults/allocation.h"

static bool is_right(enum starved_end end, bool failed, enum status status)
{
	if (!failed)
		return status == STATUS_OK;
	return status == STATUS_MEMORY || (end == STARVED_MENDED && status == STATUS_OK) ||
		   end == STARVED_SOMEHOW;
}

// Whether the call with this number was reached; sets `leaks`.
static bool starve_at(
	const struct starved *starved, struct arena *arena, unsigned long at, bool *leaks)
{
	// Once before counting: what a library makes for good when it first fails is no leak.
	allocation_fail_at(at);
	(void)starved->run();
	(void)allocation_failed();
	arena_reset(arena);
	long live = allocation_live();
	allocation_fail_at(at);
	enum status status = starved->run();
	bool failed = allocation_failed();
	arena_reset(arena);
	if (!is_right(starved->end, failed, status))
		fail_msg("%s, call %lu: %s", starved->name, at, status_id(status));
	*leaks = allocation_live() != live;
	if (*leaks)
		print_message(
			"# %s, call %lu: %ld blocks are left\n", starved->name, at, allocation_live() - live);
	else if (starved->run() != STATUS_OK)
		fail_msg("%s does not work after call %lu", starved->name, at);
	arena_reset(arena);
	return failed;
}

bool starve(const struct starved *starved, struct arena *arena)
{
	bool leaks = false;
	unsigned long at = 1;
	while (starve_at(starved, arena, at, &leaks) && !leaks)
		at++;
	assert_true(leaks || at > 1);
	return !leaks;
}
