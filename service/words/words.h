// SPDX-License-Identifier: MIT
// What people read, in their language. A message is its English sentence; what stands in it in
// braces is filled in. Texts live as long as the program, and nothing here is shared or changed.
//
// The build collects every literal that is given to these, and a test that all are translated
// (docs/words.md).
#pragma once

#include "core/language.h"

// A message that nobody has translated is English.
struct text words(enum language language, const char *message);

// The form that goes with a count: English has two, Welsh six.
struct text words_plural(enum language language, const char *one, const char *other, int64_t count);

// What is filled in where the sentence has {name}. Names are lower-case letters and underscores.
struct place {
	const char *name;
	struct text value;
};

// Adds the sentence with the values in its places. A value is added as it is; braces in it mean
// nothing. A place without a value stays as it stands.
void words_format(
	struct text_builder *out, struct text sentence, const struct place *places, size_t count);

// For those who fill in themselves: takes what stands before the next place, and its name. False
// at the end: `before` is then all that was left.
bool words_next_place(struct text *rest, struct text *before, struct text *name);

// The number with commas between thousands, "1,234", in the caller's characters.
#define WORDS_NUMBER_SIZE 27
struct text words_number(char out[static WORDS_NUMBER_SIZE], int64_t number);

// Adds the form that goes with the count, with the count in its place {count}.
void words_count(struct text_builder *out, enum language language, const char *one,
	const char *other, int64_t count);

// "a, b and c"; "a, b, c" in Welsh, where "and" would change the word after it.
void words_list(
	struct text_builder *out, enum language language, const struct text *items, size_t count);
