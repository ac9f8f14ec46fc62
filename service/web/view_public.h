// SPDX-License-Identifier: MIT
// Views: what needs no signing in (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_help_now {
	struct page_frame frame;
};

struct page_cell {
	struct text extent;
};

struct page_matter {
	struct text what;
	struct page_cell *cells;
	size_t cells_count;
};

struct page_role_name {
	struct text name;
};

struct page_who_can_see {
	struct page_frame frame;
	struct page_role_name *roles;
	size_t roles_count;
	struct page_matter *matters;
	size_t matters_count;
};
