// SPDX-License-Identifier: MIT
#include "store/feeds.h"

#include <assert.h>

#include "store/copying.h"

static const char *const booking_state_names[] = {
	[BOOKING_HELD] = "held",
	[BOOKING_CONFIRMED] = "confirmed",
	[BOOKING_RELEASED] = "released",
	[BOOKING_LAPSED] = "lapsed",
	[BOOKING_CANCELLED] = "cancelled",
};

// The index of a name in a column whose CHECK allows no other.
static size_t name_index(const char *const *names, size_t count, struct text text)
{
	size_t i = 0;
	while (i < count && !text_is(text, names[i]))
		i++;
	assert(i < count);
	return i;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum status run_for(struct connection *connection, enum query query, struct person_id person,
	struct arena *arena, struct rows **rows, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	return query_run(connection, query, &values, rows, fault);
}

enum status feed_attended(struct connection *connection, struct person_id person,
	struct arena *arena, struct attended **out, size_t *count, struct fault *fault)
{
	struct rows *rows;
	enum status status = run_for(connection, QUERY_FEED_ATTENDED, person, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct attended *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct attended){
			.booking = {row_uuid(rows, i, 0)},
			.during = row_interval(rows, i, 1),
			.state = (enum booking_state)name_index(
				booking_state_names, COUNT(booking_state_names), row_text(rows, i, 2)),
			.answer_by = row_is_null(rows, i, 3) ? INSTANT_NEVER : row_instant(rows, i, 3),
			.sequence = (int32_t)row_integer(rows, i, 4),
			.created_at = row_instant(rows, i, 5),
			.changed_at = row_instant(rows, i, 6),
			.topic = row_copy(arena, rows, i, 8, &failed),
			.takes_time = row_boolean(rows, i, 9),
			.called_off = row_boolean(rows, i, 10),
		};
		failed = failed || !session_kind_parse(row_text(rows, i, 7), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status feed_hosted(struct connection *connection, struct person_id person, struct arena *arena,
	struct hosted **out, size_t *count, struct fault *fault)
{
	struct rows *rows;
	enum status status = run_for(connection, QUERY_FEED_HOSTED, person, arena, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct hosted *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct hosted){
			.session = {row_uuid(rows, i, 0)},
			.during = row_interval(rows, i, 1),
			.cancelled = text_is(row_text(rows, i, 2), "cancelled"),
			.sequence = (int32_t)row_integer(rows, i, 3),
			.created_at = row_instant(rows, i, 4),
			.changed_at = row_instant(rows, i, 5),
			.topic = row_copy(arena, rows, i, 7, &failed),
			.capacity = (int32_t)row_integer(rows, i, 8),
			.taken = (int32_t)row_integer(rows, i, 9),
			.confirmed = (int32_t)row_integer(rows, i, 10),
		};
		failed = failed || !session_kind_parse(row_text(rows, i, 6), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status feed_revised(struct connection *connection, struct person_id person, bool as_host,
	struct instant created, struct instant *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_text(&values, as_host ? TEXT("host") : TEXT("attendee"));
	enum status status = query_run(connection, QUERY_FEED_REVISED, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = rows_count(rows) ? row_instant(rows, 0, 0) : created;
	rows_free(rows);
	return STATUS_OK;
}
