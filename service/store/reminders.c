// SPDX-License-Identifier: MIT
#include "store/reminders.h"

#include "store/changing.h"
#include "store/copying.h"

enum status reminder_own(struct connection *connection, struct person_id person,
	struct reminder_setting *out, bool *found, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	enum status status = query_run(connection, QUERY_REMINDER_OWN, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	*found = rows_count(rows) > 0;
	if (*found)
		*out = (struct reminder_setting){row_boolean(rows, 0, 0), row_boolean(rows, 0, 1),
			(int32_t)row_integer(rows, 0, 2), (int32_t)row_integer(rows, 0, 3)};
	rows_free(rows);
	return STATUS_OK;
}

enum status reminder_set(struct connection *connection, struct person_id person,
	const struct reminder_setting *setting, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_boolean(&change.values, setting->two_days);
	parameter_boolean(&change.values, setting->two_hours);
	parameter_integer(&change.values, setting->quiet_from);
	parameter_integer(&change.values, setting->quiet_until);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_REMINDER_SET, NULL, fault);
}

enum status reminder_end(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	return change_run(&change, connection, QUERY_REMINDER_END, NULL, fault);
}

enum status reminders_due(struct connection *connection, struct instant at, int32_t minute,
	int32_t most, struct arena *arena, struct reminder **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, minute);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_REMINDER_DUE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct reminder *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct reminder){
			.person = {row_uuid(rows, i, 0)},
			.booking = {row_uuid(rows, i, 1)},
			.which = row_copy(arena, rows, i, 2, &failed),
			.sign_in_name = row_copy(arena, rows, i, 3, &failed),
		};
		if (!language_parse(row_text(rows, i, 4), &list[i].language))
			list[i].language = LANGUAGE_ENGLISH;
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static void add_key(struct change *change, const struct reminder *reminder)
{
	change_start(change);
	parameter_uuid(&change->values, reminder->person.uuid);
	parameter_uuid(&change->values, reminder->booking.uuid);
	parameter_text(&change->values, reminder->which);
}

enum status reminder_claim(struct connection *connection, const struct reminder *reminder,
	struct instant at, int32_t *tries, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	add_key(&change, reminder);
	parameter_instant(&change.values, at);
	enum status status = query_run(connection, QUERY_REMINDER_CLAIM, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	*tries = rows_count(rows) ? (int32_t)row_integer(rows, 0, 0) : 0;
	rows_free(rows);
	return STATUS_OK;
}

enum status reminder_settle(struct connection *connection, const struct reminder *reminder,
	enum reminder_state state, struct instant again, struct instant at, struct fault *fault)
{
	static const char *const names[] = {
		[REMINDER_SENT] = "sent", [REMINDER_FAILED] = "failed", [REMINDER_WAITING] = "waiting"};
	struct change change;
	add_key(&change, reminder);
	parameter_text(&change.values, text_of(names[state]));
	parameter_instant(&change.values, again);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_REMINDER_SETTLE, NULL, fault);
}

enum status reminders_forget(
	struct connection *connection, struct instant before, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_instant(&change.values, before);
	return change_run(&change, connection, QUERY_REMINDER_FORGET, NULL, fault);
}
