// SPDX-License-Identifier: MIT
// Private to store: the trail out of rows.
#pragma once

#include <string.h>

#include "store/audit_roots.h"
#include "store/copying.h"

// What is not 32 bytes long, which no CHECK allows, is all 0 and so no hash of anything.
static inline struct audit_hash row_hash(const struct rows *rows, int row, int column)
{
	struct audit_hash hash = {{0}};
	struct text bytes = row_bytes(rows, row, column);
	if (bytes.length == sizeof hash.bytes)
		memcpy(hash.bytes, bytes.start, sizeof hash.bytes);
	return hash;
}

// An entry of which the number stands in a column, and time, actor, person, role and action in the
// next. False for names that this program does not know, and what is said then.
bool row_audit_entry(const struct rows *rows, int row, int column, struct audit_entry *out);
enum status audit_entry_unknown(struct fault *fault);

struct audit_root row_audit_root(const struct rows *rows, int row); // of the columns of each query
