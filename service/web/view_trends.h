// SPDX-License-Identifier: MIT
// Views: trends of groups (docs/pages.md).
#pragma once

#include "web/view_frame.h"
#include "web/view_load.h"

struct page_trends_mark {
	struct text path, label;
	double x, y;
};

struct page_trends_chart {
	struct text size, box, id, title, description; // size: "broad" or "narrow"
	struct page_trends_mark *grid;
	size_t grid_count;
	struct page_trends_mark *dates;
	size_t dates_count;
	struct page_points *bands;
	size_t bands_count;
	struct page_points *over;
	size_t over_count;
	struct text median, line_path, axis_path, line_label;
	double line_x, line_y, end_x, end_y;
	bool ended;
};

struct page_trends_team {
	struct text name, people, value, label, reason, median, line_path;
	struct page_points *over;
	size_t over_count;
	double end_x, end_y;
	bool over_line, shown, hidden, ended; // shown: there is a picture; else the reason
};

struct page_trends_cell {
	struct text style, value, note; // class; the note is read aloud
};

struct page_trends_row {
	struct text name;
	struct page_trends_cell *cells;
	size_t cells_count;
};

struct page_trends_key {
	struct text what, value, note;
};

struct page_trends {
	struct page_frame frame;
	struct text title, span, notice, hiding_href, csv_href, action_href;
	struct page_choice *teams;
	size_t teams_count;
	struct page_choice *roles;
	size_t roles_count;
	struct page_choice *kinds;
	size_t kinds_count;
	struct page_choice *periods;
	size_t periods_count;
	struct page_trends_key *keys;
	size_t keys_count;
	struct text headline, subtitle, sentence;
	struct page_trends_chart broad, narrow;
	struct page_trends_team *multiples;
	size_t multiples_count;
	struct text heat_title, heat_subtitle;
	struct page_points *columns; // dates
	size_t columns_count;
	struct page_trends_row *rows;
	size_t rows_count;
	struct page_trends_row *numbers; // of the chart
	size_t numbers_count;
	bool any, noticed, charted, multiplied, rows_shown, is_load;
};

struct page_trends_hiding {
	struct page_frame frame;
	struct text least, percentiles, back_href;
};
