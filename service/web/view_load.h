// SPDX-License-Identifier: MIT
// Views: a person's own load (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_grid_line {
	struct text path;
	double y;
	int64_t value;
};

struct page_points {
	struct text points;
};

struct page_stem {
	struct text path;
	double x, y;
};

struct page_date_mark {
	struct text path, label;
	double x;
};

// The picture of one line, a part of pages.
struct page_load_picture {
	int64_t place; // of the picture on the page
	struct text title, line_name, summary, falls, description;
	struct text area, load, falling, level_path, today_path;
	double level_text_y, now_x, now_y, now_text_x;
	struct page_grid_line *grid;
	size_t grid_count;
	struct page_points *over;
	size_t over_count;
	struct page_stem *entries;
	size_t entries_count;
	struct page_date_mark *dates;
	size_t dates_count;
	bool falls_shown, level_shown, load_shown, now_shown;
};

struct page_part {
	struct text label, day, amounts, remove_href;
	bool imported;
};

struct page_load {
	struct page_frame frame;
	struct text standing, csv_href;
	struct page_load_picture *loads;
	size_t loads_count;
	struct page_part *parts;
	size_t parts_count;
	bool parts_shown;
};

struct page_shared_kind {
	struct text kind, amounts;
};

// A load as a clinician sees it with whom it is shared.
struct page_shared_load {
	struct page_frame frame;
	struct text name, back_href;
	struct page_load_picture *loads;
	size_t loads_count;
	struct page_shared_kind *kinds;
	size_t kinds_count;
	bool kinds_shown;
};

struct page_shared_item {
	struct text name, until, href;
};

struct page_shared {
	struct page_frame frame;
	struct page_shared_item *items;
	size_t items_count;
	bool items_shown;
};

struct page_share_item {
	struct text name, until, end_href;
};

struct page_share {
	struct page_frame frame;
	struct text action, access_log_href, me_href, problem;
	struct page_choice *clinicians;
	size_t clinicians_count;
	struct page_share_item *shares;
	size_t shares_count;
	bool clinicians_shown, shares_shown, problem_shown;
};
