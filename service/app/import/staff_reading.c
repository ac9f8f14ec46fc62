// SPDX-License-Identifier: MIT
#include "app/import/staff_reading.h"

#include <stdio.h>
#include <string.h>

#include "app/accounts/name.h"
#include "base/csv.h"
#include "calendar/zone.h"
#include "core/language.h"

#define VALUE_MOST 200 // bytes of a staff number or a team
#define NAME_MOST 120
#define PROGRESS_ROWS 2048
#define YEAR_FIRST 1971
#define YEAR_LAST 2198
#define ZONE_END ((struct instant){INT64_C(7226582400)}) // 2199

struct reading {
	const struct staff_import *import;
	struct staff_columns columns;
	size_t header_count;
	struct staff_patterns *patterns;
	struct staff_on_pattern on_pattern; // of the row; `pattern` SIZE_MAX: none
	struct arena arena;                 // of one row
	struct staff_report *report;
};

// A field's value; start is NULL when out of memory, and for a column there is none of.
static struct text value_of(struct reading *reading, const struct csv_record *record, size_t column)
{
	if (column == SIZE_MAX)
		return (struct text){NULL, 0};
	return table_field(&reading->import->mapping->table, &reading->arena, record->fields[column]);
}

static bool has_control(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if ((unsigned char)text.start[i] < ' ' || text.start[i] == 0x7F)
			return true;
	}
	return false;
}

static enum staff_fault check_value(struct text text, size_t most)
{
	if (text.length > most)
		return STAFF_TOO_LONG;
	return has_control(text) ? STAFF_CONTROL : STAFF_FINE;
}

static bool is_whole(const struct reading *reading, const struct csv_record *record)
{
	const struct staff_mapping *mapping = reading->import->mapping;
	const struct staff_columns *columns = &reading->columns;
	const size_t used[] = {columns->number, columns->sign_in, columns->team, columns->manager,
		columns->profile, columns->language, columns->nation, columns->needs, columns->roles,
		columns->joined, columns->left, columns->pattern, columns->pattern_from};
	bool whole = true;
	for (size_t i = 0; i < sizeof used / sizeof used[0]; i++)
		whole = whole &&
				(used[i] == SIZE_MAX || table_is_encoded(&mapping->table, record->fields[used[i]]));
	for (size_t i = 0; i < mapping->name_count; i++)
		whole = whole && table_is_encoded(&mapping->table, record->fields[columns->names[i]]);
	return whole;
}

static bool read_name(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	struct text_builder builder;
	builder_init(&builder);
	for (size_t i = 0; i < reading->import->mapping->name_count; i++) {
		struct text part = value_of(reading, record, reading->columns.names[i]);
		builder.failed = builder.failed || !part.start;
		if (builder.length && part.length)
			builder_character(&builder, ' ');
		builder_add(&builder, part);
	}
	row->display_name = builder.failed ? (struct text){NULL, 0}
									   : text_copy(&reading->arena, builder_view(&builder));
	builder_done(&builder);
	return row->display_name.start;
}

// A coded value; false for one that is not known. Left alone where there is no column, or nothing
// in it.
static bool read_code(struct reading *reading, const struct csv_record *record, size_t at,
	const struct staff_column *column, const struct text *codes, size_t count, struct text *out)
{
	struct text value = value_of(reading, record, at);
	if (!value.length)
		return true;
	struct text means = staff_meaning(column, value, codes, count);
	if (means.start)
		*out = means;
	return means.start;
}

static bool read_needs(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	const struct staff_mapping *mapping = reading->import->mapping;
	struct text rest = value_of(reading, record, reading->columns.needs);
	while (rest.length) {
		struct text part = text_trim(text_cut(&rest, mapping->list_separator));
		struct text need = staff_meaning(&mapping->needs, part, staff_needs, STAFF_NEEDS_COUNT);
		bool known = false;
		if (part.length && !need.start)
			return false;
		for (size_t i = 0; i < row->need_count; i++)
			known = known || text_equal(row->needs[i], need);
		if (part.length && !known && row->need_count < STAFF_NEEDS_COUNT)
			row->needs[row->need_count++] = need;
	}
	return true;
}

static bool read_roles(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	const struct staff_mapping *mapping = reading->import->mapping;
	struct text rest = value_of(reading, record, reading->columns.roles);
	while (rest.length) {
		enum role role;
		struct text part = text_trim(text_cut(&rest, mapping->list_separator));
		struct text name = staff_meaning(&mapping->roles, part, NULL, 0);
		if (!part.length)
			continue;
		if (!role_parse(name.start ? name : part, &role))
			return false;
		role_set_add(&row->roles, role);
	}
	return true;
}

static bool read_profile(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	const struct staff_column *column = &reading->import->mapping->profile;
	struct text value = value_of(reading, record, reading->columns.profile);
	if (reading->columns.profile == SIZE_MAX)
		return true;
	struct text means = staff_meaning(column, value, NULL, 0);
	const struct policy_profile *same =
		means.start ? NULL : policy_profile(reading->import->recorder->policy, value);
	if (same)
		means = same->id;
	row->profile = means;
	return means.start || !value.length; // with nothing in it, it stays as it is
}

static bool read_joined(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	struct civil date;
	struct text value = value_of(reading, record, reading->columns.joined);
	row->joined = value;
	if (!value.length)
		return true;
	if (!staff_date(reading->import->mapping, value, &date) || date.year < ZONE_FIRST_YEAR ||
		date.year > YEAR_LAST)
		return false;
	char *text = arena_allocate(&reading->arena, 32);
	if (text)
		row->joined = (struct text){
			text, (size_t)snprintf(text, 32, "%04d-%02d-%02d", date.year, date.month, date.day)};
	return true;
}

// Somebody's last day ends at midnight where the organisation is.
static bool read_left(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	struct civil date;
	struct text value = value_of(reading, record, reading->columns.left);
	row->has_leaves = reading->columns.left != SIZE_MAX;
	row->leaves_at = INSTANT_NEVER;
	if (!value.length)
		return true;
	if (!staff_date(reading->import->mapping, value, &date) || date.year < YEAR_FIRST ||
		date.year > YEAR_LAST)
		return false;
	date.hour = date.minute = date.second = 0;
	struct civil next = civil_of(instant_later(civil_as_utc(date), SECONDS_PER_DAY));
	row->leaves_at = zone_instant(&reading->patterns->zone, next);
	return true;
}

// With nothing in it, somebody's shifts stay as they are known.
static enum staff_fault read_pattern(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	struct civil from;
	const struct staff_mapping *mapping = reading->import->mapping;
	struct text value = value_of(reading, record, reading->columns.pattern);
	struct text date = value_of(reading, record, reading->columns.pattern_from);
	reading->on_pattern = (struct staff_on_pattern){.pattern = SIZE_MAX};
	if (!value.length)
		return STAFF_FINE;
	struct text name =
		staff_meaning(&mapping->pattern, value, reading->patterns->names, reading->patterns->count);
	if (!name.start)
		return STAFF_WRONG_PATTERN;
	bool dated = date.length && staff_date(mapping, date, &from) && from.year >= YEAR_FIRST &&
				 from.year <= YEAR_LAST;
	reading->on_pattern.reference = row->reference;
	return staff_pattern_read(reading->patterns, name, dated ? &from : NULL, &reading->on_pattern);
}

static enum staff_fault read_sign_in(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	struct sign_in_name name;
	struct text given = value_of(reading, record, reading->columns.sign_in);
	row->named = given.length;
	if (!sign_in_name_read(given.length ? given : row->reference, &name))
		return STAFF_NO_SIGN_IN;
	row->sign_in_name = text_copy(&reading->arena, text_of(name.text));
	return STAFF_FINE;
}

static enum staff_fault read_coded(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	const struct staff_mapping *mapping = reading->import->mapping;
	const struct staff_columns *columns = &reading->columns;
	static const struct text languages[] = {TEXT_CONSTANT("en"), TEXT_CONSTANT("cy")};
	if (!read_profile(reading, record, row))
		return STAFF_WRONG_PROFILE;
	row->language = TEXT("en");
	if (!read_code(
			reading, record, columns->language, &mapping->language, languages, 2, &row->language))
		return STAFF_WRONG_LANGUAGE;
	if (!read_code(reading, record, columns->nation, &mapping->nation, staff_nations,
			STAFF_NATIONS_COUNT, &row->nation))
		return STAFF_WRONG_NATION;
	if (!read_needs(reading, record, row))
		return STAFF_WRONG_NEED;
	if (!read_roles(reading, record, row))
		return STAFF_WRONG_ROLE;
	if (!read_joined(reading, record, row))
		return STAFF_WRONG_JOINED;
	return read_left(reading, record, row) ? STAFF_FINE : STAFF_WRONG_LEFT;
}

static enum staff_fault first_fault(const enum staff_fault *faults, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (faults[i] != STAFF_FINE)
			return faults[i];
	}
	return STAFF_FINE;
}

static enum staff_fault read_values(
	struct reading *reading, const struct csv_record *record, struct staff_row *row)
{
	struct text number = value_of(reading, record, reading->columns.number);
	enum staff_fault wrong = check_value(number, VALUE_MOST);
	if (!number.length || wrong != STAFF_FINE)
		return number.length ? wrong : STAFF_NO_NUMBER;
	row->reference = number;
	row->team = value_of(reading, record, reading->columns.team);
	row->manager = value_of(reading, record, reading->columns.manager);
	if (!read_name(reading, record, row) || !row->display_name.length)
		return STAFF_NO_NAME;
	const enum staff_fault found[] = {check_value(row->display_name, NAME_MOST),
		check_value(row->team, VALUE_MOST), check_value(row->manager, VALUE_MOST),
		read_sign_in(reading, record, row), read_coded(reading, record, row),
		read_pattern(reading, record, row)};
	return first_fault(found, sizeof found / sizeof found[0]);
}

static enum status take_row(
	struct reading *reading, const struct csv_record *record, struct fault *fault)
{
	const struct staff_import *import = reading->import;
	const struct uuid *organisation = &import->by->organisation.uuid;
	struct staff_row row = {.line = record->line, .person = {uuid_v7(import->now.seconds * 1000)}};
	reading->report->rows++;
	reading->on_pattern.pattern = SIZE_MAX;
	arena_reset(&reading->arena);
	if (record->count < reading->header_count)
		row.fault = STAFF_SHORT_ROW;
	else if (!is_whole(reading, record))
		row.fault = STAFF_NOT_UTF8;
	else
		row.fault = read_values(reading, record, &row);
	// Of a row that is left out only whose it is.
	if (row.fault != STAFF_FINE)
		row = (struct staff_row){
			.line = row.line, .fault = row.fault, .person = row.person, .reference = row.reference};
	else if (reading->on_pattern.pattern != SIZE_MAX &&
			 instant_before(import->now, row.has_leaves ? row.leaves_at : INSTANT_NEVER) &&
			 staff_pattern_add(reading->patterns, &reading->on_pattern, fault) != STATUS_OK)
		return STATUS_MEMORY;
	struct text parts[] = {{(const char *)organisation->bytes, sizeof organisation->bytes},
		row.team.start ? row.team : TEXT("")};
	struct token_hash hash = sign_in_name_hash(row.sign_in_name);
	row.team_id = (struct team_id){uuid_of_parts(parts, 2)};
	memcpy(row.name_hash, hash.bytes, sizeof row.name_hash);
	return staff_add(import->recorder->connection, &reading->arena, &row, fault);
}

static enum status read_header(struct reading *reading, struct csv_reader *csv, struct fault *fault)
{
	struct csv_record record;
	enum status status = csv_next(csv, &record, fault);
	if (status == STATUS_NOT_FOUND)
		return fault_set(fault, STATUS_INVALID, "line 1",
			MESSAGE("The file is empty; its first line must name the columns."));
	if (status == STATUS_OK)
		status = staff_columns(
			reading->import->mapping, record.fields, record.count, &reading->columns, fault);
	reading->header_count = record.count;
	return status;
}

static enum status read_rows(struct reading *reading, struct csv_reader *csv, struct fault *fault)
{
	const struct staff_import *import = reading->import;
	struct connection *connection = import->recorder->connection;
	struct csv_record record;
	struct fault own = {.status = STATUS_OK};
	enum status status = read_header(reading, csv, fault);
	if (status == STATUS_OK)
		status = staff_open(connection, fault);
	if (status != STATUS_OK)
		return status;
	while (status == STATUS_OK) {
		status = csv_next(csv, &record, &own);
		if (status == STATUS_OK)
			status = take_row(reading, &record, &own);
		if (status == STATUS_OK)
			reading->report->unended = csv_is_unended(csv);
		if (import->progress && reading->report->rows % PROGRESS_ROWS == 0)
			import->progress(import->context, csv_position(csv), reading->report->rows);
	}
	if (status != STATUS_NOT_FOUND)
		return fault_set(fault, status, own.where, "%s", own.message);
	return staff_close(connection, fault);
}

enum status staff_read(const struct staff_import *import, struct staff_patterns *patterns,
	struct staff_report *report, struct fault *fault)
{
	struct reading reading = {.import = import, .report = report, .patterns = patterns};
	enum status status = zone_load(import->recorder->organisation->zone, (struct instant){0},
		ZONE_END, patterns->arena, &patterns->zone, fault);
	if (status == STATUS_OK)
		status = staff_patterns_open(import, patterns, fault);
	if (status != STATUS_OK)
		return status;
	struct csv_reader *csv = csv_new(import->descriptor, import->mapping->table.separator);
	if (!csv)
		return fault_memory(fault);
	arena_init(&reading.arena);
	status = read_rows(&reading, csv, fault);
	arena_done(&reading.arena);
	csv_free(csv);
	return status;
}
