// SPDX-License-Identifier: MIT
#include "store/feeds.h"

#include <assert.h>

#include "store/copying.h"

static const char *const feed_names[] = {
	[FEED_OF_PERSON] = "person",
	[FEED_OF_HOST] = "host",
	[FEED_OF_PROGRAMME] = "programme",
};

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

enum status feed_link_add(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], const struct feed_link *link,
	struct text label, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bytes(&values, hash, FEED_HASH_BYTES);
	parameter_uuid(&values, link->organisation.uuid);
	parameter_text(&values, text_of(feed_names[link->of]));
	if (link->of == FEED_OF_PROGRAMME)
		parameter_null(&values);
	else
		parameter_uuid(&values, link->person.uuid);
	parameter_text(&values, label);
	parameter_text(&values, link->detail == FEED_TYPE ? TEXT("type") : TEXT("neutral"));
	parameter_instant(&values, link->created_at);
	enum status status = query_run(connection, QUERY_FEED_TOKEN_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status feed_link_revoke(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bytes(&values, hash, FEED_HASH_BYTES);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_FEED_TOKEN_REVOKE, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	if (rows_changed(rows) == 0)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "No such link is in force.");
	rows_free(rows);
	return status;
}

// Sets what row-level security compares with; either may be NULL.
static enum status app_begin(struct connection *connection, struct arena *arena,
	const struct person_id *person, const unsigned char *hash, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	if (person)
		parameter_uuid(&values, person->uuid);
	else
		parameter_null(&values);
	if (hash)
		parameter_bytes(&values, hash, FEED_HASH_BYTES);
	else
		parameter_null(&values);
	return query_run(connection, QUERY_APP_BEGIN, &values, NULL, fault);
}

static enum status find(struct connection *connection, struct arena *arena,
	const unsigned char *hash, struct feed_link *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	enum status status = app_begin(connection, arena, NULL, hash, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_bytes(&values, hash, FEED_HASH_BYTES);
	status = query_run(connection, QUERY_FEED_TOKEN_FIND, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "This calendar link is not in force.");
	}
	*out = (struct feed_link){
		.organisation = {row_uuid(rows, 0, 0)},
		.of = (enum feed_of)name_index(feed_names, COUNT(feed_names), row_text(rows, 0, 1)),
		.detail = text_is(row_text(rows, 0, 3), "type") ? FEED_TYPE : FEED_NEUTRAL,
		.created_at = row_instant(rows, 0, 4),
	};
	if (!row_is_null(rows, 0, 2))
		out->person.uuid = row_uuid(rows, 0, 2);
	rows_free(rows);
	return STATUS_OK;
}

enum status feed_link_find(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct feed_link *out, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = find(connection, &arena, hash, out, fault);
	arena_done(&arena);
	return status;
}

enum status feed_begin_person(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = app_begin(connection, &arena, &person, NULL, fault);
	arena_done(&arena);
	return status;
}

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
