// SPDX-License-Identifier: MIT
// Private to feeds: the sentences of a calendar. Neutral unless the owner chose otherwise; never a
// reason, a category, a load or a name.
#pragma once

#include "base/arena.h"
#include "core/policy.h"

struct text word_calendar_of_person(void);
struct text word_calendar_of_host(void);
struct text word_calendar_of_programme(void);

// "Reflective supervision".
struct text word_kind(enum session_kind kind);

// Prefix and subject in the arena: "Cancelled: Appointment". Start is NULL without memory.
struct text word_prefixed(struct arena *arena, const char *prefix, struct text subject);

// What a held time means, and until when ("Thursday 3 December 2026, 10:00").
struct text word_held(struct arena *arena, const struct zone *zone, struct instant answer_by);

// "3 of 8 places taken."
struct text word_places(struct arena *arena, int32_t taken, int32_t capacity);
