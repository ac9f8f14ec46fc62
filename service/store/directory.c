// SPDX-License-Identifier: MIT
#include "store/directory.h"

#include "store/account_rows.h"

// "%part%", in which nothing of the part stands for anything but itself.
static struct text pattern_of(struct arena *arena, struct text part)
{
	struct text_builder pattern;
	builder_init(&pattern);
	builder_character(&pattern, '%');
	for (size_t i = 0; i < part.length; i++) {
		if (part.start[i] == '%' || part.start[i] == '_' || part.start[i] == '\\')
			builder_character(&pattern, '\\');
		builder_character(&pattern, part.start[i]);
	}
	builder_character(&pattern, '%');
	struct text copy =
		pattern.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&pattern));
	builder_done(&pattern);
	return copy;
}

static enum status take_entries(struct rows *rows, struct organisation_id organisation,
	struct arena *arena, struct directory_entry **out, size_t *count, struct fault *fault)
{
	bool failed = false;
	int number = rows_count(rows);
	struct directory_entry *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++)
		list[i] = (struct directory_entry){
			.listed = row_listed_account(arena, rows, i, organisation, &failed),
			.profile = row_copy(arena, rows, i, 9, &failed),
			.leaves_at = row_is_null(rows, i, 10) ? INSTANT_NEVER : row_instant(rows, i, 10),
		};
	enum status status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status directory_search(struct connection *connection, struct organisation_id organisation,
	struct text part, const struct directory_place *after, int32_t most, struct arena *arena,
	struct directory_entry **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct text pattern = pattern_of(arena, part);
	if (!pattern.start)
		return fault_memory(fault);
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, pattern);
	parameter_text(&values, after->name.start ? after->name : TEXT(""));
	parameter_uuid(&values, after->person.uuid);
	parameter_integer(&values, most);
	enum status status = query_run(connection, QUERY_ACCOUNT_SEARCH, &values, &rows, fault);
	return status == STATUS_OK ? take_entries(rows, organisation, arena, out, count, fault)
							   : status;
}

enum status directory_read(struct connection *connection, struct organisation_id organisation,
	struct person_id person, struct arena *arena, struct directory_entry *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	struct directory_entry *list;
	size_t count;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, QUERY_ACCOUNT_SEEN, &values, &rows, fault);
	if (status == STATUS_OK)
		status = take_entries(rows, organisation, arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	if (count == 0)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such account.");
	*out = list[0];
	return STATUS_OK;
}
