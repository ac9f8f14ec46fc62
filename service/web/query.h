// SPDX-License-Identifier: MIT
// What a request brings in its address and in a form's body (application/x-www-form-urlencoded,
// URL Standard §5.1): "at=2026-11-23T17%3A30%3A00Z&most=100".
#pragma once

#include "base/arena.h"
#include "base/text.h"

// The decoded value of the first member of that name, in the arena. Start is NULL where there is
// none, where it is badly encoded, and without memory.
struct text query_value(struct text query, const char *name, struct arena *arena);

// The same of a form's body, in which "+" is a blank; no value that is not UTF-8 without NUL.
struct text form_field(struct text body, const char *name, struct arena *arena);

// The values of all members of that name, at most `limit`; returns how many there are, SIZE_MAX
// where one of them is badly encoded and without memory.
size_t form_fields(
	struct text body, const char *name, struct arena *arena, struct text *out, size_t limit);
