// SPDX-License-Identifier: MIT
// How many of a shift may be away at once, so that enough are left.
//
// A shift is whoever of a team is on duty at a moment. The limit is the smaller of a number of
// people and a percentage, rounded down, of those on duty, but one may always go: with the numbers
// of roster_rules_default 1 of up to 13, and 2 of 14 or more.
#pragma once

#include "core/roster.h"

// Intervals of many people, to be counted at a moment in O(log n).
struct cover {
	const int64_t *from, *to; // each ascending by itself
	size_t count;
};

CHECKED enum status cover_prepare(const struct interval *intervals, size_t count,
	struct arena *arena, struct cover *out, struct fault *fault);

// How many of the intervals hold an instant.
size_t cover_at(const struct cover *cover, struct instant at);

// How many may be away of so many on duty; nobody's duty has nothing to cover: SIZE_MAX.
size_t cover_limit(const struct roster_rules *rules, size_t on_duty);

// Whether one person more may be away during a session: `on_duty` is everybody's duty, theirs and
// that of those who are away included, `away` the sessions of the others. ROSTER_FITS or
// ROSTER_SHORT_COVER.
enum roster_answer cover_allows(const struct roster_rules *rules, const struct cover *on_duty,
	const struct cover *away, struct interval session);
