// SPDX-License-Identifier: MIT
#include "app/import/dispatch.h"

#include "app/import/reading.h"
#include "store/incoming.h"

#define EXPOSURES_AT_ONCE 1000 // in one transaction, at least

static struct record_input to_input(
	const struct dispatch_import *import, const struct incoming_exposure *incoming)
{
	struct record_input input = {
		.exposure =
			{
				.person = incoming->person,
				.id = dispatch_exposure_id(import->key, incoming->incident, incoming->person),
				.occurred_at = incoming->occurred_at,
				.recorded_at = import->now,
				.category = incoming->category,
				.involvement = import->mapping->involvement,
				.minutes = EXPOSURE_UNKNOWN,
				.items = EXPOSURE_UNKNOWN,
				.source = EXPOSURE_IMPORT,
			},
	};
	if (incoming->modifier.length)
		input.exposure.modifiers[input.exposure.modifier_count++] = incoming->modifier;
	input.correction = dispatch_correction_id(import->key, incoming->incident, &input.exposure);
	return input;
}

struct recording {
	const struct dispatch_import *import;
	struct dispatch_report *report;
	struct incoming_walk walk;
	struct arena arena; // of one transaction
};

static size_t category_index(const struct policy *policy, struct text code)
{
	size_t i = 0;
	while (i + 1 < policy->category_count && !text_equal(policy->categories[i].code, code))
		i++;
	return i;
}

static void count_results(struct recording *recording, const struct record_input *inputs,
	const struct record_result *results, size_t count)
{
	struct dispatch_report *report = recording->report;
	for (size_t i = 0; i < count; i++) {
		const struct exposure *exposure = &inputs[i].exposure;
		report->people +=
			i == 0 || !uuid_equal(exposure->person.uuid, inputs[i - 1].exposure.person.uuid);
		report->removed += record_refused(results[i].outcome);
		report
			->categories[category_index(recording->import->recorder->policy, exposure->category)]++;
	}
}

// Records the next people, or foresees what recording would come to; count 0: there are none left.
static enum status record_some(struct recording *recording, size_t *count, struct fault *fault)
{
	const struct dispatch_import *import = recording->import;
	struct arena *arena = &recording->arena;
	struct incoming_exposure *incoming;
	enum status status = incoming_next(import->recorder->connection, &recording->walk,
		EXPOSURES_AT_ONCE, arena, &incoming, count, fault);
	if (status != STATUS_OK || *count == 0)
		return status;
	struct record_input *inputs = arena_array(arena, *count, sizeof *inputs);
	struct record_result *results = arena_array(arena, *count, sizeof *results);
	if (!inputs || !results)
		return fault_memory(fault);
	for (size_t i = 0; i < *count; i++)
		inputs[i] = to_input(import, &incoming[i]);
	status = (import->dry ? record_foreseen : record_exposures)(import->recorder, inputs, *count,
		import->now, results, &recording->report->recorded, fault);
	if (status == STATUS_OK)
		count_results(recording, inputs, results, *count);
	return status;
}

static enum status record_all(struct recording *recording, struct fault *fault)
{
	const struct dispatch_import *import = recording->import;
	struct dispatch_report *report = recording->report;
	struct dispatch_progress progress = {
		.recording = true,
		.rows = report->rows,
		.expected = report->waiting - report->unknown_responder,
	};
	enum status status = STATUS_OK;
	size_t count = 1;
	while (status == STATUS_OK && count) {
		if (import->progress)
			import->progress(import->context, &progress);
		arena_init(&recording->arena);
		status = record_some(recording, &count, fault);
		arena_done(&recording->arena);
		progress.recorded += status == STATUS_OK ? count : 0;
	}
	incoming_walk_done(&recording->walk);
	report->collapsed = progress.expected - progress.recorded;
	return status;
}

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
	struct recording recording = {.import = import, .report = report};
	report->categories =
		arena_array(arena, import->recorder->policy->category_count, sizeof *report->categories);
	if (!report->categories)
		return fault_memory(fault);
	enum status status = dispatch_read(import, arena, report, fault);
	if (status == STATUS_OK)
		status = settle(import, arena, report, fault);
	return status == STATUS_OK ? record_all(&recording, fault) : status;
}
