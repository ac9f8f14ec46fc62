// SPDX-License-Identifier: MIT
// Sessions of people who have signed in, links that are used once, and recovery codes. All as the
// web role where nothing else is said.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "core/role.h"
#include "store/begin.h"

struct sign_in_session {
	struct person_id person;
	struct organisation_id organisation; // to add
	enum role role;                      // worked in
	struct instant signed_in_at;         // kept over a change of role
	struct instant created_at;
	struct instant idle_until; // to add
	struct instant absolute_until;
};

// After app_begin() with the person and the hash.
CHECKED enum status sign_in_session_add(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], const struct sign_in_session *session,
	struct fault *fault);

// The session in force, after app_begin() with the hash; seen now, which is written, with how long
// it may then be idle, if it was last written before `written_before`. STATUS_NOT_FOUND.
CHECKED enum status sign_in_session_read(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct instant idle_until,
	struct instant written_before, struct sign_in_session *out, struct fault *fault);

// The same as a transaction of its own, in one round trip.
CHECKED enum status sign_in_session_look(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct instant idle_until,
	struct instant written_before, struct sign_in_session *out, struct fault *fault);

// After app_begin() with the hash; `*ended`, which may be NULL, is whether it was in force.
CHECKED enum status sign_in_session_close(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, bool *ended,
	struct fault *fault);

struct listed_session {
	enum role role;
	struct instant signed_in_at, seen_at;
	bool is_this;
};

// A person's sessions in force, the one seen last first, after app_begin() with the person.
CHECKED enum status sign_in_sessions_list(struct connection *connection, struct person_id person,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct arena *arena,
	struct listed_session **out, size_t *count, struct fault *fault);

// Ends a person's sessions but for one, after app_begin() with the person and with their account
// locked. NULL: all, and the account says so.
CHECKED enum status sign_in_sessions_close(struct connection *connection, struct person_id person,
	const unsigned char *but, struct instant at, struct fault *fault);

// Role recorder: those in none of these roles; all where there are none.
CHECKED enum status sign_in_sessions_close_outside(struct connection *connection,
	struct person_id person, struct role_set roles, struct instant at, struct fault *fault);

// Forgets a person's sessions that were over before.
CHECKED enum status sign_in_sessions_forget(struct connection *connection, struct person_id person,
	struct instant before, struct fault *fault);

enum link_purpose { LINK_FIRST_ADMINISTRATOR, LINK_INVITATION, LINK_EXTERNAL, LINK_RESET };

const char *link_purpose_name(enum link_purpose purpose);

struct one_time_link {
	enum link_purpose purpose;
	struct person_id person;
	struct organisation_id organisation;
	struct instant expires_at;
};

// Makes a link, in the place of those the person had. Role recorder.
CHECKED enum status one_time_link_add(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], const struct one_time_link *link,
	struct instant at, struct fault *fault);

// One that can be used, after app_begin() with the hash. STATUS_NOT_FOUND.
CHECKED enum status one_time_link_read(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant now, struct one_time_link *out,
	struct fault *fault);

// Uses it up, after app_begin() with the hash. STATUS_NOT_FOUND when somebody else has.
CHECKED enum status one_time_link_spend(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, struct fault *fault);

// After app_begin() with the person. `*found` and `*spent` are false for no code, or a used one.
CHECKED enum status recovery_code_known(struct connection *connection, struct person_id person,
	const unsigned char hash[static ROW_HASH_BYTES], bool *found, struct fault *fault);
CHECKED enum status recovery_code_spend(struct connection *connection, struct person_id person,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, bool *spent,
	struct fault *fault);
CHECKED enum status recovery_codes_left(
	struct connection *connection, struct person_id person, int64_t *count, struct fault *fault);

// Puts these in the place of those the person had; with none, takes them away.
CHECKED enum status recovery_codes_replace(struct connection *connection, struct person_id person,
	const unsigned char (*hashes)[ROW_HASH_BYTES], size_t count, struct instant at,
	struct fault *fault);
