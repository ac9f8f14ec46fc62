// SPDX-License-Identifier: MIT
// Accounts as an administrator keeps them. All as the recorder, each in one transaction, which sees
// nothing of what people sign in with; by whomever, at their time. STATUS_NOT_FOUND for a person
// who has no account in the actor's organisation; STATUS_DENIED for one's own account, which
// another administrator has to change.
#pragma once

#include "app/accounts/link.h"
#include "app/audits/audit.h"
#include "store/organisation.h"
#include "store/sessions.h"

struct new_account {
	struct text reference; // of the person, who is added where there is nobody
	struct text display_name, sign_in_name;
	struct role_set roles;
	struct text language; // "en", "cy"
};

// Makes an account and an invitation to it. STATUS_CONFLICT for a person who has one or a name that
// is taken; somebody who had left comes back.
CHECKED enum status account_open(struct connection *recorder,
	const struct organisation *organisation, const struct audit_actor *by,
	const struct new_account *account, struct link_made *invitation, struct fault *fault);

// The person of a reference who has an account. STATUS_NOT_FOUND.
CHECKED enum status account_person(struct connection *recorder, struct organisation_id organisation,
	struct text reference, struct person_id *out, struct fault *fault);

// A link for somebody who was not invited yet, forgot their password, or with `external` needs
// none; `without_code` also ends a second step that they have lost.
CHECKED enum status account_link(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, bool external, bool without_code, struct link_made *out,
	struct fault *fault);

// Sets the roles; sessions in others end. STATUS_DENIED where nobody could administer any more;
// STATUS_CONFLICT where they are not what they were `known` to be (NULL: whatever they are).
CHECKED enum status account_set_roles(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, const struct role_set *known, struct role_set roles,
	struct fault *fault);

// Ends all sessions of somebody, who can sign in again.
CHECKED enum status account_sign_out(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct fault *fault);

struct leaving {
	size_t released;           // bookings and holds
	struct sessions_led leads; // sessions to come, which need somebody else
	size_t reports;            // people who have no line manager any more
};

// Somebody leaves: what they sign in with, their sessions and links end, calendars too, and what
// they would have attended is let go; they are in no team, and nobody reports to them any more.
// STATUS_DENIED for the last administrator; STATUS_RETRY when
// an engine was in the way.
CHECKED enum status account_end(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct leaving *out, struct fault *fault);

// The same in the caller's transaction, also of one's own account.
CHECKED enum status account_end_within(struct connection *recorder, const struct audit_actor *by,
	struct person_id person, struct leaving *out, struct fault *fault);

// Where nobody can sign in as an administrator, a link for the first one, in the place of the one
// before; else `*needed` is false. Several services at once agree on whose account it is.
CHECKED enum status first_administrator_link(struct connection *recorder,
	const struct organisation *organisation, struct instant now, bool *needed, struct token *out,
	struct fault *fault);
