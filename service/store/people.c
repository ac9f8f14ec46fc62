// SPDX-License-Identifier: MIT
#include "store/people.h"

#include <stdlib.h>

#include "store/begin.h"
#include "store/copying.h"

static struct person take_person(
	const struct rows *rows, int row, struct arena *arena, bool *failed)
{
	return (struct person){
		.id = {row_uuid(rows, row, 0)},
		.reference = row_copy(arena, rows, row, 1, failed),
		.profile = row_copy(arena, rows, row, 2, failed),
	};
}

enum status person_read(struct connection *connection, struct organisation_id organisation,
	struct text reference, struct arena *arena, struct person *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, reference);
	enum status status = query_run(connection, QUERY_PERSON_BY_REFERENCE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "Nobody here has that reference.");
	}
	bool failed = false;
	struct person person = take_person(rows, 0, arena, &failed);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		*out = person;
	return status;
}

enum status person_add(struct connection *connection, struct organisation_id organisation,
	const struct person *person, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person->id.uuid);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, person->reference);
	parameter_text(&values, person->profile);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_PERSON_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status person_list(struct connection *connection, struct organisation_id organisation,
	struct text after, int32_t most, struct arena *arena, struct person **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, after);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_PERSON_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct person *people = arena_array(arena, (size_t)number, sizeof *people);
	for (int i = 0; people && i < number; i++)
		people[i] = take_person(rows, i, arena, &failed);
	status = rows_taken(rows, failed || !people, fault);
	if (status == STATUS_OK) {
		*out = people;
		*count = (size_t)number;
	}
	return status;
}

enum status people_find(struct connection *connection, struct organisation_id organisation,
	const struct text *references, size_t asked, struct arena *arena, struct person **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_texts(&values, references, asked);
	enum status status = query_run(connection, QUERY_PEOPLE_BY_REFERENCE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows);
	struct person *people = arena_array(arena, (size_t)number, sizeof *people);
	for (int i = 0; people && i < number; i++)
		people[i] = (struct person){
			.id = {row_uuid(rows, i, 1)}, .reference = row_copy(arena, rows, i, 0, &failed)};
	status = rows_taken(rows, failed || !people, fault);
	if (status == STATUS_OK) {
		*out = people;
		*count = (size_t)number;
	}
	return status;
}

static int compare_people(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

enum status people_lock(struct connection *connection, const struct person_id *people, size_t count,
	struct instant at, struct arena *arena, struct text *profiles, int32_t *versions,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, count);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_PEOPLE_LOCK, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	for (size_t i = 0; i < count; i++)
		profiles[i] = (struct text){NULL, 0};
	for (int i = 0; i < rows_count(rows); i++) {
		struct person_id id = {row_uuid(rows, i, 0)};
		const struct person_id *found = bsearch(&id, people, count, sizeof id, compare_people);
		profiles[found - people] = row_copy(arena, rows, i, 1, &failed);
		versions[found - people] = (int32_t)row_integer(rows, i, 2);
	}
	return rows_taken(rows, failed, fault);
}

enum status person_begin(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	return app_begin(connection, &person, NULL, fault);
}
