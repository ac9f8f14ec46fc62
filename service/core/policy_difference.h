// SPDX-License-Identifier: MIT
// What differs between two policies, member by member, so that no difference goes unsaid.
//
// A document is flattened to its members, each with a path that names the things it goes through by
// their ids and not by their place: "lines/events/levels/amber/on". Two lists of members are then
// compared. Whoever adds a member to policies need do nothing here: one that no rule below knows is
// compared like every other and taken for one that matters.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

enum policy_member_kind {
	POLICY_MEMBER_NULL,
	POLICY_MEMBER_NUMBER,
	POLICY_MEMBER_TEXT,
	POLICY_MEMBER_FLAG,
	POLICY_MEMBER_LIST, // texts, with ", " between
	POLICY_MEMBER_ITEM, // one of a list of things: its members follow it
	POLICY_MEMBER_KEYS, // of such a list, the ids of its things in order
};

struct policy_member {
	struct text path;
	enum policy_member_kind kind;
	double number;    // of a flag 0 or 1
	struct text text; // of texts and lists
};

// In the order of the document.
struct policy_members {
	struct policy_member *list;
	size_t count;
};

enum policy_difference_kind {
	POLICY_CHANGED,   // a member says something else
	POLICY_ADDED,     // a member says what was not said
	POLICY_REMOVED,   // and the other way round
	POLICY_NEW,       // a whole thing, such as a line
	POLICY_GONE,      // and the other way round
	POLICY_REORDERED, // what both have of a list stands in another order
};

struct policy_difference {
	enum policy_difference_kind kind;
	struct text path;
	const struct policy_member *before, *after; // NULL: there is none
	size_t members; // of a whole thing: so many stand after `before` or `after` in their list
	// Whether a line may be crossed later by it, or less be offered, than before: then the staff
	// side is heard. What this table of rules does not know may.
	bool later;
};

struct policy_differences {
	struct policy_difference *list;
	size_t count;
};

// All differences, those of what stays first. STATUS_MEMORY.
CHECKED enum status policy_compare(const struct policy_members *before,
	const struct policy_members *after, struct arena *arena, struct policy_differences *out,
	struct fault *fault);

bool policy_differences_later(const struct policy_differences *changes);

// The member of a path; NULL where there is none.
const struct policy_member *policy_member_find(
	const struct policy_members *members, struct text path);

// Whether a path fits a pattern in which "*" stands for one step; the steps it stands for, in
// order.
#define POLICY_STEPS_LIMIT 4
bool policy_path_fits(
	struct text path, const char *pattern, struct text steps[static POLICY_STEPS_LIMIT]);
