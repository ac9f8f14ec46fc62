// SPDX-License-Identifier: MIT
// Private to the staff import: from the file to the waiting rows.
#pragma once

#include "app/import/staff.h"

// Reads the whole file into the connection's temporary table.
CHECKED enum status staff_read(const struct staff_import *import, struct arena *arena,
	struct staff_report *report, struct fault *fault);
