// SPDX-License-Identifier: MIT
// Rosters for tests, in local times of London in 2026.
#pragma once

#include "core/roster.h"

extern const struct zone london;

int roster_begin(void **state); // for setup and teardown of each test
int roster_end(void **state);

struct instant london_at(const char *local); // "2026-03-28T22:00"
struct interval london_during(const char *from, const char *to);

struct rostered {
	const char *from, *to;
	enum roster_kind kind;
};

// Known from 2026-01-05, a Monday, to 2027-01-04, unless said otherwise.
struct roster rostered(const struct rostered *entries, size_t count);
struct roster rostered_known(
	const struct rostered *entries, size_t count, const struct interval *known, size_t known_count);
