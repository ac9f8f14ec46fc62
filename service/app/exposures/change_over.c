// SPDX-License-Identifier: MIT
#include "app/exposures/change_over.h"

#include <stdlib.h>

#include "app/exposures/people_fold.h"
#include "store/cadences.h"
#include "store/change_overs.h"

static int compare_people(const void *a, const void *b)
{
	const struct person_behind *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

static const struct cadence *cadence_of(const struct policy *policy, struct text profile)
{
	const struct policy_profile *known = policy_profile(policy, profile);
	return known && known->cadence != CADENCE_NONE ? &policy->cadences[known->cadence] : NULL;
}

static bool same_cadence(const struct cadence *a, const struct cadence *b)
{
	if (!a || !b)
		return a == b;
	if (a->step_count != b->step_count)
		return false;
	for (size_t i = 0; i < a->step_count; i++) {
		const struct cadence_step *left = &a->steps[i], *right = &b->steps[i];
		if (left->service_below_seconds != right->service_below_seconds ||
			left->least_seconds != right->least_seconds ||
			left->most_seconds != right->most_seconds)
			return false;
	}
	return true;
}

// False where somebody's cadence is as it was.
static bool date_anew(const struct policy *policy, const struct person_behind *person,
	struct instant now, struct cadence_setting *out)
{
	const struct policy *old = policy->before;
	while (old && old->version != person->policy_version)
		old = old->before;
	const struct cadence *cadence = cadence_of(policy, person->profile);
	if (!old || same_cadence(cadence_of(old, person->profile), cadence))
		return false;
	*out = (struct cadence_setting){person->person, person->counted_from, INSTANT_NEVER};
	if (!cadence)
		return true;
	out->due = now; // the engine begins counting
	if (!instant_before(person->counted_from, INSTANT_NEVER))
		return true;
	out->due = cadence_next(cadence, person->person, person->joined, person->counted_from);
	if (instant_before(out->due, now))
		out->due = instant_earliest(
			person->due, cadence_first(cadence, person->person, person->joined, now));
	return true;
}

static enum status date_cadences(const struct recorder *recorder,
	const struct person_behind *behind, size_t count, struct instant now, struct arena *arena,
	struct fault *fault)
{
	size_t changed = 0;
	struct cadence_setting *settings = arena_array(arena, count, sizeof *settings);
	if (!settings)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		changed += date_anew(recorder->policy, &behind[i], now, &settings[changed]);
	return changed ? cadences_set(recorder->connection, settings, changed, fault) : STATUS_OK;
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

static enum status change_over(const struct recorder *recorder, int32_t most, struct instant now,
	struct arena *arena, size_t *count, struct record_report *report, struct fault *fault)
{
	struct person_behind *behind;
	enum status status = people_behind(
		recorder->connection, recorder->policy_version, most, arena, &behind, count, fault);
	if (status != STATUS_OK || *count == 0)
		return status;
	qsort(behind, *count, sizeof *behind, compare_people);
	status = fold(recorder, behind, *count, now, arena, report, fault);
	return status == STATUS_OK ? date_cadences(recorder, behind, *count, now, arena, fault)
							   : status;
}

enum status record_change_over(const struct recorder *recorder, int32_t most, struct instant now,
	size_t *count, struct record_report *report, struct fault *fault)
{
	struct arena arena;
	size_t found = 0;
	enum status status = transaction_begin_keyed(recorder->connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	status = change_over(recorder, most, now, &arena, &found, report, fault);
	status = transaction_end(recorder->connection, status, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*count = found;
	return status;
}
