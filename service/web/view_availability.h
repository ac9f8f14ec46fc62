// SPDX-License-Identifier: MIT
// Views: when a host is available, and what takes up their time (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_published_hours {
	struct text when, from, remove_href;
	bool from_shown, away;
};

// A time of a day, and what it is.
struct page_host_time {
	struct text time;
	bool open, taken, busy;
};

struct page_host_day {
	struct text day, note; // why there is nothing, or nothing but what is taken
	struct page_host_time *times;
	size_t times_count;
	bool note_shown;
};

struct page_clash {
	struct text when, why;
};

struct page_busy_calendar {
	struct text id, name, state, failure, remove_href;
	struct text left_out; // what of it could not be read
	bool failing, left_out_shown;
};

struct page_weekday {
	int64_t bit;
	struct text name;
};

struct page_availability {
	struct page_frame frame;
	struct text problem, today, links_href, led_href;
	struct text action, file_action;
	struct page_clash *clashes;
	size_t clashes_count;
	struct page_host_day *days;
	size_t days_count;
	struct page_published_hours *weekly, *dates;
	size_t weekly_count, dates_count;
	struct page_weekday weekdays[7];
	size_t weekdays_count;
	struct page_choice *kinds, *lengths, *buffers, *caps, *manners;
	size_t kinds_count, lengths_count, buffers_count, caps_count, manners_count;
	int64_t shortest; // session that people are offered, in minutes
	struct page_busy_calendar *calendars;
	size_t calendars_count;
	bool problem_shown, saved, clashes_shown, days_shown, weekly_shown, dates_shown;
	bool calendars_shown, unread, too_short;
};
