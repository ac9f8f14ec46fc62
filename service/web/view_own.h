// SPDX-License-Identifier: MIT
// Views: what people can do with what is kept of them (docs/pages.md).
#pragma once

#include "web/view_frame.h"

struct page_access {
	struct text who, role, what, when;
	bool role_shown, erased;
};

struct page_access_log {
	struct page_frame frame;
	struct text older_href, newest_href, me_href;
	struct page_access *entries;
	size_t entries_count;
	bool entries_shown, older_shown, newest_shown;
};

struct page_own_cell {
	struct text text;
};

struct page_own_row {
	struct page_own_cell *cells;
	size_t cells_count;
};

struct page_own_column {
	struct text name, meaning;
};

struct page_own_table {
	struct text title, about, file;
	struct page_own_column *columns;
	size_t columns_count;
	struct page_own_row *rows;
	size_t rows_count;
	bool rows_shown;
};

// What stands in the archive, apart from the service.
struct page_my_data_index {
	struct text language, name, made;
	struct page_own_table *tables;
	size_t tables_count;
};

struct page_my_data {
	struct page_frame frame;
	struct text download_href, remove_href, access_log_href, links_href, me_href;
};

struct page_my_data_remove {
	struct page_frame frame;
	struct text remove_href, data_href;
	int64_t entries;
	bool entries_shown, removed;
};

struct page_own_session {
	struct text role, began, seen;
	bool this_one;
};

struct page_recovery_code {
	struct text code;
};

struct page_own_sign_in {
	struct page_frame frame;
	struct text name, problem, notice, me_href, everywhere_href;
	struct text password_href, enrol_href, confirm_href, end_href;
	struct text secret, qr_path; // of a second step that waits to be confirmed, this once
	int64_t qr_size, codes_left;
	struct page_recovery_code *codes; // new ones, this once
	size_t codes_count;
	struct page_own_session *sessions;
	size_t sessions_count;
	bool problem_shown, notice_shown, second_step, waits, secret_shown, codes_shown;
};
