// SPDX-License-Identifier: MIT
// Private to web: the week that an address asks for, and its days filled with sessions.
#pragma once

#include "app/bookings/week.h"
#include "web/pages.h"
#include "web/routes.h"

#define WEEK_DAYS 7

// "?from=2026-11-23": the week with that day, from its Monday, in the organisation's zone; this
// week's without it. False where it is no day of this century.
bool week_asked(const struct web_call *call, struct civil *monday);

// The civil date some days later.
struct civil week_day(struct civil monday, int days);
struct interval week_interval(const struct web_call *call, struct civil monday);

// "23 – 29 November 2026", "30 November – 6 December 2026"; and "Mon 23".
struct text week_title(const struct web_call *call, struct civil monday);
struct text week_day_name(const struct web_call *call, struct civil date);

// A one-to-one that is free or not confirmed yet; the stylesheet's words for a session.
bool week_is_open(const struct hosted *led);
struct text week_style(const struct hosted *led);

struct week_name {
	struct person_id person;
	struct text name;
};

// Fills the page's days and counts. STATUS_MEMORY.
CHECKED enum status week_days_fill(const struct web_call *call, const struct week_seen *seen,
	const struct week_name *names, size_t name_count, struct civil monday, struct page_week *page,
	struct fault *fault);
