// SPDX-License-Identifier: MIT
// The chains of the trail, as rows; what their hashes are made of is secret/chain's.
#pragma once

#include "base/arena.h"
#include "core/audit.h"
#include "store/connection.h"

struct audit_head {
	struct chain_id chain;
	int32_t length;
	struct audit_hash link;
	bool counted; // audit_heads_page only: by a root, as it is
};

// Locks the heads of chains, which are ascending, until the transaction ends, each one longer by
// one; the link of one that is not there yet is as given, else it becomes that of the last entry.
// Last in a transaction, after all other rows it locks. Roles owner, web, recorder and erasure.
CHECKED enum status audit_heads_step(struct connection *connection,
	struct organisation_id organisation, struct audit_head *heads, size_t count,
	struct fault *fault);

// An entry that is added to the end of a locked chain.
struct audit_addition {
	struct audit_head head; // as it is with the entry
	struct audit_hash salt, commitment;
};

// Adds an entry of one act to each of some chains, and sets their heads. The same roles.
CHECKED enum status audit_entries_add(struct connection *connection, const struct audit_actor *by,
	enum audit_action action, const struct audit_addition *additions, size_t count,
	struct fault *fault);

struct audit_entry {
	int32_t number;
	bool erased; // only the number is left
	struct instant at;
	enum audit_actor_kind actor;
	struct person_id person; // BY_PERSON only
	enum role role;          // ROLE_COUNT: none
	enum audit_action action;
};

// At most `most` entries of a chain before a number (INT32_MAX: the newest), newest first. Role
// recorder or erasure, or web, which sees the chain of whom it works for. STATUS_VERSION for one
// that this program cannot read.
CHECKED enum status audit_entries_list(struct connection *connection, struct chain_id chain,
	int32_t before, int32_t most, struct arena *arena, struct audit_entry **out, size_t *count,
	struct fault *fault);

// Destroys fields and salts of the entries before a number; `emptied` is how many had any. Role
// erasure.
CHECKED enum status audit_entries_empty(struct connection *connection, struct chain_id chain,
	int32_t before, int64_t *emptied, struct fault *fault);
