// SPDX-License-Identifier: MIT
#include "store/questions.h"

#include "store/changing.h"
#include "store/copying.h"

enum status question_add(struct connection *connection, struct organisation_id organisation,
	struct session_id session, const struct question *question, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, question->id);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, question->opens);
	parameter_text(&change.values, question->body);
	parameter_boolean(&change.values, question->shown);
	return change_run(&change, connection, QUERY_QUESTION_ADD, NULL, fault);
}

enum status question_list(struct connection *connection, struct session_id session,
	struct instant at, bool shown_alone, struct arena *arena, struct question **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, session.uuid);
	parameter_instant(&values, at);
	parameter_boolean(&values, shown_alone);
	enum status status = query_run(connection, QUERY_QUESTION_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct question *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct question){
			.id = row_uuid(rows, i, 0),
			.body = row_copy(arena, rows, i, 1, &failed),
			.shown = row_boolean(rows, i, 2),
			.answer = row_copy(arena, rows, i, 3, &failed),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status change_some(struct connection *connection, enum query query,
	struct session_id session, const struct uuid *ids, size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuids(&change.values, ids, count);
	return change_run(&change, connection, query, NULL, fault);
}

enum status question_show(struct connection *connection, struct session_id session,
	const struct uuid *ids, size_t count, struct fault *fault)
{
	return change_some(connection, QUERY_QUESTION_SHOW, session, ids, count, fault);
}

enum status question_remove(struct connection *connection, struct session_id session,
	const struct uuid *ids, size_t count, struct fault *fault)
{
	return change_some(connection, QUERY_QUESTION_REMOVE, session, ids, count, fault);
}

enum status question_answer(struct connection *connection, struct session_id session,
	struct uuid id, struct text answer, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, id);
	parameter_text(&change.values, answer);
	return change_run(&change, connection, QUERY_QUESTION_ANSWER, NULL, fault);
}

enum status joining_list(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct interval within, struct arena *arena, struct joining **out,
	size_t *count, struct fault *fault)
{
	struct text kinds[SESSION_KIND_COUNT];
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	size_t kind_count = 0;
	for (unsigned i = 0; i < SESSION_KIND_COUNT; i++) {
		if (!session_takes_time((enum session_kind)i))
			kinds[kind_count++] = text_of(session_kind_name((enum session_kind)i));
	}
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, person.uuid);
	parameter_interval(&values, within);
	parameter_texts(&values, kinds, kind_count);
	enum status status = query_run(connection, QUERY_JOINING_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct joining *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct joining){
			.session = {row_uuid(rows, i, 0)},
			.topic = row_copy(arena, rows, i, 2, &failed),
			.during = row_interval(rows, i, 3),
			.accepted = row_boolean(rows, i, 4),
		};
		failed |= !session_kind_parse(row_text(rows, i, 1), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

// The first row of an answer; STATUS_NOT_FOUND where there is none, and the rows are freed then.
static enum status one_row(struct rows *rows, struct fault *fault)
{
	if (rows_count(rows) > 0)
		return STATUS_OK;
	rows_free(rows);
	return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such session.");
}

enum status joining_read(struct connection *connection, struct organisation_id organisation,
	struct session_id session, struct person_id person, struct arena *arena, struct joining *out,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, session.uuid);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, QUERY_JOINING_READ, &values, &rows, fault);
	if (status == STATUS_OK)
		status = one_row(rows, fault);
	if (status != STATUS_OK)
		return status;
	struct joining joining = {
		.session = session,
		.topic = row_copy(arena, rows, 0, 1, &failed),
		.description = row_copy(arena, rows, 0, 2, &failed),
		.during = row_interval(rows, 0, 3),
		.accepted = row_boolean(rows, 0, 4),
		.details = row_copy(arena, rows, 0, 5, &failed),
	};
	failed |= !session_kind_parse(row_text(rows, 0, 0), &joining.kind);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = joining;
	return status;
}

enum status joining_of_led(struct connection *connection, struct session_id session,
	struct person_id host, struct arena *arena, struct text *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, session.uuid);
	parameter_uuid(&values, host.uuid);
	enum status status = query_run(connection, QUERY_JOINING_OF_LED, &values, &rows, fault);
	if (status == STATUS_OK)
		status = one_row(rows, fault);
	if (status != STATUS_OK)
		return status;
	struct text details = row_copy(arena, rows, 0, 0, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = details;
	return status;
}

enum status joining_set(struct connection *connection, struct session_id session,
	struct person_id host, struct text details, struct instant at, struct fault *fault)
{
	struct change change;
	bool changed = false;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, host.uuid);
	parameter_text(&change.values, details);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_JOINING_SET, &changed, fault);
	return status == STATUS_OK && !changed
			   ? fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such session.")
			   : status;
}
