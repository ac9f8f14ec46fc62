// SPDX-License-Identifier: MIT
// What plimsoll audit prints.
#pragma once

#include "app/audits/verify.h"

// A finding as a sentence; a chain goes by its id, which is a person's only as long as their record
// is there.
#define FINDING_LENGTH 300
void audit_finding_sentence(const struct audit_finding *finding, char out[static FINDING_LENGTH]);

void audit_report_print(const struct audit_verification *verification, size_t kept_count);

// The trail, newest first: the head of the list, a page of it and its end.
void audit_list_begin(bool json);
void audit_list_page(bool json, bool first, const struct audit_entry *entries, size_t count);
void audit_list_end(bool json, bool empty);
