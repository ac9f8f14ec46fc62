// SPDX-License-Identifier: MIT
// The sentences of a calendar, and what pages call a session too. Neutral unless the owner chose
// otherwise; never a reason, a category, a load or a name. Where memory runs out, start is NULL.
#pragma once

#include "base/arena.h"
#include "core/meeting.h"
#include "core/policy.h"
#include "words/words.h"

struct text word_calendar_of_person(void);
struct text word_calendar_of_host(enum language language);
struct text word_calendar_of_team(enum language language);
struct text word_calendar_of_programme(enum language language);

// "Reflective supervision".
struct text word_kind(enum language language, enum session_kind kind);

// "By video"; "Not said" where it is not.
struct text word_manner(enum language language, enum manner manner);

// A sentence with a title in its place: "Cancelled: Appointment" of "Cancelled: {title}".
struct text word_titled(struct arena *arena, struct text sentence, struct text title);

// What a held time means, and until when ("Thursday 3 December 2026, 10:00").
struct text word_held(
	struct arena *arena, enum language language, const struct zone *zone, struct instant answer_by);

// "3 of 8 places taken."
struct text word_places(
	struct arena *arena, enum language language, int32_t taken, int32_t capacity);
