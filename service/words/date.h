// SPDX-License-Identifier: MIT
// Dates and times in words, without a zone: what is local is the caller's to say (core/instant.h).
//
// Welsh days of the week begin with "dydd", which softens to "ddydd" after "ar", "i", "o" and
// "tan": sentences put a date where nothing changes it, after "erbyn", a comma or a colon.
#pragma once

#include "core/instant.h"
#include "words/words.h"

enum date_form {
	DATE_DAY,   // Tuesday 24 November          dydd Mawrth 24 Tachwedd
	DATE_FULL,  // Tuesday 24 November 2026     dydd Mawrth 24 Tachwedd 2026
	DATE_PLAIN, // 24 November 2026             24 Tachwedd 2026
	DATE_MONTH, // November 2026                Tachwedd 2026
};

struct text words_weekday(enum language language, int weekday); // 1 Monday … 7 Sunday
struct text words_month(enum language language, int month);     // 1 January … 12 December

void words_date(
	struct text_builder *out, enum language language, struct civil date, enum date_form form);

// "14:30", in every language.
void words_time(struct text_builder *out, struct civil time);

// "today", "tomorrow", "yesterday", else the day, with its year where that is not today's.
void words_day(
	struct text_builder *out, enum language language, struct civil day, struct civil today);

// How long something is past: "just now", "12 minutes ago", up to a day "9 hours ago", by the
// calendar "yesterday" and up to a week "3 days ago", then "on 24 November 2026". What is not past
// yet is just now.
void words_ago(struct text_builder *out, enum language language, struct instant then,
	struct instant now, const struct zone *zone);

// How long until something: "in a moment", "in 12 minutes", "in 9 hours", "tomorrow", "in 3 days",
// "on 24 November 2026".
void words_ahead(struct text_builder *out, enum language language, struct instant then,
	struct instant now, const struct zone *zone);
