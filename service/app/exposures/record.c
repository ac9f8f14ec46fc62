// SPDX-License-Identifier: MIT
#include "app/exposures/record.h"

#include <stdlib.h>
#include <string.h>

#include "store/people.h"

#define TRIES 4

// What a transaction works on; all memory is the arena's.
struct work {
	const struct recorder *recorder;
	struct instant now;
	struct arena arena;
	struct person_id *people; // ascending, each once
	struct text *profiles;
	size_t people_count;
	struct logged_exposure *fresh; // to be added, by person, in order
	size_t fresh_count;
	bool *corrected; // by person
	struct stored_states states;
	struct stored_crossing *known;
	size_t known_count;
	struct need *open;
	size_t open_count;
	struct record_report report;
};

static enum status gather_people(
	struct work *work, const struct record_input *inputs, size_t count, struct fault *fault)
{
	work->people = arena_array(&work->arena, count, sizeof *work->people);
	if (!work->people)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		struct person_id person = inputs[i].exposure.person;
		if (i == 0 || !uuid_equal(person.uuid, inputs[i - 1].exposure.person.uuid))
			work->people[work->people_count++] = person;
	}
	return STATUS_OK;
}

static enum status lock_people(struct work *work, struct fault *fault)
{
	work->profiles = arena_array(&work->arena, work->people_count, sizeof *work->profiles);
	work->corrected = arena_array(&work->arena, work->people_count, sizeof *work->corrected);
	if (!work->profiles || !work->corrected)
		return fault_memory(fault);
	for (size_t i = 0; i < work->people_count; i++) {
		enum status status = person_fold(work->recorder->connection, work->people[i], work->now,
			&work->arena, &work->profiles[i], fault);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static int chain_compare(const void *a, const void *b)
{
	const struct exposure_chain *left = a, *right = b;
	return uuid_compare(left->first.uuid, right->first.uuid);
}

// The chains of the inputs' ids that are in the log, sorted by id (ids are unique across people).
static enum status read_chains(struct work *work, const struct record_input *inputs, size_t count,
	struct exposure_chain **out, size_t *found, struct fault *fault)
{
	struct person_id *people = arena_array(&work->arena, count, sizeof *people);
	struct exposure_id *ids = arena_array(&work->arena, count, sizeof *ids);
	if (!people || !ids)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		people[i] = inputs[i].exposure.person;
		ids[i] = inputs[i].exposure.id;
	}
	enum status status = exposure_chains(
		work->recorder->connection, people, ids, count, &work->arena, out, found, fault);
	if (status == STATUS_OK && *found)
		qsort(*out, *found, sizeof **out, chain_compare);
	return status;
}

static size_t person_index(const struct work *work, struct person_id person)
{
	size_t low = 0, high = work->people_count;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		if (uuid_compare(person.uuid, work->people[middle].uuid) < 0)
			high = middle;
		else
			low = middle;
	}
	return low;
}

// Decides what of one input is to be added; false when it is known.
static bool decide(struct work *work, const struct record_input *input,
	const struct exposure_chain *chain, struct exposure *out)
{
	*out = input->exposure;
	if (!chain)
		return true;
	if (!chain->by_import || input->exposure.source != EXPOSURE_IMPORT ||
		!instant_before(input->exposure.occurred_at, chain->earliest_at))
		return false;
	out->id = input->correction;
	out->corrects = chain->last;
	work->corrected[person_index(work, out->person)] = true;
	work->report.corrected++;
	return true;
}

static enum status choose_fresh(
	struct work *work, const struct record_input *inputs, size_t count, struct fault *fault)
{
	struct exposure_chain *chains = NULL;
	size_t chain_count = 0;
	enum status status = read_chains(work, inputs, count, &chains, &chain_count, fault);
	if (status != STATUS_OK)
		return status;
	work->fresh = arena_array(&work->arena, count, sizeof *work->fresh);
	if (!work->fresh)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		struct exposure_chain wanted = {.first = inputs[i].exposure.id};
		struct exposure_chain *chain =
			chain_count ? bsearch(&wanted, chains, chain_count, sizeof *chains, chain_compare)
						: NULL;
		struct logged_exposure *fresh = &work->fresh[work->fresh_count];
		if (!decide(work, &inputs[i], chain, &fresh->exposure)) {
			work->report.known++;
			continue;
		}
		status = policy_dose(work->recorder->policy, &fresh->exposure, &fresh->dose, fault);
		if (status != STATUS_OK)
			return status;
		work->fresh_count++;
	}
	return STATUS_OK;
}

static enum status add_fresh(struct work *work, struct fault *fault)
{
	size_t added = 0;
	if (work->fresh_count == 0)
		return STATUS_OK;
	enum status status = exposure_add(work->recorder->connection, work->recorder->organisation->id,
		work->recorder->policy_version, work->now, work->fresh, work->fresh_count, &added, fault);
	if (status != STATUS_OK)
		return status;
	// The people are locked, so nobody else can have added one of these meanwhile.
	if (added != work->fresh_count)
		return fault_set(fault, STATUS_CONFLICT, NULL,
			"Two different exposures in one request have the same id.");
	work->report.added += added - work->report.corrected;
	return STATUS_OK;
}

static enum status read_state(struct work *work, struct fault *fault)
{
	struct connection *connection = work->recorder->connection;
	enum status status = states_read(
		connection, work->people, work->people_count, &work->arena, &work->states, fault);
	if (status == STATUS_OK)
		status = crossings_read(connection, work->people, work->people_count, &work->arena,
			&work->known, &work->known_count, fault);
	if (status == STATUS_OK)
		status = needs_open(connection, work->people, work->people_count, &work->arena, &work->open,
			&work->open_count, fault);
	return status;
}

static struct instant hold_from(const struct work *work, const struct fold *fold)
{
	bool imported = fold->fresh_count && fold->fresh[0].exposure.source == EXPOSURE_IMPORT;
	return imported ? instant_later(work->now, work->recorder->policy->import_hold_after_seconds)
					: work->now;
}

// Narrows lists that are ordered by person to those of one, moving each list's place on.
static void own_part(
	const struct work *work, struct person_id person, size_t places[static 3], struct fold *fold)
{
	size_t first = places[0];
	while (places[0] < work->fresh_count &&
		   uuid_equal(work->fresh[places[0]].exposure.person.uuid, person.uuid))
		places[0]++;
	fold->fresh = work->fresh + first;
	fold->fresh_count = places[0] - first;
	first = places[1];
	while (places[1] < work->known_count &&
		   uuid_equal(work->known[places[1]].person.uuid, person.uuid))
		places[1]++;
	fold->known = work->known + first;
	fold->known_count = places[1] - first;
	first = places[2];
	while (
		places[2] < work->open_count && uuid_equal(work->open[places[2]].person.uuid, person.uuid))
		places[2]++;
	fold->open = work->open + first;
	fold->open_count = places[2] - first;
}

static enum status fold_one(struct work *work, size_t index, size_t places[static 3],
	struct batch *batch, struct fault *fault)
{
	const struct recorder *recorder = work->recorder;
	struct fold fold = {
		.policy = recorder->policy,
		.policy_version = recorder->policy_version,
		.organisation = recorder->organisation->id,
		.person = work->people[index],
		.profile = policy_profile_or_default(recorder->policy, work->profiles[index]),
		.now = work->now,
		.states = &work->states,
		.corrected = work->corrected[index],
		.new_id = recorder->new_id,
	};
	own_part(work, fold.person, places, &fold);
	fold.hold_from = hold_from(work, &fold);
	if (fold_needs_log(&fold)) {
		struct logged_exposure *log;
		enum status status = exposure_log(
			recorder->connection, &fold.person, 1, &work->arena, &log, &fold.log_count, fault);
		if (status != STATUS_OK)
			return status;
		fold.log = log;
	}
	fold_person(&fold, batch);
	return batch->failed ? fault_memory(fault) : STATUS_OK;
}

static enum status write(struct work *work, const struct batch *batch, struct fault *fault)
{
	struct connection *connection = work->recorder->connection;
	struct stored_states states = {
		batch->lines, batch->line_count, batch->alarms, batch->alarm_count};
	enum status status = states_write(connection, work->recorder->policy_version, &states, fault);
	if (status == STATUS_OK)
		status = needs_add(connection, work->now, batch->needs, batch->need_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < batch->stronger_count; i++)
		status = need_strengthen(connection, &batch->stronger[i], work->now, fault);
	if (status == STATUS_OK && batch->crossing_count)
		status = crossings_add(connection, work->recorder->policy_version, work->now,
			batch->crossings, batch->crossing_count, fault);
	if (status == STATUS_OK && (batch->need_count || batch->stronger_count))
		status = engine_wake(connection, fault);
	work->report.needs += batch->need_count;
	for (size_t i = 0; i < batch->crossing_count; i++)
		work->report.raised += batch->crossings[i].change != ALARM_CLEARED;
	return status;
}

static enum status fold_people(struct work *work, struct fault *fault)
{
	struct batch batch;
	size_t places[3] = {0};
	batch_init(&batch, &work->arena);
	enum status status = read_state(work, fault);
	for (size_t i = 0; status == STATUS_OK && i < work->people_count; i++)
		status = fold_one(work, i, places, &batch, fault);
	return status == STATUS_OK ? write(work, &batch, fault) : status;
}

static enum status work_through(
	struct work *work, const struct record_input *inputs, size_t count, struct fault *fault)
{
	enum status status = lock_people(work, fault);
	if (status == STATUS_OK && count)
		status = choose_fresh(work, inputs, count, fault);
	if (status == STATUS_OK)
		status = add_fresh(work, fault);
	if (status == STATUS_OK)
		status = fold_people(work, fault);
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

// One try, in a transaction of its own. People are given, or gathered from the inputs.
static enum status attempt(const struct recorder *recorder, const struct person_id *people,
	size_t people_count, const struct record_input *inputs, size_t count, struct instant now,
	struct record_report *report, struct fault *fault)
{
	struct work work = {.recorder = recorder, .now = now};
	arena_init(&work.arena);
	enum status status = STATUS_OK;
	if (inputs) {
		status = gather_people(&work, inputs, count, fault);
	} else {
		work.people = arena_array(&work.arena, people_count, sizeof *people);
		work.people_count = people_count;
		if (!work.people)
			status = fault_memory(fault);
		else
			memcpy(work.people, people, people_count * sizeof *people);
	}
	if (status == STATUS_OK)
		status = transaction_begin(recorder->connection, fault);
	if (status == STATUS_OK) {
		status = work_through(&work, inputs, count, fault);
		status = transaction_end(recorder->connection, status, fault);
		if (status == STATUS_OK)
			add_report(report, &work.report);
	}
	arena_done(&work.arena);
	return status;
}

static enum status try_often(const struct recorder *recorder, const struct person_id *people,
	size_t people_count, const struct record_input *inputs, size_t count, struct instant now,
	struct record_report *report, struct fault *fault)
{
	for (int i = 1;; i++) {
		struct fault own = {.status = STATUS_OK};
		enum status status =
			attempt(recorder, people, people_count, inputs, count, now, report, &own);
		if (status == STATUS_OK)
			return STATUS_OK;
		if (status != STATUS_RETRY || i == TRIES)
			return fault_set(fault, status, own.where, "%s", own.message);
	}
}

enum status record_exposures(const struct recorder *recorder, const struct record_input *inputs,
	size_t count, struct instant now, struct record_report *report, struct fault *fault)
{
	if (count == 0)
		return STATUS_OK;
	return try_often(recorder, NULL, 0, inputs, count, now, report, fault);
}

enum status record_passing(const struct recorder *recorder, const struct person_id *people,
	size_t count, struct instant now, struct record_report *report, struct fault *fault)
{
	if (count == 0)
		return STATUS_OK;
	return try_often(recorder, people, count, NULL, 0, now, report, fault);
}
