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

struct page_bar {
	struct text home, sign_out_href, csrf;
	struct text other_language, other_language_name, other_language_href;
	struct text summary; // of who can see the page's kind of thing
	struct page_line *lines;
	size_t lines_count;
	bool signed_in, summary_shown;
};

struct page_tabs {
	struct text log_href, load_href, sessions_href, help_href;
	bool at_log, at_load, at_sessions, at_help;
};

// What all pages have around them.
struct page_frame {
	struct text language; // "en"
	struct page_head head;
	struct page_bar bar;
	struct page_tabs tabs;
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
