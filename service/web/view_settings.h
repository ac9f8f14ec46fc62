// SPDX-License-Identifier: MIT
// Views: settings of the organisation (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_help_line_form {
	int64_t number; // from 1
	struct text name_en, name_cy, note_en, note_cy, digits, checked_on;
	bool written; // by text message
	bool checked, removed;
	bool is_new;   // the empty one below the others
	bool is_wrong; // it is why nothing was saved
};

struct page_help_lines {
	struct page_frame frame;
	struct page_help_line_form *lines;
	size_t lines_count;
	struct text action, revision, flaw;
	bool flaw_shown, saved;
};
