// SPDX-License-Identifier: MIT
// Private to web: a person's working time as they see it.
#pragma once

#include "store/rosters.h"
#include "web/visit.h"

struct own_duty {
	struct duty_record record;
	struct instant taken_in; // NEVER: nothing is known
	struct roster roster;    // where there is one
	struct roster_rules rules;
};

// In a transaction of the web role that works for the person, about a stretch of time.
CHECKED enum status own_duty_read(const struct web_call *call, struct connection *web,
	struct person_id person, struct interval within, struct own_duty *out, struct fault *fault);

// Whether a session is on a public holiday of theirs.
bool own_duty_is_on_holiday(
	const struct web_call *call, const struct own_duty *duty, struct interval session);

// Whether a session is outside the person's shifts, as far as these are known.
bool own_duty_is_outside(const struct own_duty *duty, struct interval session);
