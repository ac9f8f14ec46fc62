// SPDX-License-Identifier: MIT
// What dispatch imports left out, for administrators: never a responder beside a type.
#include "store/import_reviews.h"
#include "web/handlers.h"
#include "web/moment.h"
#include "web/visit.h"

#define SHOWN 200 // of each list

struct shown_list {
	enum import_list list;
	struct page_left_out **items;
	size_t *count;
	bool *shown;
};

static bool fill(const struct web_call *call, const struct import_left_out *items, size_t count,
	const struct shown_list *out)
{
	struct page_left_out *rows = arena_array(call->request->arena, count, sizeof *rows);
	for (size_t i = 0; rows && i < count; i++) {
		rows[i] = (struct page_left_out){
			.name = items[i].name,
			.second = items[i].second,
			.source = items[i].source,
			.imported = moment_of(call, items[i].imported_at),
			.rows = items[i].rows,
			.second_shown = items[i].second.length > 0,
			.unnamed = !items[i].name.length && !items[i].second.length,
		};
		if (!rows[i].imported.start)
			return false;
	}
	*out->items = rows;
	*out->count = count;
	*out->shown = count > 0;
	return rows;
}

static enum status read(const struct web_call *call, struct page_review *page, struct fault *fault)
{
	const struct setting *setting;
	struct connection *connection;
	const struct shown_list lists[] = {
		{IMPORT_TYPES, &page->types, &page->types_count, &page->types_shown},
		{IMPORT_UNITS, &page->units, &page->units_count, &page->units_shown},
		{IMPORT_RESPONDERS, &page->responders, &page->responders_count, &page->responders_shown},
	};
	enum status status = web_setting(call->worker, &setting, fault);
	if (status == STATUS_OK)
		status = web_connection(call->worker, &connection, fault);
	for (size_t i = 0; status == STATUS_OK && i < sizeof lists / sizeof lists[0]; i++) {
		struct import_left_out *items;
		size_t count;
		status = import_reviews_list(connection, setting->organisation.id, lists[i].list, SHOWN,
			call->request->arena, &items, &count, fault);
		if (status == STATUS_OK && !fill(call, items, count, &lists[i]))
			status = fault_memory(fault);
	}
	page->nothing = !page->types_shown && !page->units_shown && !page->responders_shown;
	return status;
}

void web_review_recorded(const struct web_call *call)
{
	struct page_review page = {0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = read(call, &page, &fault);
	if (status == STATUS_OK)
		status = visit_frame(call, call->visit, MATTER_IMPORTS, TAB_NONE, &page.frame, &fault);
	if (status != STATUS_OK) {
		visit_fault(call, &fault);
		return;
	}
	visit_answer(call, 200);
	page_review(&call->response->body, call->language, &page);
}
