// SPDX-License-Identifier: MIT
// Private to store: taking answers out of rows into an arena.
#pragma once

#include "store/query.h"

// A text of its own in the arena, of which running out is noted in `failed`.
static inline struct text row_copy(
	struct arena *arena, const struct rows *rows, int row, int column, bool *failed)
{
	struct text copy = text_copy(arena, row_text(rows, row, column));
	if (!copy.start)
		*failed = true;
	return copy;
}

// Ends a reading: frees the rows and answers for memory that ran out.
static inline enum status rows_taken(struct rows *rows, bool failed, struct fault *fault)
{
	rows_free(rows);
	return failed ? fault_memory(fault) : STATUS_OK;
}
