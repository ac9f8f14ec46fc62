// SPDX-License-Identifier: MIT
// Roots: one hash over the head of every chain. Kept off the machine, one shows later whether
// anything of what it covered was taken away or changed since.
#pragma once

#include "store/audit_roots.h"

// Makes a root of all chains as they are now and keeps it, in a transaction of its own, unless
// there is one that was made at `due` or later (NEVER: anyhow). As the recorder; of two who come at
// once the second sees what the first has made.
CHECKED enum status audit_root_make(struct connection *connection,
	struct organisation_id organisation, struct instant now, struct instant due,
	struct audit_root *out, bool *made, struct fault *fault);

// The line to keep: time, number of chains and root, "2026-11-26T03:00:00Z 313 5f3a…".
#define AUDIT_ROOT_LINE_LENGTH 128
void audit_root_line(const struct audit_root *root, char out[static AUDIT_ROOT_LINE_LENGTH]);

struct audit_kept_root {
	struct instant made_at;
	int64_t chains;
	struct audit_hash root;
};

// False, leaving `out`, for what is no such line.
bool audit_root_line_parse(struct text line, struct audit_kept_root *out);
