// SPDX-License-Identifier: MIT
// Random lines and logs that reach every state of an alarm within a short time.
#pragma once

#include "support/line.h"
#include "support/random.h"

#define LOG_SECONDS 4000 // the time a random log covers

// One to four levels, delays and periods that are often 0, a half-life of 200 to 2,000 seconds.
struct policy_line random_line(struct random *random);

// `count` doses in order, some at the same second.
void random_log(struct random *random, struct dose *doses, size_t count);

// Fails the test unless each level's crossings go raise, realarm …, clear, raise …; gives whether
// the level is raised at their end.
bool crossings_alternate(const struct crossings *crossings, size_t level);

void assert_same_state(
	const struct policy_line *line, const struct line_state *a, const struct line_state *b);
void assert_same_crossings(const struct crossings *a, const struct crossings *b);
