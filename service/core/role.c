// SPDX-License-Identifier: MIT
#include "core/role.h"

#include <assert.h>

static const char *const names[ROLE_COUNT] = {
	[ROLE_OFFICER] = "officer",
	[ROLE_SUPERVISOR] = "supervisor",
	[ROLE_FACILITATOR] = "facilitator",
	[ROLE_WELLBEING] = "wellbeing",
	[ROLE_ADMINISTRATOR] = "administrator",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_CLINICIAN] = "clinician",
};

const char *role_name(enum role role)
{
	assert((unsigned)role < ROLE_COUNT);
	return names[role];
}

bool role_parse(struct text text, enum role *out)
{
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		if (text_is(text, names[i])) {
			*out = (enum role)i;
			return true;
		}
	}
	return false;
}

bool role_set_has(struct role_set set, enum role role)
{
	assert((unsigned)role < ROLE_COUNT);
	return set.bits >> role & 1;
}

void role_set_add(struct role_set *set, enum role role)
{
	assert((unsigned)role < ROLE_COUNT);
	set->bits |= 1U << role;
}
