// SPDX-License-Identifier: MIT
// Signing in with a name, a password and, by those who have set it up, the code of a second step.
#pragma once

#include "app/accounts/sign_in_session.h"

struct sign_in_request {
	struct client_address address;
	struct text name, password;
	struct text code;   // of the second step, or a recovery code; empty without
	struct text device; // what a former sign-in on this device gave; empty without
};

enum sign_in_answer {
	SIGN_IN_DONE,
	SIGN_IN_REFUSED, // for whatever reason
	SIGN_IN_LATER,   // tried too often
};

struct signed_in {
	enum sign_in_answer answer;
	int64_t wait_seconds; // until it may be tried again
	// Where it is done:
	struct token token;
	struct device_cookie device; // for this device to keep
	struct person_id person;
	enum role role;
};

// As the web role; takes the memory and time of a password's cost, twice where that has changed.
// A code, a step or a recovery code counts once, also when two services are asked at once.
CHECKED enum status sign_in(const struct accounts *accounts, struct connection *web,
	const struct sign_in_request *request, struct instant now, struct signed_in *out,
	struct fault *fault);
