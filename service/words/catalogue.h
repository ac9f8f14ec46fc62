// SPDX-License-Identifier: MIT
// A catalogue of messages as msgfmt compiles it (GNU gettext manual, "The Format of GNU MO Files"):
// little-endian, sorted by message. Nothing is copied and nothing is kept: opening looks at the
// header alone, and whatever the bytes say, nothing outside them is read.
#pragma once

#include "base/text.h"

struct catalogue {
	struct text bytes;
	uint32_t count;
	uint32_t messages, translations; // where the two tables are
};

// False, leaving `out`, if these bytes are no such file or its tables are not inside.
bool catalogue_open(struct text bytes, struct catalogue *out);

// The translation of a message, found by its singular where it has a plural. False, leaving `out`,
// if there is none.
bool catalogue_find(const struct catalogue *catalogue, const char *message, struct text *out);

// The form of the translation that a count takes.
bool catalogue_find_plural(
	const struct catalogue *catalogue, const char *one, uint64_t count, struct text *out);
