// SPDX-License-Identifier: MIT
// Views: the plan of sessions, for the wellbeing service (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_plan_sentence {
	struct text text;
};

struct page_plan_week {
	struct text week, sessions, seats, taken;
};

struct page_plan_kind {
	struct text kind, sentence;
	struct page_plan_week *weeks;
	size_t weeks_count;
};

struct page_plan_lacking {
	struct text week, kind, area, time;
};

struct page_plan {
	struct page_frame frame;
	struct text made, verdict, loads, hiding_href;
	struct page_plan_sentence *sentences; // what is planned, and what is better
	size_t sentences_count;
	struct page_plan_lacking *lacking;
	size_t lacking_count;
	struct page_plan_kind *kinds;
	size_t kinds_count;
	bool any, verified, loads_shown, lacking_shown, kinds_shown;
};
