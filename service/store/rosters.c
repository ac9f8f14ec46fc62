// SPDX-License-Identifier: MIT
#include "store/rosters.h"

#include <assert.h>
#include <stdlib.h>

#include "store/changing.h"
#include "store/copying.h"

static enum roster_kind kind_of(struct text name)
{
	enum roster_kind kind = ROSTER_DUTY;
	bool known = roster_kind_parse(name, &kind);
	assert(known); // the table allows no other
	return kind;
}

static bool is_same(const struct rows *rows, int row, const struct roster_stretch *stretch)
{
	return uuid_equal(row_uuid(rows, row, 0), stretch->person.uuid) &&
		   row_interval(rows, row, 1).from.seconds == stretch->covers.from.seconds;
}

// One row for each entry, and one without a kind where a stretch has none.
static size_t take_stretches(const struct rows *rows, struct arena *arena,
	struct roster_entry *entries, struct roster_stretch *out, bool *failed)
{
	size_t count = 0, used = 0;
	for (int row = 0; row < rows_count(rows); row++) {
		if (count == 0 || !is_same(rows, row, &out[count - 1]))
			out[count++] = (struct roster_stretch){{row_uuid(rows, row, 0)},
				row_interval(rows, row, 1), row_instant(rows, row, 2),
				{row_copy(arena, rows, row, 6, failed), row_integer(rows, row, 7)}, entries + used,
				0};
		if (row_text(rows, row, 5).length == 0)
			continue;
		struct instant from = row_instant(rows, row, 3);
		entries[used++] =
			(struct roster_entry){{from, instant_later(from, row_integer(rows, row, 4))},
				kind_of(row_text(rows, row, 5))};
		out[count - 1].count++;
	}
	return count;
}

enum status rosters_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct interval within, struct arena *arena, struct roster_stretch **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_ROSTER_READ, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows), stretches = 0;
	struct roster_entry *entries = arena_array(arena, number, sizeof *entries);
	struct roster_stretch *list = arena_array(arena, number, sizeof *list);
	bool failed = !entries || !list;
	if (!failed)
		stretches = take_stretches(rows, arena, entries, list, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = stretches;
	}
	return status;
}

static enum status remove_some(struct connection *connection, const struct roster_stretch *gone,
	size_t count, struct arena *arena, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(gone, person.uuid), count);
	parameter_each_interval(&values, OF_EACH(gone, covers), count);
	return query_run(connection, QUERY_ROSTER_REMOVE, &values, NULL, fault);
}

// Of stretches what is worked out, and the columns of their entries, one after another.
struct columns {
	int32_t *anchors, *first, *last;
	struct instant *starts;
	int32_t *seconds;
	struct text *kinds;
	size_t entries;
};

static bool make_columns(
	const struct roster_stretch *list, size_t count, struct arena *arena, struct columns *out)
{
	size_t entries = 0;
	for (size_t i = 0; i < count; i++)
		entries += list[i].count;
	*out = (struct columns){
		.anchors = arena_array(arena, count, sizeof *out->anchors),
		.first = arena_array(arena, count, sizeof *out->first),
		.last = arena_array(arena, count, sizeof *out->last),
		.starts = arena_array(arena, entries, sizeof *out->starts),
		.seconds = arena_array(arena, entries, sizeof *out->seconds),
		.kinds = arena_array(arena, entries, sizeof *out->kinds),
	};
	return out->anchors && out->first && out->last && out->starts && out->seconds && out->kinds;
}

static void fill_columns(const struct roster_stretch *list, size_t count, struct columns *columns)
{
	for (size_t i = 0; i < count; i++) {
		columns->anchors[i] = (int32_t)list[i].pattern.anchor;
		columns->first[i] = (int32_t)columns->entries + 1;
		for (size_t j = 0; j < list[i].count; j++) {
			const struct roster_entry *entry = &list[i].entries[j];
			size_t at = columns->entries++;
			assert(roster_kind_works(entry->kind) || entry->kind == ROSTER_REST_DAY);
			columns->starts[at] = entry->during.from;
			columns->seconds[at] = (int32_t)(entry->during.to.seconds - entry->during.from.seconds);
			columns->kinds[at] = text_of(roster_kind_name(entry->kind));
		}
		columns->last[i] = (int32_t)columns->entries;
	}
}

static enum status add(struct connection *connection, struct organisation_id organisation,
	const struct roster_stretch *list, size_t count, struct arena *arena, struct fault *fault)
{
	struct columns columns;
	struct parameters values;
	if (!make_columns(list, count, arena, &columns))
		return fault_memory(fault);
	fill_columns(list, count, &columns);
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_each_uuid(&values, OF_EACH(list, person.uuid), count);
	parameter_each_interval(&values, OF_EACH(list, covers), count);
	parameter_each_instant(&values, OF_EACH(list, recorded_at), count);
	parameter_each_text(&values, OF_EACH(list, pattern.name), count);
	parameter_integers(&values, columns.anchors, count);
	parameter_integers(&values, columns.first, count);
	parameter_integers(&values, columns.last, count);
	parameter_instants(&values, columns.starts, columns.entries);
	parameter_integers(&values, columns.seconds, columns.entries);
	parameter_texts(&values, columns.kinds, columns.entries);
	return query_run(connection, QUERY_ROSTER_ADD, &values, NULL, fault);
}

enum status rosters_change(struct connection *connection, struct organisation_id organisation,
	const struct roster_stretch *gone, size_t gone_count, const struct roster_stretch *added,
	size_t added_count, struct fault *fault)
{
	struct arena arena;
	enum status status = STATUS_OK;
	arena_init(&arena);
	if (gone_count)
		status = remove_some(connection, gone, gone_count, &arena, fault);
	if (status == STATUS_OK && added_count)
		status = add(connection, organisation, added, added_count, &arena, fault);
	arena_done(&arena);
	return status;
}

static struct roster_entry entry_of(const struct rows *rows, int row, int column)
{
	bool away = text_is(row_text(rows, row, column), "away");
	return (struct roster_entry){row_interval(rows, row, column + 2),
		away ? ROSTER_ABSENCE : kind_of(row_text(rows, row, column + 1))};
}

static int compare_days(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

static enum status read_duty(struct connection *connection, enum query query,
	struct person_id person, struct interval within, struct arena *arena, struct rows **rows,
	struct duty_record *out, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, query, &values, rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(*rows);
	*out = (struct duty_record){
		.known = arena_array(arena, number, sizeof *out->known),
		.entries = arena_array(arena, number, sizeof *out->entries),
		.holidays = arena_array(arena, number, sizeof *out->holidays),
	};
	if (!out->known || !out->entries || !out->holidays)
		return rows_taken(*rows, true, fault);
	for (int row = 0; row < (int)number; row++) {
		if (text_is(row_text(*rows, row, 0), "known"))
			out->known[out->known_count++] = row_interval(*rows, row, 2);
		else if (text_is(row_text(*rows, row, 0), "holiday"))
			out->holidays[out->holiday_count++] =
				row_interval(*rows, row, 2).from.seconds / SECONDS_PER_DAY;
		else
			out->entries[out->entry_count++] = entry_of(*rows, row, 0);
	}
	if (out->holiday_count)
		qsort(out->holidays, out->holiday_count, sizeof *out->holidays, compare_days);
	return STATUS_OK;
}

enum status duty_read(struct connection *connection, struct person_id person,
	struct interval within, struct arena *arena, struct duty_record *out, struct fault *fault)
{
	struct rows *rows;
	struct duty_record record;
	enum status status =
		read_duty(connection, QUERY_DUTY_OF, person, within, arena, &rows, &record, fault);
	if (status != STATUS_OK)
		return status;
	rows_free(rows);
	*out = record;
	return STATUS_OK;
}

enum status duty_own(struct connection *web, struct person_id person, struct interval within,
	struct arena *arena, struct duty_record *out, struct instant *recorded_at, struct fault *fault)
{
	struct rows *rows;
	struct duty_record record;
	struct instant newest = INSTANT_NEVER;
	enum status status =
		read_duty(web, QUERY_DUTY_OWN, person, within, arena, &rows, &record, fault);
	if (status != STATUS_OK)
		return status;
	for (int row = 0; row < rows_count(rows); row++) {
		struct instant at = row_instant(rows, row, 3);
		if (text_is(row_text(rows, row, 0), "holiday"))
			continue;
		if (!instant_before(newest, INSTANT_NEVER) || instant_before(newest, at))
			newest = at;
	}
	rows_free(rows);
	*out = record;
	*recorded_at = newest;
	return STATUS_OK;
}

enum status team_lock(
	struct connection *connection, struct person_id person, bool *in_one, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	enum status status = query_run(connection, QUERY_TEAM_LOCK, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	*in_one = rows_count(rows) > 0;
	rows_free(rows);
	return STATUS_OK;
}
