// SPDX-License-Identifier: MIT
#include "app/own_data/own_data.h"

#include <string.h>

#include "store/begin.h"
#include "json/writer.h"

static enum status read_tables(struct connection *connection, bool recorder,
	struct person_id person, struct arena *arena, struct own_data *out, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (unsigned i = 0; status == STATUS_OK && i < OWN_TABLE_COUNT; i++) {
		if (own_table_is_recorders((enum own_table)i) == recorder)
			status =
				own_rows_read(connection, (enum own_table)i, person, arena, &out->tables[i], fault);
	}
	return status;
}

enum status own_data_read(struct connection *web, struct person_id person, struct arena *arena,
	struct own_data *out, struct fault *fault)
{
	enum status status = transaction_begin_for(web, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = read_tables(web, false, person, arena, out, fault);
	return transaction_end(web, status, fault);
}

enum status own_data_complete(struct connection *recorder, const struct audit_actor *by,
	struct arena *arena, struct own_data *data, struct fault *fault)
{
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = read_tables(recorder, true, by->person, arena, data, fault);
	if (status == STATUS_OK)
		status = audit_add_person(recorder, by, AUDIT_EXPORTED, by->person, fault);
	return transaction_end(recorder, status, fault);
}

static void add_cell(struct text_builder *out, struct text cell, enum own_kind kind)
{
	if (!cell.start)
		return;
	builder_character(out, '"');
	if (kind == OWN_TEXT && cell.length && memchr("=+-@\t\r", cell.start[0], 6))
		builder_character(out, '\'');
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.start[i] == '"')
			builder_character(out, '"');
		builder_character(out, cell.start[i]);
	}
	builder_character(out, '"');
}

void own_data_table(enum own_table table, const struct own_rows *rows, struct text_builder *out)
{
	for (size_t j = 0; j < rows->column_count; j++)
		builder_format(out, "%s%s", j ? "," : "", own_column_name(table, j));
	builder_string(out, "\r\n");
	for (size_t i = 0; i < rows->row_count; i++) {
		for (size_t j = 0; j < rows->column_count; j++) {
			builder_string(out, j ? "," : "");
			add_cell(out, rows->cells[i * rows->column_count + j], own_column_kind(table, j));
		}
		builder_string(out, "\r\n");
	}
}

static void write_cell(struct json_writer *writer, struct text cell, enum own_kind kind)
{
	int64_t whole;
	double number;
	if (!cell.start)
		writer_null(writer);
	else if (kind == OWN_BOOLEAN)
		writer_boolean(writer, text_is(cell, "true"));
	else if (kind == OWN_NUMBER && text_to_integer(cell, &whole))
		writer_integer(writer, whole);
	else if (kind == OWN_NUMBER && text_to_number(cell, &number))
		writer_number(writer, number);
	else
		writer_text(writer, cell);
}

static void write_table(
	struct json_writer *writer, enum own_table table, const struct own_rows *rows)
{
	writer_name(writer, own_table_name(table));
	writer_object(writer);
	writer_name(writer, "about");
	writer_text(writer, text_of(own_table_about(table)));
	writer_name(writer, "columns");
	writer_object(writer);
	for (size_t j = 0; j < rows->column_count; j++) {
		writer_name(writer, own_column_name(table, j));
		writer_text(writer, text_of(own_column_meaning(table, j)));
	}
	writer_object_end(writer);
	writer_name(writer, "rows");
	writer_array(writer);
	for (size_t i = 0; i < rows->row_count; i++) {
		writer_object(writer);
		for (size_t j = 0; j < rows->column_count; j++) {
			writer_name(writer, own_column_name(table, j));
			write_cell(writer, rows->cells[i * rows->column_count + j], own_column_kind(table, j));
		}
		writer_object_end(writer);
	}
	writer_array_end(writer);
	writer_object_end(writer);
}

void own_data_document(const struct own_data *data, struct instant at, struct text_builder *out)
{
	struct json_writer writer;
	writer_start(&writer, out);
	writer_object(&writer);
	writer_name(&writer, "made_at");
	writer_instant(&writer, at);
	for (unsigned i = 0; i < OWN_TABLE_COUNT; i++)
		write_table(&writer, (enum own_table)i, &data->tables[i]);
	writer_object_end(&writer);
	builder_character(out, '\n');
}
