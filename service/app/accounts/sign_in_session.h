// SPDX-License-Identifier: MIT
// Sessions of people who have signed in. All as the web role, each in a transaction of its own
// where nothing else is said.
//
// A session works in one of its person's roles; another role is another session with another token.
// It ends when it has not been used for a while, after a time in any case, when it is ended, and
// when its person is signed out everywhere, loses the role or leaves.
#pragma once

#include "app/accounts/accounts.h"
#include "secret/token.h"
#include "store/accounts.h"
#include "store/sign_ins.h"

// The session behind a token, seen now. That is written at most once a minute, so it may end for
// idleness up to a minute early. STATUS_NOT_FOUND when none is in force, also for what is no token.
CHECKED enum status sign_in_session_find(const struct accounts *accounts, struct connection *web,
	struct text token, struct instant now, struct sign_in_session *out, struct fault *fault);

// Nothing happens where none is in force.
CHECKED enum status sign_in_session_end(
	struct connection *web, struct text token, struct instant now, struct fault *fault);

CHECKED enum status sign_out_everywhere(
	struct connection *web, struct person_id person, struct instant now, struct fault *fault);

// Ends the session and begins one in another role, for what is left of its time. STATUS_NOT_FOUND
// as above; STATUS_DENIED for a role that the person has not.
CHECKED enum status switch_role(const struct accounts *accounts, struct connection *web,
	struct text token, enum role role, struct instant now, struct token *out, struct fault *fault);

// Begins a session of an account that is locked in this transaction, for app/accounts.
// STATUS_NOT_FOUND for one of another organisation.
CHECKED enum status sign_in_session_begin(const struct accounts *accounts, struct connection *web,
	const struct account *account, enum role role, struct instant now, struct token *out,
	struct fault *fault);

// The role somebody starts in: the first they have, which reaches least.
enum role first_role(struct role_set roles);
