// SPDX-License-Identifier: MIT
// Views: a session for whoever leads it, and what a person has had (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_attendee {
	struct text name, field, noted;
	bool came, did_not, not_noted, settled;
};

struct page_led_session {
	struct page_frame frame;
	struct text kind, topic, when, list_href, attendance_href, questions_href, note_until,
		notes_from;
	struct page_attendee *attendees;
	size_t attendees_count;
	bool topic_shown, saved, refused, to_come, open, attendees_shown, changeable;
};

struct page_had {
	struct text kind, when, noted;
};

struct page_attended {
	struct page_frame frame;
	struct page_had *items;
	size_t items_count;
	struct text offers_href;
	bool items_shown;
};

struct page_meeting {
	struct page_frame frame;
	struct text action, me_href;
	struct page_choice *languages, *manners, *rathers, *leads;
	size_t languages_count, manners_count, rathers_count, leads_count;
	bool wishes_shown, leads_shown, saved, wrong;
};

struct page_reminders {
	struct page_frame frame;
	struct text address, from, until, action, me_href;
	bool addressed, sending, two_days, two_hours, saved, wrong;
};
