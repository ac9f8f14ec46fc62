// SPDX-License-Identifier: MIT
#include "unit/core/roster_fixture.h"

#include "support/cmocka.h"

#include <stdio.h>

static const struct zone_transition transitions[] = {
	{{1761440400}, 0},    // 2025-10-26T01:00:00Z
	{{1774746000}, 3600}, // 2026-03-29T01:00:00Z
	{{1792890000}, 0},    // 2026-10-25T01:00:00Z
	{{1806195600}, 3600}, // 2027-03-28T01:00:00Z
};

const struct zone london = {transitions, sizeof transitions / sizeof transitions[0]};

static struct arena arena;

int roster_begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

int roster_end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

struct instant london_at(const char *local)
{
	char text[CIVIL_TEXT_LENGTH + 1];
	struct civil civil = {0};
	snprintf(text, sizeof text, "%s:00", local);
	assert_true(civil_parse(text_of(text), &civil));
	return zone_instant(&london, civil);
}

struct interval london_during(const char *from, const char *to)
{
	return (struct interval){london_at(from), london_at(to)};
}

struct roster rostered_known(
	const struct rostered *entries, size_t count, const struct interval *known, size_t known_count)
{
	struct roster roster;
	struct roster_entry *list = arena_array(&arena, count, sizeof *list);
	assert_non_null(list);
	for (size_t i = 0; i < count; i++)
		list[i] =
			(struct roster_entry){london_during(entries[i].from, entries[i].to), entries[i].kind};
	assert_int_equal(
		roster_prepare(list, count, known, known_count, &london, &arena, &roster, NULL), STATUS_OK);
	return roster;
}

struct roster rostered(const struct rostered *entries, size_t count)
{
	struct interval known = london_during("2026-01-05T00:00", "2027-01-04T00:00");
	return rostered_known(entries, count, &known, 1);
}
