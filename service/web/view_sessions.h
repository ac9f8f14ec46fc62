// SPDX-License-Identifier: MIT
// Views: what is held for a person and what they have booked (docs/pages.md).
#pragma once

#include "web/view_contact.h"

struct page_offer {
	struct text kind, when, answer_by;
	struct text accept_href, other_href, decline_href;
};

struct page_booking {
	struct text kind, when;
};

struct page_offers {
	struct page_frame frame;
	struct text notice, links_href;
	struct page_contact_notice contact;
	struct page_offer *offers;
	size_t offers_count;
	struct page_booking *bookings;
	size_t bookings_count;
	bool notice_shown, offers_shown, bookings_shown, cadence_shown;
};
