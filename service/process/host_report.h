// SPDX-License-Identifier: MIT
// What the command `host` prints: as text, or as JSON.
#pragma once

#include "app/hosts/preview.h"

extern const char *const host_weekdays[7]; // as options name them, Monday first

// The head of the list comes once, and not with JSON.
void host_print_head(void);
void host_print_list(const struct listed_host *list, size_t count, bool json);
void host_print_sessions(const struct availability *availability, bool json);
void host_print_hours(const struct host_time *time, bool json);
void host_print_calendars(const struct host_time *time, bool json);
void host_print_preview(
	const struct host_time *time, const struct host_preview *preview, bool json);
