// SPDX-License-Identifier: MIT
#include "app/import/dispatch.h"

#include "app/import/reading.h"
#include "store/incoming.h"

#define PEOPLE_AT_ONCE 50

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

// Records the next few people; `after` moves on, and is left when there are none.
static enum status record_some(const struct dispatch_import *import, struct arena *arena,
	struct person_id *after, size_t *count, struct dispatch_report *report, struct fault *fault)
{
	struct incoming_exposure *incoming;
	enum status status = incoming_next(
		import->recorder->connection, *after, PEOPLE_AT_ONCE, arena, &incoming, count, fault);
	if (status != STATUS_OK || *count == 0)
		return status;
	struct record_input *inputs = arena_array(arena, *count, sizeof *inputs);
	if (!inputs)
		return fault_memory(fault);
	for (size_t i = 0; i < *count; i++) {
		inputs[i] = to_input(import, &incoming[i]);
		report->people +=
			i == 0 || !uuid_equal(incoming[i].person.uuid, incoming[i - 1].person.uuid);
	}
	*after = incoming[*count - 1].person;
	return record_exposures(
		import->recorder, inputs, *count, import->now, NULL, &report->recorded, fault);
}

enum status dispatch_import(const struct dispatch_import *import, struct arena *arena,
	struct dispatch_report *report, struct fault *fault)
{
	const struct recorder *recorder = import->recorder;
	struct incoming_counts counts;
	enum status status = dispatch_read(import, arena, report, fault);
	if (status == STATUS_OK)
		status = incoming_settle(recorder->connection, recorder->organisation->id,
			import->mapping->profile, import->now, &counts, fault);
	if (status != STATUS_OK)
		return status;
	size_t waiting = report->rows + report->packed - report->no_exposure - report->unknown_type -
					 report->not_arrived;
	for (size_t i = 0; i < DISPATCH_FAULT_COUNT; i++)
		waiting -= report->unusable[i];
	report->collapsed = waiting - (size_t)counts.settled;
	report->new_people = (size_t)counts.new_people;
	struct person_id after = {0};
	size_t count = 1;
	while (status == STATUS_OK && count) {
		struct arena own;
		arena_init(&own);
		status = record_some(import, &own, &after, &count, report, fault);
		arena_done(&own);
	}
	return status;
}
