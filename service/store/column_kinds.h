// SPDX-License-Identifier: MIT
// Private to store: the dictionary of the columnar cache, from kinds of exposure to numbers and as
// text. Of a kind a line says "CATEGORY involvement unit part modifier …", with a line feed behind.
#pragma once

#include "base/fault.h"
#include "core/replay.h"

struct column_kinds {
	struct arena arena;        // of the texts
	struct replay_kind *kinds; // by number; grown on the heap
	size_t count, size;
	uint32_t *places; // numbers + 1 by hash of the line, 0 for none
	size_t place_count;
};

void column_kinds_init(struct column_kinds *kinds);
void column_kinds_done(struct column_kinds *kinds);

// The number of a kind, a new one where it was not there. STATUS_LIMIT beyond REPLAY_KINDS_LIMIT.
CHECKED enum status column_kinds_number(
	struct column_kinds *kinds, const struct replay_kind *kind, uint16_t *out, struct fault *fault);

// The lines of the kinds from a number on.
void column_kinds_write(const struct column_kinds *kinds, size_t from, struct text_builder *out);

// Adds the kinds of such lines. STATUS_VERSION for what is none, or is there already.
CHECKED enum status column_kinds_read(
	struct column_kinds *kinds, struct text lines, struct fault *fault);
