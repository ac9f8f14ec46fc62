// SPDX-License-Identifier: MIT
// Private to store: hashes of the trail out of rows.
#pragma once

#include <string.h>

#include "core/audit.h"
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
