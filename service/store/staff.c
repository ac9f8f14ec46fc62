// SPDX-License-Identifier: MIT
#include "store/staff.h"

#include "core/language.h"
#include "store/changing.h"
#include "store/copying.h"

#define STAFF_KEY INT64_C(0x706c696d73746166) // "plimstaf"

// Runs a statement that takes an organisation, an instant, both or neither.
static enum status run(struct connection *connection, enum query query,
	const struct organisation_id *organisation, const struct instant *at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	if (organisation)
		parameter_uuid(&change.values, organisation->uuid);
	if (at)
		parameter_instant(&change.values, *at);
	return change_run(&change, connection, query, NULL, fault);
}

enum status staff_open(struct connection *connection, struct fault *fault)
{
	enum status status = run(connection, QUERY_STAFF_INCOMING_CREATE, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_PLAN_CREATE, NULL, NULL, fault);
	return status == STATUS_OK ? copy_start(connection, QUERY_STAFF_INCOMING_COPY, fault) : status;
}

static struct text or_empty(struct text text)
{
	return text.start ? text : TEXT("");
}

enum status staff_add(struct connection *connection, struct arena *arena,
	const struct staff_row *row, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_bigint(&values, (int64_t)row->line);
	parameter_integer(&values, (int32_t)row->fault);
	parameter_uuid(&values, row->person.uuid);
	parameter_text(&values, or_empty(row->reference));
	parameter_text(&values, or_empty(row->display_name));
	parameter_text(&values, or_empty(row->sign_in_name));
	parameter_bytes(&values, row->name_hash, ROW_HASH_BYTES);
	parameter_boolean(&values, row->named);
	parameter_text(&values, row->profile);
	parameter_text(&values, row->team);
	parameter_uuid(&values, row->team_id.uuid);
	parameter_text(&values, row->manager);
	parameter_text(&values, or_empty(row->language));
	parameter_text(&values, row->nation);
	parameter_texts(&values, row->needs, row->need_count);
	parameter_text(&values, row->joined);
	if (row->has_leaves)
		parameter_instant(&values, row->leaves_at);
	else
		parameter_null(&values);
	parameter_roles(&values, row->roles);
	parameter_boolean(&values, false);
	return copy_row(connection, &values, fault);
}

enum status staff_close(struct connection *connection, struct fault *fault)
{
	enum status status = copy_end(connection, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_INCOMING_ANALYZE, NULL, NULL, fault);
	return status;
}

static enum status lock(struct connection *connection, struct fault *fault)
{
	struct change change;
	bool locked = false;
	change_start(&change);
	parameter_bigint(&change.values, STAFF_KEY);
	enum status status = change_ask(&change, connection, QUERY_STAFF_LOCK, &locked, fault);
	if (status == STATUS_OK && !locked)
		status = fault_set(fault, STATUS_CONFLICT, NULL,
			MESSAGE("Another import of staff is under way. Try again when it has ended."));
	return status;
}

// Leaves out what is there twice, or taken.
static enum status sift(
	struct connection *connection, const struct staff_planning *planning, struct fault *fault)
{
	struct change twice, names, taken;
	enum status status =
		run(connection, QUERY_STAFF_INCOMING_KNOWN, &planning->organisation, NULL, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&twice);
	parameter_integer(&twice.values, STAFF_NUMBER_TWICE);
	status = change_run(&twice, connection, QUERY_STAFF_INCOMING_TWICE, NULL, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&names);
	parameter_integer(&names.values, STAFF_SIGN_IN_TWICE);
	status = change_run(&names, connection, QUERY_STAFF_INCOMING_NAMES_TWICE, NULL, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&taken);
	parameter_uuid(&taken.values, planning->organisation.uuid);
	parameter_instant(&taken.values, planning->at);
	parameter_integer(&taken.values, STAFF_SIGN_IN_TAKEN);
	return change_run(&taken, connection, QUERY_STAFF_INCOMING_NAMES_TAKEN, NULL, fault);
}

static enum status count_rejects(
	struct connection *connection, struct staff_counts *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	enum status status = query_run(connection, QUERY_STAFF_REJECT_COUNTS, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	for (int i = 0; i < rows_count(rows); i++) {
		int64_t which = row_integer(rows, i, 0);
		if (which <= STAFF_FINE || which >= STAFF_FAULT_COUNT)
			continue;
		out->faults[which] = row_integer(rows, i, 1);
		out->first_line[which] = (unsigned long)row_integer(rows, i, 2);
		out->rejected += row_integer(rows, i, 1);
		out->nameless += row_integer(rows, i, 3);
	}
	rows_free(rows);
	return STATUS_OK;
}

// Runs a statement of numbers that takes the organisation.
static enum status ask_numbers(struct connection *connection, enum query query,
	struct organisation_id organisation, int64_t *const *out, int count, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, query, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	for (int i = 0; i < count; i++)
		*out[i] = row_integer(rows, 0, i);
	rows_free(rows);
	return STATUS_OK;
}

static enum status count_plan(struct connection *connection, struct organisation_id organisation,
	struct staff_counts *out, struct fault *fault)
{
	int64_t *const numbers[] = {&out->joins, &out->returns, &out->changed, &out->leaves,
		&out->unchanged, &out->gone, &out->fields[STAFF_NAME], &out->fields[STAFF_SIGN_IN],
		&out->fields[STAFF_PROFILE], &out->fields[STAFF_TEAM], &out->fields[STAFF_MANAGER],
		&out->fields[STAFF_NATION], &out->fields[STAFF_JOINED], &out->fields[STAFF_LEAVING],
		&out->fields[STAFF_ROLES], &out->unknown_managers, &out->left_managers, &out->own_managers,
		&out->new_teams};
	return ask_numbers(connection, QUERY_STAFF_PLAN_COUNT, organisation, numbers,
		sizeof numbers / sizeof numbers[0], fault);
}

static enum status fill(
	struct connection *connection, const struct staff_planning *planning, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_text(&change.values, planning->nation);
	parameter_instant(&change.values, planning->at);
	return change_run(&change, connection, QUERY_STAFF_PLAN_FILL, NULL, fault);
}

static enum status compare(struct connection *connection, const struct staff_planning *planning,
	const struct staff_counts *counts, struct fault *fault)
{
	const struct organisation_id *organisation = &planning->organisation;
	enum status status = fill(connection, planning, fault);
	if (status == STATUS_OK && planning->missing_leave && counts->nameless == 0)
		status = run(connection, QUERY_STAFF_PLAN_MISSING, organisation, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_PLAN_INDEX, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_PLAN_ANALYZE, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_PLAN_MANAGERS, organisation, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_PLAN_LINES, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_PLAN_OUTSIDE, NULL, NULL, fault);
	return status == STATUS_OK ? run(connection, QUERY_STAFF_PLAN_ROLES, NULL, NULL, fault)
							   : status;
}

enum status staff_plan(struct connection *connection, const struct staff_planning *planning,
	struct staff_counts *out, struct fault *fault)
{
	struct staff_counts counts = {0};
	int64_t *const staff[] = {&counts.staff, &counts.missing};
	connection_patience(connection, 0);
	enum status status = run(connection, QUERY_INCOMING_PATIENCE, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_INCOMING_MEMORY, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_WHOLE_ON, NULL, NULL, fault);
	if (status == STATUS_OK)
		status = lock(connection, fault);
	if (status == STATUS_OK)
		status = sift(connection, planning, fault);
	if (status == STATUS_OK)
		status = count_rejects(connection, &counts, fault);
	if (status == STATUS_OK)
		status = compare(connection, planning, &counts, fault);
	if (status == STATUS_OK)
		status = count_plan(connection, planning->organisation, &counts, fault);
	if (status == STATUS_OK)
		status = ask_numbers(
			connection, QUERY_STAFF_MISSING_COUNT, planning->organisation, staff, 2, fault);
	if (status == STATUS_OK)
		status = run(connection, QUERY_STAFF_WHOLE_OFF, NULL, NULL, fault);
	if (status == STATUS_OK)
		*out = counts;
	return status;
}

enum status staff_apply(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct fault *fault)
{
	enum { NEITHER, ORGANISATION, INSTANT, BOTH };
	static const struct {
		enum query query;
		int takes;
	} steps[] = {
		{QUERY_STAFF_WHOLE_ON, NEITHER},
		{QUERY_STAFF_APPLY_LEFT, NEITHER},
		{QUERY_STAFF_APPLY_REFERENCES, ORGANISATION},
		{QUERY_STAFF_APPLY_PEOPLE, BOTH},
		{QUERY_STAFF_APPLY_FORMER, BOTH},
		{QUERY_STAFF_APPLY_KNOWN, NEITHER},
		{QUERY_STAFF_APPLY_NAMES_END, NEITHER},
		{QUERY_STAFF_APPLY_ACCOUNTS, BOTH},
		{QUERY_STAFF_APPLY_CHANGES, INSTANT},
		{QUERY_STAFF_APPLY_NAMES, BOTH},
		{QUERY_STAFF_APPLY_SESSIONS, INSTANT},
		{QUERY_STAFF_APPLY_TEAMS, BOTH},
		{QUERY_STAFF_APPLY_MEMBERS_END, INSTANT},
		{QUERY_STAFF_APPLY_MEMBERS, BOTH},
		{QUERY_STAFF_APPLY_LINES_END, INSTANT},
		{QUERY_STAFF_APPLY_LINES, BOTH},
		{QUERY_STAFF_APPLY_NEEDS, INSTANT},
		{QUERY_STAFF_APPLY_LOOKS, INSTANT},
		{QUERY_STAFF_WHOLE_OFF, NEITHER},
	};
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < sizeof steps / sizeof steps[0]; i++) {
		int takes = steps[i].takes;
		status = run(connection, steps[i].query,
			takes == ORGANISATION || takes == BOTH ? &organisation : NULL,
			takes == INSTANT || takes == BOTH ? &at : NULL, fault);
	}
	return status;
}

enum status staff_invite(struct connection *connection, struct organisation_id organisation,
	const struct staff_person *people, const unsigned char (*hashes)[ROW_HASH_BYTES], size_t count,
	struct instant at, struct instant expires_at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	struct uuid *ids = arena_array(&change.arena, count, sizeof *ids);
	for (size_t i = 0; ids && i < count; i++)
		ids[i] = people[i].person.uuid;
	change.values.failed = change.values.failed || !ids;
	parameter_uuid(&change.values, organisation.uuid);
	if (ids)
		parameter_uuids(&change.values, ids, count);
	parameter_bytes(&change.values, hashes, count * ROW_HASH_BYTES);
	parameter_instant(&change.values, at);
	parameter_instant(&change.values, expires_at);
	return change_run(&change, connection, QUERY_STAFF_LINKS_ADD, NULL, fault);
}
