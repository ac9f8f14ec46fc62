// SPDX-License-Identifier: MIT
// The difference between two policies in sentences, one or more for every change.
#pragma once

#include "core/policy_difference.h"
#include "words/words.h"

// What the names in a sentence are looked up in.
struct policy_pair {
	const struct policy_members *before, *after;
};

// Adds the sentence of a change. Nothing is added for one that another change's sentence says: how
// far a cadence's range goes is said with where it begins.
void words_policy_difference(struct text_builder *out, enum language language,
	const struct policy_pair *pair, const struct policy_difference *change);

// The same for what is said of cadences in words of their own; false, with nothing added, for any
// other change.
bool words_cadence_difference(struct text_builder *out, enum language language,
	const struct policy_pair *pair, const struct policy_difference *change);

// A thing of a policy as people call it: the label of "categories/INC_SUICIDE", else its id.
struct text words_policy_name(
	enum language language, const struct policy_members *members, const char *list, struct text id);

// The same for a level of a line, and for what was raised where its line is not known: a level by
// the label that it has in every line, or a trigger.
struct text words_policy_level_name(enum language language, const struct policy_members *members,
	struct text line, struct text level);
struct text words_policy_raised_name(
	enum language language, const struct policy_members *members, struct text id);

// Adds what a member says, ids by the names of what they stand for; "nothing" where there is none.
void words_policy_value(struct text_builder *out, enum language language,
	const struct policy_members *members, const struct policy_member *member);

// A label that a shipped policy has, in the language; another one as it is.
struct text words_policy_label(enum language language, struct text label);
