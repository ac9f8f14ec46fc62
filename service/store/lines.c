// SPDX-License-Identifier: MIT
#include "store/lines.h"

#include <assert.h>
#include <string.h>

#include "store/copying.h"

static const char *const state_names[ALARM_STATE_COUNT] = {
	[ALARM_CLEAR] = "clear",
	[ALARM_RISING] = "rising",
	[ALARM_RAISED] = "raised",
	[ALARM_FALLING] = "falling",
};

static const char *const change_names[] = {
	[ALARM_RAISE] = "raised",
	[ALARM_CLEARED] = "cleared",
	[ALARM_REALARM] = "realarmed",
};

static enum alarm_state state_parse(struct text text)
{
	for (size_t i = 0; i < ALARM_STATE_COUNT; i++) {
		if (text_is(text, state_names[i]))
			return (enum alarm_state)i;
	}
	assert(!"the table allows no other state");
	return ALARM_CLEAR;
}

static enum alarm_change change_parse(struct text text)
{
	for (size_t i = ALARM_RAISE; i <= ALARM_REALARM; i++) {
		if (text_is(text, change_names[i]))
			return (enum alarm_change)i;
	}
	assert(!"the table allows no other change");
	return ALARM_NO_CHANGE;
}

bool stored_line_model(const struct stored_line *line, const struct model *model,
	struct arena *arena, struct model_state *out)
{
	struct model_state state = model_start(model, arena);
	state.load = line->load;
	if (line->more_count > state.more_size) {
		state.more = arena_array(arena, line->more_count, sizeof *state.more);
		state.more_size = line->more_count;
	}
	state.failed |= line->more_count && !state.more;
	if (!state.failed && line->more_count)
		memcpy(state.more, line->more, line->more_count * sizeof *state.more);
	state.more_count = line->more_count;
	*out = state;
	return !state.failed;
}

static enum status run_for(struct connection *connection, enum query query,
	const struct person_id *people, size_t asked, struct arena *arena, struct rows **rows,
	struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	return query_run(connection, query, &values, rows, fault);
}

static enum status read_lines(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct stored_states *out, struct fault *fault)
{
	struct rows *rows;
	enum status status =
		run_for(connection, QUERY_LINE_STATE_READ, people, asked, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	out->line_count = (size_t)rows_count(rows);
	out->lines = arena_array(arena, out->line_count, sizeof *out->lines);
	for (int i = 0; out->lines && i < (int)out->line_count; i++) {
		out->lines[i] = (struct stored_line){
			.person = {row_uuid(rows, i, 0)},
			.line = row_copy(arena, rows, i, 1, &failed),
			.policy_version = (int32_t)row_integer(rows, i, 2),
			.load = {row_number(rows, i, 3), row_instant(rows, i, 4)},
			.settled_at = row_instant(rows, i, 5),
			.hold_from = row_instant(rows, i, 6),
		};
		out->lines[i].more = row_numbers(rows, i, 7, arena, &out->lines[i].more_count, &failed);
	}
	return rows_taken(rows, failed || !out->lines, fault);
}

static enum status read_alarms(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct stored_states *out, struct fault *fault)
{
	struct rows *rows;
	enum status status = run_for(connection, QUERY_ALARM_READ, people, asked, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	out->alarm_count = (size_t)rows_count(rows);
	out->alarms = arena_array(arena, out->alarm_count, sizeof *out->alarms);
	for (int i = 0; out->alarms && i < (int)out->alarm_count; i++) {
		out->alarms[i] = (struct stored_alarm){
			.person = {row_uuid(rows, i, 0)},
			.line = row_copy(arena, rows, i, 1, &failed),
			.level = row_copy(arena, rows, i, 2, &failed),
			.alarm = {state_parse(row_text(rows, i, 3)), row_instant(rows, i, 4),
				row_instant(rows, i, 5), row_instant(rows, i, 6)},
		};
	}
	return rows_taken(rows, failed || !out->alarms, fault);
}

enum status states_read(struct connection *connection, const struct person_id *people, size_t asked,
	struct arena *arena, struct stored_states *out, struct fault *fault)
{
	struct stored_states states;
	enum status status = read_lines(connection, people, asked, arena, &states, fault);
	if (status == STATUS_OK)
		status = read_alarms(connection, people, asked, arena, &states, fault);
	if (status == STATUS_OK)
		*out = states;
	return status;
}

// Columns of the lines that are written at once.
struct line_columns {
	struct uuid *people;
	struct text *names;
	double *loads, *more; // of all lines, one after the other
	struct instant *load_at, *settled_at, *next_change_at, *hold_from;
	int32_t *first, *last; // from 1, of each line in `more`
	size_t count, more_count;
};

static bool make_columns(
	struct line_columns *columns, size_t count, size_t more, struct arena *arena)
{
	*columns = (struct line_columns){
		.people = arena_array(arena, count, sizeof *columns->people),
		.names = arena_array(arena, count, sizeof *columns->names),
		.loads = arena_array(arena, count, sizeof *columns->loads),
		.more = arena_array(arena, more, sizeof *columns->more),
		.load_at = arena_array(arena, count, sizeof *columns->load_at),
		.settled_at = arena_array(arena, count, sizeof *columns->settled_at),
		.next_change_at = arena_array(arena, count, sizeof *columns->next_change_at),
		.hold_from = arena_array(arena, count, sizeof *columns->hold_from),
		.first = arena_array(arena, count, sizeof *columns->first),
		.last = arena_array(arena, count, sizeof *columns->last),
	};
	return columns->people && columns->names && columns->loads && columns->more &&
		   columns->load_at && columns->settled_at && columns->next_change_at &&
		   columns->hold_from && columns->first && columns->last;
}

static void add_line(struct line_columns *columns, const struct stored_line *line)
{
	size_t i = columns->count++;
	columns->people[i] = line->person.uuid;
	columns->names[i] = line->line;
	columns->loads[i] = line->load.value;
	columns->load_at[i] = line->load.at;
	columns->settled_at[i] = line->settled_at;
	columns->next_change_at[i] = line->next_change_at;
	columns->hold_from[i] = line->hold_from;
	columns->first[i] = (int32_t)columns->more_count + 1;
	if (line->more_count)
		memcpy(columns->more + columns->more_count, line->more, line->more_count * sizeof(double));
	columns->more_count += line->more_count;
	columns->last[i] = (int32_t)columns->more_count;
}

// Lines whose model keeps more than a load go by a statement of their own, so that the others send
// no arrays for nothing.
static enum status write_some(struct connection *connection, struct arena *arena,
	int32_t policy_version, const struct stored_states *states, bool keeping, struct fault *fault)
{
	struct line_columns columns;
	size_t more = 0;
	for (size_t i = 0; i < states->line_count; i++)
		more += states->lines[i].more_count;
	if (keeping && !more)
		return STATUS_OK;
	if (!make_columns(&columns, states->line_count, keeping ? more : 0, arena))
		return fault_memory(fault);
	for (size_t i = 0; i < states->line_count; i++) {
		if ((states->lines[i].more_count > 0) == keeping)
			add_line(&columns, &states->lines[i]);
	}
	struct parameters values;
	parameters_start(&values, arena);
	parameter_integer(&values, policy_version);
	parameter_uuids(&values, columns.people, columns.count);
	parameter_texts(&values, columns.names, columns.count);
	parameter_numbers(&values, columns.loads, columns.count);
	parameter_instants(&values, columns.load_at, columns.count);
	parameter_instants(&values, columns.settled_at, columns.count);
	parameter_instants(&values, columns.next_change_at, columns.count);
	parameter_instants(&values, columns.hold_from, columns.count);
	if (keeping) {
		parameter_integers(&values, columns.first, columns.count);
		parameter_integers(&values, columns.last, columns.count);
		parameter_numbers(&values, columns.more, columns.more_count);
	}
	return query_run(
		connection, keeping ? QUERY_LINE_STATE_KEEP : QUERY_LINE_STATE_WRITE, &values, NULL, fault);
}

static enum status write_alarms(struct connection *connection, struct arena *arena,
	const struct stored_alarm *alarms, size_t count, struct fault *fault)
{
	struct text *states = arena_array(arena, count, sizeof *states);
	if (!states)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		states[i] = text_of(state_names[alarms[i].alarm.state]);
	struct parameters values;
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(alarms, person.uuid), count);
	parameter_each_text(&values, OF_EACH(alarms, line), count);
	parameter_each_text(&values, OF_EACH(alarms, level), count);
	parameter_texts(&values, states, count);
	parameter_each_instant(&values, OF_EACH(alarms, alarm.delay_ends), count);
	parameter_each_instant(&values, OF_EACH(alarms, alarm.realarm_at), count);
	parameter_each_instant(&values, OF_EACH(alarms, alarm.cooldown_until), count);
	return query_run(connection, QUERY_ALARM_WRITE, &values, NULL, fault);
}

enum status states_write(struct connection *connection, int32_t policy_version,
	const struct stored_states *states, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = write_some(connection, &arena, policy_version, states, false, fault);
	if (status == STATUS_OK)
		status = write_some(connection, &arena, policy_version, states, true, fault);
	if (status == STATUS_OK && states->alarm_count)
		status = write_alarms(connection, &arena, states->alarms, states->alarm_count, fault);
	arena_done(&arena);
	return status;
}

enum status crossings_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct stored_crossing **out, size_t *count,
	struct fault *fault)
{
	struct rows *rows;
	enum status status =
		run_for(connection, QUERY_CROSSING_READ, people, asked, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct stored_crossing *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct stored_crossing){
			.person = {row_uuid(rows, i, 0)},
			.rule = row_copy(arena, rows, i, 1, &failed),
			.level = row_copy(arena, rows, i, 2, &failed),
			.change = change_parse(row_text(rows, i, 3)),
			.at = row_instant(rows, i, 4),
			.found_late = row_boolean(rows, i, 5),
		};
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status add_crossings(struct connection *connection, struct arena *arena,
	int32_t policy_version, struct instant recorded_at, const struct stored_crossing *crossings,
	size_t count, struct fault *fault)
{
	struct text *changes = arena_array(arena, count, sizeof *changes);
	if (!changes)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		changes[i] = text_of(change_names[crossings[i].change]);
	struct parameters values;
	parameters_start(&values, arena);
	parameter_instant(&values, recorded_at);
	parameter_integer(&values, policy_version);
	parameter_each_uuid(&values, OF_EACH(crossings, person.uuid), count);
	parameter_each_uuid(&values, OF_EACH(crossings, id.uuid), count);
	parameter_each_text(&values, OF_EACH(crossings, rule), count);
	parameter_each_text(&values, OF_EACH(crossings, level), count);
	parameter_texts(&values, changes, count);
	parameter_each_instant(&values, OF_EACH(crossings, at), count);
	parameter_each_boolean(&values, OF_EACH(crossings, found_late), count);
	parameter_each_uuid(&values, OF_EACH(crossings, need.uuid), count);
	return query_run(connection, QUERY_CROSSING_ADD, &values, NULL, fault);
}

enum status crossings_add(struct connection *connection, int32_t policy_version,
	struct instant recorded_at, const struct stored_crossing *crossings, size_t count,
	struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status =
		add_crossings(connection, &arena, policy_version, recorded_at, crossings, count, fault);
	arena_done(&arena);
	return status;
}

enum status lines_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct person_id **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_LINE_STATE_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct person_id *people = arena_array(arena, (size_t)number, sizeof *people);
	for (int i = 0; people && i < number; i++)
		people[i].uuid = row_uuid(rows, i, 0);
	status = rows_taken(rows, !people, fault);
	if (status == STATUS_OK) {
		*out = people;
		*count = (size_t)number;
	}
	return status;
}

enum status lines_own(struct connection *connection, struct person_id person, struct arena *arena,
	struct own_lines *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, QUERY_PERSON_OWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	if (number == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such person.");
	}
	bool failed = false;
	struct own_lines own = {.profile = row_copy(arena, rows, 0, 0, &failed)};
	own.lines = arena_array(arena, (size_t)number, sizeof *own.lines);
	for (int i = 0; own.lines && i < number; i++) {
		if (row_text(rows, i, 1).length == 0)
			continue;
		own.lines[own.count++] = (struct stored_line){
			.person = person,
			.line = row_copy(arena, rows, i, 1, &failed),
			.policy_version = (int32_t)row_integer(rows, i, 2),
			.load = {row_number(rows, i, 3), row_instant(rows, i, 4)},
		};
		struct stored_line *line = &own.lines[own.count - 1];
		line->more = row_numbers(rows, i, 5, arena, &line->more_count, &failed);
	}
	status = rows_taken(rows, failed || !own.lines, fault);
	if (status == STATUS_OK)
		*out = own;
	return status;
}

enum status lines_rest(struct connection *connection, const struct person_id *people, size_t count,
	struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuids(&values, &people->uuid, count);
	enum status status = query_run(connection, QUERY_LINE_STATE_REST, &values, NULL, fault);
	arena_done(&arena);
	return status;
}
