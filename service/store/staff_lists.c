// SPDX-License-Identifier: MIT
#include <string.h>

#include "store/copying.h"
#include "store/staff.h"

// The list in the arena, once its rows are taken.
#define GIVE(list, number)                                                                         \
	do {                                                                                           \
		status = rows_taken(rows, failed || !(list), fault);                                       \
		if (status == STATUS_OK) {                                                                 \
			*out = (list);                                                                         \
			*count = (size_t)(number);                                                             \
		}                                                                                          \
		return status;                                                                             \
	} while (0)

enum status staff_lines(struct connection *connection, struct arena *arena,
	struct reporting_line **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	enum status status = query_run(connection, QUERY_STAFF_LINES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct reporting_line *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct reporting_line){{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}};
	GIVE(list, number);
}

enum status staff_numbers(struct connection *connection, const struct person_id *people,
	size_t count, struct arena *arena, struct text *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	struct text *numbers = arena_array(arena, count, sizeof *numbers);
	if (!numbers)
		return fault_memory(fault);
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, count);
	enum status status = query_run(connection, QUERY_STAFF_NUMBERS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		numbers[i] = TEXT("?");
		for (int row = 0; row < rows_count(rows); row++) {
			if (uuid_equal(row_uuid(rows, row, 0), people[i].uuid))
				numbers[i] = row_copy(arena, rows, row, 1, &failed);
		}
	}
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK)
		memcpy(out, numbers, count * sizeof *out);
	return status;
}

enum status staff_listing(struct connection *connection, const char *act, struct text after,
	int32_t most, struct arena *arena, struct staff_listed **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_text(&values, text_of(act));
	parameter_text(&values, after);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_STAFF_PLAN_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct staff_listed *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct staff_listed){
			.reference = row_copy(arena, rows, i, 0, &failed),
			.display_name = row_copy(arena, rows, i, 1, &failed),
			.manager = row_copy(arena, rows, i, 2, &failed),
			.fault = row_copy(arena, rows, i, 3, &failed),
			.changes = (unsigned)row_integer(rows, i, 4),
		};
	GIVE(list, number);
}

enum status staff_rejects(struct connection *connection, unsigned long after, int32_t most,
	struct arena *arena, struct staff_reject **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_bigint(&values, (int64_t)after);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_STAFF_REJECTS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct staff_reject *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct staff_reject){
			.line = (unsigned long)row_integer(rows, i, 0),
			.fault = (enum staff_fault)row_integer(rows, i, 1),
			.reference = row_copy(arena, rows, i, 2, &failed),
		};
	GIVE(list, number);
}

enum status staff_people(struct connection *connection, const char *which, struct person_id after,
	int32_t most, struct arena *arena, struct staff_person **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_text(&values, text_of(which));
	parameter_uuid(&values, after.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_STAFF_PEOPLE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct staff_person *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct staff_person){
			.person = {row_uuid(rows, i, 0)},
			.reference = row_copy(arena, rows, i, 1, &failed),
			.display_name = row_copy(arena, rows, i, 2, &failed),
			.sign_in_name = row_copy(arena, rows, i, 3, &failed),
		};
	GIVE(list, number);
}
