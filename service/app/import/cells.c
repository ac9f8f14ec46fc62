// SPDX-License-Identifier: MIT
#include "app/import/cells.h"

struct text cells_value(struct cells *cells, const struct csv_record *record, size_t column)
{
	if (column == SIZE_MAX)
		return TEXT("");
	return table_field(&cells->mapping->table, &cells->arena, record->fields[column]);
}

struct text cells_joined(
	struct cells *cells, const struct csv_record *record, const size_t *columns, size_t count)
{
	if (count == 1)
		return cells_value(cells, record, columns[0]);
	struct text_builder builder;
	builder_init(&builder);
	for (size_t i = 0; i < count; i++) {
		struct text part = cells_value(cells, record, columns[i]);
		if (!part.start)
			builder.failed = true;
		if (builder.length && part.length)
			builder_character(&builder, ' ');
		builder_add(&builder, part);
	}
	struct text copy =
		builder.failed ? (struct text){NULL, 0} : text_copy(&cells->arena, builder_view(&builder));
	builder_done(&builder);
	return copy;
}

static bool used_are_utf8(const struct cells *cells, const struct csv_record *record)
{
	const struct dispatch_columns *columns = &cells->columns;
	const struct dispatch_mapping *mapping = cells->mapping;
	size_t used[3 * DISPATCH_COLUMNS_LIMIT + 5], count = 0;
	for (size_t i = 0; i < mapping->incident.count; i++)
		used[count++] = columns->incident[i];
	for (size_t i = 0; i < mapping->time.count; i++)
		used[count++] = columns->time[i];
	for (size_t i = 0; i < mapping->not_before.count; i++)
		used[count++] = columns->not_before[i];
	used[count++] = columns->responder;
	used[count++] = columns->type;
	used[count++] = columns->second_type;
	used[count++] = columns->arrived;
	used[count++] = columns->outcome;
	for (size_t i = 0; i < count; i++) {
		if (used[i] != SIZE_MAX && !text_is_utf8(record->fields[used[i]]))
			return false;
	}
	return true;
}

bool cells_are_whole(
	const struct cells *cells, const struct csv_record *record, enum dispatch_fault *why)
{
	if (record->count < cells->header_count) {
		*why = DISPATCH_SHORT_ROW;
		return false;
	}
	*why = DISPATCH_NOT_UTF8;
	return cells->mapping->table.encoding != TABLE_UTF_8 || used_are_utf8(cells, record);
}
