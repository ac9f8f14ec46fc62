// SPDX-License-Identifier: MIT
#include "store/shift_patterns.h"

#include <assert.h>

#include "store/changing.h"
#include "store/copying.h"

static enum roster_kind kind_of(struct text name)
{
	enum roster_kind kind = ROSTER_DUTY;
	bool known = roster_kind_parse(name, &kind);
	assert(known); // the table allows no other
	return kind;
}

// A row for each shift.
static size_t take_patterns(const struct rows *rows, struct arena *arena,
	struct pattern_shift *shifts, struct shift_pattern *out, bool *failed)
{
	size_t count = 0;
	for (int row = 0; row < rows_count(rows); row++) {
		if (count == 0 || !text_equal(out[count - 1].name, row_text(rows, row, 0)))
			out[count++] = (struct shift_pattern){
				.name = row_copy(arena, rows, row, 0, failed),
				.title = row_copy(arena, rows, row, 1, failed),
				.days = (int32_t)row_integer(rows, row, 2),
				.of_weeks = row_boolean(rows, row, 3),
				.shifts = shifts + row,
			};
		out[count - 1].count++;
		shifts[row] = (struct pattern_shift){(int32_t)row_integer(rows, row, 4),
			kind_of(row_text(rows, row, 7)), (int32_t)row_integer(rows, row, 5),
			(int32_t)row_integer(rows, row, 6)};
	}
	return count;
}

enum status shift_patterns_list(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct shift_pattern **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_SHIFT_PATTERN_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows), found = 0;
	struct pattern_shift *shifts = arena_array(arena, number, sizeof *shifts);
	struct shift_pattern *list = arena_array(arena, number, sizeof *list);
	bool failed = !shifts || !list;
	if (!failed)
		found = take_patterns(rows, arena, shifts, list, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = found;
	}
	return status;
}

enum status shift_patterns_hold(
	struct connection *connection, struct organisation_id organisation, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows = NULL;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_SHIFT_PATTERN_HOLD, &values, &rows, fault);
	rows_free(rows);
	arena_done(&arena);
	return status;
}

enum status shift_pattern_save(struct connection *connection, struct organisation_id organisation,
	const struct shift_pattern *pattern, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	struct text *kinds = arena_array(&arena, pattern->count, sizeof *kinds);
	for (size_t i = 0; kinds && i < pattern->count; i++)
		kinds[i] = text_of(roster_kind_name(pattern->shifts[i].kind));
	enum status status = kinds ? STATUS_OK : fault_memory(fault);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, pattern->name);
	parameter_text(&values, pattern->title);
	parameter_integer(&values, pattern->days);
	parameter_boolean(&values, pattern->of_weeks);
	parameter_each_integer(&values, OF_EACH(pattern->shifts, day), pattern->count);
	parameter_each_integer(&values, OF_EACH(pattern->shifts, from), pattern->count);
	parameter_each_integer(&values, OF_EACH(pattern->shifts, until), pattern->count);
	parameter_texts(&values, kinds, kinds ? pattern->count : 0);
	parameter_instant(&values, at);
	if (status == STATUS_OK)
		status = query_run(connection, QUERY_SHIFT_PATTERN_SAVE, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status shift_pattern_remove(struct connection *connection, struct organisation_id organisation,
	struct text name, bool *removed, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows = NULL;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, name);
	enum status status = query_run(connection, QUERY_SHIFT_PATTERN_REMOVE, &values, &rows, fault);
	if (status == STATUS_OK)
		*removed = rows_changed(rows) > 0;
	rows_free(rows);
	arena_done(&arena);
	return status;
}

enum status shift_pattern_users(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct arena *arena, struct pattern_users **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_SHIFT_PATTERN_USERS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct pattern_users *list = arena_array(arena, number, sizeof *list);
	for (int row = 0; list && row < (int)number; row++)
		list[row] = (struct pattern_users){
			row_copy(arena, rows, row, 0, &failed), row_integer(rows, row, 1)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status shift_pattern_stretches(struct connection *connection,
	struct organisation_id organisation, struct text name, struct instant at, struct arena *arena,
	struct roster_stretch **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, name);
	parameter_instant(&values, at);
	enum status status =
		query_run(connection, QUERY_SHIFT_PATTERN_STRETCHES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct roster_stretch *list = arena_array(arena, number, sizeof *list);
	for (int row = 0; list && row < (int)number; row++)
		list[row] = (struct roster_stretch){
			.person = {row_uuid(rows, row, 0)},
			.covers = row_interval(rows, row, 1),
			.pattern = {name, row_integer(rows, row, 2)},
		};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}
