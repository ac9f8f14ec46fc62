// SPDX-License-Identifier: MIT
// Private to web: what a file of staff comes to, in words.
#pragma once

#include "app/import/staff.h"
#include "web/visit.h"

// Fills the view; lists are cut after a hundred. `rejects` is CSV, empty without any. False without
// memory.
bool import_report_fill(const struct web_call *call, const struct staff_report *report,
	struct text rejects, struct page_import_report *out);
