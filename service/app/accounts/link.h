// SPDX-License-Identifier: MIT
// Links that are used once: for the first administrator, who names themselves; for the invited, who
// choose a password; for external facilitators, who need none; for those who have lost theirs.
//
// Looking at a link does not use it: programs that read mail follow every address.
#pragma once

#include "app/accounts/sign_in_session.h"
#include "core/audit.h"

// How long each may be used, in seconds.
int64_t one_time_link_lifetime(enum link_purpose purpose);

struct link_made {
	enum link_purpose purpose;
	struct instant expires_at;
	struct token token;
};

// Makes a link for an account, in the place of the one it had; in the caller's transaction, as the
// recorder, by whomever, at their time. An invitation, for somebody who has a password one to
// choose a new one; with `external` a link that signs in. STATUS_DENIED for an account that has
// left; with `external`, for one with any other role than facilitator, since whoever reads their
// mail may use it.
CHECKED enum status one_time_link_make(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, bool external, struct link_made *out, struct fault *fault);

struct link_shown {
	enum link_purpose purpose;
	struct text display_name, sign_in_name, language; // in the arena; names empty for the first
};

// What a link is for, as the web role. STATUS_NOT_FOUND when it cannot be used (any more).
CHECKED enum status one_time_link_look(struct connection *web, struct text token,
	struct instant now, struct arena *arena, struct link_shown *out, struct fault *fault);

struct link_form {
	struct text display_name, sign_in_name; // of the first administrator
	struct text password;                   // of all but an external facilitator
};

struct link_used {
	struct person_id person;
	bool signed_in; // not after a new password: the second step is still to come
	struct token token;
	enum role role;
};

// Uses a link, as the web role. STATUS_NOT_FOUND as above; STATUS_INVALID for a password or a name
// that is refused and STATUS_CONFLICT for a name that is taken: then the link can still be used. A
// new password ends all sessions of the person.
CHECKED enum status one_time_link_use(const struct accounts *accounts, struct connection *web,
	struct text token, const struct link_form *form, struct instant now, struct link_used *out,
	struct fault *fault);
