// SPDX-License-Identifier: MIT
#include "store/shares.h"

#include "store/changing.h"
#include "store/copying.h"

enum status share_clinicians(struct connection *connection, struct organisation_id organisation,
	struct person_id but, struct arena *arena, struct person_name **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, but.uuid);
	enum status status = query_run(connection, QUERY_ACCOUNT_CLINICIANS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct person_name *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] =
			(struct person_name){{row_uuid(rows, i, 0)}, row_copy(arena, rows, i, 1, &failed)};
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status share_add(struct connection *connection, struct organisation_id organisation,
	struct person_id person, const struct share *share, struct instant at, struct fault *fault)
{
	bool added = false;
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, share->other.uuid);
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_LOAD_SHARE_END_WITH, NULL, fault);
	if (status != STATUS_OK)
		return status;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, share->id.uuid);
	parameter_uuid(&change.values, organisation.uuid);
	parameter_uuid(&change.values, share->other.uuid);
	parameter_instant(&change.values, at);
	parameter_instant(&change.values, share->ends_at);
	status = change_run(&change, connection, QUERY_LOAD_SHARE_ADD, &added, fault);
	if (status == STATUS_OK && !added)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such clinician.");
	return status;
}

enum status share_end(struct connection *connection, struct person_id person, struct share_id share,
	struct instant at, bool *ended, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, person.uuid);
	parameter_uuid(&change.values, share.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_LOAD_SHARE_END, ended, fault);
}

static enum status list(struct connection *connection, enum query query,
	const struct parameters *values, struct arena *arena, struct share **out, size_t *count,
	struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct share *shares = arena_array(arena, (size_t)number, sizeof *shares);
	for (int i = 0; shares && i < number; i++)
		shares[i] = (struct share){
			.id = {row_uuid(rows, i, 0)},
			.other = {row_uuid(rows, i, 1)},
			.ends_at = row_instant(rows, i, 2),
		};
	status = rows_taken(rows, !shares, fault);
	if (status == STATUS_OK) {
		*out = shares;
		*count = (size_t)number;
	}
	return status;
}

enum status shares_own(struct connection *connection, struct person_id person, struct instant at,
	struct arena *arena, struct share **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	return list(connection, QUERY_LOAD_SHARE_OWN, &values, arena, out, count, fault);
}

enum status shares_with(struct connection *connection, struct person_id clinician,
	struct arena *arena, struct share **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	parameters_start(&values, arena);
	parameter_uuid(&values, clinician.uuid);
	return list(connection, QUERY_LOAD_SHARE_WITH, &values, arena, out, count, fault);
}

enum status share_begin(struct connection *connection, struct person_id clinician,
	const struct share_id *share, struct instant at, struct person_id *out, struct fault *fault)
{
	struct change change;
	struct rows *rows;
	change_start(&change);
	parameter_uuid(&change.values, clinician.uuid);
	if (share)
		parameter_uuid(&change.values, share->uuid);
	else
		parameter_null(&change.values);
	parameter_instant(&change.values, at);
	enum status status =
		query_run(connection, QUERY_APP_BEGIN_SHARED, &change.values, &rows, fault);
	arena_done(&change.arena);
	if (status != STATUS_OK)
		return status;
	if (share && row_is_null(rows, 0, 0))
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "Nothing is shared here.");
	else if (share)
		*out = (struct person_id){row_uuid(rows, 0, 0)};
	rows_free(rows);
	return status;
}
