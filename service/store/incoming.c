// SPDX-License-Identifier: MIT
#include "store/incoming.h"

#include <string.h>

#include "store/copying.h"

// Runs a statement with nothing to say to it, or for an organisation.
static enum status run(struct connection *connection, enum query query,
	const struct organisation_id *organisation, struct rows **rows, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	if (organisation)
		parameter_uuid(&values, organisation->uuid);
	enum status status = query_run(connection, query, &values, rows, fault);
	arena_done(&arena);
	return status;
}

// Lets the statements of a transaction take what a large import needs.
static enum status give_room(struct connection *connection, struct fault *fault)
{
	connection_patience(connection, 0);
	enum status status = run(connection, QUERY_INCOMING_PATIENCE, NULL, NULL, fault);
	return status == STATUS_OK ? run(connection, QUERY_INCOMING_MEMORY, NULL, NULL, fault) : status;
}

enum status incoming_open(struct connection *connection, struct fault *fault)
{
	enum status status = run(connection, QUERY_INCOMING_CREATE, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_INCOMING_KNOWN_CREATE, NULL, NULL, fault);
	return status == STATUS_OK ? copy_start(connection, QUERY_INCOMING_COPY, fault) : status;
}

enum status incoming_add(struct connection *connection, struct arena *arena,
	const struct incoming_row *row, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_text(&values, row->reference);
	parameter_uuid(&values, row->person.uuid);
	parameter_uuid(&values, row->incident);
	parameter_instant(&values, row->occurred_at);
	parameter_text(&values, row->category);
	parameter_text(&values, row->modifier.start ? row->modifier : TEXT(""));
	parameter_number(&values, row->weight);
	return copy_row(connection, &values, fault);
}

static enum status count_unknown(struct connection *connection,
	const struct incoming_settling *settling, struct incoming_counts *out, struct fault *fault)
{
	struct rows *rows = NULL;
	enum status status =
		run(connection, QUERY_INCOMING_UNKNOWN_COUNT, &settling->organisation, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (settling->new_people) {
		out->new_people = row_integer(rows, 0, 0);
	} else {
		out->unknown_people = row_integer(rows, 0, 0);
		out->unknown_rows = row_integer(rows, 0, 1);
	}
	rows_free(rows);
	return STATUS_OK;
}

static enum status add_people(struct connection *connection, struct arena *arena,
	const struct incoming_settling *settling, struct incoming_counts *out, struct fault *fault)
{
	struct parameters people;
	struct rows *rows = NULL;
	enum status status =
		run(connection, QUERY_INCOMING_REFERENCES, &settling->organisation, NULL, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&people, arena);
	parameter_uuid(&people, settling->organisation.uuid);
	parameter_text(&people, settling->profile);
	parameter_instant(&people, settling->at);
	status = query_run(connection, QUERY_INCOMING_PEOPLE, &people, &rows, fault);
	if (status != STATUS_OK)
		return status;
	out->new_people = rows_changed(rows);
	rows_free(rows);
	return STATUS_OK;
}

static enum status settle(struct connection *connection, struct arena *arena,
	const struct incoming_settling *settling, struct incoming_counts *out, struct fault *fault)
{
	struct parameters values;
	enum status status = give_room(connection, fault);
	if (status == STATUS_OK && settling->new_people && !settling->dry)
		status = add_people(connection, arena, settling, out, fault);
	else if (status == STATUS_OK)
		status = count_unknown(connection, settling, out, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_uuid(&values, settling->organisation.uuid);
	parameter_boolean(&values, settling->new_people);
	status = query_run(connection, QUERY_INCOMING_KNOWN, &values, NULL, fault);
	return status == STATUS_OK ? run(connection, QUERY_INCOMING_SETTLE, NULL, NULL, fault) : status;
}

enum status incoming_settle(struct connection *connection, const struct incoming_settling *settling,
	struct incoming_counts *out, struct fault *fault)
{
	struct arena arena;
	struct incoming_counts counts = {0};
	enum status status = copy_end(connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = settle(connection, &arena, settling, &counts, fault);
	arena_done(&arena);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*out = counts;
	return status;
}

enum status incoming_unknown(struct connection *connection, struct organisation_id organisation,
	int32_t most, struct arena *arena, struct incoming_unknown **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows = NULL;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_integer(&values, most);
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = give_room(connection, fault);
	if (status == STATUS_OK)
		status = query_run(connection, QUERY_INCOMING_UNKNOWN, &values, &rows, fault);
	status = transaction_end(connection, status, fault);
	if (status != STATUS_OK) {
		rows_free(rows);
		return status;
	}
	bool failed = false;
	int number = rows_count(rows);
	struct incoming_unknown *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct incoming_unknown){
			row_copy(arena, rows, i, 0, &failed), row_integer(rows, i, 1)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

// The settled rows after those that were taken; none, with count 0, at the end.
static enum status fetch(
	struct connection *connection, struct incoming_walk *walk, struct fault *fault)
{
	incoming_walk_done(walk);
	enum status status = run(connection, QUERY_INCOMING_NEXT, NULL, &walk->rows, fault);
	if (status == STATUS_OK)
		walk->count = rows_count(walk->rows);
	return status;
}

static struct incoming_exposure take(
	struct arena *arena, const struct incoming_walk *walk, bool *failed)
{
	return (struct incoming_exposure){
		.person = {row_uuid(walk->rows, walk->at, 0)},
		.incident = row_uuid(walk->rows, walk->at, 1),
		.occurred_at = row_instant(walk->rows, walk->at, 2),
		.category = row_copy(arena, walk->rows, walk->at, 3, failed),
		.modifier = row_copy(arena, walk->rows, walk->at, 4, failed),
	};
}

static bool grow(struct arena *arena, struct incoming_exposure **list, size_t count, size_t *size)
{
	size_t wanted = *size ? *size * 2 : 1024;
	struct incoming_exposure *bigger = arena_array(arena, wanted, sizeof *bigger);
	if (!bigger)
		return false;
	if (count)
		memcpy(bigger, *list, count * sizeof *bigger);
	*list = bigger;
	*size = wanted;
	return true;
}

enum status incoming_next(struct connection *connection, struct incoming_walk *walk, size_t least,
	struct arena *arena, struct incoming_exposure **out, size_t *count, struct fault *fault)
{
	struct incoming_exposure *list = NULL;
	size_t number = 0, size = 0;
	bool failed = false;
	for (;; walk->at++) {
		if (walk->at == walk->count) {
			enum status status = fetch(connection, walk, fault);
			if (status != STATUS_OK)
				return status;
			if (walk->count == 0)
				break;
		}
		struct uuid person = row_uuid(walk->rows, walk->at, 0);
		if (number >= least && !uuid_equal(person, list[number - 1].person.uuid))
			break;
		if (number == size && !grow(arena, &list, number, &size))
			return fault_memory(fault);
		list[number++] = take(arena, walk, &failed);
	}
	if (failed)
		return fault_memory(fault);
	*out = list;
	*count = number;
	return STATUS_OK;
}

void incoming_walk_done(struct incoming_walk *walk)
{
	rows_free(walk->rows);
	*walk = (struct incoming_walk){.rows = NULL};
}
