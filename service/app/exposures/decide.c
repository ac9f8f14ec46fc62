// SPDX-License-Identifier: MIT
#include "app/exposures/decide.h"

#include <stdlib.h>
#include <string.h>

#define NO_SLOT SIZE_MAX

static int compare_places(struct person_id person, struct exposure_id id, struct person_id other,
	struct exposure_id second)
{
	int order = uuid_compare(id.uuid, second.uuid);
	return order ? order : uuid_compare(person.uuid, other.uuid);
}

static int compare_known(const void *a, const void *b)
{
	const struct exposure *left = &((const struct known_exposure *)a)->first.exposure;
	const struct exposure *right = &((const struct known_exposure *)b)->first.exposure;
	return compare_places(left->person, left->id, right->person, right->id);
}

static int compare_removed(const void *a, const void *b)
{
	const struct retraction *left = a, *right = b;
	return compare_places(left->person, left->exposure, right->person, right->exposure);
}

static int compare_people(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

static int compare_fresh(const void *a, const void *b)
{
	const struct exposure *left = &((const struct fresh_exposure *)a)->logged.exposure;
	const struct exposure *right = &((const struct fresh_exposure *)b)->logged.exposure;
	int order = uuid_compare(left->person.uuid, right->person.uuid);
	if (order)
		return order;
	struct dose first = {left->occurred_at, left->id, 0},
				second = {right->occurred_at, right->id, 0};
	return dose_compare(&first, &second);
}

static const struct known_exposure *find_known(
	const struct decisions *decisions, struct person_id person, struct exposure_id id)
{
	struct known_exposure wanted = {.first.exposure = {.person = person, .id = id}};
	return decisions->known_count ? bsearch(&wanted, decisions->known, decisions->known_count,
										sizeof wanted, compare_known)
								  : NULL;
}

static bool was_removed(
	const struct decisions *decisions, struct person_id person, struct exposure_id id)
{
	struct retraction wanted = {person, id};
	return decisions->removed_count &&
		   bsearch(&wanted, decisions->removed, decisions->removed_count, sizeof wanted,
			   compare_removed);
}

static size_t find_person(const struct decisions *decisions, struct person_id person)
{
	const struct person_id *found =
		bsearch(&person, decisions->people, decisions->people_count, sizeof person, compare_people);
	return (size_t)(found - decisions->people);
}

// Ids are random in their last bytes, in those of clients and those of imports.
static size_t first_slot(const struct decisions *decisions, struct exposure_id id)
{
	uint64_t bits;
	memcpy(&bits, id.uuid.bytes + 8, sizeof bits);
	return (size_t)(bits % decisions->slot_count);
}

// What of a group that was refused has been taken back stays in its slot and is passed over.
static struct fresh_exposure *find_fresh(
	const struct decisions *decisions, struct person_id person, struct exposure_id id)
{
	for (size_t i = first_slot(decisions, id); decisions->slots[i] != NO_SLOT;
		 i = (i + 1) % decisions->slot_count) {
		if (decisions->slots[i] >= decisions->fresh_count)
			continue;
		struct fresh_exposure *fresh = &decisions->fresh[decisions->slots[i]];
		if (uuid_equal(fresh->logged.exposure.id.uuid, id.uuid) &&
			uuid_equal(fresh->logged.exposure.person.uuid, person.uuid))
			return fresh;
	}
	return NULL;
}

static struct fresh_exposure *add_fresh(
	struct decisions *decisions, const struct record_input *input, const struct exposure *exposure)
{
	size_t slot = first_slot(decisions, exposure->id);
	while (decisions->slots[slot] != NO_SLOT)
		slot = (slot + 1) % decisions->slot_count;
	decisions->slots[slot] = decisions->fresh_count;
	struct fresh_exposure *fresh = &decisions->fresh[decisions->fresh_count++];
	*fresh = (struct fresh_exposure){.logged.exposure = *exposure, .group = input->group};
	return fresh;
}

static bool same_kind(const struct exposure *a, const struct exposure *b)
{
	if (!text_equal(a->category, b->category) || a->involvement != b->involvement ||
		a->modifier_count != b->modifier_count)
		return false;
	for (size_t i = 0; i < a->modifier_count; i++) {
		if (!text_equal(a->modifiers[i], b->modifiers[i]))
			return false;
	}
	return true;
}

// Whether both are as long before they were sent, but for what sending them took.
static bool as_long_ago(
	const struct exposure *given, struct instant now, const struct exposure *recorded)
{
	int64_t ago = now.seconds - given->occurred_at.seconds;
	int64_t then = recorded->recorded_at.seconds - recorded->occurred_at.seconds;
	return llabs(ago - then) <= EXPOSURE_FUTURE_TOLERANCE;
}

// Whether a repeated request says what was recorded. One that was a little ahead of the clock was
// recorded as of then.
static bool same_content(
	const struct record_input *input, struct instant now, const struct exposure *recorded)
{
	const struct exposure *given = &input->exposure;
	bool ahead =
		recorded->occurred_at.seconds == recorded->recorded_at.seconds &&
		instant_before(recorded->occurred_at, given->occurred_at) &&
		given->occurred_at.seconds - recorded->recorded_at.seconds <= EXPOSURE_FUTURE_TOLERANCE;
	return same_kind(given, recorded) && given->minutes == recorded->minutes &&
		   given->items == recorded->items && given->source == recorded->source &&
		   uuid_equal(given->corrects.uuid, recorded->corrects.uuid) &&
		   (ahead || given->occurred_at.seconds == recorded->occurred_at.seconds ||
			   (input->told_as_ago && as_long_ago(given, now, recorded)));
}

static enum record_outcome compare_with(const struct record_input *input, struct instant now,
	const struct logged_exposure *recorded, struct record_result *result)
{
	if (!same_content(input, now, &recorded->exposure))
		return RECORD_ID_TAKEN;
	result->occurred_at = recorded->exposure.occurred_at;
	result->recorded_at = recorded->exposure.recorded_at;
	result->dose = recorded->dose;
	return RECORD_KNOWN;
}

// A row of an import whose incident and person are known: what stands of both is the earliest time
// and the heaviest kind. A weight that another version of the policy gives is no news.
static bool tells_more(const struct decisions *decisions, const struct record_input *input,
	const struct known_exposure *known, struct exposure *out)
{
	double dose, stands;
	const struct exposure *last = &known->last.exposure;
	if (!known->by_import)
		return false;
	if (policy_dose(decisions->policy, last, &stands, NULL) != STATUS_OK)
		stands = known->last.dose;
	bool earlier = instant_before(input->exposure.occurred_at, known->earliest_at);
	bool heavier = !same_kind(&input->exposure, last) &&
				   policy_dose(decisions->policy, &input->exposure, &dose, NULL) == STATUS_OK &&
				   dose > stands;
	if (!earlier && !heavier)
		return false;
	out->id = input->correction;
	out->corrects = last->id;
	out->occurred_at = instant_earliest(out->occurred_at, known->earliest_at);
	if (!heavier) {
		out->category = last->category;
		out->involvement = last->involvement;
		memcpy(out->modifiers, last->modifiers, sizeof out->modifiers);
		out->modifier_count = last->modifier_count;
	}
	return true;
}

// What a new exposure corrects: something that stands in the log, or an earlier one of the batch.
static enum record_outcome replace(struct decisions *decisions, const struct record_input *input,
	const struct exposure *exposure, double *replaced_dose)
{
	const struct known_exposure *known =
		find_known(decisions, exposure->person, exposure->corrects);
	struct fresh_exposure *fresh = find_fresh(decisions, exposure->person, exposure->corrects);
	if (was_removed(decisions, exposure->person, exposure->corrects))
		return RECORD_REMOVED;
	if (fresh) {
		if (fresh->replaced)
			return RECORD_REPLACED;
		fresh->replaced = true;
		fresh->replaced_by = input->group;
		*replaced_dose = fresh->replaced_dose;
		return RECORD_ADDED;
	}
	if (!known)
		return RECORD_NO_TARGET;
	if (!uuid_equal(known->last.exposure.id.uuid, exposure->corrects.uuid))
		return RECORD_REPLACED;
	for (size_t i = 0; i < decisions->fresh_count; i++) {
		if (uuid_equal(decisions->fresh[i].logged.exposure.corrects.uuid, exposure->corrects.uuid))
			return RECORD_REPLACED;
	}
	*replaced_dose = known->first.dose;
	return RECORD_ADDED;
}

static enum record_outcome add(struct decisions *decisions, const struct record_input *input,
	const struct exposure *exposure, double replaced_dose, struct record_result *result)
{
	double dose;
	if (policy_dose(decisions->policy, exposure, &dose, NULL) != STATUS_OK)
		return RECORD_UNWEIGHABLE;
	struct fresh_exposure *fresh = add_fresh(decisions, input, exposure);
	fresh->logged.dose = dose;
	fresh->logged.policy_version = decisions->policy->version;
	fresh->replaced_dose = replaced_dose;
	result->occurred_at = exposure->occurred_at;
	result->recorded_at = exposure->recorded_at;
	result->dose = dose;
	return RECORD_ADDED;
}

static enum record_outcome decide_import(struct decisions *decisions,
	const struct record_input *input, struct exposure *exposure, struct record_result *result)
{
	const struct known_exposure *known = find_known(decisions, exposure->person, exposure->id);
	if (was_removed(decisions, exposure->person, exposure->id))
		return RECORD_KNOWN;
	if (!known)
		return add(decisions, input, exposure, 0, result);
	if (!tells_more(decisions, input, known, exposure))
		return RECORD_KNOWN;
	enum record_outcome outcome = add(decisions, input, exposure, known->last.dose, result);
	return outcome == RECORD_ADDED ? RECORD_CORRECTED : outcome;
}

static enum record_outcome decide_one(
	struct decisions *decisions, const struct record_input *input, struct record_result *result)
{
	struct exposure exposure = input->exposure;
	const struct known_exposure *known = find_known(decisions, exposure.person, exposure.id);
	double replaced_dose = 0;
	exposure.recorded_at = decisions->now;
	exposure.occurred_at = instant_earliest(exposure.occurred_at, decisions->now);
	if (!decisions->profiles[find_person(decisions, exposure.person)].start)
		return RECORD_NO_PERSON;
	const struct fresh_exposure *fresh = find_fresh(decisions, exposure.person, exposure.id);
	if (fresh)
		return compare_with(input, decisions->now, &fresh->logged, result);
	if (exposure.source == EXPOSURE_IMPORT)
		return decide_import(decisions, input, &exposure, result);
	if (was_removed(decisions, exposure.person, exposure.id))
		return RECORD_REMOVED;
	if (known)
		return compare_with(input, decisions->now, &known->first, result);
	if (!uuid_is_nil(exposure.corrects.uuid)) {
		enum record_outcome outcome = replace(decisions, input, &exposure, &replaced_dose);
		if (outcome != RECORD_ADDED)
			return outcome;
	}
	return add(decisions, input, &exposure, replaced_dose, result);
}

// Takes back what a refused group has added.
static void take_back(struct decisions *decisions, size_t group, size_t fresh_count,
	struct record_result *results, size_t count)
{
	decisions->fresh_count = fresh_count;
	for (size_t i = 0; i < fresh_count; i++) {
		if (decisions->fresh[i].replaced && decisions->fresh[i].replaced_by == group)
			decisions->fresh[i].replaced = false;
	}
	for (size_t i = 0; i < count; i++) {
		if (!record_refused(results[i].outcome))
			results[i].outcome = RECORD_WITHHELD;
	}
}

static bool prepare(struct decisions *decisions, size_t count)
{
	decisions->slot_count = count * 2 + 1;
	decisions->fresh = arena_array(decisions->arena, count, sizeof *decisions->fresh);
	decisions->corrected =
		arena_array(decisions->arena, decisions->people_count, sizeof *decisions->corrected);
	decisions->slots =
		arena_array(decisions->arena, decisions->slot_count, sizeof *decisions->slots);
	if (!decisions->fresh || !decisions->corrected || !decisions->slots)
		return false;
	for (size_t i = 0; i < decisions->slot_count; i++)
		decisions->slots[i] = NO_SLOT;
	if (decisions->known_count)
		qsort(decisions->known, decisions->known_count, sizeof *decisions->known, compare_known);
	if (decisions->removed_count)
		qsort(decisions->removed, decisions->removed_count, sizeof *decisions->removed,
			compare_removed);
	return true;
}

enum status decide(struct decisions *decisions, const struct record_input *inputs, size_t count,
	struct record_result *results, struct fault *fault)
{
	if (!prepare(decisions, count))
		return fault_memory(fault);
	for (size_t first = 0, end; first < count; first = end) {
		size_t group = inputs[first].group, fresh_count = decisions->fresh_count;
		bool refused = false;
		for (end = first; end < count && inputs[end].group == group; end++) {
			results[end].outcome = decide_one(decisions, &inputs[end], &results[end]);
			refused |= record_refused(results[end].outcome);
		}
		if (refused)
			take_back(decisions, group, fresh_count, results + first, end - first);
	}
	for (size_t i = 0; i < decisions->fresh_count; i++) {
		const struct exposure *exposure = &decisions->fresh[i].logged.exposure;
		if (!uuid_is_nil(exposure->corrects.uuid) &&
			!find_fresh(decisions, exposure->person, exposure->corrects))
			decisions->corrected[find_person(decisions, exposure->person)] = true;
	}
	if (decisions->fresh_count)
		qsort(decisions->fresh, decisions->fresh_count, sizeof *decisions->fresh, compare_fresh);
	return STATUS_OK;
}
