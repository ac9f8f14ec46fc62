// SPDX-License-Identifier: MIT
// How the rows of a roster become entries: person, start, end and kind, whatever their columns are
// called and however times are written. What is read and what is refused: docs/rosters.md.
#pragma once

#include "core/roster.h"
#include "core/roster_word.h"
#include "core/table.h"

#define ROSTER_ROW_PARTS 2
#define ROSTER_ROW_PERSON_MOST 200 // bytes
#define ROSTER_ROW_HOURS_MOST 48   // of one duty
#define ROSTER_ROW_DAYS_MOST 366   // of anything else

// Columns that are read as one value, with a blank between them, such as a date and a time.
struct roster_columns_named {
	struct text names[ROSTER_ROW_PARTS]; // start is NULL: there is none
};

struct roster_form {
	struct table_form table;
	struct text person, kind;               // columns
	struct roster_columns_named start, end; // no end: whole days, or the hours of the word
	const struct text *time_forms;          // core/time_form, tried in order; none: ISO 8601
	size_t time_form_count;
	struct text zone; // IANA name of local times; "UTC" where they are in UTC
	const struct roster_word *words;
	size_t word_count;
};

// Columns person, start, end and kind, separated by commas, ISO 8601, the usual words.
extern const struct roster_form roster_form_usual;

// Where a form's columns stand in a file's header; SIZE_MAX for one there is none of.
struct roster_columns {
	size_t person, kind, start[ROSTER_ROW_PARTS], end[ROSTER_ROW_PARTS];
};

CHECKED enum status roster_columns(const struct roster_form *form, const struct text *header,
	size_t count, struct roster_columns *out, struct fault *fault);

struct roster_row {
	struct text person; // the organisation's reference; empty: the calendar's own person
	struct roster_entry entry;
	size_t line;
};

struct roster_rows {
	struct arena *arena; // what is kept is in here
	struct roster_row *list;
	size_t count, size;
};

enum roster_row_answer {
	ROSTER_ROW_FINE,
	ROSTER_ROW_SHORT,     // fewer fields than the header
	ROSTER_ROW_ENCODING,  // not in the form's encoding
	ROSTER_ROW_NO_PERSON, // none, or longer than ROSTER_ROW_PERSON_MOST
	ROSTER_ROW_KIND,      // a word that is not known
	ROSTER_ROW_START,     // no time, or none that exists
	ROSTER_ROW_END,       // the same, or a day where the start is a time, or the reverse
	ROSTER_ROW_ORDER,     // the end is not after the start
	ROSTER_ROW_TOO_LONG,
	ROSTER_ROW_NO_HOURS, // a duty of whole days, whose word has no hours
	ROSTER_ROW_MEMORY,
	ROSTER_ROW_ANSWER_COUNT
};

// A message; empty for ROSTER_ROW_FINE and ROSTER_ROW_MEMORY.
const char *roster_row_sentence(enum roster_row_answer answer);

// Adds the entries of a row: one, or one for each day where the word gives the hours, or none. What
// is wrong leaves `rows`, and in `column` and `read` the header's name and the value of the field;
// `read` is empty where it is the person.
enum roster_row_answer roster_row_add(const struct roster_form *form, const struct zone *zone,
	const struct roster_columns *columns, const struct text *fields, size_t count, size_t line,
	struct roster_rows *rows, struct text *column, struct text *read);

// Adds what a word gives for whole days, `last` included (days since 1970-01-01). As above.
enum roster_row_answer roster_row_days(const struct roster_word *word, const struct zone *zone,
	int64_t first, int64_t last, struct text person, size_t line, struct roster_rows *rows);

// The same from one instant to another.
enum roster_row_answer roster_row_hours(const struct roster_word *word, struct interval during,
	struct text person, size_t line, struct roster_rows *rows);

// Sorts by person, time and kind, and leaves out what is there twice; returns how many were.
size_t roster_rows_sort(struct roster_rows *rows);
