// SPDX-License-Identifier: MIT
// Roots over the heads of all chains, and the walk along every chain that checks them.
#pragma once

#include "store/audits.h"

struct rows;

struct audit_root {
	int32_t number; // from 1
	struct instant made_at;
	int64_t chains;
	struct audit_hash heads, root;
};

// Waits for whoever else is making a root; until the transaction ends nobody else does. Role
// recorder, so too for the next four.
CHECKED enum status audit_root_lock(struct connection *connection, struct fault *fault);

// Where there is none: number 0, before all time, with a root of 32 bytes of 0.
CHECKED enum status audit_root_newest(struct connection *connection,
	struct organisation_id organisation, struct audit_root *out, struct fault *fault);

// At most `most` heads after a chain, in ascending order.
CHECKED enum status audit_heads_page(struct connection *connection, struct chain_id after,
	int32_t most, struct arena *arena, struct audit_head **out, size_t *count, struct fault *fault);

// Notes which heads a root has counted that no root before it had.
CHECKED enum status audit_marks_add(struct connection *connection,
	struct organisation_id organisation, int32_t root, const struct audit_head *heads, size_t count,
	struct fault *fault);

// STATUS_CONFLICT where the number is taken.
CHECKED enum status audit_root_add(struct connection *connection,
	struct organisation_id organisation, const struct audit_root *root, struct fault *fault);

// At most `most` roots after a number. Role backup.
CHECKED enum status audit_roots_page(struct connection *connection, int32_t after, int32_t most,
	struct arena *arena, struct audit_root **out, size_t *count, struct fault *fault);

enum audit_step_kind { AUDIT_STEP_ENTRY, AUDIT_STEP_MARK, AUDIT_STEP_HEAD };

// A step of the walk: an entry, what a root noted of it, or the head of its chain.
struct audit_step {
	struct chain_id chain;
	int32_t number; // of the entry; of a head, how many the chain has
	enum audit_step_kind kind;
	struct audit_hash link;
	int32_t root; // of a mark
	// Of an entry:
	bool erased;
	struct audit_hash salt, commitment;
	char time[INSTANT_TEXT_LENGTH + 1]; // empty for what is no whole second
	struct uuid person;
	struct text fields[AUDIT_FIELDS]; // as they are there; until the next step
};

struct audit_walk {
	struct rows *rows; // NULL: none fetched yet
	int at;
};

// In a transaction of the role backup: begins the walk along every chain, in ascending order, from
// the first entry to the last, all as it is at one moment. audit_walk_done ends with it.
CHECKED enum status audit_walk_begin(
	struct connection *connection, struct audit_walk *walk, struct fault *fault);

// The next step; `*more` false after the last.
CHECKED enum status audit_walk_next(struct connection *connection, struct audit_walk *walk,
	struct audit_step *out, bool *more, struct fault *fault);
void audit_walk_done(struct audit_walk *walk);
