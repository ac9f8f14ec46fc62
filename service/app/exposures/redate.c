// SPDX-License-Identifier: MIT
#include "app/exposures/redate.h"

#include "store/cadences.h"

static bool same_cadence(const struct cadence *a, const struct cadence *b)
{
	if (a->step_count != b->step_count || a->minutes_per_month != b->minutes_per_month)
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

static const struct cadence *cadence_at(
	const struct policy *policy, const struct policy_profile *profile, size_t place)
{
	return &policy->cadences[profile->cadences[place]];
}

static bool has_cadence(
	const struct policy *policy, const struct policy_profile *profile, struct text id)
{
	for (size_t i = 0; profile && i < profile->cadence_count; i++) {
		if (text_equal(cadence_at(policy, profile, i)->id, id))
			return true;
	}
	return false;
}

// Some people's cadences while they are dated anew.
struct dating {
	const struct policy *policy;
	const struct zone *zone;
	struct instant now;
	const struct cadence_state *states; // by person
	size_t state_count;
	struct cadence_state *set, *forgotten;
	struct cadence_look_at *looks;
	size_t set_count, forgotten_count, look_count;
};

// One of them: before and after.
struct redated {
	const struct person_behind *person;
	const struct policy *old;
	const struct policy_profile *before, *after; // NULL: none
	const struct cadence_state *states;
	size_t state_count;
};

// What a cadence was before: the one of the same id, or the one whose place it takes.
static const struct cadence *before_it(
	const struct dating *dating, const struct redated *one, const struct cadence *cadence)
{
	const struct cadence *replaced = NULL;
	const struct policy *policy = dating->policy, *old = one->old;
	for (size_t i = 0; one->before && i < one->before->cadence_count; i++) {
		const struct cadence *other = cadence_at(old, one->before, i);
		if (text_equal(other->id, cadence->id))
			return other;
		if (!has_cadence(policy, one->after, other->id) &&
			old->responses[other->response].kinds[0] ==
				policy->responses[cadence->response].kinds[0])
			replaced = other;
	}
	return replaced;
}

static const struct cadence_state *state_of(const struct redated *one, struct text cadence)
{
	for (size_t i = 0; i < one->state_count; i++) {
		if (text_equal(one->states[i].cadence, cadence))
			return &one->states[i];
	}
	return NULL;
}

static struct instant month_date(
	const struct dating *dating, const struct redated *one, const struct cadence *cadence)
{
	const struct policy_response *response = &dating->policy->responses[cadence->response];
	int64_t whole = INT64_C(60) * cadence->minutes_per_month;
	struct interval month = cadence_month(dating->zone, dating->now);
	struct instant date =
		cadence_month_date(cadence, response, one->person->person, month, dating->now, whole);
	if (instant_before(date, INSTANT_NEVER))
		return date;
	struct interval next = cadence_month(dating->zone, month.to);
	return cadence_month_date(cadence, response, one->person->person, next, next.from, whole);
}

static struct instant new_date(const struct dating *dating, const struct redated *one,
	const struct cadence *cadence, const struct cadence_state *was)
{
	struct instant joined = one->person->joined;
	if (cadence->minutes_per_month)
		return month_date(dating, one, cadence);
	struct instant due = cadence_next(cadence, one->person->person, joined, was->counted_from);
	return instant_before(due, dating->now)
			   ? instant_earliest(
					 was->due, cadence_first(cadence, one->person->person, joined, dating->now))
			   : due;
}

// When it is to be looked at: at once where the engine has to begin counting.
static struct instant date_one(
	struct dating *dating, const struct redated *one, const struct cadence *cadence, bool *changed)
{
	const struct cadence *old = before_it(dating, one, cadence);
	const struct cadence_state *was = old ? state_of(one, old->id) : NULL;
	bool same = old && same_cadence(old, cadence), named = old && text_equal(old->id, cadence->id);
	*changed |= !same || !named;
	if (!was || !instant_before(was->counted_from, INSTANT_NEVER))
		return dating->now;
	if (same && named)
		return was->due;
	struct cadence_state state = *was;
	state.cadence = cadence->id;
	if (!same)
		state.due = new_date(dating, one, cadence, was);
	dating->set[dating->set_count++] = state;
	return state.due;
}

// Nothing where somebody's cadences are as they were.
static void date_person(struct dating *dating, const struct redated *one)
{
	bool changed = false;
	struct instant next = INSTANT_NEVER;
	for (size_t i = 0; one->after && i < one->after->cadence_count; i++)
		next = instant_earliest(
			next, date_one(dating, one, cadence_at(dating->policy, one->after, i), &changed));
	for (size_t i = 0; one->before && i < one->before->cadence_count; i++)
		changed |=
			!has_cadence(dating->policy, one->after, cadence_at(one->old, one->before, i)->id);
	if (!changed)
		return;
	for (size_t i = 0; i < one->state_count; i++) {
		if (!has_cadence(dating->policy, one->after, one->states[i].cadence))
			dating->forgotten[dating->forgotten_count++] = one->states[i];
	}
	dating->looks[dating->look_count++] = (struct cadence_look_at){one->person->person, next};
}

static void date_people(struct dating *dating, const struct person_behind *behind, size_t count)
{
	size_t place = 0;
	for (size_t i = 0; i < count; i++) {
		const struct policy *old = dating->policy->before;
		struct redated one = {.person = &behind[i],
			.after = policy_profile(dating->policy, behind[i].profile),
			.states = dating->states + place};
		for (; place < dating->state_count &&
			   uuid_equal(dating->states[place].person.uuid, behind[i].person.uuid);
			 place++)
			one.state_count++;
		while (old && old->version != behind[i].policy_version)
			old = old->before;
		if (!old)
			continue;
		one.old = old;
		one.before = policy_profile(old, behind[i].profile);
		date_person(dating, &one);
	}
}

static enum status write_dates(
	struct connection *connection, const struct dating *dating, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (dating->look_count)
		status = cadences_look(connection, dating->looks, dating->look_count, fault);
	if (status == STATUS_OK && dating->forgotten_count)
		status = cadences_forget(connection, dating->forgotten, dating->forgotten_count, fault);
	if (status == STATUS_OK && dating->set_count)
		status = cadences_set(connection, dating->set, dating->set_count, fault);
	return status;
}

enum status redate_cadences(const struct recorder *recorder, const struct zone *zone,
	const struct person_behind *behind, size_t count, struct instant now, struct arena *arena,
	struct fault *fault)
{
	struct cadence_state *states;
	struct dating dating = {.policy = recorder->policy, .zone = zone, .now = now};
	struct person_id *people = arena_array(arena, count, sizeof *people);
	if (!people)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		people[i] = behind[i].person;
	enum status status = cadences_read(
		recorder->connection, people, count, arena, &states, &dating.state_count, fault);
	if (status != STATUS_OK)
		return status;
	dating.states = states;
	dating.set = arena_array(arena, count * POLICY_CADENCES_LIMIT, sizeof *dating.set);
	dating.forgotten = arena_array(arena, dating.state_count, sizeof *dating.forgotten);
	dating.looks = arena_array(arena, count, sizeof *dating.looks);
	if (!dating.set || !dating.forgotten || !dating.looks)
		return fault_memory(fault);
	date_people(&dating, behind, count);
	return write_dates(recorder->connection, &dating, fault);
}
