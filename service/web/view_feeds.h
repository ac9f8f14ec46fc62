// SPDX-License-Identifier: MIT
// Views: the calendars somebody follows, and the links to them (docs/pages.md).
#pragma once

#include "web/qr_code.h"
#include "web/view_frame.h"

struct page_calendar {
	struct text code, name, note, copy_href, copy_type_href;
	bool chosen, titled;
};

struct page_link {
	struct text label, calendar, made, reads, renew_href, end_href;
};

// A link that was just made: shown once.
struct page_new_link {
	struct text label, address, webcal, calendar, copy_href;
	struct qr_code code;
	bool is_public;  // programs outside this network can read it
	bool stays_here; // none beyond this machine can
};

struct page_feeds {
	struct page_frame frame;
	struct page_new_link made;
	struct page_link *links;
	size_t links_count;
	struct page_calendar *calendars;
	size_t calendars_count;
	struct text make_href, me_href, neutral, type, when; // titles of an event
	bool made_shown, links_shown, choice_shown, titles_shown, label_missing;
};
