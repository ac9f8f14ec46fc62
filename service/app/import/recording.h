// SPDX-License-Identifier: MIT
// Private to the dispatch import: from the settled rows to the log, on several connections at once.
#pragma once

#include "app/import/dispatch.h"

// Records what was settled, or foresees it in a dry run. The first failure ends it; what was
// recorded before stays.
CHECKED enum status dispatch_record(
	const struct dispatch_import *import, struct dispatch_report *report, struct fault *fault);
