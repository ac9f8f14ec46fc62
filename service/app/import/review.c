// SPDX-License-Identifier: MIT
#include "app/import/review.h"

#include "store/import_reviews.h"

#define KEPT_SECONDS (90 * SECONDS_PER_DAY)

static enum status add_list(const struct dispatch_import *import, enum import_list list,
	const struct dispatch_list *left_out, struct fault *fault)
{
	struct arena arena;
	enum status status = STATUS_OK;
	arena_init(&arena);
	struct import_left_out *items = arena_array(&arena, left_out->count, sizeof *items);
	if (!items)
		status = fault_memory(fault);
	for (size_t i = 0; items && i < left_out->count; i++)
		items[i] = (struct import_left_out){.name = left_out->items[i].name,
			.second = left_out->items[i].second,
			.rows = (int64_t)left_out->items[i].rows};
	if (status == STATUS_OK && left_out->count)
		status = import_reviews_add(import->connections[0], import->recorder->organisation->id,
			import->mapping->source, list, items, left_out->count, import->now, fault);
	arena_done(&arena);
	return status;
}

enum status dispatch_review(
	const struct dispatch_import *import, const struct dispatch_report *report, struct fault *fault)
{
	struct connection *connection = import->connections[0];
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = import_reviews_forget(connection, import->recorder->organisation->id,
		import->mapping->source, instant_later(import->now, -KEPT_SECONDS), fault);
	if (status == STATUS_OK)
		status = add_list(import, IMPORT_TYPES, &report->unknown_types, fault);
	if (status == STATUS_OK)
		status = add_list(import, IMPORT_UNITS, &report->empty_units, fault);
	if (status == STATUS_OK)
		status = add_list(import, IMPORT_RESPONDERS, &report->unknown_responders, fault);
	return transaction_end(connection, status, fault);
}
