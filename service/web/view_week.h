// SPDX-License-Identifier: MIT
// Views: a supervisor's week, and the sessions that somebody leads (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_event {
	struct text style; // "sup", "grp", "pho" or "web", with " held" where nobody has it yet
	struct text time, kind, who;
};

struct page_day {
	struct text name;
	struct page_event *events;
	size_t events_count;
	bool today, events_shown;
};

struct page_member {
	struct text name;
	bool done;
};

struct page_week {
	struct page_frame frame;
	struct text title, quarter, before_href, after_href, now_href, feeds_href;
	struct page_day *days;
	size_t days_count;
	struct page_member *members;
	size_t members_count;
	int64_t team_count, session_count;
	bool team_shown, now_shown, before_quarter;
};

struct page_led {
	struct text style, time, kind, topic, places, href;
	bool topic_shown; // it says more than the kind
	bool on_holiday;  // of whoever leads it
};

struct page_led_day {
	struct text name;
	struct page_led *sessions;
	size_t sessions_count;
	bool today, any;
};

// What can be called off: a session by its id, or all that is left of a day.
struct page_led_choice {
	struct text value, label;
};

struct page_facilitate {
	struct page_frame frame;
	struct text title, from, notice, before_href, after_href, now_href, feeds_href, off_href;
	struct page_led_day *days;
	size_t days_count;
	struct page_led *over;
	size_t over_count;
	struct page_led_choice *choices;
	size_t choices_count;
	int64_t session_count, later_count;
	bool now_shown, later_shown, over_shown, notice_shown, choosing;
};
