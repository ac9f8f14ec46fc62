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

struct exposure_id dispatch_correction_id(
	const struct key *key, struct uuid incident, const struct exposure *exposure)
{
	char at[INSTANT_TEXT_LENGTH + 1];
	instant_format(exposure->occurred_at, at);
	struct text parts[] = {TEXT("correction"),
		{(const char *)incident.bytes, sizeof incident.bytes},
		{(const char *)exposure->person.uuid.bytes, sizeof exposure->person.uuid.bytes},
		text_of(at), exposure->category, text_of(involvement_name(exposure->involvement)),
		exposure->modifier_count ? exposure->modifiers[0] : TEXT("")};
	return (struct exposure_id){key_uuid(key, parts, sizeof parts / sizeof parts[0])};
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
	if (value.length == 0) {
		*why = DISPATCH_NO_TIME;
		return false;
	}
	if (!dispatch_instant(reading->import->mapping, &reading->zone, value, out)) {
		*why = DISPATCH_WRONG_TIME;
		return false;
	}
	if (instant_before(instant_later(now, EXPOSURE_FUTURE_TOLERANCE), *out)) {
		*why = DISPATCH_IN_FUTURE;
		return false;
	}
	*out = instant_earliest(*out, now);
	return true;
}

// A field as UTF-8, without space around it, empty where it is a null word. Start is NULL when out
// of memory.
static struct text field(struct reading *reading, const struct csv_record *record, size_t column)
{
	const struct dispatch_mapping *mapping = reading->import->mapping;
	if (column == SIZE_MAX)
		return TEXT("");
	struct text raw = record->fields[column];
	if (mapping->encoding == DISPATCH_UTF_8 ||
		(mapping->encoding == DISPATCH_ANY && text_is_utf8(raw)))
		return dispatch_value(mapping, raw);
	struct text_builder decoded;
	builder_init(&decoded);
	builder_windows_1252(&decoded, raw);
	struct text copy =
		decoded.failed ? (struct text){NULL, 0} : text_copy(&reading->row, builder_view(&decoded));
	builder_done(&decoded);
	return copy.start ? dispatch_value(mapping, copy) : copy;
}

// Several fields with a blank between those that are not empty.
static struct text joined(
	struct reading *reading, const struct csv_record *record, const size_t *columns, size_t count)
{
	if (count == 1)
		return field(reading, record, columns[0]);
	struct text_builder builder;
	builder_init(&builder);
	for (size_t i = 0; i < count; i++) {
		struct text part = field(reading, record, columns[i]);
		if (!part.start)
			builder.failed = true;
		if (builder.length && part.length)
			builder_character(&builder, ' ');
		builder_add(&builder, part);
	}
	struct text copy =
		builder.failed ? (struct text){NULL, 0} : text_copy(&reading->row, builder_view(&builder));
	builder_done(&builder);
	return copy;
}

static bool used_are_utf8(const struct reading *reading, const struct csv_record *record)
{
	const struct dispatch_columns *columns = &reading->columns;
	const struct dispatch_mapping *mapping = reading->import->mapping;
	size_t used[2 * DISPATCH_COLUMNS_LIMIT + 4], count = 0;
	for (size_t i = 0; i < mapping->incident.count; i++)
		used[count++] = columns->incident[i];
	for (size_t i = 0; i < mapping->time.count; i++)
		used[count++] = columns->time[i];
	used[count++] = columns->responder;
	used[count++] = columns->type;
	used[count++] = columns->second_type;
	used[count++] = columns->outcome;
	for (size_t i = 0; i < count; i++) {
		if (used[i] != SIZE_MAX && !text_is_utf8(record->fields[used[i]]))
			return false;
	}
	return true;
}

static bool is_whole(
	const struct reading *reading, const struct csv_record *record, enum dispatch_fault *why)
{
	if (record->count < reading->header_count) {
		*why = DISPATCH_SHORT_ROW;
		return false;
	}
	*why = DISPATCH_NOT_UTF8;
	return reading->import->mapping->encoding != DISPATCH_UTF_8 || used_are_utf8(reading, record);
}

static struct uuid keyed(
	const struct reading *reading, const char *what, struct text scope, struct text value)
{
	struct text parts[] = {text_of(what), scope, value};
	return key_uuid(reading->import->key, parts, 3);
}

// The dose of a row: of several rows of one incident and person the heaviest says what it was.
static enum status weigh(
	const struct reading *reading, struct incoming_row *row, struct fault *fault)
{
	struct exposure exposure = {
		.category = row->category,
		.involvement = reading->import->mapping->involvement,
		.modifiers = {row->modifier},
		.modifier_count = row->modifier.start ? 1 : 0,
		.minutes = EXPOSURE_UNKNOWN,
		.items = EXPOSURE_UNKNOWN,
	};
	return policy_dose(reading->import->recorder->policy, &exposure, &row->weight, fault);
}

// Sends the exposure of each responder of the cell to wait. People are keyed within the
// organisation, incidents within their source.
static enum status send(struct reading *reading, struct text responders, struct incoming_row *row,
	size_t *sent, struct fault *fault)
{
	const struct recorder *recorder = reading->import->recorder;
	const struct uuid *organisation = &recorder->organisation->id.uuid;
	struct text scope = {(const char *)organisation->bytes, sizeof organisation->bytes};
	char separator = reading->import->mapping->responder_separator;
	*sent = 0;
	while (responders.length) {
		struct text rest = {responders.start + responders.length, 0};
		if (separator)
			rest = responders;
		row->reference = separator ? text_trim(text_cut(&rest, separator)) : responders;
		responders = rest;
		if (row->reference.length == 0)
			continue;
		row->person.uuid = keyed(reading, "person", scope, row->reference);
		enum status status = incoming_add(recorder->connection, &reading->row, row, fault);
		if (status != STATUS_OK)
			return status;
		reading->report->packed += (*sent)++ > 0;
	}
	return STATUS_OK;
}

// What is left of a row whose type leads to an exposure.
static enum status take_exposure(struct reading *reading, const struct csv_record *record,
	struct text category, struct fault *fault)
{
	const struct dispatch_mapping *mapping = reading->import->mapping;
	const struct dispatch_columns *columns = &reading->columns;
	enum dispatch_fault why;
	struct incoming_row row = {.category = category};
	size_t sent = 0;
	struct text incident = joined(reading, record, columns->incident, mapping->incident.count);
	struct text responders = field(reading, record, columns->responder);
	struct text time = joined(reading, record, columns->time, mapping->time.count);
	struct text outcome = field(reading, record, columns->outcome);
	struct text arrived = field(reading, record, columns->arrived);
	if (!incident.start || !responders.start || !time.start || !outcome.start || !arrived.start)
		return fault_memory(fault);
	if (columns->arrived != SIZE_MAX && arrived.length == 0) {
		reading->report->not_arrived++;
		return STATUS_OK;
	}
	if (incident.length == 0 || responders.length == 0) {
		note(reading, incident.length ? DISPATCH_NO_RESPONDER : DISPATCH_NO_INCIDENT, record->line);
		return STATUS_OK;
	}
	if (!read_time(reading, time, &row.occurred_at, &why)) {
		note(reading, why, record->line);
		return STATUS_OK;
	}
	row.incident = keyed(reading, "incident", mapping->source, incident);
	row.modifier = dispatch_modifier(mapping, outcome);
	enum status status = weigh(reading, &row, fault);
	if (status == STATUS_OK)
		status = send(reading, responders, &row, &sent, fault);
	if (status == STATUS_OK && sent == 0)
		note(reading, DISPATCH_NO_RESPONDER, record->line);
	return status;
}

static enum status take_row(
	struct reading *reading, const struct csv_record *record, struct fault *fault)
{
	enum dispatch_fault why;
	reading->report->rows++;
	arena_reset(&reading->row);
	if (!is_whole(reading, record, &why)) {
		note(reading, why, record->line);
		return STATUS_OK;
	}
	struct text type = field(reading, record, reading->columns.type);
	struct text second_type = field(reading, record, reading->columns.second_type);
	if (!type.start || !second_type.start)
		return fault_memory(fault);
	const struct dispatch_rule *rule = dispatch_rule(reading->import->mapping, type, second_type);
	if (!rule) {
		reading->report->unknown_type++;
		return unknown_types_count(&reading->unknown, type, second_type) ? STATUS_OK
																		 : fault_memory(fault);
	}
	if (!rule->category.start) {
		reading->report->no_exposure++;
		return STATUS_OK;
	}
	return take_exposure(reading, record, rule->category, fault);
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
