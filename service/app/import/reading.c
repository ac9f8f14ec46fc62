// SPDX-License-Identifier: MIT
#include "app/import/reading.h"

#include <stdio.h>

#include "app/import/cells.h"
#include "app/import/tally.h"
#include "calendar/zone.h"
#include "store/incoming.h"

#define PROGRESS_ROWS 512 // between two reports

struct reading {
	const struct dispatch_import *import;
	struct cells cells;
	struct zone zone;
	struct instant earliest;
	struct tally types, units;
	struct dispatch_report *report;
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
static bool read_time(const struct reading *reading, struct text value, struct text not_before,
	struct instant *out, enum dispatch_fault *why)
{
	const struct dispatch_mapping *mapping = reading->import->mapping;
	struct instant now = reading->import->now, before;
	*why = DISPATCH_NO_TIME;
	if (value.length == 0)
		return false;
	*why = DISPATCH_WRONG_TIME;
	if (not_before.length == 0
			? !dispatch_instant(mapping, &reading->zone, value, out)
			: (!dispatch_instant(mapping, &reading->zone, not_before, &before) ||
				  !dispatch_instant_after(mapping, &reading->zone, value, before, out)))
		return false;
	*why = DISPATCH_TOO_EARLY;
	if (instant_before(*out, reading->earliest))
		return false;
	*why = DISPATCH_IN_FUTURE;
	if (instant_before(instant_later(now, EXPOSURE_FUTURE_TOLERANCE), *out))
		return false;
	*out = instant_earliest(*out, now);
	return true;
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

// Sends the exposure of one person to wait. People are keyed within the organisation, incidents
// within their source.
static enum status send(
	struct reading *reading, struct text reference, struct incoming_row *row, struct fault *fault)
{
	const struct recorder *recorder = reading->import->recorder;
	const struct uuid *organisation = &recorder->organisation->id.uuid;
	struct text scope = {(const char *)organisation->bytes, sizeof organisation->bytes};
	row->reference = reference;
	row->person.uuid = keyed(reading, "person", scope, reference);
	reading->report->waiting++;
	return incoming_add(recorder->connection, &reading->cells.arena, row, fault);
}

// A responder is a person; with a crew table, a unit with whoever was on it.
static enum status send_responder(
	struct reading *reading, struct text responder, struct incoming_row *row, struct fault *fault)
{
	struct text people[CREW_AT_ONCE];
	size_t count = 0;
	if (!reading->import->crew)
		return send(reading, responder, row, fault);
	enum status status =
		crew_at(reading->import->crew, responder, row->occurred_at, people, &count, fault);
	if (status != STATUS_OK)
		return status;
	if (count == 0) {
		reading->report->no_crew++;
		return tally_count(&reading->units, responder, TEXT("")) ? STATUS_OK : fault_memory(fault);
	}
	reading->report->crewed += count - 1;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = send(reading, people[i], row, fault);
	return status;
}

// The responders of a cell, one after another.
static enum status send_cell(struct reading *reading, struct text responders,
	struct incoming_row *row, size_t *count, struct fault *fault)
{
	char separator = reading->import->mapping->responder_separator;
	*count = 0;
	while (responders.length) {
		struct text rest = {responders.start + responders.length, 0};
		if (separator)
			rest = responders;
		struct text responder = separator ? text_trim(text_cut(&rest, separator)) : responders;
		responders = rest;
		if (responder.length == 0)
			continue;
		enum status status = send_responder(reading, responder, row, fault);
		if (status != STATUS_OK)
			return status;
		reading->report->packed += (*count)++ > 0;
	}
	return STATUS_OK;
}

static void keep_sample(
	struct reading *reading, const struct csv_record *record, const struct incoming_row *row)
{
	struct dispatch_report *report = reading->report;
	if (report->sample_count == DISPATCH_SAMPLES)
		return;
	report->samples[report->sample_count++] =
		(struct dispatch_sample){record->line, row->occurred_at, row->category, row->modifier};
}

// The value that the time must not be before; empty where a part of it is.
static struct text value_before(struct cells *cells, const struct csv_record *record)
{
	const size_t *columns = cells->columns.not_before;
	size_t count = cells->mapping->not_before.count;
	for (size_t i = 0; i < count; i++) {
		struct text part = cells_value(cells, record, columns[i]);
		if (part.length == 0)
			return part;
	}
	return cells_joined(cells, record, columns, count);
}

// What is left of a row whose type leads to an exposure.
static enum status take_exposure(struct reading *reading, const struct csv_record *record,
	struct text category, struct fault *fault)
{
	struct cells *cells = &reading->cells;
	const struct dispatch_mapping *mapping = cells->mapping;
	const struct dispatch_columns *columns = &cells->columns;
	enum dispatch_fault why;
	struct incoming_row row = {.category = category};
	size_t sent = 0;
	struct text incident = cells_joined(cells, record, columns->incident, mapping->incident.count);
	struct text responders = cells_value(cells, record, columns->responder);
	struct text time = cells_joined(cells, record, columns->time, mapping->time.count);
	struct text before = value_before(cells, record);
	struct text outcome = cells_value(cells, record, columns->outcome);
	struct text arrived = cells_value(cells, record, columns->arrived);
	if (!incident.start || !responders.start || !time.start || !before.start || !outcome.start ||
		!arrived.start)
		return fault_memory(fault);
	if (columns->arrived != SIZE_MAX && arrived.length == 0) {
		reading->report->not_arrived++;
		return STATUS_OK;
	}
	if (incident.length == 0 || responders.length == 0) {
		note(reading, incident.length ? DISPATCH_NO_RESPONDER : DISPATCH_NO_INCIDENT, record->line);
		return STATUS_OK;
	}
	if (!read_time(reading, time, before, &row.occurred_at, &why)) {
		note(reading, why, record->line);
		return STATUS_OK;
	}
	row.incident = keyed(reading, "incident", mapping->source, incident);
	row.modifier = dispatch_modifier(mapping, outcome);
	enum status status = weigh(reading, &row, fault);
	if (status == STATUS_OK)
		status = send_cell(reading, responders, &row, &sent, fault);
	if (status == STATUS_OK && sent == 0)
		note(reading, DISPATCH_NO_RESPONDER, record->line);
	if (status == STATUS_OK && sent)
		keep_sample(reading, record, &row);
	return status;
}

static enum status take_row(
	struct reading *reading, const struct csv_record *record, struct fault *fault)
{
	struct cells *cells = &reading->cells;
	enum dispatch_fault why;
	reading->report->rows++;
	arena_reset(&cells->arena);
	if (!cells_are_whole(cells, record, &why)) {
		note(reading, why, record->line);
		return STATUS_OK;
	}
	struct text type = cells_value(cells, record, cells->columns.type);
	struct text second_type = cells_value(cells, record, cells->columns.second_type);
	if (!type.start || !second_type.start)
		return fault_memory(fault);
	const struct dispatch_rule *rule = dispatch_rule(cells->mapping, type, second_type);
	if (!rule) {
		reading->report->unknown_type++;
		return tally_count(&reading->types, type, second_type) ? STATUS_OK : fault_memory(fault);
	}
	if (!rule->category.start) {
		reading->report->no_exposure++;
		return STATUS_OK;
	}
	return take_exposure(reading, record, rule->category, fault);
}

static void tell_progress(const struct reading *reading, const struct csv_reader *csv)
{
	const struct dispatch_import *import = reading->import;
	struct dispatch_progress progress = {
		.bytes = csv_position(csv),
		.rows = reading->report->rows,
	};
	if (import->progress)
		import->progress(import->context, &progress);
}

// What the database refused is told with the place in the file.
static enum status at_line(
	enum status status, unsigned long line, struct fault *own, struct fault *fault)
{
	char where[40];
	if (status == STATUS_INVALID || status == STATUS_LIMIT || status == STATUS_MEMORY)
		return fault_set(fault, status, own->where, "%s", own->message);
	(void)snprintf(where, sizeof where, "line %lu", line);
	return fault_set(fault, status, where, "%s", own->message);
}

static enum status read_header(struct reading *reading, struct csv_reader *csv, struct fault *fault)
{
	struct csv_record record;
	enum status status = csv_next(csv, &record, fault);
	if (status == STATUS_NOT_FOUND)
		return fault_set(fault, STATUS_INVALID, "line 1",
			"The file is empty; its first line must name the columns.");
	if (status == STATUS_OK)
		status = dispatch_columns(
			reading->import->mapping, record.fields, record.count, &reading->cells.columns, fault);
	reading->cells.header_count = record.count;
	return status;
}

static enum status read_rows(struct reading *reading, struct csv_reader *csv, struct fault *fault)
{
	struct csv_record record;
	bool unended = false;
	enum status status = read_header(reading, csv, fault);
	if (status == STATUS_OK)
		status = incoming_open(reading->import->recorder->connection, fault);
	while (status == STATUS_OK) {
		struct fault own = {.status = STATUS_OK};
		status = csv_next(csv, &record, &own);
		if (status == STATUS_NOT_FOUND) {
			reading->report->unended = unended;
			return STATUS_OK;
		}
		unended = csv_is_unended(csv);
		if (status != STATUS_OK)
			return fault_set(fault, status, own.where, "%s", own.message);
		status = take_row(reading, &record, &own);
		if (status != STATUS_OK)
			return at_line(status, record.line, &own, fault);
		if (reading->report->rows % PROGRESS_ROWS == 0)
			tell_progress(reading, csv);
	}
	return status;
}

static bool end_lists(struct reading *reading)
{
	struct dispatch_report *report = reading->report;
	bool types =
		tally_end(&reading->types, &report->unknown_types.items, &report->unknown_types.count);
	bool units = tally_end(&reading->units, &report->empty_units.items, &report->empty_units.count);
	return types && units;
}

enum status dispatch_read(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault)
{
	const struct dispatch_mapping *mapping = import->mapping;
	struct reading reading = {
		.import = import,
		.cells = {.mapping = mapping},
		.earliest = {INT64_MIN},
		.types = {.arena = arena},
		.units = {.arena = arena},
		.report = report,
	};
	enum status status = zone_load(mapping->zone, (struct instant){0},
		instant_later(import->now, SECONDS_PER_DAY), arena, &reading.zone, fault);
	if (status != STATUS_OK)
		return status;
	if (mapping->earliest.year)
		reading.earliest = zone_instant(&reading.zone, mapping->earliest);
	struct csv_reader *csv = csv_new(import->descriptor, mapping->table.separator);
	if (!csv)
		return fault_memory(fault);
	arena_init(&reading.cells.arena);
	status = read_rows(&reading, csv, fault);
	tell_progress(&reading, csv);
	arena_done(&reading.cells.arena);
	csv_free(csv);
	if (!end_lists(&reading) && status == STATUS_OK)
		status = fault_memory(fault);
	return status;
}
