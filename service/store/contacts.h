// SPDX-License-Identifier: MIT
// Whom a clinician is asked to contact, because what was offered to them was answered neither way
// for long. Which line it was, or that it was the cadence, is told to nobody.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/accounts.h"

#define CONTACT_CADENCE "cadence:" // before its id, the rule of a cadence; of a line it is its id

struct contact {
	struct person_id person;
	struct text rule;
	struct need_id need;
	int32_t after_seconds; // unanswered
	struct instant due;
};

// Has people contacted at `due` unless they answer, with one row for each person and rule. Those
// who have never signed in are left out, and nobody is where there is no clinician to ask. All as
// the recorder, as far as nothing else is said.
CHECKED enum status contacts_add(struct connection *connection, struct organisation_id organisation,
	struct instant at, const struct contact *contacts, size_t count, struct fault *fault);

// The lines (`person` and `rule`) are no longer crossed: who is not asked yet, will not be.
CHECKED enum status contacts_end(struct connection *connection, const struct contact *contacts,
	size_t count, struct fault *fault);

// A need was answered. Another time: what was to come comes so much later.
CHECKED enum status contact_answered(struct connection *connection, struct person_id person,
	struct need_id need, bool accepted, struct fault *fault);
CHECKED enum status contact_again(struct connection *connection, struct person_id person,
	struct need_id need, struct instant at, struct fault *fault);

// Whoever it is about stops it. `*stopped` is whether there was anything to stop.
CHECKED enum status contact_stop(
	struct connection *connection, struct person_id person, bool *stopped, struct fault *fault);

// People for whom it is due, ascending, and asking for one of them: `*asked` is false where it was
// done or stopped meanwhile, and where there is no clinician. It is then put off.
CHECKED enum status contacts_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault);
CHECKED enum status contact_ask(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct instant at, bool *asked, struct fault *fault);
CHECKED enum status contact_postpone(struct connection *connection, struct person_id person,
	struct instant at, struct instant due, struct fault *fault);

struct contact_own {
	bool there, listed;
	struct instant due;
	struct text asked; // names; empty: nobody at the moment
};

// What a person is told; as the web role, in a transaction that works for them.
CHECKED enum status contact_own(struct connection *web, struct person_id person,
	struct arena *arena, struct contact_own *out, struct fault *fault);

// Whom a clinician is asked to contact, by id, within a transaction of the web role that
// contact_begin began for them; nobody where they are not named, or are in the line of command.
CHECKED enum status contact_begin(struct connection *web, struct person_id clinician,
	struct organisation_id organisation, struct instant at, struct fault *fault);
CHECKED enum status contacts_listed(struct connection *web, struct organisation_id organisation,
	struct person_id clinician, struct arena *arena, struct person_id **out, size_t *count,
	struct fault *fault);

// The clinician has contacted them. `*made` is false where they were not asked to.
CHECKED enum status contact_made(struct connection *connection, struct organisation_id organisation,
	struct person_id clinician, struct person_id person, struct instant at, bool *made,
	struct fault *fault);
CHECKED enum status contact_count(struct connection *connection,
	struct organisation_id organisation, struct instant from, int64_t *out, struct fault *fault);

struct contact_clinician {
	struct person_name who;
	bool named;
	bool outside; // the line of command; one who is not is never asked
};

// Clinicians who can sign in, by name; and naming those who are asked. Whom they are to contact is
// told so.
CHECKED enum status contact_clinicians(struct connection *connection,
	struct organisation_id organisation, struct instant at, struct arena *arena,
	struct contact_clinician **out, size_t *count, struct fault *fault);
CHECKED enum status contact_name(struct connection *connection, struct organisation_id organisation,
	const struct person_id *clinicians, size_t count, struct instant at, struct fault *fault);

// Who can be asked has changed otherwise, and people are told.
CHECKED enum status contacts_rename(struct connection *connection,
	struct organisation_id organisation, struct instant at, struct fault *fault);
