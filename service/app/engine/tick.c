// SPDX-License-Identifier: MIT
#include "app/duty/holidays.h"
#include "app/engine/steps.h"
#include "store/feedback.h"
#include "store/lines.h"
#include "store/needs.h"
#include "store/waiting.h"

#define AT_ONCE 200

static enum status pass_time(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	struct recorder recorder = setting_recorder(setting, connection);
	enum status status;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	do {
		struct person_id *people;
		struct record_report recorded = {0};
		arena_reset(&arena);
		status = lines_due(connection, now, AT_ONCE, &arena, &people, &count, fault);
		if (status == STATUS_OK)
			status = record_passing(&recorder, people, count, now, &recorded, fault);
		if (status == STATUS_OK)
			report->changed += count;
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}

// What is over goes first: what is asked for by time alone is not, while its like is open.
static enum status book(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	enum status status = engine_lapse(connection, now, report, fault);
	if (status == STATUS_OK)
		status = engine_too_few(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = waiting_any_look(connection, now, fault);
	if (status == STATUS_OK)
		status = engine_place(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_waiting(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_cadence(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_follow_up(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_team(connection, setting, now, report, fault);
	if (status == STATUS_OK && report->offered)
		status = engine_place(connection, setting, now, report, fault);
	return status;
}

static enum status tick(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct instant *next, struct fault *fault)
{
	struct instant publication, root, trends;
	enum status status = holidays_provide(connection, setting->organisation.id, now, fault);
	if (status == STATUS_OK)
		status = engine_publish(connection, setting, now, report, &publication, fault);
	if (status == STATUS_OK)
		status = engine_leave(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_hours(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_change_over(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = pass_time(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = book(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_contact(connection, setting, now, report, fault);
	if (status == STATUS_OK)
		status = engine_root(connection, setting, now, report, &root, fault);
	if (status == STATUS_OK && report->rooted) // once a night is often enough
		status = feedback_forget(connection, now, fault);
	if (status == STATUS_OK)
		status = trends_make(connection, setting, now, &report->trends, &trends, fault);
	if (status == STATUS_OK)
		status = engine_next(connection, next, fault);
	if (status == STATUS_OK)
		*next =
			instant_earliest(instant_earliest(*next, trends), instant_earliest(publication, root));
	return status;
}

enum status engine_tick(struct connection *connection, struct instant now,
	struct engine_report *report, struct instant *next, struct fault *fault)
{
	struct arena arena;
	struct setting setting;
	arena_init(&arena);
	enum status status = setting_read(connection, now, &arena, &setting, fault);
	if (status == STATUS_OK)
		status = tick(connection, &setting, now, report, next, fault);
	arena_done(&arena);
	return status;
}
