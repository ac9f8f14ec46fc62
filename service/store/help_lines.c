// SPDX-License-Identifier: MIT
#include "store/help_lines.h"

#include <assert.h>

#include "store/copying.h"

static enum status read(const struct rows *rows, int row, struct arena *arena, bool *failed,
	struct help_line *out, struct fault *fault)
{
	*out = (struct help_line){
		.name = {row_copy(arena, rows, row, 0, failed), row_copy(arena, rows, row, 1, failed)},
		.note = {row_copy(arena, rows, row, 2, failed), row_copy(arena, rows, row, 3, failed)},
		.number = row_copy(arena, rows, row, 4, failed),
		.checked_at = row_instant(rows, row, 6),
	};
	return help_line_means_parse(row_text(rows, row, 5), &out->means)
			   ? STATUS_OK
			   : fault_set(fault, STATUS_VERSION, "help lines",
					 "The database has a help line that this version does not know.");
}

enum status help_lines_list(struct connection *connection, struct organisation_id organisation,
	struct arena *arena, struct help_line **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_HELP_LINE_LIST, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	bool failed = false;
	int number = rows_count(rows) < HELP_LINES_LIMIT ? rows_count(rows) : HELP_LINES_LIMIT;
	struct help_line *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && status == STATUS_OK && i < number; i++)
		status = read(rows, i, arena, &failed, &list[i], fault);
	if (status != STATUS_OK) {
		rows_free(rows);
		return status;
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

static enum status add(struct connection *connection, struct organisation_id organisation,
	const struct help_line *lines, size_t count, struct arena *arena, struct fault *fault)
{
	struct text texts[6][HELP_LINES_LIMIT];
	struct instant checked[HELP_LINES_LIMIT];
	struct parameters values;
	for (size_t i = 0; i < count; i++) {
		texts[0][i] = lines[i].name[LANGUAGE_ENGLISH];
		texts[1][i] = lines[i].name[LANGUAGE_WELSH];
		texts[2][i] = lines[i].note[LANGUAGE_ENGLISH];
		texts[3][i] = lines[i].note[LANGUAGE_WELSH];
		texts[4][i] = lines[i].number;
		texts[5][i] = text_of(help_line_means_name(lines[i].means));
		checked[i] = lines[i].checked_at;
	}
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	for (size_t i = 0; i < 6; i++)
		parameter_texts(&values, texts[i], count);
	parameter_instants(&values, checked, count);
	return query_run(connection, QUERY_HELP_LINE_ADD, &values, NULL, fault);
}

enum status help_lines_replace(struct connection *connection, struct organisation_id organisation,
	const struct help_line *lines, size_t count, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	assert(count <= HELP_LINES_LIMIT);
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_HELP_LINE_REMOVE, &values, NULL, fault);
	if (status == STATUS_OK)
		status = add(connection, organisation, lines, count, &arena, fault);
	arena_done(&arena);
	return status;
}
