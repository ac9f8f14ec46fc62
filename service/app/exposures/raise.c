// SPDX-License-Identifier: MIT
#include "app/exposures/raise.h"

#include <string.h>

// The open need of the person that a response joins: the one for the same first kind.
static struct need *joined_need(
	const struct fold *fold, const struct policy_response *response, struct batch *batch)
{
	for (size_t i = 0; i < batch->need_count; i++) {
		if (uuid_equal(batch->needs[i].person.uuid, fold->person.uuid) &&
			batch->needs[i].kinds[0] == response->kinds[0])
			return &batch->needs[i];
	}
	for (size_t i = 0; i < batch->stronger_count; i++) {
		if (uuid_equal(batch->stronger[i].person.uuid, fold->person.uuid) &&
			batch->stronger[i].kinds[0] == response->kinds[0])
			return &batch->stronger[i];
	}
	return NULL;
}

struct instant raise_hold_from(const struct fold *fold, const struct exposure *exposure)
{
	return exposure->source == EXPOSURE_IMPORT
			   ? instant_later(fold->now, fold->policy->import_hold_after_seconds)
			   : fold->now;
}

// When something was crossed, and before when no seat may be held for it.
struct cause {
	struct instant crossed_at, hold_from;
};

static void fill_need(const struct policy_response *response, struct cause cause, struct need *need)
{
	struct instant from = instant_latest(cause.crossed_at, cause.hold_from);
	need->response = response->id;
	memcpy(need->kinds, response->kinds, sizeof need->kinds);
	need->kind_count = response->kind_count;
	need->minutes = response->minutes;
	need->priority = response->priority;
	need->earliest_at = instant_later(from, response->earliest_seconds);
	need->latest_at = instant_later(from, response->latest_seconds);
	need->notice_seconds = response->notice_seconds;
	need->answer_seconds = response->answer_seconds;
	need->hold_from = cause.hold_from;
}

static const struct need *open_need(const struct fold *fold, const struct policy_response *response)
{
	for (size_t i = 0; i < fold->open_count; i++) {
		if (fold->open[i].kinds[0] == response->kinds[0])
			return &fold->open[i];
	}
	return NULL;
}

// The id of the need that answers: a new one, or an open one, made more pressing if it has to be.
static struct need_id answer(const struct fold *fold, const struct policy_response *response,
	struct cause cause, struct batch *batch)
{
	struct need *joined = joined_need(fold, response, batch);
	if (joined) {
		if (joined->priority < response->priority)
			fill_need(response, cause, joined);
		return joined->id;
	}
	const struct need *open = open_need(fold, response);
	if (open && open->priority >= response->priority)
		return open->id;
	struct need *need = open ? batch_grow(batch, (void **)&batch->stronger, &batch->stronger_count,
								   &batch->stronger_size, sizeof *need)
							 : batch_grow(batch, (void **)&batch->needs, &batch->need_count,
								   &batch->need_size, sizeof *need);
	if (!need)
		return (struct need_id){0};
	*need = (struct need){
		.person = fold->person,
		.id = open ? open->id : (struct need_id){fold->new_id(fold->now)},
		.organisation = fold->organisation,
		.state = NEED_OPEN,
	};
	fill_need(response, cause, need);
	return need->id;
}

// What comes later, from what led to a need on. A re-alarm has nothing of its own follow.
static void follow_up(const struct fold *fold, const struct policy_response *response,
	struct cause cause, struct need_id need, struct batch *batch)
{
	struct instant from = instant_latest(cause.crossed_at, cause.hold_from);
	for (size_t i = 0; i < response->follow_up_count; i++) {
		const struct policy_follow_up *later = &response->follow_ups[i];
		struct follow_up *row = batch_grow(batch, (void **)&batch->follow_ups,
			&batch->follow_up_count, &batch->follow_up_size, sizeof *row);
		if (row)
			*row = (struct follow_up){fold->person, need, (int32_t)i,
				fold->policy->responses[later->response].id,
				instant_later(from, later->after_seconds)};
	}
}

static struct need_id record(const struct fold *fold, struct stored_crossing crossing,
	struct instant hold_from, size_t response, struct batch *batch)
{
	struct cause cause = {crossing.at, instant_latest(hold_from, fold->now)};
	crossing.person = fold->person;
	crossing.id.uuid = fold->new_id(fold->now);
	if (crossing.change != ALARM_CLEARED && response != POLICY_NO_RESPONSE) {
		crossing.need = answer(fold, &fold->policy->responses[response], cause, batch);
		if (crossing.change == ALARM_RAISE)
			follow_up(fold, &fold->policy->responses[response], cause, crossing.need, batch);
	}
	struct stored_crossing *row = batch_grow(batch, (void **)&batch->crossings,
		&batch->crossing_count, &batch->crossing_size, sizeof *row);
	if (row)
		*row = crossing;
	return crossing.need;
}

// Of a line's crossings in one fold the newest says whether somebody is asked to make contact. The
// time for an answer begins when there can be something to answer.
static void follow_contact(const struct fold *fold, const struct policy_line *line,
	const struct crossing *crossing, struct need_id need, struct instant hold_from,
	struct batch *batch)
{
	int64_t after = line->levels[crossing->level].contact_after_seconds;
	struct contact contact = {.person = fold->person,
		.rule = line->id,
		.need = need,
		.after_seconds = (int32_t)after,
		.due = instant_later(instant_latest(hold_from, fold->now), after)};
	struct contact *newest =
		batch->contact_count ? &batch->contacts[batch->contact_count - 1] : NULL;
	bool known = newest && uuid_equal(newest->person.uuid, fold->person.uuid) &&
				 text_equal(newest->rule, line->id);
	if (crossing->change == ALARM_CLEARED) {
		batch->contact_count -= known;
		newest = batch_grow(batch, (void **)&batch->past_contacts, &batch->past_contact_count,
			&batch->past_contact_size, sizeof *newest);
	} else if (!known) {
		newest = batch_grow(batch, (void **)&batch->contacts, &batch->contact_count,
			&batch->contact_size, sizeof *newest);
	}
	if (newest)
		*newest = contact;
}

void raise_crossing(const struct fold *fold, const struct policy_line *line,
	const struct crossing *crossing, struct instant hold_from, struct batch *batch)
{
	const struct policy_level *level = &line->levels[crossing->level];
	struct stored_crossing row = {
		.rule = line->id,
		.level = level->name,
		.change = crossing->change,
		.at = crossing->at,
		.found_late = crossing->found_late,
	};
	struct need_id need = record(fold, row, hold_from, level->response, batch);
	if (level->contact_after_seconds)
		follow_contact(fold, line, crossing, need, hold_from, batch);
}

// Materials add up over time and have rules of their own; a trigger is for one event or
// interaction.
static bool can_trigger(const struct fold *fold, const struct exposure *exposure)
{
	const struct policy_category *category = policy_category(fold->policy, exposure->category);
	return category && category->modality != MODALITY_MATERIAL;
}

void raise_triggers(const struct fold *fold, struct batch *batch)
{
	for (size_t i = 0; i < fold->fresh_count; i++) {
		const struct logged_exposure *fresh = &fold->fresh[i];
		if (!can_trigger(fold, &fresh->exposure))
			continue;
		for (size_t j = 0; j < fold->profile->trigger_count; j++) {
			const struct policy_trigger *trigger =
				&fold->policy->triggers[fold->profile->triggers[j]];
			// What it corrects has triggered already if it was heavy enough.
			if (fresh->dose < trigger->weight_at_least ||
				fold->replaced[i] >= trigger->weight_at_least)
				continue;
			struct stored_crossing row = {
				.rule = trigger->id,
				.level = TEXT(""),
				.change = ALARM_RAISE,
				.at = fresh->exposure.occurred_at,
			};
			(void)record(
				fold, row, raise_hold_from(fold, &fresh->exposure), trigger->response, batch);
		}
	}
}
