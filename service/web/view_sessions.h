// SPDX-License-Identifier: MIT
// Views: what is held for a person and what they have booked (docs/pages.md).
#pragma once

#include "web/view_contact.h"

// Another time that can be had.
struct page_time {
	struct text when, kind, take_href;
};

struct page_why {
	struct text sentence;
};

struct page_offer {
	struct text kind, when, answer_by;
	struct text accept_href, times_href, decline_href;
	struct page_time *times; // the best three
	size_t times_count;
	struct page_why *reasons;
	size_t reasons_count;
	bool times_shown, more_shown, reasons_shown;
};

struct page_time_day {
	struct text name;
	struct page_time *times;
	size_t times_count;
};

// All other times for what is held or booked.
struct page_times {
	struct page_frame frame;
	struct text notice, kind, when, offers_href, another_href, decline_href, too_late;
	struct page_time_day *days;
	size_t days_count;
	int64_t time_count;
	bool notice_shown, held, late, days_shown;
};

struct page_booking {
	struct text kind, when, move_href, times_href, called_href;
	bool outside;    // of the person's shifts, as they are now
	bool on_holiday; // a public one, which has come in since
	bool movable;
	bool begun, called_shown;
};

// What was held or booked and is called off for everybody.
struct page_called_off {
	struct text kind, when;
};

// What is looked for and not found yet.
struct page_search {
	struct text kind, why, until, since, wait_href;
	bool waits; // for any place
};

struct page_shift {
	struct text when, kind;
};

// A person's working time, as it is known.
struct page_duty {
	struct page_frame frame;
	struct text taken_in, known_until, offers_href, me_href;
	struct page_shift *shifts;
	size_t shifts_count;
	bool rostered, known_until_shown, over, shifts_shown;
};

struct page_offers {
	struct page_frame frame;
	struct text notice, links_href, duty_href, attended_href, joinings_href, full_href;
	struct page_contact_notice contact;
	struct page_offer *offers;
	size_t offers_count;
	struct page_booking *bookings;
	size_t bookings_count;
	struct page_called_off *called_off;
	size_t called_off_count;
	struct page_search *searches;
	size_t searches_count;
	bool searches_shown, notice_shown, offers_shown, bookings_shown, cadence_shown,
		called_off_shown;
};
