// SPDX-License-Identifier: MIT
// What the import command prints on standard output.
#pragma once

#include "app/import/dispatch.h"

// For people. Of a dry run: what would be, with how the first rows were read.
void import_report_print(
	const struct dispatch_report *report, const struct policy *policy, bool dry);

// The same as one JSON object.
void import_report_json(
	const struct dispatch_report *report, const struct policy *policy, bool dry);
