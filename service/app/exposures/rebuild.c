// SPDX-License-Identifier: MIT
#include "app/exposures/rebuild.h"

#include "app/exposures/people_fold.h"

#define ATTEMPTS 5

// Those of a range whom the policy in force has folded, as people_fold takes them.
static enum status choose(const struct recorder *recorder, const struct range_person *found,
	size_t count, struct people_fold *work, struct fault *fault)
{
	struct person_id *people = arena_array(work->arena, count, sizeof *people);
	struct text *profiles = arena_array(work->arena, count, sizeof *profiles);
	int32_t *versions = arena_array(work->arena, count, sizeof *versions);
	if (!people || !profiles || !versions)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if (found[i].policy_version != recorder->policy_version)
			continue;
		people[work->count] = found[i].person;
		profiles[work->count] = found[i].profile;
		versions[work->count++] = found[i].policy_version;
	}
	work->people = people;
	work->profiles = profiles;
	work->versions = versions;
	return STATUS_OK;
}

static enum status fold(const struct recorder *recorder, const struct people_range *range,
	struct people_fold *work, struct rebuild_report *report, struct fault *fault)
{
	struct range_person *found;
	size_t count;
	enum status status = people_range_lock(recorder->connection, recorder->organisation->id, range,
		work->arena, &found, &count, fault);
	if (status == STATUS_OK)
		status = choose(recorder, found, count, work, fault);
	if (status == STATUS_OK)
		status = people_fold_run(work, &report->found, fault);
	report->people = work->count;
	report->waiting = status == STATUS_OK ? count - work->count : 0;
	return status;
}

static enum status attempt(const struct recorder *recorder, const struct people_range *range,
	enum rebuild_how how, struct instant now, struct rebuild_report *report, struct fault *fault)
{
	struct arena arena;
	enum status status = transaction_begin_keyed(recorder->connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	struct people_fold work = {
		.recorder = recorder,
		.now = now,
		.arena = &arena,
		.anew = true,
		.check = how == REBUILD_CHECK ? &report->check : NULL,
	};
	status = fold(recorder, range, &work, report, fault);
	if (how == REBUILD_CHECK)
		transaction_rollback(recorder->connection);
	else
		status = transaction_end(recorder->connection, status, fault);
	arena_done(&arena);
	return status;
}

static void add(struct rebuild_report *report, const struct rebuild_report *more)
{
	report->people += more->people;
	report->waiting += more->waiting;
	report->check.states += more->check.states;
	report->check.differing += more->check.differing;
	report->found.raised += more->found.raised;
	report->found.needs += more->found.needs;
}

enum status rebuild_range(const struct recorder *recorder, const struct people_range *range,
	enum rebuild_how how, struct instant now, struct rebuild_report *report, struct fault *fault)
{
	struct fault own;
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < ATTEMPTS; i++) {
		struct rebuild_report range_report = {0};
		own = (struct fault){.status = STATUS_OK};
		status = attempt(recorder, range, how, now, &range_report, &own);
		if (status == STATUS_OK)
			add(report, &range_report);
	}
	return status == STATUS_OK ? status : fault_set(fault, status, own.where, "%s", own.message);
}

enum status rebuild_check_part(const struct recorder *recorder, size_t part, size_t parts,
	struct instant now, struct rebuild_report *report, struct fault *fault)
{
	struct arena arena;
	struct people_range *ranges;
	size_t count = 0;
	arena_init(&arena);
	enum status status = people_ranges(recorder->connection, recorder->organisation->id,
		REBUILD_AT_ONCE, &arena, &ranges, &count, fault);
	if (parts > count)
		parts = count; // some every night
	for (size_t i = parts ? part % parts : 0; status == STATUS_OK && i < count; i += parts)
		status = rebuild_range(recorder, &ranges[i], REBUILD_CHECK, now, report, fault);
	arena_done(&arena);
	return status;
}
