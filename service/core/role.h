// SPDX-License-Identifier: MIT
// The parts that people play. Somebody may have several, and works in one at a time.
#pragma once

#include "base/text.h"

enum role {
	ROLE_OFFICER, // also call-taker, reviewer, social worker: whoever logs exposures
	ROLE_SUPERVISOR,
	ROLE_FACILITATOR, // often external, outside the line of command
	ROLE_WELLBEING,
	ROLE_ADMINISTRATOR,
	ROLE_AUDITOR,
	ROLE_CLINICIAN, // outside the line of command; sees what people share with them
	ROLE_COUNT,
};

// The parts one person has.
struct role_set {
	unsigned bits; // 1 << role
};

// The lower-case name used in files and the database, and back; false if unknown.
const char *role_name(enum role role);
bool role_parse(struct text text, enum role *out);

bool role_set_has(struct role_set set, enum role role);
void role_set_add(struct role_set *set, enum role role);
