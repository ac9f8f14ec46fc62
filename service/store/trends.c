// SPDX-License-Identifier: MIT
#include "store/trends.h"

#include <assert.h>
#include <string.h>

#include "store/copying.h"

static const char *const measures[TREND_MEASURE_COUNT] = {
	[TREND_LOAD] = "load",
	[TREND_OVER] = "over",
	[TREND_EVENTS] = "event",
	[TREND_INTERACTIONS] = "interaction",
	[TREND_MATERIALS] = "material",
	[TREND_OFFERS] = "offers",
};

const char *trend_measure_name(enum trend_measure measure)
{
	assert((unsigned)measure < TREND_MEASURE_COUNT);
	return measures[measure];
}

enum status trend_newest(struct connection *connection, struct organisation_id organisation,
	int32_t weeks, struct instant *begins_at, bool *found, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, weeks);
	enum status status = query_run(connection, QUERY_TREND_NEWEST, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*found = rows_count(rows) > 0;
	if (*found)
		*begins_at = row_instant(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}

static enum status add_period(struct connection *connection, struct organisation_id organisation,
	const struct trend_period *period, struct instant at, struct arena *arena, bool *added,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, period->weeks);
	parameter_instant(&values, period->during.from);
	parameter_instant(&values, period->during.to);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_TREND_PERIOD_ADD, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	*added = rows_changed(rows) > 0;
	rows_free(rows);
	return STATUS_OK;
}

static enum status add_trends(struct connection *connection, struct organisation_id organisation,
	const struct trend_period *period, const struct trend *trends, size_t count,
	struct arena *arena, struct fault *fault)
{
	struct parameters values;
	struct text *names = arena_array(arena, count, sizeof *names);
	struct text *hidden = arena_array(arena, count, sizeof *hidden);
	if (!names || !hidden)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		names[i] = text_of(measures[trends[i].measure]);
		hidden[i] = trends[i].hidden ? TEXT("withheld") : TEXT("");
	}
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, period->weeks);
	parameter_instant(&values, period->during.from);
	parameter_texts(&values, names, count);
	parameter_each_text(&values, OF_EACH(trends, role), count);
	parameter_each_uuid(&values, OF_EACH(trends, team.uuid), count);
	parameter_texts(&values, hidden, count);
	parameter_each_integer(&values, OF_EACH(trends, people), count);
	parameter_each_number(&values, OF_EACH(trends, median), count);
	parameter_each_number(&values, OF_EACH(trends, low), count);
	parameter_each_number(&values, OF_EACH(trends, high), count);
	parameter_each_integer(&values, OF_EACH(trends, over), count);
	parameter_each_integer(&values, OF_EACH(trends, entries), count);
	parameter_each_integer(&values, OF_EACH(trends, minutes), count);
	parameter_each_integer(&values, OF_EACH(trends, offered), count);
	parameter_each_integer(&values, OF_EACH(trends, taken), count);
	parameter_each_number(&values, OF_EACH(trends, wait_days), count);
	return query_run(connection, QUERY_TREND_ADD, &values, NULL, fault);
}

enum status trend_add(struct connection *connection, struct organisation_id organisation,
	const struct trend_period *period, const struct trend *trends, size_t count, struct instant at,
	bool *added, struct fault *fault)
{
	struct arena arena;
	bool is_new = false;
	arena_init(&arena);
	enum status status = add_period(connection, organisation, period, at, &arena, &is_new, fault);
	if (status == STATUS_OK && is_new && count)
		status = add_trends(connection, organisation, period, trends, count, &arena, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*added = is_new;
	return status;
}

enum status trend_people(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct person_id after, int32_t most, struct arena *arena,
	struct trend_person **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_instant(&values, at);
	parameter_uuid(&values, after.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_TREND_PEOPLE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct trend_person *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct trend_person){
			{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}, row_copy(arena, rows, i, 2, &failed)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status trend_offers(struct connection *connection, const struct person_id *people,
	size_t asked, struct interval during, struct arena *arena, struct trend_offer **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_interval(&values, during);
	enum status status = query_run(connection, QUERY_TREND_OFFERS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct trend_offer *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct trend_offer){
			{row_uuid(rows, i, 0)}, row_boolean(rows, i, 1), row_number(rows, i, 2)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum trend_measure measure_of(struct text name)
{
	unsigned measure = 0;
	while (measure + 1 < TREND_MEASURE_COUNT && !text_is(name, measures[measure]))
		measure++;
	return (enum trend_measure)measure;
}

static struct trend take_trend(const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	return (struct trend){
		.begins_at = row_instant(rows, row, 0),
		.measure = measure_of(row_text(rows, row, 1)),
		.role = row_copy(arena, rows, row, 2, failed),
		.team = {row_uuid(rows, row, 3)},
		.team_name = row_copy(arena, rows, row, 4, failed),
		.hidden = row_text(rows, row, 5).length > 0,
		.people = (int32_t)row_integer(rows, row, 6),
		.median = row_number(rows, row, 7),
		.low = row_number(rows, row, 8),
		.high = row_number(rows, row, 9),
		.over = (int32_t)row_integer(rows, row, 10),
		.entries = (int32_t)row_integer(rows, row, 11),
		.minutes = (int32_t)row_integer(rows, row, 12),
		.offered = (int32_t)row_integer(rows, row, 13),
		.taken = (int32_t)row_integer(rows, row, 14),
		.wait_days = row_number(rows, row, 15),
	};
}

static enum status take_trends(
	struct rows *rows, struct arena *arena, struct trend **out, size_t *count, struct fault *fault)
{
	bool failed = false;
	int number = rows_count(rows);
	struct trend *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = take_trend(rows, i, arena, &failed);
	enum status status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status trend_list(struct connection *connection, struct organisation_id organisation,
	int32_t weeks, struct instant from, struct text role, struct arena *arena, struct trend **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, weeks);
	parameter_instant(&values, from);
	parameter_text(&values, role);
	enum status status = query_run(connection, QUERY_TREND_LIST, &values, &rows, fault);
	return status == STATUS_OK ? take_trends(rows, arena, out, count, fault) : status;
}

enum status trend_read(struct connection *connection, struct organisation_id organisation,
	const struct trend_period *period, struct arena *arena, struct trend **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, period->weeks);
	parameter_instant(&values, period->during.from);
	enum status status = query_run(connection, QUERY_TREND_READ, &values, &rows, fault);
	return status == STATUS_OK ? take_trends(rows, arena, out, count, fault) : status;
}

enum status trend_periods(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct trend_period **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_TREND_PERIODS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct trend_period *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct trend_period){
			(int32_t)row_integer(rows, i, 0), {row_instant(rows, i, 1), row_instant(rows, i, 2)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
