// SPDX-License-Identifier: MIT
// How the rows of a dispatch export become exposures: a mapping, and the pure steps of using it.
//
// A mapping names the columns that matter; no other column is ever looked at. Its document form is
// docs/import.md; json/mapping.h reads it.
#pragma once

#include "core/policy.h"
#include "core/table.h"

// A type of incident → a category, or → no exposure. The first rule that fits a row counts.
struct dispatch_rule {
	struct text type;
	struct text second_type; // start is NULL: any
	struct text category;    // start is NULL: no exposure is expected of this type
};

// Columns that are read as one value, with a blank between them.
#define DISPATCH_COLUMNS_LIMIT 4

struct dispatch_names {
	const struct text *list;
	size_t count; // 1 to DISPATCH_COLUMNS_LIMIT
};

// An outcome of an incident that makes an exposure of it weigh more, or less.
struct dispatch_outcome {
	struct text outcome;
	struct text modifier; // code in the policy
};

struct dispatch_mapping {
	struct text source; // names the export; part of every exposure's id, so keep it the same
	struct table_form table;
	struct dispatch_names incident;
	struct text responder_column;
	char responder_separator; // between several responders in one cell; '\0': there is one
	struct dispatch_names time;
	struct dispatch_names not_before; // count 0: none; see dispatch_instant_after
	struct civil earliest;            // year 0: none; a time before it is no time
	const struct text *time_forms; // "MM/DD/YYYY hh:mm:ss AM", tried in order, see core/time_form.h
	size_t time_form_count;
	struct text type_column;
	struct text second_type_column; // start is NULL: there is none, so too for the next two
	struct text arrived_column;     // empty in a row whose responder never arrived
	struct text outcome_column;
	const struct dispatch_outcome *outcomes;
	size_t outcome_count;
	struct text zone;      // IANA name; "UTC" where the export is in UTC
	struct text crew_zone; // the same for times of a crew table
	struct text profile;   // role profile of people first met in this export
	bool known_people;     // nobody new is added; who is not known is listed
	enum involvement involvement;
	const struct dispatch_rule *rules;
	size_t rule_count;
};

// Where a mapping's columns stand in a file's header; SIZE_MAX for one there is none of.
struct dispatch_columns {
	size_t incident[DISPATCH_COLUMNS_LIMIT], time[DISPATCH_COLUMNS_LIMIT],
		not_before[DISPATCH_COLUMNS_LIMIT];
	size_t responder, type, second_type, arrived, outcome;
};

// Finds the columns, as table_find.
CHECKED enum status dispatch_columns(const struct dispatch_mapping *mapping,
	const struct text *header, size_t count, struct dispatch_columns *out, struct fault *fault);

// The instant of a value by the first of the mapping's forms that fits. "epoch" and "epoch
// milliseconds" are forms too: a number of them since 1970 in UTC.
bool dispatch_instant(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, struct instant *out);

// The same of a time of day that was written beside the date of something earlier, as a unit's
// arrival is beside the date of the call: where it would be more than an hour before that, it is of
// the next day. Up to an hour is two clocks that differ, or the hour that occurs twice. What
// "epoch" reads is as it is.
bool dispatch_instant_after(const struct dispatch_mapping *mapping, const struct zone *zone,
	struct text value, struct instant not_before, struct instant *out);

// The modifier of an outcome; start is NULL where there is none.
struct text dispatch_modifier(const struct dispatch_mapping *mapping, struct text outcome);

// The rule for a type, or NULL: an unknown type.
const struct dispatch_rule *dispatch_rule(
	const struct dispatch_mapping *mapping, struct text type, struct text second_type);
