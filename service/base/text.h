// SPDX-License-Identifier: MIT
// Text: a view that borrows and a builder that owns.
//
// A view is a pointer and a length, not necessarily followed by a NUL. A builder grows on the heap;
// its failure is sticky: append blindly, then check `failed` once.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/attributes.h"

struct text {
	const char *start;
	size_t length;
};

// A view of a string literal.
#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})

// The same where static data is initialised.
#define TEXT_CONSTANT(literal)                                                                     \
	{                                                                                              \
		"" literal, sizeof(literal) - 1                                                            \
	}

// For printf: "%.*s" with TEXT_ARGUMENTS(text).
#define TEXT_ARGUMENTS(text) ((int)(text).length), ((text).start)

struct text text_of(const char *string); // NULL gives an empty text
static inline bool text_equal(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.start, b.start, a.length) == 0);
}
bool text_is(struct text text, const char *string);
bool text_equal_ignoring_case(struct text a, struct text b); // ASCII letters only
int text_compare(struct text a, struct text b);              // bytes, as memcmp
struct text text_trim(struct text text);                     // ASCII white space at both ends
bool text_starts(struct text text, const char *prefix);

// Splits at the first `separator`: returns what is before it and leaves in `rest` what is after;
// without one, returns all and leaves `rest` empty.
struct text text_cut(struct text *rest, char separator);

// Whole text as a decimal number; false, leaving `out`, for anything else or out of range.
bool text_to_integer(struct text text, int64_t *out);
bool text_to_number(struct text text, double *out);

// A copy that ends in NUL; start is NULL where memory ran out.
struct text text_copy(struct arena *arena, struct text text);

// Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, nothing overlong).
bool text_is_utf8(struct text text);

// How many of the first bytes of a text that is not empty belong together: a well-formed sequence,
// or the longest start of one, which stands for a single U+FFFD (Unicode 15, §3.9, "substitution
// of maximal subparts").
size_t text_sequence(struct text text, bool *well_formed);

struct text_builder {
	char *start;
	size_t length;
	size_t size;
	bool failed;
};

void builder_init(struct text_builder *builder);
void builder_done(struct text_builder *builder);
void builder_reset(struct text_builder *builder); // empties it and keeps its memory
void builder_add(struct text_builder *builder, struct text text);
void builder_string(struct text_builder *builder, const char *string);
void builder_character(struct text_builder *builder, char character);
void builder_format(struct text_builder *builder, const char *format, ...) FORMAT(2, 3);

// Adds Windows-1252 as UTF-8; the five bytes that it leaves undefined become U+FFFD.
void builder_windows_1252(struct text_builder *builder, struct text text);

// What was built, valid until the next change. Always followed by a NUL that is not counted.
struct text builder_view(const struct text_builder *builder);
