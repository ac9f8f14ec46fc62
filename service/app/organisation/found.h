// SPDX-License-Identifier: MIT
// Founding: what an empty, migrated database is given before anything else.
#pragma once

#include "core/audit.h"
#include "store/organisation.h"

struct founding {
	struct text name, zone, nation;
	struct text policy; // a document that reads
	bool demonstration; // with hosts who are plainly not real people, and the shipped programme
	enum audit_actor_kind by;
};

// Makes the organisation, version 1 of its policy, in force at all times, and for a demonstration
// its hosts and programme. Where there is an organisation (`*founded` false) it is left as it is,
// but for the programme of a demonstration whose founding was stopped before that. Several at once
// make one organisation. STATUS_NOT_FOUND naming a time zone that does not exist.
CHECKED enum status organisation_found(const struct database *database,
	const struct founding *founding, struct instant now, bool *founded, struct fault *fault);

// The reference of a demonstration's host, from 1.
#define DEMONSTRATION_HOSTS 8
const char *demonstration_host(size_t number);
