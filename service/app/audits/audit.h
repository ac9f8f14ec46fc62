// SPDX-License-Identifier: MIT
// The trail as everything else uses it: saying what is done, telling a person who looked, erasing.
//
// Whatever gives somebody access to what is another's, or changes something for others, says so
// here in the same transaction. What a person looks at of their own is nobody's business.
#pragma once

#include "store/audits.h"

// Adds an act to the chain of each of those it is about (given twice, once), unless it is private
// and done by a person with their own record. Inside the transaction of what it records, last in
// it: the heads of the chains stay locked until it ends. Roles owner, recorder, erasure, and web in
// a transaction that works for the actor. Doing it again adds again.
CHECKED enum status audit_add(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, const struct chain_id *about, size_t count, struct fault *fault);

// The same about one person, or about nobody: on the organisation's chain.
CHECKED enum status audit_add_person(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, struct person_id about, struct fault *fault);
CHECKED enum status audit_add_organisation(struct connection *connection,
	const struct audit_actor *by, enum audit_action action, struct fault *fault);

// The same in a transaction of its own, for acts that cannot have one.
CHECKED enum status audit_add_alone(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, struct fault *fault);

// A page of who did what with a person's record, newest first: at most `most` entries before
// number `before`, INT32_MAX for the newest. As the web role, in a transaction that works for the
// person.
CHECKED enum status audit_seen(struct connection *connection, struct person_id person,
	int32_t before, int32_t most, struct arena *arena, struct audit_entry **out, size_t *count,
	struct fault *fault);

// Destroys what a chain holds, so that only how long it was is left; that it was erased, and by
// whom, is its newest entry. The chain can be verified as before. As the erasure role, in a
// transaction of its own.
CHECKED enum status audit_erase(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, struct fault *fault);

// The same in a transaction that has begun; `emptied` is how many entries. The head of the chain is
// locked until it ends.
CHECKED enum status audit_erase_within(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, int64_t *emptied, struct fault *fault);

// Destroys what the entries of a chain say that are from `before` or older, from the first one on;
// that it was done is the chain's newest entry. As the erasure role, in a transaction of its own.
CHECKED enum status audit_age(struct connection *erasure, const struct audit_actor *by,
	struct chain_id chain, struct instant before, int64_t *emptied, struct fault *fault);
