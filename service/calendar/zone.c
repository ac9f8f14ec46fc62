// SPDX-License-Identifier: MIT
#include "calendar/zone.h"

#include <assert.h>

#include "calendar/tzif.h"

static struct instant first_of(int year)
{
	return civil_as_utc((struct civil){year, 1, 1, 0, 0, 0});
}

enum status zone_load(struct text name, struct instant from, struct instant until,
	struct arena *arena, struct zone *out, struct fault *fault)
{
	struct text file;
	assert(!instant_before(until, from));
	if (instant_before(from, first_of(ZONE_FIRST_YEAR)) ||
		instant_before(first_of(ZONE_LAST_YEAR + 1), until))
		return fault_set(fault, STATUS_LIMIT, "zone", "Time zones are read for the years %d to %d.",
			ZONE_FIRST_YEAR, ZONE_LAST_YEAR);
	enum status status = tzif_open(name, arena, &file, fault);
	return status == STATUS_OK ? tzif_read(file, from, until, arena, out, fault) : status;
}
