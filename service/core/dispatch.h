// SPDX-License-Identifier: MIT
// How the rows of a dispatch export become exposures: a mapping, and the pure steps of using it.
//
// A mapping names the columns that matter; no other column is ever looked at. Its document form is
// docs/import.md; json/mapping.h reads it.
#pragma once

#include "core/policy.h"

// A type of incident → a category, or → no exposure. The first rule that fits a row counts.
struct dispatch_rule {
	struct text type;
	struct text second_type; // start is NULL: any
	struct text category;    // start is NULL: no exposure is expected of this type
};

struct dispatch_mapping {
	struct text source; // names the export; part of every exposure's id, so keep it the same
	char separator;
	struct text incident_column;
	struct text responder_column;
	struct text time_column;
	struct text time_form; // "MM/DD/YYYY hh:mm:ss AM", see dispatch_time
	struct text type_column;
	struct text second_type_column; // start is NULL: there is none
	struct text zone;               // IANA name; "UTC" where the export is in UTC
	struct text profile;            // role profile of people first met in this export
	enum involvement involvement;
	const struct text *null_words; // values that mean "nothing", compared without case
	size_t null_word_count;
	const struct dispatch_rule *rules;
	size_t rule_count;
};

// Where a mapping's columns stand in a file's header; SIZE_MAX for a second type there is none of.
struct dispatch_columns {
	size_t incident, responder, time, type, second_type;
};

// Finds the columns by name (exact after trimming). STATUS_INVALID naming the missing or doubled
// column, and what the file has instead.
CHECKED enum status dispatch_columns(const struct dispatch_mapping *mapping,
	const struct text *header, size_t count, struct dispatch_columns *out, struct fault *fault);

// The trimmed value, empty where it is a null word.
struct text dispatch_value(const struct dispatch_mapping *mapping, struct text field);

// Local time after a form of YYYY MM DD hh mm ss and AM (12-hour clock, AM or PM), every other
// character standing for itself; seconds may be missing from the form. False if it does not fit
// exactly or is no date that exists.
bool dispatch_time(struct text form, struct text value, struct civil *out);

// Whether a form has the parts it needs, so that a mapping is refused before a file is read.
bool dispatch_form_is_valid(struct text form);

// The rule for a type, or NULL: an unknown type.
const struct dispatch_rule *dispatch_rule(
	const struct dispatch_mapping *mapping, struct text type, struct text second_type);
