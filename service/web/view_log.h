// SPDX-License-Identifier: MIT
// Views: the quick log, and what becomes of it (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_choice_group {
	struct text title;
	struct page_choice *tiles;
	size_t tiles_count;
};

struct page_log {
	struct page_frame frame;
	struct text action, id, problem, date, today, minutes;
	struct page_choice *tiles;
	size_t tiles_count;
	struct page_choice_group *groups; // what has no tile, by modality
	size_t groups_count;
	struct page_choice *involvements;
	size_t involvements_count;
	struct page_choice *times;
	size_t times_count;
	struct page_choice *modifiers;
	size_t modifiers_count;
	bool problem_shown, others_open, more_open;
};

struct page_saved {
	struct page_frame frame;
	struct text what, near, when, undo_href, standing, falls;
	bool removed, falls_shown;
};
