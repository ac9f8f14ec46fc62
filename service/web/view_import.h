// SPDX-License-Identifier: MIT
// Views: importing staff, rosters and absences (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_import_row {
	struct text reference, name, what;
};

struct page_import_list {
	struct page_import_row *rows;
	size_t rows_count;
	bool shown;
};

struct page_import_reason {
	struct text sentence, line; // the first one
	int64_t count;
};

// What a file comes to.
struct page_import_report {
	int64_t rows, joins, returns, changed, leaves, unchanged, rejected, missing;
	struct page_import_list joining, changing, leaving, unresolved;
	struct page_import_reason *reasons;
	size_t reasons_count;
	struct text rejects; // CSV
	int64_t on_pattern, changed_time;
	bool rejects_shown, returns_shown, missing_shown, on_pattern_shown;
};

struct page_import {
	struct page_frame frame;
	struct text self, problem, detail, links, upload;
	struct page_choice *mappings;
	size_t mappings_count;
	struct page_import_report report;
	bool problem_shown, detail_shown, mappings_shown;
	bool asks, tried, done; // one of them: for a file, whether to go on, that it is imported
	bool many_leave, links_shown;
};

struct page_wrong {
	struct text sentence; // with its line
};

struct page_shift_pattern {
	struct text name, title, remove_href;
	int64_t days, people;
	bool own;
};

// Taking in a roster or absences, and what it came to.
struct page_taken_in {
	struct page_frame frame;
	struct text self, problem, whose;
	struct page_choice *mappings;
	size_t mappings_count;
	int64_t rows, people, changed, shifts, away, back, strangers;
	struct page_wrong *wrong;
	size_t wrong_count;
	struct page_shift_pattern *patterns;
	size_t patterns_count;
	struct text pattern_action, pattern_name; // which was saved
	int64_t pattern_days, pattern_shifts, in_use;
	bool pattern_told, pattern_replaced, pattern_removed, in_use_shown;
	bool rosters, absences; // which of them is chosen
	bool told, done, problem_shown, wrong_shown, strangers_shown, mappings_shown;
};
