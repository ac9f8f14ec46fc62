// SPDX-License-Identifier: MIT
// Verifying the trail: one walk along every chain, in bounded memory.
//
// It finds what was edited, deleted, moved, cut off or emptied, chains that are gone, and roots
// that do not fit what is there. What it cannot find is what was rewritten whole since the last
// root that was kept elsewhere (docs/audit.md).
#pragma once

#include "app/audits/root.h"

enum audit_fault {
	// Of a chain, at an entry:
	AUDIT_FIELDS_CHANGED, // they are not what the commitment is of
	AUDIT_LINK_BROKEN,    // it does not follow from the entry before
	AUDIT_ENTRY_MISSING,  // up to `until`
	AUDIT_EMPTIED,        // without an erasure that follows
	AUDIT_END_CUT,        // the head has more; `until` is how many
	AUDIT_END_ADDED,      // the head has fewer
	AUDIT_HEAD_CHANGED,   // the head's link is another
	AUDIT_HEAD_MISSING,
	AUDIT_ROOT_SAW_MORE,  // an entry that a root counted is not there; `until` is the root's number
	AUDIT_ROOT_SAW_OTHER, // it is another than the root counted
	AUDIT_CHAIN_MISSING,  // nothing of it is there but what a root counted
	// Of a root, whose number is `number`:
	AUDIT_ROOT_CHANGED, // it is not the hash of what is kept with it
	AUDIT_ROOT_MISSING, // up to `until`
	AUDIT_ROOT_DIFFERS, // the chains do not come to it
	AUDIT_KEPT_UNKNOWN, // a root that was kept elsewhere is not among them; `number` is which
	AUDIT_FAULT_COUNT
};

struct audit_finding {
	enum audit_fault fault;
	struct chain_id chain;
	int32_t number, until;
};

struct audit_verification {
	size_t chains, entries, erased, roots, findings;
};

struct audit_check {
	struct connection *connection; // as the recorder or the backup role
	const struct audit_kept_root *kept;
	size_t kept_count;
	void (*found)(void *context, const struct audit_finding *finding);
	void *context;
};

// STATUS_OK where everything could be read, whatever was found.
CHECKED enum status audit_verify(
	const struct audit_check *check, struct audit_verification *out, struct fault *fault);
