// SPDX-License-Identifier: MIT
#include "app/import/reading.h"

#include "app/import/unknown.h"
#include "base/csv.h"
#include "calendar/zone.h"
#include "store/incoming.h"

struct reading {
	const struct dispatch_import *import;
	struct dispatch_columns columns;
	size_t header_count;
	struct zone zone;
	struct unknown_types unknown;
	struct dispatch_report *report;
	struct arena row; // reset for each
};

struct exposure_id dispatch_exposure_id(
	const struct key *key, struct uuid incident, struct person_id person)
{
	struct text parts[] = {TEXT("exposure"), {(const char *)incident.bytes, sizeof incident.bytes},
		{(const char *)person.uuid.bytes, sizeof person.uuid.bytes}};
	return (struct exposure_id){key_uuid(key, parts, 3)};
}

struct exposure_id dispatch_correction_id(const struct key *key, struct uuid incident,
	struct person_id person, struct instant occurred_at)
{
	char at[INSTANT_TEXT_LENGTH + 1];
	instant_format(occurred_at, at);
	struct text parts[] = {TEXT("correction"),
		{(const char *)incident.bytes, sizeof incident.bytes},
		{(const char *)person.uuid.bytes, sizeof person.uuid.bytes}, text_of(at)};
	return (struct exposure_id){key_uuid(key, parts, 4)};
}

static void note(struct reading *reading, enum dispatch_fault what, unsigned long line)
{
	if (reading->report->unusable[what]++ == 0)
		reading->report->first_line[what] = line;
}

// The instant of a row, within what an exposure may have; false with what is wrong.
static bool read_time(
	const struct reading *reading, struct text value, struct instant *out, enum dispatch_fault *why)
{
	struct instant now = reading->import->now;
	struct civil local;
	if (value.length == 0) {
		*why = DISPATCH_NO_TIME;
		return false;
	}
	if (!dispatch_time(reading->import->mapping->time_form, value, &local)) {
		*why = DISPATCH_WRONG_TIME;
		return false;
	}
	*out = zone_instant(&reading->zone, local);
	if (instant_before(instant_later(now, EXPOSURE_FUTURE_TOLERANCE), *out)) {
		*why = DISPATCH_IN_FUTURE;
		return false;
	}
	*out = instant_earliest(*out, now);
	return true;
}

static struct text field(
	const struct reading *reading, const struct csv_record *record, size_t column)
{
	if (column == SIZE_MAX)
		return TEXT("");
	return dispatch_value(reading->import->mapping, record->fields[column]);
}

static bool is_whole(
	const struct reading *reading, const struct csv_record *record, enum dispatch_fault *why)
{
	const struct dispatch_columns *columns = &reading->columns;
	const size_t used[] = {
		columns->incident, columns->responder, columns->time, columns->type, columns->second_type};
	if (record->count < reading->header_count) {
		*why = DISPATCH_SHORT_ROW;
		return false;
	}
	for (size_t i = 0; i < sizeof used / sizeof used[0]; i++) {
		if (used[i] != SIZE_MAX && !text_is_utf8(record->fields[used[i]])) {
			*why = DISPATCH_NOT_UTF8;
			return false;
		}
	}
	return true;
}

static struct uuid keyed(
	const struct reading *reading, const char *what, struct text scope, struct text value)
{
	struct text parts[] = {text_of(what), scope, value};
	return key_uuid(reading->import->key, parts, 3);
}

// Sends one row to wait. People are keyed within the organisation, incidents within their source.
static enum status send(struct reading *reading, struct text incident, struct text responder,
	struct instant occurred_at, struct text category, struct fault *fault)
{
	const struct recorder *recorder = reading->import->recorder;
	const struct uuid *organisation = &recorder->organisation->id.uuid;
	struct text scope = {(const char *)organisation->bytes, sizeof organisation->bytes};
	struct incoming_row row = {
		.reference = responder,
		.person = {keyed(reading, "person", scope, responder)},
		.incident = keyed(reading, "incident", reading->import->mapping->source, incident),
		.occurred_at = occurred_at,
		.category = category,
	};
	arena_reset(&reading->row);
	return incoming_add(recorder->connection, &reading->row, &row, fault);
}

static enum status take_row(
	struct reading *reading, const struct csv_record *record, struct fault *fault)
{
	const struct dispatch_mapping *mapping = reading->import->mapping;
	enum dispatch_fault why;
	struct instant at;
	reading->report->rows++;
	if (!is_whole(reading, record, &why)) {
		note(reading, why, record->line);
		return STATUS_OK;
	}
	struct text type = field(reading, record, reading->columns.type);
	struct text second_type = field(reading, record, reading->columns.second_type);
	const struct dispatch_rule *rule = dispatch_rule(mapping, type, second_type);
	if (!rule) {
		reading->report->unknown_type++;
		return unknown_types_count(&reading->unknown, type, second_type) ? STATUS_OK
																		 : fault_memory(fault);
	}
	if (!rule->category.start) {
		reading->report->no_exposure++;
		return STATUS_OK;
	}
	struct text incident = field(reading, record, reading->columns.incident);
	struct text responder = field(reading, record, reading->columns.responder);
	if (incident.length == 0 || responder.length == 0) {
		note(reading, incident.length ? DISPATCH_NO_RESPONDER : DISPATCH_NO_INCIDENT, record->line);
		return STATUS_OK;
	}
	if (!read_time(reading, field(reading, record, reading->columns.time), &at, &why)) {
		note(reading, why, record->line);
		return STATUS_OK;
	}
	return send(reading, incident, responder, at, rule->category, fault);
}

static enum status read_rows(struct reading *reading, struct csv_reader *csv, struct fault *fault)
{
	struct csv_record record;
	struct fault own = {.status = STATUS_OK};
	enum status status = csv_next(csv, &record, &own);
	if (status == STATUS_NOT_FOUND)
		return fault_set(fault, STATUS_INVALID, "line 1",
			"The file is empty; its first line must name the columns.");
	if (status == STATUS_OK)
		status = dispatch_columns(
			reading->import->mapping, record.fields, record.count, &reading->columns, &own);
	reading->header_count = record.count;
	if (status == STATUS_OK)
		status = incoming_open(reading->import->recorder->connection, &own);
	while (status == STATUS_OK) {
		status = csv_next(csv, &record, &own);
		if (status == STATUS_NOT_FOUND)
			return STATUS_OK;
		if (status == STATUS_OK)
			status = take_row(reading, &record, &own);
	}
	return fault_set(fault, status, own.where, "%s", own.message);
}

enum status dispatch_read(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault)
{
	const struct instant from = {0};
	struct reading reading = {.import = import, .report = report, .unknown.arena = arena};
	enum status status = zone_load(import->mapping->zone, from,
		instant_later(import->now, SECONDS_PER_DAY), arena, &reading.zone, fault);
	if (status != STATUS_OK)
		return status;
	struct csv_reader *csv = csv_new(import->descriptor, import->mapping->separator);
	if (!csv)
		return fault_memory(fault);
	arena_init(&reading.row);
	status = read_rows(&reading, csv, fault);
	arena_done(&reading.row);
	csv_free(csv);
	if (!unknown_types_end(&reading.unknown, &report->unknown, &report->unknown_count) &&
		status == STATUS_OK)
		status = fault_memory(fault);
	return status;
}
