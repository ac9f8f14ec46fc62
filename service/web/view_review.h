// SPDX-License-Identifier: MIT
// Views: what imports left out (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_left_out {
	struct text name, second, source, imported;
	int64_t rows;
	bool second_shown, unnamed;
};

struct page_review {
	struct page_frame frame;
	struct page_left_out *types, *units, *responders;
	size_t types_count, units_count, responders_count;
	bool types_shown, units_shown, responders_shown, nothing;
};
