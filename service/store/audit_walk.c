// SPDX-License-Identifier: MIT
#include "store/audit_roots.h"
#include "store/audit_rows.h"

enum column {
	CHAIN,
	NUMBER,
	KIND,
	ACTED_AT,
	ACTOR,
	ACTOR_PERSON,
	ACTOR_ROLE,
	ACTION,
	SALT,
	COMMITMENT,
	LINK,
	ROOT
};

#define MICROSECONDS 1000000

static enum status run(
	struct connection *connection, enum query query, struct rows **rows, struct fault *fault)
{
	struct arena arena;
	struct parameters none;
	arena_init(&arena);
	parameters_start(&none, &arena);
	enum status status = query_run(connection, query, &none, rows, fault);
	arena_done(&arena);
	return status;
}

enum status audit_walk_begin(
	struct connection *connection, struct audit_walk *walk, struct fault *fault)
{
	*walk = (struct audit_walk){.rows = NULL};
	return run(connection, QUERY_AUDIT_WALK, NULL, fault);
}

static struct text text_or_empty(const struct rows *rows, int row, int column)
{
	return row_is_null(rows, row, column) ? TEXT("") : row_text(rows, row, column);
}

// As the commitment covers them. What was edited by hand may be anything: a time with a fraction,
// or in the year 20000, is none that an entry was ever made with.
static void take_fields(const struct rows *rows, int row, struct audit_step *out)
{
	static const int64_t first = INT64_C(-62135596800) * MICROSECONDS; // the year 1
	static const int64_t after = INT64_C(253402300800) * MICROSECONDS; // the year 10000
	int64_t at = row_is_null(rows, row, ACTED_AT) ? -1 : row_integer(rows, row, ACTED_AT);
	out->time[0] = '\0';
	if (at >= first && at < after && at % MICROSECONDS == 0)
		instant_format((struct instant){at / MICROSECONDS}, out->time);
	out->fields[AUDIT_FIELD_TIME] = text_of(out->time);
	out->fields[AUDIT_FIELD_ACTOR] = text_or_empty(rows, row, ACTOR);
	out->fields[AUDIT_FIELD_PERSON] = TEXT("");
	if (!row_is_null(rows, row, ACTOR_PERSON)) {
		out->person = row_uuid(rows, row, ACTOR_PERSON);
		out->fields[AUDIT_FIELD_PERSON] =
			(struct text){(const char *)out->person.bytes, sizeof out->person.bytes};
	}
	out->fields[AUDIT_FIELD_ROLE] = text_or_empty(rows, row, ACTOR_ROLE);
	out->fields[AUDIT_FIELD_ACTION] = text_or_empty(rows, row, ACTION);
}

static void take_step(const struct rows *rows, int row, struct audit_step *out)
{
	*out = (struct audit_step){
		.chain = {row_uuid(rows, row, CHAIN)},
		.number = (int32_t)row_integer(rows, row, NUMBER),
		.kind = (enum audit_step_kind)row_integer(rows, row, KIND),
		.link = row_hash(rows, row, LINK),
		.root = (int32_t)row_integer(rows, row, ROOT),
	};
	if (out->kind != AUDIT_STEP_ENTRY)
		return;
	out->erased = row_is_null(rows, row, SALT);
	if (!out->erased)
		out->salt = row_hash(rows, row, SALT);
	out->commitment = row_hash(rows, row, COMMITMENT);
	take_fields(rows, row, out);
}

enum status audit_walk_next(struct connection *connection, struct audit_walk *walk,
	struct audit_step *out, bool *more, struct fault *fault)
{
	if (!walk->rows || walk->at == rows_count(walk->rows)) {
		audit_walk_done(walk);
		enum status status = run(connection, QUERY_AUDIT_WALK_NEXT, &walk->rows, fault);
		if (status != STATUS_OK)
			return status;
		walk->at = 0;
	}
	*more = rows_count(walk->rows) > 0;
	if (*more)
		take_step(walk->rows, walk->at++, out);
	return STATUS_OK;
}

void audit_walk_done(struct audit_walk *walk)
{
	rows_free(walk->rows);
	*walk = (struct audit_walk){.rows = NULL};
}
