// SPDX-License-Identifier: MIT
// What an entry of the trail says: who did what, when. About whom is the chain that it stands on.
//
// Every person has a chain, and what concerns nobody stands on the organisation's own.
#pragma once

#include "core/ids.h"
#include "core/instant.h"
#include "core/role.h"

enum audit_action {
#define ACTION(name, ...) name,
#include "core/audit.def"
#undef ACTION
	AUDIT_ACTION_COUNT
};

const char *audit_action_name(enum audit_action action);     // as the database has it
const char *audit_action_sentence(enum audit_action action); // a message: "looked at the load"

// Whether it is nobody's business that somebody does it with what is their own.
bool audit_action_is_private(enum audit_action action);

bool audit_action_parse(struct text name, enum audit_action *out);

enum audit_actor_kind {
	AUDIT_BY_SERVICE, // of itself
	AUDIT_BY_SHELL,   // the operator at the shell
	AUDIT_BY_TOKEN,   // whoever has the operator's token
	AUDIT_BY_PERSON,  // signed in
	AUDIT_ACTOR_COUNT
};

const char *audit_actor_name(enum audit_actor_kind kind);  // as the database has it
const char *audit_actor_words(enum audit_actor_kind kind); // a message: "the operator at the shell"
bool audit_actor_parse(struct text name, enum audit_actor_kind *out);

// Who acts, where and when.
struct audit_actor {
	enum audit_actor_kind kind;
	struct person_id person; // BY_PERSON only, as is the role
	enum role role;          // in which they act; ROLE_COUNT: in none yet
	struct organisation_id organisation;
	struct instant now;
};

struct chain_id {
	struct uuid uuid;
};

struct chain_id chain_of_person(struct person_id person);
struct chain_id chain_of_organisation(struct organisation_id organisation);

#define AUDIT_HASH_BYTES 32

struct audit_hash {
	unsigned char bytes[AUDIT_HASH_BYTES];
};

// An entry's fields as its commitment covers them, in this order. A person's id is its 16 bytes;
// both it and the role are empty where the actor is no person, or has no role yet.
#define AUDIT_FIELDS 5
enum {
	AUDIT_FIELD_TIME,
	AUDIT_FIELD_ACTOR,
	AUDIT_FIELD_PERSON,
	AUDIT_FIELD_ROLE,
	AUDIT_FIELD_ACTION
};

// The fields of an act; `time` has to live as long as they do, and so has `by`.
void audit_fields(const struct audit_actor *by, enum audit_action action,
	char time[static INSTANT_TEXT_LENGTH + 1], struct text out[static AUDIT_FIELDS]);
