// SPDX-License-Identifier: MIT
// Views: asking a clinician to contact somebody (docs/pages.md).
#pragma once

#include "web/view_frame.h"

// What a person is told, on pages of their own.
struct page_contact_notice {
	struct text sentence, stop_href, csrf;
	bool shown, listed;
};

struct page_contact_item {
	struct text name, made_href;
};

struct page_contacts {
	struct page_frame frame;
	struct page_contact_item *items;
	size_t items_count;
	int64_t made_count;
	bool items_shown, named;
};

struct page_contact_clinician {
	struct text code, name;
	bool chosen, outside;
};

struct page_contact_settings {
	struct page_frame frame;
	struct page_contact_clinician *clinicians;
	size_t clinicians_count;
	struct text action;
	bool clinicians_shown, nobody, wrong, saved;
};
