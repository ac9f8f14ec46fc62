// SPDX-License-Identifier: MIT
#include "app/import/crew_file.h"

#include <string.h>

#include "base/csv.h"
#include "calendar/zone.h"
#include "core/table.h"
#include "core/time_form.h"

#define ZONE_AHEAD (INT64_C(800) * SECONDS_PER_DAY) // for periods that end in the future

enum column { COLUMN_UNIT, COLUMN_PERSON, COLUMN_FROM, COLUMN_UNTIL, COLUMN_COUNT };

static const char *const names[COLUMN_COUNT] = {"unit", "person", "from", "until"};

struct table {
	struct arena *arena;
	struct zone zone;
	size_t columns[COLUMN_COUNT], header_count;
	struct crew_period *periods;
	size_t count, size;
};

static enum status refuse(const struct csv_record *record, struct fault *fault, const char *why)
{
	char where[40];
	(void)snprintf(where, sizeof where, "--crew, line %lu", record->line);
	return fault_set(fault, STATUS_INVALID, where, "%s", why);
}

static enum status find_columns(
	struct table *table, const struct csv_record *header, struct fault *fault)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		table->columns[i] = SIZE_MAX;
		for (size_t j = 0; j < header->count; j++) {
			if (!text_is(text_trim(header->fields[j]), names[i]))
				continue;
			if (table->columns[i] != SIZE_MAX)
				return refuse(header, fault, "A column is there twice.");
			table->columns[i] = j;
		}
		if (table->columns[i] == SIZE_MAX)
			return refuse(header, fault,
				"A crew table has the columns unit, person, from and until; one is missing.");
	}
	table->header_count = header->count;
	return STATUS_OK;
}

// A local time, or one with Z or an offset.
static bool read_time(const struct table *table, struct text value, struct instant *out)
{
	static const struct text forms[] = {TEXT_CONSTANT("YYYY-MM-DDThh:mm:ss"),
		TEXT_CONSTANT("YYYY-MM-DD hh:mm:ss"), TEXT_CONSTANT("YYYY-MM-DDThh:mm"),
		TEXT_CONSTANT("YYYY-MM-DD hh:mm"), TEXT_CONSTANT("YYYY-MM-DD")};
	struct civil local;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (time_form_read(forms[i], value, &local)) {
			*out = zone_instant(&table->zone, local);
			return true;
		}
	}
	return instant_parse(value, out);
}

static bool take_text(const struct table *table, const struct csv_record *record,
	enum column column, struct text *out)
{
	struct text raw = text_trim(record->fields[table->columns[column]]);
	*out = text_is_utf8(raw) ? text_copy(table->arena, raw) : table_decoded(table->arena, raw);
	return out->start;
}

static bool grow(struct table *table)
{
	size_t size = table->size ? table->size * 2 : 256;
	struct crew_period *bigger = arena_array(table->arena, size, sizeof *bigger);
	if (!bigger)
		return false;
	if (table->count)
		memcpy(bigger, table->periods, table->count * sizeof *bigger);
	table->periods = bigger;
	table->size = size;
	return true;
}

static enum status take_period(
	struct table *table, const struct csv_record *record, struct fault *fault)
{
	struct crew_period period = {.from = {INT64_MIN}, .until = INSTANT_NEVER};
	if (record->count < table->header_count)
		return refuse(record, fault, "The line has fewer fields than the header.");
	struct text from = text_trim(record->fields[table->columns[COLUMN_FROM]]);
	struct text until = text_trim(record->fields[table->columns[COLUMN_UNTIL]]);
	if (from.length && !read_time(table, from, &period.from))
		return refuse(record, fault, "\"from\" is no time such as 2026-11-01 07:00.");
	if (until.length && !read_time(table, until, &period.until))
		return refuse(record, fault, "\"until\" is no time such as 2026-11-01 19:00.");
	if (!instant_before(period.from, period.until))
		return refuse(record, fault, "The period ends before it begins.");
	if (table->count == CREW_PERIODS_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "--crew",
			"The crew table has more than 2,000,000 lines; give the part that the export needs.");
	if (!take_text(table, record, COLUMN_UNIT, &period.unit) ||
		!take_text(table, record, COLUMN_PERSON, &period.person) ||
		(table->count == table->size && !grow(table)))
		return fault_memory(fault);
	if (period.unit.length == 0 || period.person.length == 0)
		return refuse(record, fault, "The line is without a unit or a person.");
	table->periods[table->count++] = period;
	return STATUS_OK;
}

static enum status read_table(struct table *table, struct csv_reader *csv, struct fault *fault)
{
	struct csv_record record;
	struct fault own = {.status = STATUS_OK};
	enum status status = csv_next(csv, &record, &own);
	if (status == STATUS_NOT_FOUND)
		return fault_set(fault, STATUS_INVALID, "--crew", "The crew table is empty.");
	if (status == STATUS_OK)
		status = find_columns(table, &record, &own);
	while (status == STATUS_OK) {
		status = csv_next(csv, &record, &own);
		if (status == STATUS_OK)
			status = take_period(table, &record, &own);
	}
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	bool ours = text_starts(text_of(own.where), "--crew");
	return fault_set(
		fault, status, own.where, "%s%s", ours ? "" : "In the crew table: ", own.message);
}

enum status crew_file_read(int descriptor, struct text zone, struct instant now,
	struct arena *arena, struct crew *out, struct fault *fault)
{
	struct table table = {.arena = arena};
	enum status status = zone_load(
		zone, (struct instant){0}, instant_later(now, ZONE_AHEAD), arena, &table.zone, fault);
	if (status != STATUS_OK)
		return status;
	struct csv_reader *csv = csv_new(descriptor, ',');
	if (!csv)
		return fault_memory(fault);
	status = read_table(&table, csv, fault);
	csv_free(csv);
	if (status == STATUS_OK)
		*out = crew_sort(table.periods, table.count);
	return status;
}
