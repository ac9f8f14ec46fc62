// SPDX-License-Identifier: MIT
// How the rows of a file of staff are read: a mapping, and what can be wrong with a row.
//
// A mapping names the columns that matter; no other column is ever looked at. Its document form is
// docs/staff.md; json/staff_mapping.h reads it.
#pragma once

#include "core/instant.h"
#include "core/role.h"
#include "core/table.h"

#define STAFF_NAMES_LIMIT 4
#define STAFF_NEEDS_COUNT 9

// The codes of access needs, and of nations, as the database has them.
extern const struct text staff_needs[STAFF_NEEDS_COUNT];
#define STAFF_NATIONS_COUNT 3
extern const struct text staff_nations[STAFF_NATIONS_COUNT];

// What a value of the file stands for.
struct staff_value {
	struct text value, means;
};

// A column whose values stand for something; one that is not listed has to be a code itself.
struct staff_column {
	struct text column; // start is NULL: there is none
	const struct staff_value *values;
	size_t value_count;
	struct text otherwise; // for all other values; start is NULL: they are faults
};

struct staff_mapping {
	struct table_form table;
	struct text number;       // column of the staff number
	const struct text *names; // columns that are a name together
	size_t name_count;
	struct text sign_in, team, manager; // columns; start is NULL: there is none
	struct staff_column profile, language, nation, needs, roles;
	char list_separator; // between several needs or roles in one cell
	struct text joined, left;
	struct staff_column pattern; // of shifts; with the day on which a cycle of theirs begins
	struct text pattern_from;
	const struct text *date_forms; // "DD/MM/YYYY", tried in order
	size_t date_form_count;
};

// Where a mapping's columns stand in a file's header; SIZE_MAX for one there is none of.
struct staff_columns {
	size_t names[STAFF_NAMES_LIMIT];
	size_t number, sign_in, team, manager, profile, language, nation, needs, roles, joined, left;
	size_t pattern, pattern_from;
};

// Finds the columns, as table_find.
CHECKED enum status staff_columns(const struct staff_mapping *mapping, const struct text *header,
	size_t count, struct staff_columns *out, struct fault *fault);

// What a value of a column stands for; start is NULL for one that is not known. `codes` are what a
// value may be without being listed.
struct text staff_meaning(
	const struct staff_column *column, struct text value, const struct text *codes, size_t count);

// The date of a value, by the first of the mapping's forms that fits.
bool staff_date(const struct staff_mapping *mapping, struct text value, struct civil *out);

// Why a row is left out. Numbers are in a table while a file is read, nowhere longer.
enum staff_fault {
	STAFF_FINE,
	STAFF_SHORT_ROW,
	STAFF_NOT_UTF8,
	STAFF_NO_NUMBER,
	STAFF_NO_NAME,
	STAFF_TOO_LONG,
	STAFF_CONTROL,
	STAFF_NO_SIGN_IN,
	STAFF_WRONG_PROFILE,
	STAFF_WRONG_LANGUAGE,
	STAFF_WRONG_NATION,
	STAFF_WRONG_NEED,
	STAFF_WRONG_ROLE,
	STAFF_WRONG_JOINED,
	STAFF_WRONG_LEFT,
	STAFF_NUMBER_TWICE,
	STAFF_SIGN_IN_TWICE,
	STAFF_SIGN_IN_TAKEN,
	STAFF_WRONG_PATTERN,
	STAFF_WRONG_PATTERN_FROM,
	STAFF_NO_MONDAY,
	STAFF_FAULT_COUNT
};

const char *staff_fault_name(enum staff_fault fault);     // "no_number"
const char *staff_fault_sentence(enum staff_fault fault); // a message: "There is no staff number."
