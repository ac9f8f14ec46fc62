// SPDX-License-Identifier: MIT
#include "store/policies.h"

#include "store/copying.h"

#define LOCK_KEY INT64_C(0x706c696d706f6c69) // "plimpoli"

static struct stored_policy read_policy(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	struct stored_policy policy = {
		.version = (int32_t)row_integer(rows, row, 0),
		.document = row_copy(arena, rows, row, 1, failed),
		.in_force_from = row_instant(rows, row, 2),
		.proposed_at = row_instant(rows, row, 3),
		.approved_at = row_instant(rows, row, 4),
		.withdrawn_at = row_instant(rows, row, 5),
		.view = {.body = row_copy(arena, rows, row, 6, failed),
			.on = row_instant(rows, row, 7),
			.note = row_copy(arena, rows, row, 9, failed)},
	};
	if (!staff_opinion_parse(row_text(rows, row, 8), &policy.view.opinion))
		*failed = true;
	return policy;
}

enum status policies_list(struct connection *connection, struct organisation_id id,
	struct arena *arena, struct stored_policy **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, id.uuid);
	enum status status = query_run(connection, QUERY_POLICY_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct stored_policy *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = read_policy(rows, i, arena, &failed);
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status policies_who(struct connection *connection, struct organisation_id id,
	struct stored_policy *policies, size_t count, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	enum status status = query_run(connection, QUERY_POLICY_WHO, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count && (int)i < rows_count(rows); i++) {
		policies[i].proposed_by.uuid = row_uuid(rows, (int)i, 0);
		policies[i].approved_by.uuid = row_uuid(rows, (int)i, 1);
	}
	rows_free(rows);
	return STATUS_OK;
}

// Runs a statement and frees its values; where `changes` one row has to have changed.
static enum status run(struct connection *connection, enum query query, struct arena *arena,
	struct parameters *values, bool changes, struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, changes ? &rows : NULL, fault);
	arena_done(arena);
	if (status != STATUS_OK || !changes)
		return status;
	if (rows_changed(rows) == 0)
		status = fault_set(fault, STATUS_CONFLICT, NULL,
			"The proposal, or what is said about it, has changed meanwhile.");
	rows_free(rows);
	return status;
}

enum status policies_lock(struct connection *connection, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bigint(&values, LOCK_KEY);
	return run(connection, QUERY_POLICY_LOCK, &arena, &values, false, fault);
}

enum status policy_propose_row(struct connection *connection, struct organisation_id id,
	const struct stored_policy *policy, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, policy->version);
	parameter_text(&values, policy->document);
	parameter_instant(&values, policy->in_force_from);
	parameter_instant(&values, policy->proposed_at);
	parameter_uuid(&values, policy->proposed_by.uuid);
	return run(connection, QUERY_POLICY_PROPOSE, &arena, &values, false, fault);
}

enum status policy_approve_row(struct connection *connection, struct organisation_id id,
	int32_t version, struct instant at, struct person_id by, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version);
	parameter_instant(&values, at);
	parameter_uuid(&values, by.uuid);
	return run(connection, QUERY_POLICY_APPROVE, &arena, &values, true, fault);
}

enum status policy_withdraw_row(struct connection *connection, struct organisation_id id,
	int32_t version, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version);
	parameter_instant(&values, at);
	return run(connection, QUERY_POLICY_WITHDRAW, &arena, &values, true, fault);
}

enum status policy_view_row(struct connection *connection, struct organisation_id id,
	int32_t version, const struct staff_view *view, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version);
	parameter_text(&values, view->body);
	parameter_instant(&values, view->on);
	parameter_text(&values, text_of(staff_opinion_name(view->opinion)));
	parameter_text(&values, view->note);
	return run(connection, QUERY_POLICY_STAFF_VIEW, &arena, &values, true, fault);
}

enum status policy_comments(struct connection *connection, struct organisation_id id,
	int32_t version, struct arena *arena, struct policy_comment **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version);
	enum status status = query_run(connection, QUERY_POLICY_COMMENT_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct policy_comment *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct policy_comment){
			.id = row_uuid(rows, i, 0),
			.day = row_instant(rows, i, 1),
			.body = row_copy(arena, rows, i, 2, &failed),
			.reply = row_copy(arena, rows, i, 3, &failed),
		};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status policy_comment_add(struct connection *connection, struct organisation_id id,
	int32_t version, const struct policy_comment *comment, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version);
	parameter_uuid(&values, comment->id);
	parameter_instant(&values, comment->day);
	parameter_text(&values, comment->body);
	return run(connection, QUERY_POLICY_COMMENT_ADD, &arena, &values, false, fault);
}

enum status policy_comment_reply(struct connection *connection, struct organisation_id id,
	int32_t version, struct uuid comment, struct text reply, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, id.uuid);
	parameter_integer(&values, version);
	parameter_uuid(&values, comment);
	parameter_text(&values, reply);
	return run(connection, QUERY_POLICY_COMMENT_REPLY, &arena, &values, true, fault);
}
