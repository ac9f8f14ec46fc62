// SPDX-License-Identifier: MIT
// What somebody is rostered for.
//
// Why somebody is absent is nobody's business here: no rule depends on it, and what is not kept
// cannot be told. So sickness, bereavement and whatever else there may be are one kind.
#pragma once

#include "base/text.h"

enum roster_kind {
	ROSTER_EARLY,
	ROSTER_DAY,
	ROSTER_LATE,
	ROSTER_NIGHT,
	ROSTER_DUTY,        // of no stated kind, overtime too
	ROSTER_ABSTRACTION, // working, and not to be taken away from it: court, training …
	ROSTER_REST_DAY,
	ROSTER_LEAVE,
	ROSTER_ABSENCE, // away for whatever other reason; why is nothing to know here
	ROSTER_KIND_COUNT
};

const char *roster_kind_name(enum roster_kind kind); // "rest_day"
bool roster_kind_parse(struct text text, enum roster_kind *out);
bool roster_kind_works(enum roster_kind kind); // before ROSTER_REST_DAY
