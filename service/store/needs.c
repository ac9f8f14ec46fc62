// SPDX-License-Identifier: MIT
#include "store/needs.h"

#include <assert.h>

#include "store/changing.h"
#include "store/copying.h"
#include "store/need_rows.h"

const char *need_state_name(enum need_state state)
{
	static const char *const names[] = {
		[NEED_OPEN] = "open",
		[NEED_NO_SEAT] = "no_seat",
		[NEED_HELD] = "held",
		[NEED_BOOKED] = "booked",
		[NEED_DECLINED] = "declined",
		[NEED_LAPSED] = "lapsed",
		[NEED_ESCALATED] = "escalated",
	};
	return names[state];
}

enum need_state need_row_state(struct text text)
{
	for (enum need_state state = NEED_OPEN; state <= NEED_ESCALATED; state++) {
		if (text_is(text, need_state_name(state)))
			return state;
	}
	assert(!"the table allows no other state");
	return NEED_OPEN;
}

static struct text join_kinds(struct arena *arena, const struct need *need)
{
	struct text_builder builder;
	builder_init(&builder);
	for (size_t i = 0; i < need->kind_count; i++) {
		if (i)
			builder_character(&builder, ' ');
		builder_string(&builder, session_kind_name(need->kinds[i]));
	}
	struct text joined =
		builder.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&builder));
	builder_done(&builder);
	return joined;
}

void need_row_kinds(struct text joined, struct need *need)
{
	need->kind_count = 0;
	while (joined.length && need->kind_count < POLICY_KINDS_LIMIT) {
		if (session_kind_parse(text_cut(&joined, ' '), &need->kinds[need->kind_count]))
			need->kind_count++;
	}
}

static enum status add_needs(struct connection *connection, struct arena *arena, struct instant at,
	const struct need *needs, size_t count, struct fault *fault)
{
	struct text *kinds = arena_array(arena, count, sizeof *kinds);
	int32_t *notice = arena_array(arena, count, sizeof *notice);
	int32_t *answer = arena_array(arena, count, sizeof *answer);
	if (!kinds || !notice || !answer)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		kinds[i] = join_kinds(arena, &needs[i]);
		notice[i] = (int32_t)needs[i].notice_seconds;
		answer[i] = (int32_t)needs[i].answer_seconds;
		if (!kinds[i].start)
			return fault_memory(fault);
	}
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, needs[0].organisation.uuid);
	parameter_instant(&values, at);
	parameter_each_uuid(&values, OF_EACH(needs, person.uuid), count);
	parameter_each_uuid(&values, OF_EACH(needs, id.uuid), count);
	parameter_each_text(&values, OF_EACH(needs, response), count);
	parameter_texts(&values, kinds, count);
	parameter_each_integer(&values, OF_EACH(needs, minutes), count);
	parameter_each_integer(&values, OF_EACH(needs, priority), count);
	parameter_each_instant(&values, OF_EACH(needs, earliest_at), count);
	parameter_each_instant(&values, OF_EACH(needs, latest_at), count);
	parameter_integers(&values, notice, count);
	parameter_integers(&values, answer, count);
	parameter_each_instant(&values, OF_EACH(needs, hold_from), count);
	return query_run(connection, QUERY_NEED_ADD, &values, NULL, fault);
}

enum status needs_add(struct connection *connection, struct instant at, const struct need *needs,
	size_t count, struct fault *fault)
{
	struct arena arena;
	if (count == 0)
		return STATUS_OK;
	arena_init(&arena);
	enum status status = add_needs(connection, &arena, at, needs, count, fault);
	arena_done(&arena);
	return status;
}

enum status need_strengthen(
	struct connection *connection, const struct need *need, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	struct text kinds = join_kinds(&arena, need);
	parameters_start(&values, &arena);
	values.failed = !kinds.start;
	parameter_uuid(&values, need->person.uuid);
	parameter_uuid(&values, need->id.uuid);
	parameter_text(&values, need->response);
	parameter_text(&values, kinds);
	parameter_integer(&values, need->minutes);
	parameter_integer(&values, need->priority);
	parameter_instant(&values, need->earliest_at);
	parameter_instant(&values, need->latest_at);
	parameter_bigint(&values, need->notice_seconds);
	parameter_bigint(&values, need->answer_seconds);
	parameter_instant(&values, need->hold_from);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_NEED_STRENGTHEN, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status needs_open(struct connection *connection, const struct person_id *people, size_t asked,
	struct arena *arena, struct need **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	enum status status = query_run(connection, QUERY_NEED_OPEN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct need *needs = arena_array(arena, (size_t)number, sizeof *needs);
	for (int i = 0; needs && i < number; i++) {
		needs[i] = (struct need){
			.person = {row_uuid(rows, i, 0)},
			.id = {row_uuid(rows, i, 1)},
			.response = row_copy(arena, rows, i, 2, &failed),
			.priority = (int32_t)row_integer(rows, i, 4),
			.state = need_row_state(row_text(rows, i, 5)),
			.latest_at = row_instant(rows, i, 6),
		};
		need_row_kinds(row_text(rows, i, 3), &needs[i]);
	}
	status = rows_taken(rows, failed || !needs, fault);
	if (status == STATUS_OK) {
		*out = needs;
		*count = (size_t)number;
	}
	return status;
}

enum status needs_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct need **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_NEED_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct need *needs = arena_array(arena, (size_t)number, sizeof *needs);
	for (int i = 0; needs && i < number; i++)
		needs[i] = (struct need){
			.person = {row_uuid(rows, i, 0)},
			.id = {row_uuid(rows, i, 1)},
			.state = need_row_state(row_text(rows, i, 2)),
		};
	status = rows_taken(rows, !needs, fault);
	if (status == STATUS_OK) {
		*out = needs;
		*count = (size_t)number;
	}
	return status;
}

static enum status read_one(struct connection *connection, enum query query,
	struct person_id person, struct need_id id, struct need *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, id.uuid);
	enum status status = query_run(connection, query, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "The need is answered already.");
	}
	*out = (struct need){
		.person = person,
		.id = id,
		.organisation = {row_uuid(rows, 0, 0)},
		.minutes = (int32_t)row_integer(rows, 0, 2),
		.earliest_at = row_instant(rows, 0, 3),
		.latest_at = row_instant(rows, 0, 4),
		.notice_seconds = row_integer(rows, 0, 5),
		.answer_seconds = row_integer(rows, 0, 6),
		.hold_from = row_instant(rows, 0, 7),
		.state = need_row_state(row_text(rows, 0, 8)),
	};
	need_row_kinds(row_text(rows, 0, 1), out);
	rows_free(rows);
	return STATUS_OK;
}

enum status need_lock(struct connection *connection, struct person_id person, struct need_id id,
	struct need *out, struct fault *fault)
{
	return read_one(connection, QUERY_NEED_LOCK, person, id, out, fault);
}

enum status need_read(struct connection *connection, struct person_id person, struct need_id id,
	struct need *out, struct fault *fault)
{
	return read_one(connection, QUERY_NEED_READ, person, id, out, fault);
}

enum status need_settle(struct connection *connection, const struct need *need,
	enum need_state state, enum seat_answer reason, struct instant try_at, struct instant at,
	struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, need->person.uuid);
	parameter_uuid(&values, need->id.uuid);
	parameter_text(&values, text_of(need_state_name(state)));
	if (state == NEED_NO_SEAT)
		parameter_text(&values, text_of(seat_answer_name(reason)));
	else
		parameter_null(&values);
	parameter_instant(&values, try_at);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_NEED_SETTLE, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status engine_next(struct connection *connection, struct instant *out, struct fault *fault)
{
	struct arena arena;
	struct parameters none;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&none, &arena);
	enum status status = query_run(connection, QUERY_ENGINE_NEXT, &none, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = row_instant(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}

enum status engine_wake(struct connection *connection, struct fault *fault)
{
	struct arena arena;
	struct parameters none;
	arena_init(&arena);
	parameters_start(&none, &arena);
	enum status status = query_run(connection, QUERY_ENGINE_WAKE, &none, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status needs_close(
	struct connection *connection, struct person_id person, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_NEED_CLOSE_ALL, NULL, fault);
}
