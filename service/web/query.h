// SPDX-License-Identifier: MIT
// The query of an address: "at=2026-11-23T17%3A30%3A00Z&most=100".
#pragma once

#include "base/arena.h"
#include "base/text.h"

// The decoded value of the first member of that name, in the arena. Start is NULL where there is
// none, where it is badly encoded, and without memory.
struct text query_value(struct text query, const char *name, struct arena *arena);
