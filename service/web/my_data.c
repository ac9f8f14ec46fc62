// SPDX-License-Identifier: MIT
// A person's own data: taking all of it away, and removing all entries.
#include "app/exposures/record.h"
#include "app/own_data/own_data.h"
#include "store/exposures.h"
#include "store/people.h"
#include "web/answer.h"
#include "web/archive.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/query.h"
#include "web/visit.h"
#include "words/words.h"

#define FILES (OWN_TABLE_COUNT + 2) // index.html, data.json and the tables
#define NAME_SIZE 32

void web_my_data(const struct web_call *call)
{
	struct page_my_data page = {.me_href = visit_address(call, "/me")};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	if (visit_frame(call, visit, MATTER_OWN_DATA, TAB_NONE, &page.frame, &fault) != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.download_href = visit_address(call, "/me/data/download");
	page.remove_href = visit_address(call, "/me/data/remove");
	page.access_log_href = visit_address(call, "/me/access-log");
	page.links_href = visit_address(call, "/me/feeds");
	visit_answer(call, 200);
	page_my_data(&call->response->body, call->language, &page);
}

// What the web role may read; the rest is the recorder's.
void web_my_data_download(const struct web_call *call)
{
	struct connection *connection;
	struct arena *arena = call->request->arena;
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	visit->data = arena_allocate(arena, sizeof *visit->data);
	enum status status = visit->data ? STATUS_OK : fault_memory(&fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK)
		status = own_data_read(connection, visit->session.person, arena, visit->data, &fault);
	if (status == STATUS_OK)
		call->response->found = visit;
	else
		visit_fault(call, &fault);
}

static bool fill_rows(
	const struct web_call *call, const struct own_rows *rows, struct page_own_table *out)
{
	struct arena *arena = call->request->arena;
	size_t count = rows->column_count;
	struct page_own_cell *cells = arena_array(arena, rows->row_count * count, sizeof *cells);
	out->rows = arena_array(arena, rows->row_count, sizeof *out->rows);
	if (!cells || !out->rows)
		return false;
	for (size_t i = 0; i < rows->row_count * count; i++)
		cells[i].text = rows->cells[i].start ? rows->cells[i] : TEXT("");
	for (size_t i = 0; i < rows->row_count; i++)
		out->rows[out->rows_count++] =
			(struct page_own_row){.cells = &cells[i * count], .cells_count = count};
	out->rows_shown = rows->row_count > 0;
	return true;
}

static bool fill_table(const struct web_call *call, enum own_table table,
	const struct own_rows *rows, struct text file, struct page_own_table *out)
{
	*out = (struct page_own_table){
		.title = words(call->language, own_table_title(table)),
		.about = words(call->language, own_table_about(table)),
		.file = file,
		.columns = arena_array(call->request->arena, rows->column_count, sizeof *out->columns),
	};
	for (size_t j = 0; out->columns && j < rows->column_count; j++)
		out->columns[out->columns_count++] = (struct page_own_column){
			.name = text_of(own_column_name(table, j)),
			.meaning = words(call->language, own_column_meaning(table, j)),
		};
	return out->columns && fill_rows(call, rows, out);
}

// The files of the archive, each in a builder of its own.
struct parcel {
	struct archive_file files[FILES];
	struct text_builder builders[FILES];
	char names[OWN_TABLE_COUNT][NAME_SIZE];
	bool failed;
};

static void fill_index(const struct web_call *call, struct parcel *parcel)
{
	struct page_own_table tables[OWN_TABLE_COUNT];
	const struct own_data *data = call->visit->data;
	const struct own_rows *account = &data->tables[OWN_ACCOUNT];
	struct page_my_data_index page = {
		.language = text_of(language_code(call->language)),
		.name = account->row_count ? account->cells[1] : TEXT(""),
		.made = moment_of(call, call->worker->options->now()),
		.tables = tables,
	};
	for (; page.tables_count < OWN_TABLE_COUNT; page.tables_count++) {
		enum own_table table = (enum own_table)page.tables_count;
		parcel->failed |= !fill_table(
			call, table, &data->tables[table], text_of(parcel->names[table]), &tables[table]);
	}
	page_my_data_index(&parcel->builders[0], call->language, &page);
}

static void fill_parcel(const struct web_call *call, struct parcel *parcel)
{
	const struct own_data *data = call->visit->data;
	for (size_t i = 0; i < FILES; i++)
		builder_init(&parcel->builders[i]);
	for (unsigned i = 0; i < OWN_TABLE_COUNT; i++) {
		snprintf(parcel->names[i], NAME_SIZE, "%s.csv", own_table_name((enum own_table)i));
		own_data_table((enum own_table)i, &data->tables[i], &parcel->builders[i + 2]);
		parcel->files[i + 2].name = parcel->names[i];
	}
	fill_index(call, parcel);
	own_data_document(data, call->worker->options->now(), &parcel->builders[1]);
	parcel->files[0].name = "index.html";
	parcel->files[1].name = "data.json";
	for (size_t i = 0; i < FILES; i++) {
		parcel->files[i].bytes = builder_view(&parcel->builders[i]);
		parcel->failed |= parcel->builders[i].failed;
	}
}

static enum status pack(const struct web_call *call, struct text_builder *out, struct fault *fault)
{
	struct parcel parcel = {.failed = false};
	fill_parcel(call, &parcel);
	enum status status =
		parcel.failed ? fault_memory(fault)
					  : archive_zip(parcel.files, FILES, call->worker->options->now(), out, fault);
	for (size_t i = 0; i < FILES; i++)
		builder_done(&parcel.builders[i]);
	return status;
}

void web_my_data_completed(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct fault fault = {.status = STATUS_OK};
	struct audit_actor by;
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		by = visit_actor(call);
		status =
			own_data_complete(connection, &by, call->request->arena, call->visit->data, &fault);
	}
	if (status == STATUS_OK)
		status = pack(call, &call->response->body, &fault);
	if (status != STATUS_OK) {
		builder_reset(&call->response->body);
		visit_fault(call, &fault);
		return;
	}
	answer_begin(call->request, call->response, 200, "application/zip");
	http_response_header(call->request, call->response, "Cache-Control", TEXT("no-store"));
	http_response_header(call->request, call->response, "Content-Disposition",
		TEXT("attachment; filename=\"plimsoll-my-data.zip\""));
}

static enum status count_entries(
	const struct web_call *call, const struct web_visit *visit, int64_t *out, struct fault *fault)
{
	struct connection *connection;
	struct logged_exposure *log;
	struct person_id person = visit->session.person;
	size_t count = 0;
	enum status status = web_connection(call->worker, &connection, fault);
	if (status == STATUS_OK)
		status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = exposure_log(connection, &person, 1, call->request->arena, &log, &count, fault);
	status = transaction_end(connection, status, fault);
	*out = (int64_t)count;
	return status;
}

void web_my_data_remove_page(const struct web_call *call)
{
	struct page_my_data_remove page = {.data_href = visit_address(call, "/me/data")};
	struct fault fault = {.status = STATUS_OK};
	struct web_visit *visit = visit_begin(call);
	if (!visit)
		return;
	enum status status = count_entries(call, visit, &page.entries, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, visit, MATTER_OWN_DATA, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	page.removed = query_value(call->request->query, "done", call->request->arena).start;
	page.entries_shown = page.entries > 0;
	page.remove_href = visit_address(call, "/me/data/remove");
	visit_answer(call, 200);
	page_my_data_remove(&call->response->body, call->language, &page);
}

void web_my_data_remove(const struct web_call *call)
{
	struct web_visit *visit = visit_begin(call);
	if (visit)
		call->response->found = visit; // on to the recorder's lane
}

void web_my_data_removed(const struct web_call *call)
{
	const struct setting *setting;
	struct connection *connection;
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = web_setting(call->worker, &setting, &fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, &fault);
	if (status == STATUS_OK) {
		struct recorder recorder = setting_recorder(setting, connection);
		struct audit_actor by = visit_actor(call);
		status =
			record_retraction_of_all(&recorder, call->visit->session.person, &by, &report, &fault);
	}
	if (status == STATUS_OK)
		visit_redirect(call, visit_address(call, "/me/data/remove?done"));
	else
		visit_fault(call, &fault);
}
