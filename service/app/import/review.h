// SPDX-License-Identifier: MIT
// Private to the dispatch import: keeping what it left out for somebody to review.
#pragma once

#include "app/import/dispatch.h"

// Puts the report's lists in place of what earlier imports of the source had left out, in a
// transaction of its own; what is older than 90 days goes too, of every source.
CHECKED enum status dispatch_review(const struct dispatch_import *import,
	const struct dispatch_report *report, struct fault *fault);
