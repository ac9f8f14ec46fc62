// SPDX-License-Identifier: MIT
#include "store/changing.h"
#include "store/copying.h"
#include "store/need_rows.h"
#include "store/waiting.h"

#define MOST 500

enum status waiting_any_set(struct connection *connection, struct person_id person,
	struct need_id need, struct instant since, bool *set, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, need.uuid);
	if (since.seconds == INSTANT_NEVER.seconds)
		parameter_null(&change.values);
	else
		parameter_instant(&change.values, since);
	return change_run(&change, connection, QUERY_NEED_ANY_SET, set, fault);
}

// A need that waits for any place, and when it was looked for.
struct any {
	struct need need;
	struct instant looked;
};

static enum status read_any(struct connection *connection, struct instant at, struct arena *arena,
	struct any **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_instant(&values, at);
	parameter_integer(&values, MOST);
	enum status status = query_run(connection, QUERY_NEED_ANY, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct any *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct any){.need = {.person = {row_uuid(rows, i, 0)},
								   .id = {row_uuid(rows, i, 1)},
								   .earliest_at = row_instant(rows, i, 4),
								   .latest_at = row_instant(rows, i, 5)},
			.looked = row_instant(rows, i, 3)};
		need_row_kinds(row_text(rows, i, 2), &list[i].need);
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

// A place that is free since a time.
struct freed {
	enum session_kind kind;
	struct instant begins, changed;
};

static enum status read_freed(struct connection *connection, struct interval within,
	struct instant since, struct arena *arena, struct freed **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_interval(&values, within);
	parameter_instant(&values, since);
	parameter_integer(&values, MOST);
	enum status status = query_run(connection, QUERY_NEED_ANY_FREED, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct freed *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i].begins = row_instant(rows, i, 1);
		list[i].changed = row_instant(rows, i, 2);
		failed |= !session_kind_parse(row_text(rows, i, 0), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static bool would_do(const struct any *any, const struct freed *freed)
{
	if (instant_before(freed->changed, any->looked) ||
		instant_before(freed->begins, any->need.earliest_at) ||
		instant_before(any->need.latest_at, freed->begins))
		return false;
	for (size_t i = 0; i < any->need.kind_count; i++) {
		if (any->need.kinds[i] == freed->kind)
			return true;
	}
	return false;
}

static enum status try_now(
	struct connection *connection, const struct need *need, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, need->person.uuid);
	parameter_uuid(&change.values, need->id.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_NEED_TRY, NULL, fault);
}

static enum status look(
	struct connection *connection, struct instant at, struct arena *arena, struct fault *fault)
{
	struct any *list;
	struct freed *freed = NULL;
	size_t count = 0, freed_count = 0;
	struct interval within = {at, instant_later(at, 1)};
	struct instant since = at;
	enum status status = read_any(connection, at, arena, &list, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		within.to = instant_latest(within.to, instant_later(list[i].need.latest_at, 1));
		since = instant_earliest(since, list[i].looked);
	}
	if (status == STATUS_OK && count)
		status = read_freed(connection, within, since, arena, &freed, &freed_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool wanted = false;
		for (size_t k = 0; k < freed_count && !wanted; k++)
			wanted = would_do(&list[i], &freed[k]);
		if (wanted)
			status = try_now(connection, &list[i].need, at, fault);
	}
	return status;
}

enum status waiting_any_look(struct connection *connection, struct instant at, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = look(connection, at, &arena, fault);
	arena_done(&arena);
	return status;
}
