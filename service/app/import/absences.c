// SPDX-License-Identifier: MIT
#include "app/import/absences.h"

#include <assert.h>
#include <stdlib.h>

#include "base/csv.h"
#include "core/language.h"
#include "core/table.h"
#include "core/time_form.h"
#include "store/needs.h"
#include "store/people.h"
#include "store/slots.h"

#define AT_ONCE 500

// A line that says something; those of one person stand together once the list is sorted.
struct line {
	unsigned long number;
	struct text reference;
	struct interval during; // from NEVER: the person is not away
	enum absence_fault fault;
	struct person_id person; // nil: nobody has the number
};

struct reading {
	const struct absence_import *import;
	struct arena *arena;
	struct table_form form;
	size_t number, from, until, width;
	struct line *lines;
	size_t count, size;
};

const char *absence_fault_sentence(enum absence_fault fault)
{
	static const char *const sentences[ABSENCE_FAULT_COUNT] = {
		[ABSENCE_FINE] = "",
		[ABSENCE_SHORT_ROW] = MESSAGE("The line has fewer fields than the header."),
		[ABSENCE_NOT_UTF8] = MESSAGE("The line is not UTF-8."),
		[ABSENCE_NO_NUMBER] = MESSAGE("There is no staff number."),
		[ABSENCE_UNKNOWN_NUMBER] = MESSAGE("Nobody has this staff number."),
		[ABSENCE_WRONG_FROM] = MESSAGE("“from” is no day (2026-12-01) or time (2026-12-01T13:00)."),
		[ABSENCE_WRONG_UNTIL] =
			MESSAGE("“until” is no day (2026-12-01) or time (2026-12-01T13:00)."),
		[ABSENCE_BACKWARDS] = MESSAGE("It ends before it begins."),
	};
	assert((unsigned)fault < ABSENCE_FAULT_COUNT);
	return sentences[fault];
}

// A day's beginning, or the end of it, or a time.
static bool read_time(const struct zone *zone, struct text value, bool is_end, struct instant *out)
{
	struct civil local;
	if (time_form_read(TEXT("YYYY-MM-DD"), value, &local)) {
		if (is_end)
			local = civil_of(instant_later(civil_as_utc(local), SECONDS_PER_DAY));
	} else if (!time_form_read(TEXT("YYYY-MM-DDThh:mm"), value, &local)) {
		return false;
	}
	*out = zone_instant(zone, local);
	return true;
}

static enum absence_fault read_during(
	const struct reading *reading, struct text from, struct text until, struct line *line)
{
	const struct zone *zone = reading->import->setting->zone;
	line->during = (struct interval){INSTANT_NEVER, INSTANT_NEVER};
	if (!from.length)
		return until.length ? ABSENCE_WRONG_FROM : ABSENCE_FINE;
	if (!read_time(zone, from, false, &line->during.from))
		return ABSENCE_WRONG_FROM;
	if (until.length && !read_time(zone, until, true, &line->during.to))
		return ABSENCE_WRONG_UNTIL;
	return instant_before(line->during.from, line->during.to) ? ABSENCE_FINE : ABSENCE_BACKWARDS;
}

static enum absence_fault read_line(
	const struct reading *reading, const struct csv_record *record, struct line *line)
{
	if (record->count < reading->width)
		return ABSENCE_SHORT_ROW;
	struct text raw = record->fields[reading->number];
	struct text from = record->fields[reading->from], until = record->fields[reading->until];
	if (!table_is_encoded(&reading->form, raw) || !table_is_encoded(&reading->form, from) ||
		!table_is_encoded(&reading->form, until))
		return ABSENCE_NOT_UTF8;
	line->reference = table_value(&reading->form, raw);
	if (!line->reference.length)
		return ABSENCE_NO_NUMBER;
	return read_during(
		reading, table_value(&reading->form, from), table_value(&reading->form, until), line);
}

static enum status add_line(
	struct reading *reading, const struct csv_record *record, struct fault *fault)
{
	struct line line = {.number = record->line, .reference = TEXT("")};
	line.fault = read_line(reading, record, &line);
	line.reference = text_copy(reading->arena, line.reference);
	if (!line.reference.start || !arena_grow(reading->arena, (void **)&reading->lines,
									 reading->count, &reading->size, sizeof line))
		return fault_memory(fault);
	reading->lines[reading->count++] = line;
	return STATUS_OK;
}

static enum status read_header(struct reading *reading, struct csv_reader *csv, struct fault *fault)
{
	struct csv_record record;
	const struct table_column columns[] = {
		{"number", TEXT("number"), &reading->number},
		{"from", TEXT("from"), &reading->from},
		{"until", TEXT("until"), &reading->until},
	};
	enum status status = csv_next(csv, &record, fault);
	if (status == STATUS_NOT_FOUND)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The file is empty; its first line names the columns number, from and until."));
	if (status != STATUS_OK)
		return status;
	reading->width = record.count;
	return table_find(columns, 3, record.fields, record.count, fault);
}

static enum status read_file(struct reading *reading, bool *unended, struct fault *fault)
{
	struct csv_record record;
	struct csv_reader *csv = csv_new(reading->import->descriptor, ',');
	if (!csv)
		return fault_memory(fault);
	enum status status = read_header(reading, csv, fault);
	struct fault end = {.status = STATUS_OK};
	while (status == STATUS_OK) {
		status = csv_next(csv, &record, &end);
		if (status == STATUS_OK)
			status = add_line(reading, &record, &end);
	}
	*unended = csv_is_unended(csv);
	csv_free(csv);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	return end.status == STATUS_OK ? status
								   : fault_set(fault, end.status, end.where, "%s", end.message);
}

static int by_reference(const void *a, const void *b)
{
	const struct line *left = a, *right = b;
	int order = text_compare(left->reference, right->reference);
	return order ? order : (left->number > right->number) - (left->number < right->number);
}

static int by_person(const void *a, const void *b)
{
	const struct line *left = a, *right = b;
	int order = uuid_compare(left->person.uuid, right->person.uuid);
	return order ? order : (left->number > right->number) - (left->number < right->number);
}

static int by_number(const void *a, const void *b)
{
	const struct absence_reject *left = a, *right = b;
	return (left->line > right->line) - (left->line < right->line);
}

static int person_by_reference(const void *a, const void *b)
{
	const struct person *left = a, *right = b;
	return text_compare(left->reference, right->reference);
}

// The people of some lines, which ascend by reference.
static enum status find_some(
	const struct reading *reading, struct line *lines, size_t count, struct fault *fault)
{
	struct arena arena;
	struct person *people;
	size_t found, asked = 0;
	arena_init(&arena);
	struct text *references = arena_array(&arena, count, sizeof *references);
	enum status status = references ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; references && i < count; i++) {
		if (!asked || !text_equal(references[asked - 1], lines[i].reference))
			references[asked++] = lines[i].reference;
	}
	if (status == STATUS_OK)
		status = people_find(reading->import->connection, reading->import->by->organisation,
			references, asked, &arena, &people, &found, fault);
	if (status == STATUS_OK && found)
		qsort(people, found, sizeof *people, person_by_reference);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const struct person key = {.reference = lines[i].reference};
		const struct person *person =
			found ? bsearch(&key, people, found, sizeof *people, person_by_reference) : NULL;
		if (person)
			lines[i].person = person->id;
		else if (lines[i].fault == ABSENCE_FINE)
			lines[i].fault = ABSENCE_UNKNOWN_NUMBER;
	}
	arena_done(&arena);
	return status;
}

static enum status find_people(struct reading *reading, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (reading->count)
		qsort(reading->lines, reading->count, sizeof *reading->lines, by_reference);
	for (size_t i = 0; status == STATUS_OK && i < reading->count; i += AT_ONCE) {
		size_t rest = reading->count - i;
		status = find_some(reading, reading->lines + i, rest < AT_ONCE ? rest : AT_ONCE, fault);
	}
	if (reading->count)
		qsort(reading->lines, reading->count, sizeof *reading->lines, by_person);
	return status;
}

static enum status report_faults(
	const struct reading *reading, struct absence_report *report, struct fault *fault)
{
	size_t size = 0;
	for (size_t i = 0; i < reading->count; i++) {
		const struct line *line = &reading->lines[i];
		if (line->fault == ABSENCE_FINE)
			continue;
		report->faults[line->fault]++;
		if (!arena_grow(reading->arena, (void **)&report->rejects, report->reject_count, &size,
				sizeof *report->rejects))
			return fault_memory(fault);
		report->rejects[report->reject_count++] =
			(struct absence_reject){line->number, line->fault};
	}
	if (report->reject_count)
		qsort(report->rejects, report->reject_count, sizeof *report->rejects, by_number);
	if (report->reject_count > ABSENCE_FAULTS_LISTED)
		report->reject_count = ABSENCE_FAULTS_LISTED;
	return STATUS_OK;
}

// What the lines of one person say; false where one of them cannot be used, or it is nobody.
static bool gather(const struct line *lines, size_t count, struct instant now,
	struct interval *said, struct away_said *out)
{
	*out = (struct away_said){lines[0].person, {now, INSTANT_NEVER}, said, 0};
	for (size_t i = 0; i < count; i++) {
		if (lines[i].fault != ABSENCE_FINE || uuid_is_nil(lines[i].person.uuid))
			return false;
		if (instant_before(lines[i].during.from, INSTANT_NEVER))
			said[out->said_count++] = lines[i].during;
	}
	return true;
}

static enum status write(
	struct reading *reading, struct absence_report *report, struct fault *fault)
{
	const struct absence_import *import = reading->import;
	struct away_said batch[AT_ONCE];
	size_t count = 0, end;
	struct interval *said = arena_array(reading->arena, reading->count, sizeof *said);
	enum status status = said ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < reading->count; i = end) {
		const struct line *lines = reading->lines + i;
		for (end = i + 1; end < reading->count &&
						  uuid_equal(reading->lines[end].person.uuid, lines->person.uuid);)
			end++;
		if (gather(lines, end - i, import->by->now, said + i, &batch[count]))
			count++;
		if (count == AT_ONCE || (end == reading->count && count)) {
			status = away_take(import->connection, import->by->organisation, ABSENCE_FROM_FILE,
				batch, count, import->by->now, &report->counts, fault);
			report->people += count;
			count = 0;
		}
	}
	return status;
}

static enum status take(struct reading *reading, struct absence_report *report, struct fault *fault)
{
	struct connection *connection = reading->import->connection;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = find_people(reading, fault);
	if (status == STATUS_OK)
		status = report_faults(reading, report, fault);
	if (status == STATUS_OK)
		status = write(reading, report, fault);
	if (status == STATUS_OK)
		status = availability_look_all(connection, reading->import->by->now, fault);
	if (status == STATUS_OK)
		status =
			audit_add_organisation(connection, reading->import->by, AUDIT_ABSENCES_IMPORTED, fault);
	if (status == STATUS_OK)
		status = engine_wake(connection, fault);
	if (status == STATUS_OK && reading->import->dry) {
		transaction_rollback(connection);
		return STATUS_OK;
	}
	return transaction_end(connection, status, fault);
}

enum status absence_import(const struct absence_import *import, struct arena *arena,
	struct absence_report *report, struct fault *fault)
{
	struct reading reading = {
		.import = import, .arena = arena, .form = {.separator = ',', .encoding = TABLE_UTF_8}};
	struct absence_report own = {0};
	enum status status = read_file(&reading, &own.unended, fault);
	own.rows = reading.count;
	if (status == STATUS_OK)
		status = take(&reading, &own, fault);
	if (status == STATUS_OK)
		*report = own;
	return status;
}
