// SPDX-License-Identifier: MIT
// Private to the staff import: from the file to the waiting rows.
#pragma once

#include "app/import/staff.h"

#include "app/import/staff_patterns.h"

// Reads the whole file into the connection's temporary table, and who works a shift pattern into
// `patterns`, whose arena is set.
CHECKED enum status staff_read(const struct staff_import *import, struct staff_patterns *patterns,
	struct staff_report *report, struct fault *fault);
