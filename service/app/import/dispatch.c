// SPDX-License-Identifier: MIT
#include "app/import/dispatch.h"

#include "app/import/reading.h"
#include "app/import/recording.h"
#include "app/import/review.h"
#include "store/incoming.h"

static enum status list_unknown(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_list *out, struct fault *fault)
{
	struct incoming_unknown *unknown;
	size_t count;
	enum status status = incoming_unknown(import->recorder->connection,
		import->recorder->organisation->id, DISPATCH_LISTED_LIMIT, arena, &unknown, &count, fault);
	if (status != STATUS_OK)
		return status;
	out->items = arena_array(arena, count, sizeof *out->items);
	if (!out->items)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		out->items[i] =
			(struct dispatch_counted){unknown[i].reference, TEXT(""), (size_t)unknown[i].rows};
	out->count = count;
	return STATUS_OK;
}

static enum status settle(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault)
{
	const struct recorder *recorder = import->recorder;
	struct incoming_counts counts;
	struct incoming_settling settling = {
		.organisation = recorder->organisation->id,
		.profile = import->mapping->profile,
		.at = import->now,
		.new_people = !import->mapping->known_people,
		.dry = import->dry,
	};
	enum status status = incoming_settle(recorder->connection, &settling, &counts, fault);
	if (status != STATUS_OK)
		return status;
	report->new_people = (size_t)counts.new_people;
	report->unknown_people = (size_t)counts.unknown_people;
	report->unknown_responder = (size_t)counts.unknown_rows;
	report->settled = true;
	if (counts.unknown_people == 0)
		return STATUS_OK;
	return list_unknown(import, arena, &report->unknown_responders, fault);
}

enum status dispatch_import(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault)
{
	report->categories =
		arena_array(arena, import->recorder->policy->category_count, sizeof *report->categories);
	if (!report->categories)
		return fault_memory(fault);
	enum status status = dispatch_read(import, arena, report, fault);
	if (status == STATUS_OK && !import->dry)
		status =
			audit_add_alone(import->connections[0], import->by, AUDIT_DISPATCH_IMPORTED, fault);
	if (status == STATUS_OK)
		status = settle(import, arena, report, fault);
	if (status == STATUS_OK && !import->dry)
		status = dispatch_review(import, report, fault);
	return status == STATUS_OK ? dispatch_record(import, report, fault) : status;
}
