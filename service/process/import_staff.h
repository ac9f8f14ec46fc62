// SPDX-License-Identifier: MIT
// plimsoll import staff.
#pragma once

#include "app/import/staff.h"
#include "process/options.h"

// Gives the exit code.
int import_staff(const struct options *options);

// Opens a file of the caller's to read; "-" is standard input.
CHECKED enum status import_open(const char *path, int *out, struct fault *fault);

// What the command prints on standard output.
void staff_report_print(const struct staff_report *report, bool dry, bool missing_leave);
void staff_report_json(const struct staff_report *report);
