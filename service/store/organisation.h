// SPDX-License-Identifier: MIT
// The organisation a database is for, and its policy's versions.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

struct organisation {
	struct organisation_id id;
	struct text name;
	struct text zone; // IANA; what "day" and "07:00" mean
	struct text
		nation; // of its public holidays: "england-and-wales", "scotland", "northern-ireland"
	bool demonstration;        // nobody in it is a real person
	struct instant founded_at; // organisation_add takes it apart
};

// STATUS_NOT_FOUND in a database that has none yet. Roles owner, recorder and web.
CHECKED enum status organisation_read(struct connection *connection, struct arena *arena,
	struct organisation *out, struct fault *fault);

// Role owner.
CHECKED enum status organisation_add(struct connection *connection,
	const struct organisation *organisation, struct instant at, struct fault *fault);

// Waits for whoever else is founding; until the transaction ends nobody else does. Role owner.
CHECKED enum status organisation_lock(struct connection *connection, struct fault *fault);

struct policy_version {
	int32_t version;
	struct text document;
	struct instant in_force_from;
};

// The one that an organisation begins with. Role owner.
CHECKED enum status policy_version_add(struct connection *connection, struct organisation_id id,
	const struct policy_version *version, struct instant now, struct fault *fault);

// Every version that has come into force by `at`, in that order, so that the last is in force, or
// its number alone; STATUS_NOT_FOUND when there is none. Roles recorder and web.
CHECKED enum status policy_versions_by(struct connection *connection, struct organisation_id id,
	struct instant at, struct arena *arena, struct policy_version **out, size_t *count,
	struct fault *fault);
CHECKED enum status policy_version_number(struct connection *connection, struct organisation_id id,
	struct instant at, int32_t *out, struct fault *fault);
