// SPDX-License-Identifier: MIT
// What a demonstration's people are called, and to whom they report. Part of demonstration.
//
// Their names are made of their references, and say as plainly that they are not real. Nobody of
// them can sign in, but for the accounts of accounts.h.
#pragma once

#include "app/organisation/setting.h"

struct demonstration_person {
	struct person_id person, manager; // nil: reports to nobody
	struct text reference;            // start is NULL for one who has an account of accounts.h
	bool leads;                       // others report to them: also a supervisor
};

// Names people and lets them report, as of an instant, where there is neither yet.
CHECKED enum status demonstration_introduce(struct connection *connection,
	const struct organisation *organisation, const struct demonstration_person *people,
	size_t count, struct instant at, struct fault *fault);
