// SPDX-License-Identifier: MIT
#include "store/feed_changes.h"

#include <string.h>

#include "store/query.h"

static const struct source {
	enum query query;
	enum feed_change_of of;
	int number; // the column of the transaction
} sources[] = {
	{QUERY_FEED_CHANGES, CHANGE_OF_ATTENDED, 2},
	{QUERY_TEAM_CHANGES, CHANGE_OF_TEAM, 1},
	{QUERY_FEED_ENDS, CHANGE_OF_LINK, 1},
	{QUERY_PROGRAMME_CHANGES, CHANGE_OF_PROGRAMME, 1},
};

#define SOURCES (sizeof sources / sizeof sources[0])

static struct feed_change change_of(const struct rows *rows, int row, const struct source *source)
{
	struct feed_change change = {
		.of = source->of,
		.changed_in = row_integer(rows, row, source->number),
	};
	if (source->of == CHANGE_OF_LINK) {
		struct text hash = row_bytes(rows, row, 0);
		memcpy(
			change.key, hash.start, hash.length < FEED_CHANGE_KEY ? hash.length : FEED_CHANGE_KEY);
		return change;
	}
	struct uuid id = row_uuid(rows, row, 0);
	memcpy(change.key, id.bytes, sizeof id.bytes);
	if (source->of == CHANGE_OF_ATTENDED && text_is(row_text(rows, row, 1), "host"))
		change.of = CHANGE_OF_HOSTED;
	return change;
}

static enum status look(struct connection *connection, struct arena *arena,
	struct feed_horizon *seen, int64_t *unseen, struct fault *fault)
{
	struct parameters none;
	struct rows *rows;
	parameters_start(&none, arena);
	enum status status = query_run(connection, QUERY_FEED_CHANGES_SEEN, &none, &rows, fault);
	if (status != STATUS_OK)
		return status;
	seen->settled = row_integer(rows, 0, 0);
	*unseen = row_integer(rows, 0, 1);
	snprintf(seen->server, sizeof seen->server, "%.*s", TEXT_ARGUMENTS(row_text(rows, 0, 2)));
	rows_free(rows);
	return STATUS_OK;
}

struct list {
	struct arena *arena;
	struct feed_change *changes;
	size_t count;
};

static enum status add(struct connection *connection, const struct source *source, int64_t settled,
	int64_t unseen, struct list *list, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, list->arena);
	parameter_bigint(&values, settled);
	parameter_bigint(&values, unseen);
	enum status status = query_run(connection, source->query, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t more = (size_t)rows_count(rows);
	struct feed_change *all = arena_array(list->arena, list->count + more, sizeof *all);
	if (!all) {
		rows_free(rows);
		return fault_memory(fault);
	}
	if (list->count)
		memcpy(all, list->changes, list->count * sizeof *all);
	for (size_t i = 0; i < more; i++)
		all[list->count++] = change_of(rows, (int)i, source);
	list->changes = all;
	rows_free(rows);
	return STATUS_OK;
}

static enum status list_all(struct connection *connection, struct feed_horizon *horizon, bool *same,
	struct list *list, struct fault *fault)
{
	struct feed_horizon seen;
	int64_t unseen = 0;
	enum status status = look(connection, list->arena, &seen, &unseen, fault);
	if (status != STATUS_OK)
		return status;
	*same = strcmp(seen.server, horizon->server) == 0 && seen.settled >= horizon->settled;
	for (size_t i = 0; *same && status == STATUS_OK && i < SOURCES; i++)
		status = add(connection, &sources[i], horizon->settled, unseen, list, fault);
	if (status == STATUS_OK)
		*horizon = seen;
	return status;
}

enum status feed_changes_list(struct connection *connection, struct arena *arena,
	struct feed_horizon *horizon, bool *same, struct feed_change **out, size_t *count,
	struct fault *fault)
{
	struct list list = {.arena = arena};
	struct feed_horizon moved = *horizon;
	bool is_same = false;
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK) {
		status = list_all(connection, &moved, &is_same, &list, fault);
		status = transaction_end(connection, status, fault);
	}
	if (status == STATUS_OK) {
		*horizon = moved;
		*same = is_same;
		*out = list.changes;
		*count = list.count;
	}
	return status;
}
