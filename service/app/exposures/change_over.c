// SPDX-License-Identifier: MIT
#include "app/exposures/change_over.h"

#include <stdlib.h>

#include "app/exposures/people_fold.h"
#include "app/exposures/redate.h"
#include "store/change_overs.h"

static int compare_people(const void *a, const void *b)
{
	const struct person_behind *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

static enum status fold(const struct recorder *recorder, const struct person_behind *behind,
	size_t count, struct instant now, struct arena *arena, struct record_report *report,
	struct fault *fault)
{
	struct person_id *people = arena_array(arena, count, sizeof *people);
	struct text *profiles = arena_array(arena, count, sizeof *profiles);
	int32_t *versions = arena_array(arena, count, sizeof *versions);
	if (!people || !profiles || !versions)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		people[i] = behind[i].person;
		profiles[i] = behind[i].profile;
		versions[i] = behind[i].policy_version;
	}
	struct people_fold work = {
		.recorder = recorder,
		.now = now,
		.arena = arena,
		.people = people,
		.profiles = profiles,
		.versions = versions,
		.count = count,
		.passing = true,
	};
	return people_fold_run(&work, report, fault);
}

static enum status change_over(const struct recorder *recorder, const struct zone *zone,
	int32_t most, struct instant now, struct arena *arena, size_t *count,
	struct record_report *report, struct fault *fault)
{
	struct person_behind *behind;
	enum status status = people_behind(
		recorder->connection, recorder->policy_version, most, arena, &behind, count, fault);
	if (status != STATUS_OK || *count == 0)
		return status;
	qsort(behind, *count, sizeof *behind, compare_people);
	status = fold(recorder, behind, *count, now, arena, report, fault);
	return status == STATUS_OK ? redate_cadences(recorder, zone, behind, *count, now, arena, fault)
							   : status;
}

enum status record_change_over(const struct recorder *recorder, const struct zone *zone,
	int32_t most, struct instant now, size_t *count, struct record_report *report,
	struct fault *fault)
{
	struct arena arena;
	size_t found = 0;
	enum status status = transaction_begin_keyed(recorder->connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = change_over(recorder, zone, most, now, &arena, &found, report, fault);
	status = transaction_end(recorder->connection, status, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*count = found;
	return status;
}
