// SPDX-License-Identifier: MIT
#include "store/feedback.h"

#include "store/changing.h"
#include "store/copying.h"

enum status feedback_add(struct connection *connection, struct session_id session,
	const struct feedback_count *taps, size_t count, struct fault *fault)
{
	struct change change;
	change_start(&change);
	struct text *questions = arena_array(&change.arena, count, sizeof *questions);
	struct text *answers = arena_array(&change.arena, count, sizeof *answers);
	if (!questions || !answers) {
		arena_done(&change.arena);
		return fault_memory(fault);
	}
	for (size_t i = 0; i < count; i++) {
		questions[i] = taps[i].question;
		answers[i] = taps[i].answer;
	}
	parameter_uuid(&change.values, session.uuid);
	parameter_texts(&change.values, questions, count);
	parameter_texts(&change.values, answers, count);
	return change_run(&change, connection, QUERY_FEEDBACK_ADD, NULL, fault);
}

enum status feedback_tell(struct connection *connection, struct session_id session, int32_t least,
	int32_t step, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_integer(&change.values, least);
	parameter_integer(&change.values, step);
	return change_run(&change, connection, QUERY_FEEDBACK_TELL, NULL, fault);
}

enum status feedback_spend(struct connection *connection, struct session_id session,
	struct uuid mark, struct instant until, bool *first, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, mark);
	parameter_instant(&change.values, until);
	return change_run(&change, connection, QUERY_FEEDBACK_SPEND, first, fault);
}

enum status feedback_spent(struct connection *connection, struct session_id session,
	struct uuid mark, bool *spent, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	parameter_uuid(&change.values, mark);
	return change_ask(&change, connection, QUERY_FEEDBACK_SPENT, spent, fault);
}

enum status feedback_forget(struct connection *connection, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_FEEDBACK_FORGET, NULL, fault);
}

enum status feedback_told(struct connection *connection, struct session_id session,
	struct person_id host, struct arena *arena, struct feedback_count **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, session.uuid);
	parameter_uuid(&values, host.uuid);
	enum status status = query_run(connection, QUERY_FEEDBACK_TOLD, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct feedback_count *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct feedback_count){row_copy(arena, rows, i, 0, &failed),
			row_copy(arena, rows, i, 1, &failed), (int32_t)row_integer(rows, i, 2)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
