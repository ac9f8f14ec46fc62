// SPDX-License-Identifier: MIT
#include "store/cadences.h"

#include <stdlib.h>

#include "store/changing.h"
#include "store/copying.h"

static int compare_people(const void *a, const void *b)
{
	const struct cadence_person *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

enum status cadences_due(struct connection *connection, struct instant at, int32_t most,
	struct arena *arena, struct cadence_person **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_CADENCE_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct cadence_person *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct cadence_person){
			.person = {row_uuid(rows, i, 0)},
			.profile = row_copy(arena, rows, i, 1, &failed),
			.joined = row_instant(rows, i, 2),
			.can_answer = row_boolean(rows, i, 3),
			.anew = row_boolean(rows, i, 4),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		qsort(list, (size_t)number, sizeof *list, compare_people);
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum cadence_answer answer_in(const struct rows *rows, int row)
{
	if (row_is_null(rows, row, 4))
		return CADENCE_NOTHING_ASKED;
	if (row_boolean(rows, row, 5))
		return CADENCE_UNANSWERED;
	return row_boolean(rows, row, 6) ? CADENCE_ACCEPTED : CADENCE_NOT_ACCEPTED;
}

enum status cadences_read(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct cadence_state **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(people, uuid), asked);
	enum status status = query_run(connection, QUERY_CADENCE_STATES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct cadence_state *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct cadence_state){
			.person = {row_uuid(rows, i, 0)},
			.cadence = row_copy(arena, rows, i, 1, &failed),
			.counted_from = row_instant(rows, i, 2),
			.due = row_instant(rows, i, 3),
			.answer = answer_in(rows, i),
		};
		if (!row_is_null(rows, i, 4))
			list[i].waits_for.uuid = row_uuid(rows, i, 4);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status read_sessions(struct connection *connection, const struct person_id *people,
	size_t asked, struct instant since, struct arena *arena, struct accepted_session **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(people, uuid), asked);
	parameter_instant(&values, since);
	enum status status = query_run(connection, QUERY_CADENCE_SESSIONS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool known = true;
	int number = rows_count(rows);
	struct accepted_session *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct accepted_session){
			.person = {row_uuid(rows, i, 0)},
			.session = {row_uuid(rows, i, 1)},
			.is = {.during = row_interval(rows, i, 3), .places = 1, .confirmed = 1},
		};
		known &= session_kind_parse(row_text(rows, i, 2), &list[i].is.kind);
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK && !known)
		return fault_set(fault, STATUS_VERSION, "session.kind",
			"The database has a kind of session that this version of Plimsoll does not know.");
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static void put_places(struct accepted_session *list, size_t count, const struct rows *rows)
{
	for (size_t i = 0; i < count; i++) {
		int low = 0, high = rows_count(rows);
		while (low < high) {
			int middle = low + (high - low) / 2;
			int order = uuid_compare(row_uuid(rows, middle, 0), list[i].session.uuid);
			if (order == 0) {
				list[i].is.places = (int32_t)row_integer(rows, middle, 1);
				list[i].is.confirmed = (int32_t)row_integer(rows, middle, 2);
				break;
			}
			low = order < 0 ? middle + 1 : low;
			high = order < 0 ? high : middle;
		}
	}
}

enum status cadence_sessions(struct connection *connection, const struct person_id *people,
	size_t asked, struct instant since, struct arena *arena, struct accepted_session **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct accepted_session *list = NULL;
	size_t found = 0;
	enum status status =
		read_sessions(connection, people, asked, since, arena, &list, &found, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_each_uuid(&values, OF_EACH(list, session.uuid), found);
	status = query_run(connection, QUERY_CADENCE_SEATS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	put_places(list, found, rows);
	rows_free(rows);
	*out = list;
	*count = found;
	return STATUS_OK;
}

enum status cadences_set(struct connection *connection, const struct cadence_state *states,
	size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_each_uuid(&change.values, OF_EACH(states, person.uuid), count);
	parameter_each_text(&change.values, OF_EACH(states, cadence), count);
	parameter_each_instant(&change.values, OF_EACH(states, counted_from), count);
	parameter_each_instant(&change.values, OF_EACH(states, due), count);
	parameter_each_uuid(&change.values, OF_EACH(states, waits_for.uuid), count);
	return change_run(&change, connection, QUERY_CADENCE_SET, NULL, fault);
}

enum status cadences_forget(struct connection *connection, const struct cadence_state *states,
	size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_each_uuid(&change.values, OF_EACH(states, person.uuid), count);
	parameter_each_text(&change.values, OF_EACH(states, cadence), count);
	return change_run(&change, connection, QUERY_CADENCE_FORGET, NULL, fault);
}

enum status cadences_look(struct connection *connection, const struct cadence_look_at *people,
	size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_each_uuid(&change.values, OF_EACH(people, person.uuid), count);
	parameter_each_instant(&change.values, OF_EACH(people, due), count);
	return change_run(&change, connection, QUERY_CADENCE_LOOK, NULL, fault);
}

enum status cadences_hold(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_run(&change, connection, QUERY_CADENCE_HOLD, NULL, fault);
}

enum status cadences_answered(struct connection *connection, struct person_id person,
	struct need_id need, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, need.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_CADENCE_ANSWERED, NULL, fault);
}
