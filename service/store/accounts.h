// SPDX-License-Identifier: MIT
// Accounts: what people sign in with, and are when they have.
//
// The web role sees a person's own account after app_begin() with the person, and finds whose a
// name is after app_begin() with its hash. The recorder, for the administrator, never sees what
// people sign in with.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "core/role.h"
#include "store/begin.h"

#define ACCESS_NEEDS_LIMIT 16

struct account {
	struct person_id person;
	struct organisation_id organisation;
	struct text display_name, sign_in_name;
	struct role_set roles;
	struct text language; // "en", "cy"
	struct text nation;
	struct text access_needs[ACCESS_NEEDS_LIMIT]; // codes of the table's CHECK
	size_t access_need_count;
	bool left;
	bool has_password, has_totp;
	struct instant signed_out_before; // no session that began before is in force
	// For the web role only.
	struct text password_hash, totp_pending, totp_sealed; // start NULL: none
	int64_t totp_step;                                    // the last that was used
};

// Role web: the person's own; locked, nobody else makes or ends their sessions until the
// transaction ends. STATUS_NOT_FOUND.
CHECKED enum status account_own(struct connection *connection, struct person_id person, bool lock,
	struct arena *arena, struct account *out, struct fault *fault);

// Role recorder: the same, locked, without what they sign in with.
CHECKED enum status account_lock(struct connection *connection, struct person_id person,
	struct arena *arena, struct account *out, struct fault *fault);

// Role recorder. Makes the account of a person, or brings back one that left; STATUS_CONFLICT where
// there is one in use. Then its name: STATUS_CONFLICT when somebody else has it.
CHECKED enum status account_add(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault);
CHECKED enum status sign_in_name_add(struct connection *connection, const struct account *account,
	const unsigned char hash[static ROW_HASH_BYTES], struct instant at, struct fault *fault);

struct listed_account {
	struct account account;
	struct text reference; // of the person
};

// At most `most` accounts after a reference (empty: from the first), in its order. Role recorder.
CHECKED enum status account_list(struct connection *connection, struct organisation_id organisation,
	struct text after, int32_t most, struct arena *arena, struct listed_account **out,
	size_t *count, struct fault *fault);

struct person_name {
	struct person_id person;
	struct text name;
};

// What those of some people who have an account are called, in no order. Role recorder.
CHECKED enum status account_names(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct person_name **out, size_t *count,
	struct fault *fault);

// People who are there and sign in with some of these names, which are as they are kept, in their
// order. Role recorder.
CHECKED enum status accounts_named(struct connection *connection,
	struct organisation_id organisation, const struct text *names, size_t asked,
	struct arena *arena, struct person_name **out, size_t *count, struct fault *fault);

// Waits for whoever else makes or takes away administrators; until the transaction ends nobody else
// does. Role recorder.
CHECKED enum status administrators_lock(struct connection *connection, struct fault *fault);

// Whether somebody can sign in as an administrator. Role recorder.
CHECKED enum status account_administrator(struct connection *connection,
	struct organisation_id organisation, bool *found, struct fault *fault);

// Role web: whose name it is, after app_begin() with its hash. STATUS_NOT_FOUND.
CHECKED enum status sign_in_name_find(struct connection *connection,
	const unsigned char hash[static ROW_HASH_BYTES], struct person_id *out, struct fault *fault);

// Role web, of the person's own account.
CHECKED enum status account_name(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault); // display_name, sign_in_name
CHECKED enum status account_prefer(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault); // language, access_needs
CHECKED enum status account_totp(struct connection *connection, const struct account *account,
	struct instant at, struct fault *fault); // totp_pending, totp_sealed, totp_step
CHECKED enum status account_password(struct connection *connection, struct person_id person,
	struct text hash, struct instant at, struct fault *fault); // also the recorder

// Remembers the step of a code; `*fresh` is false when it, or a later one, was used. Role web.
CHECKED enum status account_totp_step(struct connection *connection, struct person_id person,
	int64_t step, bool *fresh, struct fault *fault);

// Role recorder.
CHECKED enum status account_roles(struct connection *connection, struct person_id person,
	struct role_set roles, struct instant at, struct fault *fault);
CHECKED enum status account_totp_end(struct connection *connection, struct person_id person,
	struct instant at, struct fault *fault); // with its recovery codes

// At most `most` people whose last day is over at an instant, and who have an account yet; and lets
// one of them leave later. Role recorder.
CHECKED enum status accounts_leaving(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault);
CHECKED enum status account_postpone(struct connection *connection, struct person_id person,
	struct instant leaves_at, struct fault *fault);

// Takes away what somebody signs in with, their name, codes and links too. Role recorder.
CHECKED enum status account_leave(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault);
