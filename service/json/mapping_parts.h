// SPDX-License-Identifier: MIT
// What mappings of every kind of file have in common. Private to json/.
#pragma once

#include "core/table.h"
#include "json/reader.h"

// A column or a value as a file has it; files are read with the space around them trimmed.
extern const struct text_form form_cell;

extern const struct text_form form_zone; // whether there is such a zone is not known here
extern const struct text_form form_time; // core/time_form

// "separator", "encoding" and "null_words", each of which may be left out.
struct table_form mapping_table(const struct object *document);

// A required member that is one text, or a list of 1 to `most`, in the arena.
const struct text *mapping_texts(const struct object *object, const char *name,
	const struct text_form *form, size_t most, size_t *count);
