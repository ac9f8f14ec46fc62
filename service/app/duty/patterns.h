// SPDX-License-Identifier: MIT
// Shift patterns by their names: those that are shipped, and an organisation's own, which are
// iCalendar files of the same form (calendar/shifts.h) and are named otherwise.
#pragma once

#include "app/audits/audit.h"
#include "app/duty/rosters.h"
#include "app/organisation/setting.h"
#include "calendar/limited.h"
#include "core/shift_pattern.h"

// All of them: the shipped ones, then their own, each by name.
CHECKED enum status patterns_known(struct connection *recorder, struct organisation_id organisation,
	struct arena *arena, struct shift_pattern **out, size_t *count, struct fault *fault);

// One of them, and how many people are on it now or later.
struct pattern_in_use {
	struct shift_pattern pattern;
	bool own;
	int64_t people;
};

CHECKED enum status patterns_in_use(struct connection *recorder,
	struct organisation_id organisation, struct instant now, struct arena *arena,
	struct pattern_in_use **out, size_t *count, struct fault *fault);

// Their names in the same order.
CHECKED enum status pattern_names(struct connection *recorder, struct organisation_id organisation,
	struct arena *arena, struct text **out, size_t *count, struct fault *fault);

// STATUS_NOT_FOUND with where to see which there are.
CHECKED enum status pattern_named(struct connection *recorder, struct organisation_id organisation,
	struct text name, struct arena *arena, struct shift_pattern *out, struct fault *fault);

// For who puts people on patterns that were read before, in the transaction that does:
// STATUS_CONFLICT where one of them was changed or removed meanwhile; then none is until the
// transaction ends.
CHECKED enum status patterns_hold(struct connection *recorder, struct organisation_id organisation,
	const struct shift_pattern *patterns, size_t count, struct fault *fault);

// The shifts and rest days that begin within a time. Faults of shift_pattern_entries.
CHECKED enum status pattern_entries(const struct shift_pattern *pattern, int64_t anchor,
	const struct zone *zone, struct interval during, struct arena *arena, struct roster_entry **out,
	size_t *count, struct fault *fault);

// How a pattern of their own is changed.
struct pattern_work {
	struct connection *recorder;
	const struct setting *setting;
	const struct audit_actor *by;
	bool dry; // nothing is written
};

struct pattern_saved {
	struct shift_pattern pattern;
	bool replaced;
	size_t people;               // who are on it
	struct roster_counts counts; // of their time
};

// Keeps the pattern of a file under a name. Where it takes the place of another, all who are on it
// work the new one from today on, in the same transaction; what was worked before stays.
// STATUS_INVALID for a name or a file that cannot be, with the line, STATUS_CONFLICT for the name
// of a shipped one, or where somebody's cycle does not begin on a Monday as the new one has to;
// faults of limited_shifts_read.
CHECKED enum status pattern_save(const struct pattern_work *work, const struct limited *limited,
	struct text name, struct text document, struct arena *arena, struct pattern_saved *out,
	struct fault *fault);

// STATUS_NOT_FOUND where they have none of that name; STATUS_CONFLICT while people are on it, with
// how many in `people`, which is 0 otherwise.
CHECKED enum status pattern_remove(
	const struct pattern_work *work, struct text name, int64_t *people, struct fault *fault);
