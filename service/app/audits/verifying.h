// SPDX-License-Identifier: MIT
// Private to audits: one chain of the walk, step by step.
#pragma once

#include "app/audits/verify.h"

#define TARGETS 2 // the newest root, and the newest of those kept elsewhere

// A root whose heads are worked out again from the chains.
struct audit_target {
	struct audit_root root;
	struct audit_hash heads;
	int64_t chains;
	// What it counted of the chain under way; length 0: nothing yet.
	int32_t length;
	struct audit_hash link;
};

struct verifying {
	const struct audit_check *check;
	struct audit_verification *out;
	struct audit_target targets[TARGETS];
	size_t target_count;
	// The chain under way:
	bool begun;
	struct chain_id chain;
	int32_t last;           // number of the last entry
	struct audit_hash link; // of the last entry, as it is there
	bool emptied, whole;    // entries without, and with their fields have come
	int32_t unsaid;         // the last entry that was emptied, while no entry has said so; 0: none
	int32_t head;           // how many the head says; 0: no head has come
	struct audit_hash head_link;
	int32_t marked, marked_by; // the last entry that a root counted, and which root
};

void verifying_found(
	struct verifying *verifying, enum audit_fault fault, int32_t number, int32_t until);

void verifying_step(struct verifying *verifying, const struct audit_step *step);

// After the last step.
void verifying_end(struct verifying *verifying);
