// SPDX-License-Identifier: MIT
// The languages that people are spoken to in.
#pragma once

#include "base/text.h"

enum language {
	LANGUAGE_ENGLISH, // what the service is written in, and the default
	LANGUAGE_WELSH,
	LANGUAGE_COUNT,
};

// The code of ISO 639-1, "en" or "cy", and back; false, leaving `out`, if it is neither.
const char *language_code(enum language language);
bool language_parse(struct text text, enum language *out);

// What its speakers call it: "English", "Cymraeg". Never translated.
struct text language_name(enum language language);

// Marks a literal of a table that is given to words/words.h later.
#define MESSAGE(literal) ("" literal)

// The same for the two literals of a plural, as they stand in a table.
#define MESSAGE_PLURAL(one, other)                                                                 \
	{                                                                                              \
		"" one, "" other                                                                           \
	}
