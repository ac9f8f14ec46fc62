// SPDX-License-Identifier: MIT
#include "store/plan_outcomes.h"

#include "store/changing.h"
#include "store/copying.h"

static const char *const areas[] = {
	[PLAN_OF_TEAM] = "team", [PLAN_OF_NO_TEAM] = "none", [PLAN_OF_ALL] = "all"};

static enum status remove_told(struct connection *connection, enum query query,
	struct organisation_id organisation, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	return change_run(&change, connection, query, NULL, fault);
}

static enum status add_outcome(struct connection *connection, struct organisation_id organisation,
	const struct plan_outcome *outcome, struct fault *fault)
{
	const int32_t numbers[] = {outcome->told.needs, outcome->told.unplaced, outcome->told.moved,
		outcome->told.sooner, outcome->told.days_sooner, outcome->hosts, outcome->load_least,
		outcome->load_most};
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_instant(&change.values, outcome->made_at);
	parameter_boolean(&change.values, outcome->verified);
	parameter_integers(&change.values, numbers, sizeof numbers / sizeof numbers[0]);
	return change_run(&change, connection, QUERY_PLAN_OUTCOME_ADD, NULL, fault);
}

static enum status add_weeks(struct connection *connection, struct organisation_id organisation,
	const struct plan_outcome *outcome, struct fault *fault)
{
	struct change change;
	size_t count = outcome->week_count;
	change_start(&change);
	struct text *kinds = arena_array(&change.arena, count, sizeof *kinds);
	struct instant *begins = arena_array(&change.arena, count, sizeof *begins);
	int32_t *numbers = arena_array(&change.arena, 3 * count, sizeof *numbers);
	if (!kinds || !begins || !numbers) {
		arena_done(&change.arena);
		return fault_memory(fault);
	}
	for (size_t i = 0; i < count; i++) {
		const struct plan_week *week = &outcome->weeks[i];
		kinds[i] = text_of(session_kind_name(week->kind));
		begins[i] = week->week;
		numbers[i] = week->sessions;
		numbers[count + i] = week->seats;
		numbers[2 * count + i] = week->taken;
	}
	parameter_uuid(&change.values, organisation.uuid);
	parameter_texts(&change.values, kinds, count);
	parameter_instants(&change.values, begins, count);
	for (int i = 0; i < 3; i++)
		parameter_integers(&change.values, numbers + (size_t)i * count, count);
	return change_run(&change, connection, QUERY_PLAN_WEEK_ADD, NULL, fault);
}

static enum status add_lacking(struct connection *connection, struct organisation_id organisation,
	const struct plan_outcome *outcome, struct fault *fault)
{
	struct change change;
	size_t count = outcome->lacking_count;
	change_start(&change);
	struct text *places = arena_array(&change.arena, count, sizeof *places);
	struct uuid *teams = arena_array(&change.arena, count, sizeof *teams);
	struct text *kinds = arena_array(&change.arena, count, sizeof *kinds);
	struct instant *begins = arena_array(&change.arena, count, sizeof *begins);
	int32_t *minutes = arena_array(&change.arena, count, sizeof *minutes);
	if (!places || !teams || !kinds || !begins || !minutes) {
		arena_done(&change.arena);
		return fault_memory(fault);
	}
	for (size_t i = 0; i < count; i++) {
		const struct plan_lacking *lacking = &outcome->lacking[i];
		places[i] = text_of(areas[lacking->area]);
		teams[i] = lacking->team.uuid;
		kinds[i] = text_of(session_kind_name(lacking->kind));
		begins[i] = lacking->week;
		minutes[i] = lacking->minutes;
	}
	parameter_uuid(&change.values, organisation.uuid);
	parameter_texts(&change.values, places, count);
	parameter_uuids(&change.values, teams, count);
	parameter_texts(&change.values, kinds, count);
	parameter_instants(&change.values, begins, count);
	parameter_integers(&change.values, minutes, count);
	return change_run(&change, connection, QUERY_PLAN_MISSING_ADD, NULL, fault);
}

enum status plan_outcome_keep(struct connection *connection, struct organisation_id organisation,
	const struct plan_outcome *outcome, struct fault *fault)
{
	static const enum query removals[] = {
		QUERY_PLAN_OUTCOME_REMOVE, QUERY_PLAN_WEEK_REMOVE, QUERY_PLAN_MISSING_REMOVE};
	enum status status = STATUS_OK;
	for (int i = 0; status == STATUS_OK && i < 3; i++)
		status = remove_told(connection, removals[i], organisation, fault);
	if (status == STATUS_OK)
		status = add_outcome(connection, organisation, outcome, fault);
	if (status == STATUS_OK)
		status = add_weeks(connection, organisation, outcome, fault);
	return status == STATUS_OK ? add_lacking(connection, organisation, outcome, fault) : status;
}

static enum status ask(struct connection *connection, enum query query,
	struct organisation_id organisation, struct arena *arena, struct rows **out,
	struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	return query_run(connection, query, &values, out, fault);
}

static enum plan_area_kind parse_area(struct text text)
{
	if (text_is(text, areas[PLAN_OF_TEAM]))
		return PLAN_OF_TEAM;
	return text_is(text, areas[PLAN_OF_NO_TEAM]) ? PLAN_OF_NO_TEAM : PLAN_OF_ALL;
}

static enum status read_lacking(struct connection *web, struct organisation_id organisation,
	struct arena *arena, struct plan_outcome *out, struct fault *fault)
{
	struct rows *rows;
	enum status status = ask(web, QUERY_PLAN_MISSING_LIST, organisation, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t count = (size_t)rows_count(rows);
	struct plan_lacking *list = arena_array(arena, count, sizeof *list);
	bool failed = !list;
	for (size_t i = 0; !failed && i < count; i++) {
		int row = (int)i;
		list[i] = (struct plan_lacking){.area = parse_area(row_text(rows, row, 0)),
			.name = text_copy(arena, row_text(rows, row, 1)),
			.week = row_instant(rows, row, 3),
			.minutes = (int32_t)row_integer(rows, row, 4)};
		failed = !list[i].name.start || !session_kind_parse(row_text(rows, row, 2), &list[i].kind);
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		out->lacking = list;
		out->lacking_count = count;
	}
	return status;
}

static enum status take_weeks(struct rows *rows, struct arena *arena, struct plan_week **out,
	size_t *out_count, struct fault *fault)
{
	size_t count = (size_t)rows_count(rows);
	struct plan_week *list = arena_array(arena, count, sizeof *list);
	bool failed = !list;
	for (size_t i = 0; !failed && i < count; i++) {
		int row = (int)i;
		list[i] = (struct plan_week){.week = row_instant(rows, row, 1),
			.sessions = (int32_t)row_integer(rows, row, 2),
			.seats = (int32_t)row_integer(rows, row, 3),
			.taken = (int32_t)row_integer(rows, row, 4)};
		failed = !session_kind_parse(row_text(rows, row, 0), &list[i].kind);
	}
	enum status status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = list;
		*out_count = count;
	}
	return status;
}

static enum status read_outcome(struct connection *web, struct organisation_id organisation,
	struct arena *arena, struct plan_outcome *out, bool *found, struct fault *fault)
{
	struct rows *rows;
	enum status status = ask(web, QUERY_PLAN_OUTCOME_READ, organisation, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	*found = rows_count(rows) > 0;
	if (*found)
		*out = (struct plan_outcome){.made_at = row_instant(rows, 0, 0),
			.verified = row_boolean(rows, 0, 1),
			.told = {.needs = (int32_t)row_integer(rows, 0, 2),
				.unplaced = (int32_t)row_integer(rows, 0, 3),
				.moved = (int32_t)row_integer(rows, 0, 4),
				.sooner = (int32_t)row_integer(rows, 0, 5),
				.days_sooner = (int32_t)row_integer(rows, 0, 6)},
			.hosts = (int32_t)row_integer(rows, 0, 7),
			.load_least = (int32_t)row_integer(rows, 0, 8),
			.load_most = (int32_t)row_integer(rows, 0, 9)};
	rows_free(rows);
	return STATUS_OK;
}

enum status plan_outcome_read(struct connection *web, struct organisation_id organisation,
	struct arena *arena, struct plan_outcome *out, bool *found, struct fault *fault)
{
	struct rows *rows;
	struct plan_outcome outcome = {.verified = false};
	bool any = false;
	enum status status = read_outcome(web, organisation, arena, &outcome, &any, fault);
	if (status == STATUS_OK && any)
		status = read_lacking(web, organisation, arena, &outcome, fault);
	if (status == STATUS_OK && any)
		status = ask(web, QUERY_PLAN_WEEK_LIST, organisation, arena, &rows, fault);
	if (status == STATUS_OK && any)
		status = take_weeks(rows, arena, &outcome.weeks, &outcome.week_count, fault);
	if (status != STATUS_OK)
		return status;
	*out = outcome;
	*found = any;
	return STATUS_OK;
}

enum status plan_areas(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct plan_people **out, size_t *count, struct fault *fault)
{
	struct rows *rows;
	enum status status = ask(connection, QUERY_PLAN_AREA, organisation, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct plan_people *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i].people = row_integer(rows, i, 1);
		if (!row_is_null(rows, i, 0))
			list[i].team.uuid = row_uuid(rows, i, 0);
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status plan_programme(struct connection *connection, struct organisation_id organisation,
	struct interval within, struct text zone, struct arena *arena, struct plan_week **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_interval(&values, within);
	parameter_text(&values, zone);
	enum status status = query_run(connection, QUERY_PLAN_PROGRAMME, &values, &rows, fault);
	return status == STATUS_OK ? take_weeks(rows, arena, out, count, fault) : status;
}
