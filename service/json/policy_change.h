// SPDX-License-Identifier: MIT
// Changing single values of a policy document, by path.
//
// A path names members with dots between, and items of lists by their id, name or code, or by their
// place from 0: "lines.events.levels.amber.on", "lines[0].levels[1].on". What is named must be
// there. A value is JSON, or else a text as it stands.
//
// A level's `off` that is not changed itself keeps its share of `on`: 144 of 180 becomes 112 of
// 140.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

struct policy_change {
	struct text path, value;
};

// The document with all of the changes, in the arena; it is to be read by policy_read, which finds
// what is wrong with it then. STATUS_INVALID names the path, and what may have been meant.
CHECKED enum status policy_change(struct text document, const struct policy_change *changes,
	size_t count, struct arena *arena, struct text *out, struct fault *fault);
