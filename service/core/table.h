// SPDX-License-Identifier: MIT
// How a file of rows under a header is read, whatever it holds: its separator and encoding, words
// that mean nothing, and columns found by their names.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

enum table_encoding {
	TABLE_ANY,   // a field that is not UTF-8 is Windows-1252
	TABLE_UTF_8, // a field that is not makes its row unusable
	TABLE_WINDOWS_1252,
};

struct table_form {
	char separator;
	enum table_encoding encoding;
	const struct text *null_words; // values that mean "nothing", compared without case
	size_t null_word_count;
};

// A column that is wanted, and where it is to be noted.
struct table_column {
	const char *member; // of the mapping, for a fault
	struct text name;   // start is NULL: there is none, which is noted as SIZE_MAX
	size_t *at;
};

// Finds the columns by name (exact after trimming). STATUS_INVALID naming the missing or doubled
// column, and what the file has instead where its first line is a header at all: where it names
// none of the wanted columns it may be somebody's row, which no fault repeats.
CHECKED enum status table_find(const struct table_column *columns, size_t count,
	const struct text *header, size_t header_count, struct fault *fault);

// Whether a field is in an encoding that the form takes.
bool table_is_encoded(const struct table_form *form, struct text raw);

// The trimmed value of a field that is UTF-8, empty where it is a null word.
struct text table_value(const struct table_form *form, struct text field);

// The same of a field in the form's encoding; start is NULL when out of memory.
struct text table_field(const struct table_form *form, struct arena *arena, struct text raw);

// Windows-1252 as UTF-8; start is NULL when out of memory.
struct text table_decoded(struct arena *arena, struct text raw);
