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
	struct text kind, topic, when, places, href, off_href, called_href;
	bool topic_shown; // it says more than the kind
	bool on_holiday;  // of whoever leads it
	bool called_shown;
};

struct page_led_day {
	struct text name, off_href;
	struct page_led *sessions;
	size_t sessions_count;
	bool several;
};

struct page_facilitate {
	struct page_frame frame;
	struct page_led_day *days;
	size_t days_count;
	struct page_led *over;
	size_t over_count;
	struct text notice, feeds_href;
	int64_t later_count;
	bool days_shown, later_shown, over_shown, notice_shown;
};
