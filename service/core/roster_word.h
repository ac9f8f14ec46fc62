// SPDX-License-Identifier: MIT
// The words that rosters have for what somebody is rostered for.
#pragma once

#include <stddef.h>

#include "core/roster_kind.h"

#define ROSTER_WORDS_USUAL_COUNT 63

struct roster_word {
	struct text value;     // whole, compared without case; one that ends in * is how it begins
	enum roster_kind kind; // ROSTER_KIND_COUNT: it is nothing of a roster, and left out
	bool has_hours;        // for days that are given without any:
	int32_t from, until;   // minutes after midnight; `until` is beyond 24:00 for a night
};

// What many rosters say, in English and Welsh; none of them has hours.
extern const struct roster_word roster_words_usual[ROSTER_WORDS_USUAL_COUNT];

// The first word that fits a value, or NULL.
const struct roster_word *roster_word_find(
	const struct roster_word *words, size_t count, struct text value);

// "06:00-14:00", "22:00-06:00" (which ends on the next day). False leaves the outputs.
bool roster_word_hours(struct text text, int32_t *from, int32_t *until);
