// SPDX-License-Identifier: MIT
#include "app/exposures/record.h"

#include <stdlib.h>
#include <string.h>

#include "app/exposures/decide.h"
#include "app/exposures/people_fold.h"
#include "store/people.h"

#define TRIES 4

// What a transaction is for: inputs, or a retraction, or people for whom time passes.
struct task {
	const struct recorder *recorder;
	struct instant now;
	const struct record_input *inputs;
	size_t input_count;
	struct record_result *results;
	bool all;                       // inputs are recorded or known, or the transaction fails
	const struct person_id *people; // ascending
	size_t people_count;
	bool retracts;                       // of the one person
	const struct exposure_id *retracted; // NULL: all
	const struct audit_actor *by;        // who retracts
};

struct work {
	const struct task *task;
	struct arena arena;
	struct person_id *people; // ascending, each once
	struct text *profiles;    // start is NULL for one who is not there
	int32_t *versions;        // of the policy, by which their lines were folded
	size_t people_count;
	struct logged_exposure *added; // to the log
	size_t added_count;
	struct logged_exposure *fresh; // of those, what counts: by person, in order
	double *replaced;              // the dose that each of them corrects
	size_t fresh_count;
	bool *corrected; // by person
	struct record_report report;
};

bool record_refused(enum record_outcome outcome)
{
	return outcome >= RECORD_ID_TAKEN;
}

static int compare_people(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

static enum status gather_people(struct work *work, struct fault *fault)
{
	const struct task *task = work->task;
	size_t count = task->inputs ? task->input_count : task->people_count;
	work->people = arena_array(&work->arena, count, sizeof *work->people);
	work->profiles = arena_array(&work->arena, count, sizeof *work->profiles);
	work->versions = arena_array(&work->arena, count, sizeof *work->versions);
	if (!work->people || !work->profiles || !work->versions)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		work->people[i] = task->inputs ? task->inputs[i].exposure.person : task->people[i];
	if (task->inputs)
		qsort(work->people, count, sizeof *work->people, compare_people);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !uuid_equal(work->people[i].uuid, work->people[i - 1].uuid))
			work->people[work->people_count++] = work->people[i];
	}
	return STATUS_OK;
}

// What is known of the inputs' ids and of what they correct.
static enum status read_known(struct work *work, struct decisions *decisions, struct fault *fault)
{
	const struct task *task = work->task;
	size_t count = 0;
	struct person_id *people = arena_array(&work->arena, task->input_count * 2, sizeof *people);
	struct exposure_id *ids = arena_array(&work->arena, task->input_count * 2, sizeof *ids);
	if (!people || !ids)
		return fault_memory(fault);
	for (size_t i = 0; i < task->input_count; i++) {
		const struct exposure *exposure = &task->inputs[i].exposure;
		people[count] = exposure->person;
		ids[count++] = exposure->id;
		if (uuid_is_nil(exposure->corrects.uuid))
			continue;
		people[count] = exposure->person;
		ids[count++] = exposure->corrects;
	}
	enum status status = exposure_known(task->recorder->connection, people, ids, count,
		&work->arena, &decisions->known, &decisions->known_count, fault);
	if (status == STATUS_OK)
		status = retraction_read(task->recorder->connection, people, ids, count, &work->arena,
			&decisions->removed, &decisions->removed_count, fault);
	return status;
}

static enum status take_decisions(
	struct work *work, const struct decisions *decisions, struct fault *fault)
{
	size_t count = decisions->fresh_count;
	work->added = arena_array(&work->arena, count, sizeof *work->added);
	work->fresh = arena_array(&work->arena, count, sizeof *work->fresh);
	work->replaced = arena_array(&work->arena, count, sizeof *work->replaced);
	if (!work->added || !work->fresh || !work->replaced)
		return fault_memory(fault);
	work->corrected = decisions->corrected;
	for (size_t i = 0; i < count; i++) {
		work->added[work->added_count++] = decisions->fresh[i].logged;
		if (decisions->fresh[i].replaced)
			continue;
		work->replaced[work->fresh_count] = decisions->fresh[i].replaced_dose;
		work->fresh[work->fresh_count++] = decisions->fresh[i].logged;
	}
	return STATUS_OK;
}

static void count_outcomes(struct work *work)
{
	for (size_t i = 0; i < work->task->input_count; i++) {
		enum record_outcome outcome = work->task->results[i].outcome;
		work->report.added += outcome == RECORD_ADDED;
		work->report.corrected += outcome == RECORD_CORRECTED;
		work->report.known += outcome == RECORD_KNOWN;
	}
}

static bool was_any_refused(const struct task *task)
{
	for (size_t i = 0; i < task->input_count; i++) {
		if (record_refused(task->results[i].outcome))
			return true;
	}
	return false;
}

static enum status decide_inputs(struct work *work, struct fault *fault)
{
	const struct task *task = work->task;
	struct decisions decisions = {
		.policy = task->recorder->policy,
		.now = task->now,
		.arena = &work->arena,
		.people = work->people,
		.profiles = work->profiles,
		.people_count = work->people_count,
	};
	enum status status = read_known(work, &decisions, fault);
	if (status == STATUS_OK)
		status = decide(&decisions, task->inputs, task->input_count, task->results, fault);
	if (status == STATUS_OK)
		status = take_decisions(work, &decisions, fault);
	if (status == STATUS_OK)
		count_outcomes(work);
	return status;
}

static enum status add_inputs(struct work *work, struct fault *fault)
{
	const struct task *task = work->task;
	const struct recorder *recorder = task->recorder;
	size_t added = 0;
	enum status status = decide_inputs(work, fault);
	if (status != STATUS_OK)
		return status;
	if (task->all && was_any_refused(task))
		return fault_set(fault, STATUS_INVALID, NULL,
			"An exposure cannot be recorded under the policy in force.");
	if (work->added_count == 0)
		return STATUS_OK;
	status = exposure_add(recorder->connection, recorder->organisation->id,
		recorder->policy_version, task->now, work->added, work->added_count, &added, fault);
	// The people are locked, so nobody else can have added one of these meanwhile.
	if (status == STATUS_OK && added != work->added_count)
		status = fault_set(fault, STATUS_CONFLICT, NULL, "An exposure's id is taken.");
	return status;
}

static enum status retract(struct work *work, struct fault *fault)
{
	const struct task *task = work->task;
	struct connection *connection = task->recorder->connection;
	struct retraction *known;
	size_t removed = 0, count = 0;
	work->corrected = arena_array(&work->arena, work->people_count, sizeof *work->corrected);
	if (!work->corrected)
		return fault_memory(fault);
	struct organisation_id organisation = task->recorder->organisation->id;
	enum status status = task->retracted
							 ? retraction_add(connection, work->people[0], *task->retracted,
								   organisation, task->now, &removed, fault)
							 : retraction_add_all(connection, work->people[0], organisation,
								   task->now, &removed, fault);
	work->corrected[0] = removed > 0;
	if (status != STATUS_OK || !task->retracted)
		return status;
	if (removed == 0)
		status = retraction_read(
			connection, work->people, task->retracted, 1, &work->arena, &known, &count, fault);
	if (status == STATUS_OK && removed + count == 0)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such entry.");
	return status;
}

static enum status fold_work(struct work *work, struct fault *fault)
{
	struct people_fold people = {
		.recorder = work->task->recorder,
		.now = work->task->now,
		.arena = &work->arena,
		.people = work->people,
		.profiles = work->profiles,
		.versions = work->versions,
		.count = work->people_count,
		.fresh = work->fresh,
		.replaced = work->replaced,
		.fresh_count = work->fresh_count,
		.corrected = work->corrected,
		.passing = !work->task->inputs && !work->task->retracts,
	};
	return people_fold_run(&people, &work->report, fault);
}

static enum status work_through(struct work *work, struct fault *fault)
{
	const struct task *task = work->task;
	enum status status = people_lock(task->recorder->connection, work->people, work->people_count,
		task->now, &work->arena, work->profiles, work->versions, fault);
	if (status == STATUS_OK && !task->inputs && !work->profiles[0].start && task->retracts)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such person.");
	if (status == STATUS_OK && task->inputs)
		status = add_inputs(work, fault);
	if (status == STATUS_OK && task->retracts)
		status = retract(work, fault);
	if (status == STATUS_OK)
		status = fold_work(work, fault);
	if (status == STATUS_OK && task->retracts && work->corrected[0])
		status = audit_add_person(
			task->recorder->connection, task->by, AUDIT_ENTRY_REMOVED, work->people[0], fault);
	return status;
}

static void add_report(struct record_report *sum, const struct record_report *more)
{
	sum->added += more->added;
	sum->corrected += more->corrected;
	sum->known += more->known;
	sum->raised += more->raised;
	sum->needs += more->needs;
}

// One try, in a transaction of its own.
static enum status attempt(
	const struct task *given, struct record_report *report, struct fault *fault)
{
	struct task task = *given;
	struct work work = {.task = &task};
	struct connection *connection = task.recorder->connection;
	arena_init(&work.arena);
	enum status status = gather_people(&work, fault);
	if (status == STATUS_OK && task.inputs && !task.results) {
		task.results = arena_array(&work.arena, task.input_count, sizeof *task.results);
		if (!task.results)
			status = fault_memory(fault);
	}
	if (status == STATUS_OK)
		status = transaction_begin_keyed(connection, fault);
	if (status == STATUS_OK) {
		status = work_through(&work, fault);
		status = transaction_end(connection, status, fault);
		if (status == STATUS_OK)
			add_report(report, &work.report);
	}
	arena_done(&work.arena);
	return status;
}

static enum status try_often(
	const struct task *task, struct record_report *report, struct fault *fault)
{
	for (int i = 1;; i++) {
		struct fault own = {.status = STATUS_OK};
		enum status status = attempt(task, report, &own);
		if (status == STATUS_OK)
			return STATUS_OK;
		if (status != STATUS_RETRY || i == TRIES)
			return fault_set(fault, status, own.where, "%s", own.message);
	}
}

enum status record_exposures(const struct recorder *recorder, const struct record_input *inputs,
	size_t count, struct instant now, struct record_result *results, struct record_report *report,
	struct fault *fault)
{
	struct task task = {
		.recorder = recorder,
		.now = now,
		.inputs = inputs,
		.input_count = count,
		.results = results,
		.all = !results,
	};
	return count ? try_often(&task, report, fault) : STATUS_OK;
}

enum status record_foreseen(const struct recorder *recorder, const struct record_input *inputs,
	size_t count, struct instant now, struct record_result *results, struct record_report *report,
	struct fault *fault)
{
	struct task task = {
		.recorder = recorder,
		.now = now,
		.inputs = inputs,
		.input_count = count,
		.results = results,
	};
	struct work work = {.task = &task};
	arena_init(&work.arena);
	enum status status = gather_people(&work, fault);
	for (size_t i = 0; i < work.people_count; i++)
		work.profiles[i] = TEXT("");
	if (status == STATUS_OK)
		status = decide_inputs(&work, fault);
	if (status == STATUS_OK)
		add_report(report, &work.report);
	arena_done(&work.arena);
	return status;
}

enum status record_groups(const struct recorder *recorder, const struct record_input *inputs,
	size_t count, struct instant now, struct record_result *results, struct record_report *report,
	struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	enum status last = record_exposures(recorder, inputs, count, now, results, report, &own);
	if (last == STATUS_OK)
		return STATUS_OK;
	bool retry = last != STATUS_UNAVAILABLE && inputs[0].group != inputs[count - 1].group;
	if (retry)
		last = STATUS_OK;
	for (size_t first = 0, end; first < count; first = end) {
		struct fault why = {.status = STATUS_OK};
		enum status status = last == STATUS_OK ? STATUS_OK : last;
		for (end = first; end < count && inputs[end].group == inputs[first].group; end++)
			continue;
		if (retry)
			status = record_exposures(
				recorder, inputs + first, end - first, now, results + first, report, &why);
		if (status == STATUS_OK)
			continue;
		for (size_t i = first; i < end; i++)
			results[i].outcome = RECORD_FAILED;
		if (retry)
			own = why;
		last = status;
		retry = retry && last != STATUS_UNAVAILABLE;
	}
	return last == STATUS_OK ? STATUS_OK : fault_set(fault, last, own.where, "%s", own.message);
}

enum status record_retraction(const struct recorder *recorder, struct person_id person,
	struct exposure_id exposure, const struct audit_actor *by, struct record_report *report,
	struct fault *fault)
{
	struct task task = {
		.recorder = recorder,
		.now = by->now,
		.people = &person,
		.people_count = 1,
		.retracts = true,
		.retracted = &exposure,
		.by = by,
	};
	return try_often(&task, report, fault);
}

enum status record_retraction_of_all(const struct recorder *recorder, struct person_id person,
	const struct audit_actor *by, struct record_report *report, struct fault *fault)
{
	struct task task = {
		.recorder = recorder,
		.now = by->now,
		.people = &person,
		.people_count = 1,
		.retracts = true,
		.by = by,
	};
	return try_often(&task, report, fault);
}

enum status record_passing(const struct recorder *recorder, const struct person_id *people,
	size_t count, struct instant now, struct record_report *report, struct fault *fault)
{
	struct task task = {
		.recorder = recorder,
		.now = now,
		.people = people,
		.people_count = count,
	};
	return count ? try_often(&task, report, fault) : STATUS_OK;
}
