// SPDX-License-Identifier: MIT
// Views: the trail as an auditor reviews it (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_audit_row {
	struct text when, who, role, what, record;
	bool role_shown;
};

struct page_audit {
	struct page_frame frame;
	struct page_choice *actions;
	size_t actions_count;
	struct page_audit_row *rows;
	size_t rows_count;
	struct text self, roots_href, table_href, older_href, newest_href, verified_at;
	int64_t chains, entries, findings;
	bool verified, whole, rows_shown, older_shown, newest_shown;
};

struct page_audit_root {
	int64_t number;
	struct text made, line;
};

struct page_audit_roots {
	struct page_frame frame;
	struct page_audit_root *roots;
	size_t roots_count;
	struct text self, audit_href, lines_href, older_href, line;
	bool roots_shown, older_shown, asked, known, unreadable;
};
