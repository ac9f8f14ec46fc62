// SPDX-License-Identifier: MIT
#include "core/roster_kind.h"

#include <assert.h>

static const char *const names[ROSTER_KIND_COUNT] = {
	[ROSTER_EARLY] = "early",
	[ROSTER_DAY] = "day",
	[ROSTER_LATE] = "late",
	[ROSTER_NIGHT] = "night",
	[ROSTER_DUTY] = "duty",
	[ROSTER_ABSTRACTION] = "abstraction",
	[ROSTER_REST_DAY] = "rest_day",
	[ROSTER_LEAVE] = "leave",
	[ROSTER_ABSENCE] = "absence",
};

const char *roster_kind_name(enum roster_kind kind)
{
	assert((size_t)kind < ROSTER_KIND_COUNT);
	return names[kind];
}

bool roster_kind_parse(struct text text, enum roster_kind *out)
{
	for (size_t i = 0; i < ROSTER_KIND_COUNT; i++) {
		if (text_is(text, names[i])) {
			*out = (enum roster_kind)i;
			return true;
		}
	}
	return false;
}

bool roster_kind_works(enum roster_kind kind)
{
	return kind < ROSTER_REST_DAY;
}
