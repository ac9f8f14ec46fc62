// SPDX-License-Identifier: MIT
#include "core/cadence_turn.h"

#include <stdlib.h>
#include <string.h>

#include "app/engine/asking.h"
#include "app/engine/steps.h"
#include "store/cadences.h"
#include "store/contacts.h"

#define AT_ONCE 200
#define UNTIL_THEY_SIGN_UP SECONDS_PER_DAY

// Some people at once: what is known of them, each list in order of people, and what comes of it.
struct round {
	const struct setting *setting;
	struct instant now;
	struct arena *arena;
	struct cadence_person *people;
	struct cadence_state *states;
	struct accepted_session *sessions;
	struct need *open;
	size_t count, state_count, session_count, open_count;
	struct cadence_state *set, *forgotten;
	struct cadence_look_at *looks;
	struct need *needs;
	struct contact *contacts;
	size_t set_count, forgotten_count, need_count, contact_count;
};

// One of them: their parts of the lists.
struct at_person {
	const struct cadence_person *person;
	const struct cadence_state *states;
	const struct cadence_session *sessions;
	size_t state_count, session_count;
	struct need_id open[SESSION_KIND_COUNT]; // by the first kind that is asked for; nil: nothing
};

static enum status read_round(
	struct connection *connection, struct round *round, struct fault *fault)
{
	struct arena *arena = round->arena;
	enum status status =
		cadences_due(connection, round->now, AT_ONCE, arena, &round->people, &round->count, fault);
	if (status != STATUS_OK || round->count == 0)
		return status;
	struct person_id *ids = arena_array(arena, round->count, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < round->count; i++)
		ids[i] = round->people[i].person;
	struct interval month = cadence_month(round->setting->zone, round->now);
	status = cadences_read(
		connection, ids, round->count, arena, &round->states, &round->state_count, fault);
	if (status == STATUS_OK)
		status = cadence_sessions(connection, ids, round->count, month.from, arena,
			&round->sessions, &round->session_count, fault);
	return status == STATUS_OK ? needs_open(connection, ids, round->count, arena, &round->open,
									 &round->open_count, fault)
							   : status;
}

static bool make_room(struct round *round)
{
	size_t most = round->count * POLICY_CADENCES_LIMIT;
	round->set = arena_array(round->arena, most, sizeof *round->set);
	round->forgotten = arena_array(round->arena, round->state_count, sizeof *round->forgotten);
	round->looks = arena_array(round->arena, round->count, sizeof *round->looks);
	round->needs = arena_array(round->arena, most, sizeof *round->needs);
	round->contacts = arena_array(round->arena, most, sizeof *round->contacts);
	return round->set && round->forgotten && round->looks && round->needs && round->contacts;
}

// Their parts of the lists, which begin at `places` and are in the same order as people.
static bool take_person(struct round *round, size_t number, size_t places[3], struct at_person *out)
{
	struct uuid id = round->people[number].person.uuid;
	*out =
		(struct at_person){.person = &round->people[number], .states = round->states + places[0]};
	while (places[0] < round->state_count && uuid_equal(round->states[places[0]].person.uuid, id)) {
		out->state_count++;
		places[0]++;
	}
	size_t first = places[1];
	while (
		places[1] < round->session_count && uuid_equal(round->sessions[places[1]].person.uuid, id))
		places[1]++;
	out->session_count = places[1] - first;
	struct cadence_session *sessions =
		arena_array(round->arena, out->session_count, sizeof *sessions);
	for (size_t i = 0; sessions && i < out->session_count; i++)
		sessions[i] = round->sessions[first + i].is;
	out->sessions = sessions;
	for (; places[2] < round->open_count && uuid_equal(round->open[places[2]].person.uuid, id);
		 places[2]++)
		out->open[round->open[places[2]].kinds[0]] = round->open[places[2]].id;
	return sessions;
}

static bool profile_has(
	const struct policy *policy, const struct policy_profile *profile, struct text cadence)
{
	for (size_t i = 0; profile && i < profile->cadence_count; i++) {
		if (text_equal(policy->cadences[profile->cadences[i]].id, cadence))
			return true;
	}
	return false;
}

// Where somebody stands with a cadence. One that takes the place of another of theirs, which begins
// with the same kind of session, goes on from where that is counted.
static struct cadence_state state_of(const struct policy *policy,
	const struct policy_profile *profile, const struct at_person *at, const struct cadence *cadence)
{
	struct cadence_state state = {.person = at->person->person,
		.cadence = cadence->id,
		.counted_from = INSTANT_NEVER,
		.due = INSTANT_NEVER};
	for (size_t i = 0; i < at->state_count; i++) {
		if (text_equal(at->states[i].cadence, cadence->id))
			return at->states[i];
		const struct cadence *other = policy_cadence(policy, at->states[i].cadence);
		if (other && !profile_has(policy, profile, other->id) &&
			policy->responses[other->response].kinds[0] ==
				policy->responses[cadence->response].kinds[0])
			state.counted_from = at->states[i].counted_from;
	}
	return state;
}

static void ask(
	struct round *round, struct at_person *at, const struct cadence *cadence, struct instant latest)
{
	const struct policy_response *response = &round->setting->policy.responses[cadence->response];
	struct need *need = &round->needs[round->need_count++];
	*need = asking_need(round->setting, response, at->person->person, round->now);
	need->latest_at = instant_earliest(need->latest_at, latest);
	at->open[response->kinds[0]] = need->id;
	if (!cadence->contact_after_seconds)
		return;
	struct text_builder rule;
	builder_init(&rule);
	builder_string(&rule, CONTACT_CADENCE);
	builder_add(&rule, cadence->id);
	round->contacts[round->contact_count++] = (struct contact){
		.person = need->person,
		.rule = rule.failed ? (struct text){NULL, 0} : text_copy(round->arena, builder_view(&rule)),
		.need = need->id,
		.after_seconds = (int32_t)cadence->contact_after_seconds,
		.due = instant_later(round->now, cadence->contact_after_seconds),
	};
	builder_done(&rule);
}

static struct instant take_turn(struct round *round, const struct policy_profile *profile,
	struct at_person *at, const struct cadence *cadence)
{
	const struct policy *policy = &round->setting->policy;
	const struct policy_response *response = &policy->responses[cadence->response];
	struct cadence_state state = state_of(policy, profile, at, cadence);
	const struct cadence_look look = {
		.cadence = cadence,
		.response = response,
		.zone = round->setting->zone,
		.person = at->person->person,
		.joined = at->person->joined,
		.now = round->now,
		.counted_from = state.counted_from,
		.due = at->person->anew ? INSTANT_NEVER : state.due,
		.answer = state.answer,
		.sessions = at->sessions,
		.session_count = at->session_count,
		.asked = !uuid_is_nil(at->open[response->kinds[0]].uuid),
	};
	struct cadence_turn turn = cadence_turn(&look);
	if (turn.ask)
		ask(round, at, cadence, turn.latest);
	state.counted_from = turn.counted_from;
	state.due = turn.due;
	if (turn.waits)
		state.waits_for = at->open[response->kinds[0]];
	else if (!turn.keeps)
		state.waits_for = (struct need_id){0};
	round->set[round->set_count++] = state;
	return turn.due;
}

// Whoever cannot answer is forgotten, and so begins anew when they come back.
static struct instant take_turns(struct round *round, struct at_person *at)
{
	const struct policy *policy = &round->setting->policy;
	const struct policy_profile *profile = policy_profile(policy, at->person->profile);
	struct instant next = INSTANT_NEVER;
	bool counts = profile && profile->cadence_count > 0;
	bool asks = counts && at->person->can_answer;
	for (size_t i = 0; i < at->state_count; i++) {
		if (!asks || !profile_has(policy, profile, at->states[i].cadence))
			round->forgotten[round->forgotten_count++] = at->states[i];
	}
	if (counts && !asks)
		return instant_later(round->now, UNTIL_THEY_SIGN_UP);
	for (size_t i = 0; asks && i < profile->cadence_count; i++)
		next = instant_earliest(
			next, take_turn(round, profile, at, &policy->cadences[profile->cadences[i]]));
	return next;
}

static enum status write_round(
	struct connection *connection, const struct round *round, struct fault *fault)
{
	enum status status = cadences_look(connection, round->looks, round->count, fault);
	if (status == STATUS_OK && round->forgotten_count)
		status = cadences_forget(connection, round->forgotten, round->forgotten_count, fault);
	if (status == STATUS_OK && round->set_count)
		status = cadences_set(connection, round->set, round->set_count, fault);
	if (status == STATUS_OK && round->need_count)
		status = needs_add(connection, round->now, round->needs, round->need_count, fault);
	if (status == STATUS_OK && round->contact_count)
		status = contacts_add(connection, round->setting->organisation.id, round->now,
			round->contacts, round->contact_count, fault);
	return status;
}

static enum status work(struct connection *connection, struct round *round, struct fault *fault)
{
	size_t places[3] = {0};
	enum status status = read_round(connection, round, fault);
	if (status != STATUS_OK || round->count == 0)
		return status;
	if (!make_room(round))
		return fault_memory(fault);
	for (size_t i = 0; i < round->count; i++) {
		struct at_person at;
		if (!take_person(round, i, places, &at))
			return fault_memory(fault);
		round->looks[i] = (struct cadence_look_at){at.person->person, take_turns(round, &at)};
	}
	for (size_t i = 0; i < round->contact_count; i++) {
		if (!round->contacts[i].rule.start)
			return fault_memory(fault);
	}
	return write_round(connection, round, fault);
}

enum status engine_cadence(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	enum status status;
	struct round round;
	struct arena arena;
	arena_init(&arena);
	do {
		arena_reset(&arena);
		round = (struct round){.setting = setting, .now = now, .arena = &arena};
		status = transaction_begin(connection, fault);
		if (status == STATUS_OK) {
			status = work(connection, &round, fault);
			status = transaction_end(connection, status, fault);
		}
		if (status == STATUS_OK)
			report->offered += round.need_count;
	} while (status == STATUS_OK && round.count == AT_ONCE);
	arena_done(&arena);
	return status;
}
