// SPDX-License-Identifier: MIT
#include "app/import/roster_file.h"

#include <stdio.h>

#include "base/csv.h"
#include "calendar/zone.h"
#include "core/period.h"

#define ZONE_BEGIN ((struct instant){0})                 // 1970
#define ZONE_END ((struct instant){INT64_C(7258118400)}) // 2200
#define READ_MOST 80 // bytes of what was read that a message has

struct reading {
	const struct roster_form *form;
	struct csv_reader *csv;
	struct roster_columns columns;
	size_t header_count;
	struct zone zone;
	struct roster_rows rows;
	struct roster_file_faults *faults;
	struct fault *fault;
};

static enum status read_header(struct reading *reading)
{
	struct csv_record header;
	enum status status = csv_next(reading->csv, &header, reading->fault);
	if (status == STATUS_NOT_FOUND)
		return fault_set(
			reading->fault, STATUS_INVALID, "line 1", "The roster is empty: it has no header.");
	if (status != STATUS_OK)
		return status;
	reading->header_count = header.count;
	return roster_columns(
		reading->form, header.fields, header.count, &reading->columns, reading->fault);
}

static void say(struct reading *reading, const struct roster_file_fault *wrong)
{
	char where[sizeof reading->fault->where];
	const char *sentence = roster_row_sentence(wrong->answer);
	int length = (int)(wrong->read.length < READ_MOST ? wrong->read.length : READ_MOST);
	snprintf(where, sizeof where, "line %lu%s%.*s", wrong->line, wrong->column.length ? ", " : "",
		TEXT_ARGUMENTS(wrong->column));
	if (wrong->read.length)
		fault_set(reading->fault, STATUS_INVALID, where, "%s It says \"%.*s\".", sentence, length,
			wrong->read.start);
	else
		fault_set(reading->fault, STATUS_INVALID, where, "%s", sentence);
}

// Notes what is wrong with a row, as copies: its fields are gone with the next one.
static enum status note(struct reading *reading, struct roster_file_fault wrong)
{
	struct roster_file_faults *faults = reading->faults;
	struct arena *arena = reading->rows.arena;
	faults->count++;
	if (faults->kept == ROSTER_FILE_FAULTS_KEPT)
		return STATUS_OK;
	if (!faults->list) {
		faults->list = arena_array(arena, ROSTER_FILE_FAULTS_KEPT, sizeof *faults->list);
		if (!faults->list)
			return fault_memory(reading->fault);
	}
	wrong.column = text_copy(arena, wrong.column);
	wrong.read = text_copy(arena, wrong.read);
	if (!wrong.column.start || !wrong.read.start)
		return fault_memory(reading->fault);
	faults->list[faults->kept++] = wrong;
	return STATUS_OK;
}

static enum status read_row(struct reading *reading, const struct csv_record *record)
{
	struct roster_file_fault wrong = {.line = record->line};
	if (reading->rows.count >= ROSTER_FILE_ROWS_LIMIT)
		return fault_set(reading->fault, STATUS_LIMIT, "", "The roster has more than %d rows.",
			ROSTER_FILE_ROWS_LIMIT);
	wrong.answer = ROSTER_ROW_SHORT;
	if (record->count >= reading->header_count)
		wrong.answer =
			roster_row_add(reading->form, &reading->zone, &reading->columns, record->fields,
				record->count, record->line, &reading->rows, &wrong.column, &wrong.read);
	if (wrong.answer == ROSTER_ROW_FINE)
		return STATUS_OK;
	if (wrong.answer == ROSTER_ROW_MEMORY)
		return fault_memory(reading->fault);
	return note(reading, wrong);
}

static enum status read_rows(struct reading *reading)
{
	struct csv_record record;
	enum status status;
	while ((status = csv_next(reading->csv, &record, reading->fault)) == STATUS_OK) {
		status = read_row(reading, &record);
		if (status != STATUS_OK)
			return status;
	}
	if (status != STATUS_NOT_FOUND)
		return status;
	if (reading->faults->count) {
		say(reading, &reading->faults->list[0]);
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

// A date of another year by mistake would say of years that everybody is off.
static enum status find_known(struct reading *reading, struct interval *out)
{
	const struct zone *zone = &reading->zone;
	const struct roster_rows *rows = &reading->rows;
	if (!rows->count)
		return fault_set(reading->fault, STATUS_INVALID, "", "The roster has no rows.");
	struct interval known = rows->list[0].entry.during;
	for (size_t i = 1; i < rows->count; i++) {
		known.from = instant_earliest(known.from, rows->list[i].entry.during.from);
		known.to = instant_latest(known.to, rows->list[i].entry.during.to);
	}
	int64_t first = period_of(zone, SPAN_CALENDAR_DAY, known.from);
	int64_t last = period_of(zone, SPAN_CALENDAR_DAY, instant_later(known.to, -1));
	if (last - first >= ROSTER_FILE_DAYS_LIMIT)
		return fault_set(reading->fault, STATUS_LIMIT, "",
			"The roster goes over more than %d days; is the year of some date wrong?",
			ROSTER_FILE_DAYS_LIMIT);
	*out = (struct interval){period_start(zone, SPAN_CALENDAR_DAY, first),
		period_start(zone, SPAN_CALENDAR_DAY, last + 1)};
	return STATUS_OK;
}

static enum status read_all(struct reading *reading, struct roster_file *out)
{
	struct interval known = {{0}, {0}};
	enum status status = zone_load(reading->form->zone, ZONE_BEGIN, ZONE_END, reading->rows.arena,
		&reading->zone, reading->fault);
	if (status == STATUS_OK)
		status = read_header(reading);
	if (status == STATUS_OK)
		status = read_rows(reading);
	if (status == STATUS_OK)
		status = find_known(reading, &known);
	if (status != STATUS_OK)
		return status;
	size_t repeated = roster_rows_sort(&reading->rows);
	*out = (struct roster_file){reading->rows.list, reading->rows.count, repeated, known};
	return STATUS_OK;
}

enum status roster_file_read(int descriptor, const struct roster_form *form, struct arena *arena,
	struct roster_file *out, struct roster_file_faults *faults, struct fault *fault)
{
	struct reading reading = {
		.form = form,
		.csv = csv_new(descriptor, form->table.separator),
		.rows = {.arena = arena},
		.faults = faults,
		.fault = fault,
	};
	*faults = (struct roster_file_faults){.count = 0};
	if (!reading.csv)
		return fault_memory(fault);
	enum status status = read_all(&reading, out);
	csv_free(reading.csv);
	return status;
}
