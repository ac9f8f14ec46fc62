// SPDX-License-Identifier: MIT
// What signing in works with. The same for every thread, and unchanged while in use.
//
// Names, passwords and codes come in one form and are answered at once: "signed in" or "not right".
// There is no second page for the code, so a list of leaked passwords cannot be tried against
// people who have a second step, no state waits between two pages, and nobody learns who has one.
// An unknown name, a wrong password, a missing code and an account that has left get the same
// answer for the same work.
#pragma once

#include "app/accounts/allowance.h"
#include "core/ids.h"
#include "secret/password.h"

// How long a session lasts without being used, and in all.
struct session_terms {
	int64_t idle_seconds, absolute_seconds;
};

#define SESSION_TERMS ((struct session_terms){30 * 60, 12 * 60 * 60})

struct accounts {
	struct organisation_id organisation;
	struct text organisation_name;
	const struct key *key;
	struct password_cost cost;
	struct session_terms terms;
	struct allowance *allowance;
};
