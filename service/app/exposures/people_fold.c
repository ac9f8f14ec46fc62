// SPDX-License-Identifier: MIT
#include "app/exposures/people_fold.h"

#include "store/absences.h"
#include "store/change_overs.h"

// One person on their way through the transaction; all that stands here is their own.
struct folder {
	struct fold fold;
	bool reads_log;
};

static bool is_behind(const struct people_fold *work, size_t index)
{
	return work->versions[index] != work->recorder->policy_version;
}

static struct fold begin_fold(const struct people_fold *work, size_t index)
{
	const struct recorder *recorder = work->recorder;
	return (struct fold){
		.policy = recorder->policy,
		.policy_version = recorder->policy_version,
		.organisation = recorder->organisation->id,
		.person = work->people[index],
		.profile = policy_profile_or_default(recorder->policy, work->profiles[index]),
		.now = work->now,
		.corrected =
			work->anew || (work->corrected && work->corrected[index]) || is_behind(work, index),
		.new_id = recorder->new_id,
	};
}

// A folder for each person for whom there is something to fold.
static enum status begin_folders(struct people_fold *work, struct fault *fault)
{
	size_t fresh = 0;
	work->folders = arena_array(work->arena, work->count, sizeof *work->folders);
	if (!work->folders)
		return fault_memory(fault);
	for (size_t i = 0; i < work->count; i++) {
		// Versions come into force in their order, one at a time (app/policies/life).
		if (work->profiles[i].start && work->versions[i] > work->recorder->policy_version)
			return fault_set(fault, STATUS_RETRY, NULL,
				"A newer policy has come into force meanwhile; try again.");
		struct fold fold = begin_fold(work, i);
		fold.fresh = work->fresh + fresh;
		fold.replaced = work->replaced + fresh;
		while (fresh < work->fresh_count &&
			   uuid_equal(work->fresh[fresh].exposure.person.uuid, fold.person.uuid)) {
			fold.fresh_count++;
			fresh++;
		}
		if (work->profiles[i].start && (fold.fresh_count || fold.corrected || work->passing))
			work->folders[work->folder_count++] = (struct folder){.fold = fold};
	}
	return STATUS_OK;
}

// Moves `place` over the items of a list, ordered by person, that are a person's own.
#define OWN_PART(list, count, place, owner, first, own)                                            \
	do {                                                                                           \
		(first) = (list) + (place);                                                                \
		while ((place) < (count) && uuid_equal((list)[place].person.uuid, (owner).uuid)) {         \
			(place)++;                                                                             \
			(own)++;                                                                               \
		}                                                                                          \
	} while (0)

// Whether a version that came before has other rules of working time, or is not known any more.
static bool has_other_times(const struct policy *policy, int32_t version)
{
	const struct policy *earlier = policy->before;
	while (earlier && earlier->version != version)
		earlier = earlier->before;
	return !earlier || !roster_rules_equal(&earlier->roster_rules, &policy->roster_rules);
}

// Lines of the other version that are none of this one's come due no more, and where its rules of
// working time are others, what is held is looked at again.
static enum status change_over(struct people_fold *work, struct fault *fault)
{
	const struct recorder *recorder = work->recorder;
	struct person_id *behind = arena_array(work->arena, work->count, sizeof *behind);
	struct person_id *retimed = arena_array(work->arena, work->count, sizeof *retimed);
	size_t count = 0, retimed_count = 0;
	if (!behind || !retimed)
		return fault_memory(fault);
	for (size_t i = 0; i < work->count; i++) {
		if (!work->profiles[i].start || !is_behind(work, i))
			continue;
		behind[count++] = work->people[i];
		if (has_other_times(recorder->policy, work->versions[i]))
			retimed[retimed_count++] = work->people[i];
	}
	if (count == 0)
		return STATUS_OK;
	enum status status =
		people_folded_by(recorder->connection, behind, count, recorder->policy_version, fault);
	if (status == STATUS_OK)
		status = needs_look_again(recorder->connection, retimed, retimed_count, work->now, fault);
	return status == STATUS_OK ? lines_rest(recorder->connection, behind, count, fault) : status;
}

static enum status read_states(
	struct people_fold *work, const struct person_id *people, struct fault *fault)
{
	struct connection *connection = work->recorder->connection;
	struct stored_states states;
	struct need *open;
	size_t open_count, lines = 0, alarms = 0, needs = 0;
	enum status status =
		states_read(connection, people, work->folder_count, work->arena, &states, fault);
	if (status == STATUS_OK)
		status = needs_open(
			connection, people, work->folder_count, work->arena, &open, &open_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < work->folder_count; i++) {
		struct fold *fold = &work->folders[i].fold;
		OWN_PART(
			states.lines, states.line_count, lines, fold->person, fold->lines, fold->line_count);
		OWN_PART(states.alarms, states.alarm_count, alarms, fold->person, fold->alarms,
			fold->alarm_count);
		OWN_PART(open, open_count, needs, fold->person, fold->open, fold->open_count);
		work->folders[i].reads_log = fold_needs_log(fold);
	}
	return status;
}

// The sessions that people attended, for those whose lines are folded anew.
static enum status read_attended(
	struct people_fold *work, const struct person_id *people, size_t count, struct fault *fault)
{
	struct attended_session *attended;
	size_t number, place = 0;
	enum status status = attendance_read(
		work->recorder->connection, people, count, work->arena, &attended, &number, fault);
	for (size_t i = 0; status == STATUS_OK && i < work->folder_count; i++) {
		struct fold *fold = &work->folders[i].fold;
		OWN_PART(attended, number, place, fold->person, fold->attended, fold->attended_count);
	}
	return status;
}

// What is on record of everybody, and their logs as one range, taken person by person later.
static enum status read_range(
	struct people_fold *work, const struct person_id *people, struct fault *fault)
{
	struct connection *connection = work->recorder->connection;
	struct stored_crossing *known;
	size_t known_count, crossed = 0, count = work->folder_count;
	enum status status =
		crossings_read(connection, people, count, work->arena, &known, &known_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct fold *fold = &work->folders[i].fold;
		OWN_PART(known, known_count, crossed, fold->person, fold->known, fold->known_count);
	}
	if (status == STATUS_OK)
		status = read_attended(work, people, count, fault);
	return status == STATUS_OK
			   ? log_range_read(connection, people[0], people[count - 1], &work->range, fault)
			   : status;
}

// The logs of those whose lines must be folded anew, and what of them is on record.
static enum status read_logs(
	struct people_fold *work, struct person_id *people, struct fault *fault)
{
	if (work->anew)
		return read_range(work, people, fault);
	struct connection *connection = work->recorder->connection;
	struct logged_exposure *log;
	struct stored_crossing *known;
	size_t count = 0, log_count, known_count, logged = 0, crossed = 0;
	for (size_t i = 0; i < work->folder_count; i++) {
		if (work->folders[i].reads_log)
			people[count++] = work->folders[i].fold.person;
	}
	if (count == 0)
		return STATUS_OK;
	enum status status =
		exposure_log(connection, people, count, work->arena, &log, &log_count, fault);
	if (status == STATUS_OK)
		status =
			crossings_read(connection, people, count, work->arena, &known, &known_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < work->folder_count; i++) {
		struct fold *fold = &work->folders[i].fold;
		if (!work->folders[i].reads_log)
			continue;
		fold->log = log + logged;
		while (
			logged < log_count && uuid_equal(log[logged].exposure.person.uuid, fold->person.uuid)) {
			logged++;
			fold->log_count++;
		}
		OWN_PART(known, known_count, crossed, fold->person, fold->known, fold->known_count);
	}
	return status == STATUS_OK ? read_attended(work, people, count, fault) : status;
}

// What has ended goes first: a line that is crossed anew begins anew.
static enum status write_contacts(
	const struct people_fold *work, const struct batch *batch, struct fault *fault)
{
	const struct recorder *recorder = work->recorder;
	enum status status = STATUS_OK;
	if (batch->past_contact_count)
		status = contacts_end(
			recorder->connection, batch->past_contacts, batch->past_contact_count, fault);
	if (status == STATUS_OK && batch->contact_count)
		status = contacts_add(recorder->connection, recorder->organisation->id, work->now,
			batch->contacts, batch->contact_count, fault);
	return status;
}

static enum status write(struct people_fold *work, const struct batch *batch,
	struct record_report *report, struct fault *fault)
{
	const struct recorder *recorder = work->recorder;
	struct connection *connection = recorder->connection;
	struct instant now = work->now;
	struct stored_states states = {
		batch->lines, batch->line_count, batch->alarms, batch->alarm_count};
	enum status status = states_write(connection, recorder->policy_version, &states, fault);
	if (status == STATUS_OK && batch->need_count)
		status = needs_add(connection, now, batch->needs, batch->need_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < batch->stronger_count; i++)
		status = need_strengthen(connection, &batch->stronger[i], now, fault);
	if (status == STATUS_OK && batch->crossing_count)
		status = crossings_add(connection, recorder->policy_version, now, batch->crossings,
			batch->crossing_count, fault);
	if (status == STATUS_OK && batch->follow_up_count)
		status = follow_ups_add(connection, recorder->organisation->id, now, batch->follow_ups,
			batch->follow_up_count, fault);
	if (status == STATUS_OK)
		status = write_contacts(work, batch, fault);
	if (status == STATUS_OK && (batch->need_count || batch->stronger_count))
		status = engine_wake(connection, fault);
	report->needs += batch->need_count;
	for (size_t i = 0; i < batch->crossing_count; i++)
		report->raised += batch->crossings[i].change != ALARM_CLEARED;
	return status;
}

static enum status fold_all(struct people_fold *work, struct batch *batch, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < work->folder_count; i++) {
		struct fold *fold = &work->folders[i].fold;
		size_t before = batch->line_count;
		if (work->range)
			status =
				log_range_person(work->range, fold->person, &fold->log, &fold->log_count, fault);
		if (status != STATUS_OK)
			return status;
		fold_person(fold, batch);
		if (work->check)
			fold_check(work->check, fold, batch, before);
		if (batch->failed || (work->check && work->check->failed))
			status = fault_memory(fault);
	}
	return status;
}

static enum status run(struct people_fold *work, struct record_report *report, struct fault *fault)
{
	struct batch batch;
	batch_init(&batch, work->arena);
	struct person_id *people = arena_array(work->arena, work->folder_count, sizeof *people);
	if (!people)
		return fault_memory(fault);
	for (size_t i = 0; i < work->folder_count; i++)
		people[i] = work->folders[i].fold.person;
	enum status status = work->check ? STATUS_OK : change_over(work, fault);
	if (status == STATUS_OK)
		status = read_states(work, people, fault);
	if (status == STATUS_OK)
		status = read_logs(work, people, fault);
	if (status == STATUS_OK)
		status = fold_all(work, &batch, fault);
	return status == STATUS_OK && !work->check ? write(work, &batch, report, fault) : status;
}

enum status people_fold_run(
	struct people_fold *work, struct record_report *report, struct fault *fault)
{
	enum status status = begin_folders(work, fault);
	if (status == STATUS_OK && work->folder_count)
		status = run(work, report, fault);
	log_range_free(work->range);
	work->range = NULL;
	return status;
}
