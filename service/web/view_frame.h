// SPDX-License-Identifier: MIT
// Views: what all pages have around them (docs/pages.md).
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct page_head {
	struct text stylesheet; // its name without the folder
};

struct page_line {
	struct text who, sees;
};

struct page_place {
	struct text href, label;
	bool here;
};

// A role's places, above its pages; on a phone officers have tabs below instead.
struct page_navigation {
	struct page_place *places;
	size_t places_count;
	struct text help_href;
	bool at_help;
};

struct page_bar {
	struct text home, me_href, sign_out_href, csrf;
	struct text other_language, other_language_name, other_language_href;
	struct text summary; // of who can see the page's kind of thing
	struct page_line *lines;
	size_t lines_count;
	struct page_navigation navigation;
	bool signed_in, summary_shown, tabs_below;
};

struct page_tabs {
	struct text log_href, load_href, sessions_href, help_href;
	bool at_log, at_load, at_sessions, at_help;
};

struct page_help_line {
	struct text name, note, checked, href, digits;
	bool noted;
};

// The help lines, below every page.
struct page_foot {
	struct page_help_line *lines;
	size_t lines_count;
	struct text help_href;
};

// What all pages have around them.
struct page_frame {
	struct text language; // "en"
	struct page_head head;
	struct page_bar bar;
	struct page_tabs tabs;
	struct page_foot foot;
	bool officer; // the tabs are theirs
};

struct page_choice {
	struct text code, label;
	bool chosen;
};

struct page_problem {
	struct page_frame frame;
	struct text title, sentence;
	int64_t request;
	bool request_shown;
};
