// SPDX-License-Identifier: MIT
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/policies/try_parts.h"

#define CADENCE_BEFORE                                                                             \
	(2 * 400 * SECONDS_PER_DAY) // so that cadences are under way when weeks begin

// One person of one policy, while they are counted.
struct counting {
	const struct try_work *work;
	const struct try_policy *policy;
	const struct try_member *member;
	struct try_counts *counts;
	struct arena arena;
	struct called *calls;
	size_t call_count, call_size;
	int32_t *raises; // [week][level]
	size_t *touched; // which of these are not 0
	size_t touched_count;
	bool *affected;   // [level]
	int32_t *by_week; // sessions
	int64_t forward, cadences;
	bool failed;
};

size_t try_week(const struct try_work *work, struct instant at)
{
	if (instant_before(at, work->weeks[0]) || !instant_before(at, work->weeks[work->week_count]))
		return work->week_count;
	size_t week = (size_t)((at.seconds - work->weeks[0].seconds) / (7 * SECONDS_PER_DAY));
	week = week < work->week_count ? week : work->week_count - 1;
	while (instant_before(at, work->weeks[week])) // the clocks were put forward or back
		week--;
	while (!instant_before(at, work->weeks[week + 1]))
		week++;
	return week;
}

static struct cohort_amount amount_of(int64_t total)
{
	return (struct cohort_amount){total > 0, total, total};
}

static void add(struct cohort_amount *to, int64_t total)
{
	*to = cohort_together(*to, amount_of(total));
}

static void call(struct counting *counting, struct instant at, size_t response)
{
	if (response == POLICY_NO_RESPONSE)
		return;
	if (counting->call_count == counting->call_size) {
		size_t size = counting->call_size ? counting->call_size * 2 : 64;
		struct called *calls = realloc(counting->calls, size * sizeof *calls);
		if (!calls) {
			counting->failed = true;
			return;
		}
		counting->calls = calls;
		counting->call_size = size;
	}
	// In order of time, of one instant in that of adding.
	size_t place = counting->call_count++;
	for (; place > 0 && instant_before(at, counting->calls[place - 1].at); place--)
		counting->calls[place] = counting->calls[place - 1];
	counting->calls[place] = (struct called){at, response};
}

static void raise(struct counting *counting, struct instant at, size_t level)
{
	size_t week = try_week(counting->work, at);
	if (week == counting->work->week_count)
		return;
	size_t place = week * counting->policy->level_count + level;
	if (counting->raises[place]++ == 0)
		counting->touched[counting->touched_count++] = place;
	counting->affected[level] = true;
}

static void take_line(struct counting *counting, size_t line)
{
	const struct policy_line *rule = &counting->policy->policy->lines[line];
	struct crossings crossings;
	arena_reset(&counting->arena);
	crossings_init(&crossings, &counting->arena);
	replay_line(&counting->policy->replay, line, counting->member->exposures,
		counting->member->count, counting->work->weeks[counting->work->week_count], &crossings);
	counting->failed |= crossings.failed;
	for (size_t i = 0; i < crossings.count; i++) {
		const struct crossing *crossing = &crossings.list[i];
		if (crossing->change == ALARM_CLEARED)
			continue;
		raise(counting, crossing->at,
			counting->policy->level_of[line * POLICY_LEVELS_LIMIT + crossing->level]);
		call(counting, crossing->at, rule->levels[crossing->level].response);
	}
}

static void take_trigger(struct counting *counting, size_t trigger)
{
	const struct policy *policy = counting->policy->policy;
	struct crossings crossings;
	arena_reset(&counting->arena);
	crossings_init(&crossings, &counting->arena);
	replay_trigger(&counting->policy->replay, trigger, counting->member->exposures,
		counting->member->count, counting->work->weeks[counting->work->week_count], &crossings);
	counting->failed |= crossings.failed;
	for (size_t i = 0; i < crossings.count; i++) {
		raise(counting, crossings.list[i].at,
			counting->policy->level_of[policy->line_count * POLICY_LEVELS_LIMIT + trigger]);
		call(counting, crossings.list[i].at, policy->triggers[trigger].response);
	}
}

// How many attend a session of a kind: the programme's seats of it, one where it has none.
static double places_of(const struct try_work *work, enum session_kind kind)
{
	for (size_t i = 0; i < work->seat_count; i++) {
		if (work->seats[i].kind == kind && work->seats[i].sessions > 0)
			return (double)work->seats[i].seats / (double)work->seats[i].sessions;
	}
	return 1;
}

static void take_places(const struct try_work *work, int32_t places[static SESSION_KIND_COUNT])
{
	for (int i = 0; i < SESSION_KIND_COUNT; i++)
		places[i] = (int32_t)ceil(places_of(work, (enum session_kind)i));
}

static void take_session(void *to, const struct asked *asked)
{
	struct counting *counting = to;
	size_t week = try_week(counting->work, asked->at), leaf = counting->member->leaf;
	const struct policy_response *response = &counting->policy->policy->responses[asked->response];
	if (week == counting->work->week_count)
		return;
	*(asked->by_cadence ? &counting->cadences : &counting->forward) += 1;
	counting->by_week[week]++;
	counting->counts->duty_minutes[leaf] += response->minutes;
	counting->counts->host_minutes[leaf] +=
		response->minutes / places_of(counting->work, response->kinds[0]);
}

static void add_levels(struct counting *counting, const struct policy_profile *profile)
{
	const struct try_policy *policy = counting->policy;
	size_t leaves = counting->work->leaf_count, leaf = counting->member->leaf;
	bool could[TRY_LEVELS_LIMIT] = {false};
	for (size_t i = 0; i < profile->line_count; i++) {
		for (size_t j = 0; j < policy->policy->lines[profile->lines[i]].level_count; j++)
			could[policy->level_of[profile->lines[i] * POLICY_LEVELS_LIMIT + j]] = true;
	}
	for (size_t i = 0; i < profile->trigger_count; i++)
		could[policy->level_of[policy->policy->line_count * POLICY_LEVELS_LIMIT +
							   profile->triggers[i]]] = true;
	for (size_t i = 0; i < policy->level_count; i++) {
		if (could[i])
			add(&(counting->affected[i] ? counting->counts->affected
										: counting->counts->spared)[i * leaves + leaf],
				1);
	}
	for (size_t i = 0; i < counting->touched_count; i++) {
		size_t place = counting->touched[i];
		add(&counting->counts->raises[place * leaves + leaf], counting->raises[place]);
		counting->raises[place] = 0;
	}
}

static void add_person(struct counting *counting)
{
	struct try_counts *counts = counting->counts;
	size_t leaf = counting->member->leaf;
	add(&counts->sessions[leaf], counting->forward + counting->cadences);
	add(&counts->forward[leaf], counting->forward);
	add(&counts->cadences[leaf], counting->cadences);
	for (size_t i = 0; i < counting->work->week_count; i++) {
		if (counting->by_week[i])
			add(&counts->by_week[i], counting->by_week[i]);
		counting->by_week[i] = 0;
	}
	if (!counting->member->person->gone)
		add(&counts->people[leaf], 1);
}

// The plain count of what they met in these weeks, beside the load.
static void count_met(struct counting *counting)
{
	const struct try_work *work = counting->work;
	const struct try_member *member = counting->member;
	int64_t met[3] = {0};
	for (size_t i = member->count; i-- > 0;) {
		const struct replay_exposure *exposure = &member->exposures[i];
		struct instant at = {exposure->second};
		if (instant_before(at, work->weeks[0]))
			break;
		if (instant_before(at, work->weeks[work->week_count]) &&
			!work->kinds[exposure->kind].continued)
			met[counting->policy->modalities[exposure->kind]]++;
	}
	for (size_t i = 0; i < 3; i++)
		add(&counting->counts->met[i][member->leaf], met[i]);
}

static void count_one(struct counting *counting)
{
	const struct policy *policy = counting->policy->policy;
	const struct try_person *person = counting->member->person;
	const struct policy_profile *profile = policy_profile_or_default(policy, person->profile);
	const struct try_work *work = counting->work;
	counting->call_count = counting->touched_count = 0;
	counting->forward = counting->cadences = 0;
	memset(counting->affected, 0, counting->policy->level_count * sizeof *counting->affected);
	for (size_t i = 0; i < profile->line_count; i++)
		take_line(counting, profile->lines[i]);
	for (size_t i = 0; i < profile->trigger_count; i++)
		take_trigger(counting, profile->triggers[i]);
	struct needs_case needs = {
		.policy = policy,
		.profile = profile,
		.person = person->person,
		.joined = person->joined,
		.gone = person->gone,
		.zone = work->zone,
		.calls = counting->calls,
		.call_count = counting->call_count,
		.from = instant_later(work->weeks[0], -CADENCE_BEFORE),
		.until = work->weeks[work->week_count],
	};
	take_places(work, needs.places);
	needs_of(&needs, take_session, counting);
	add_levels(counting, profile);
	add_person(counting);
	count_met(counting);
}

bool try_count(const struct try_work *work, const struct try_policy *policy, size_t first,
	size_t end, struct try_counts *out)
{
	size_t cells = work->week_count * policy->level_count;
	struct counting counting = {.work = work, .policy = policy, .counts = out};
	arena_init(&counting.arena);
	counting.raises = calloc(cells + 1, sizeof *counting.raises);
	counting.touched = calloc(cells + 1, sizeof *counting.touched);
	counting.affected = calloc(policy->level_count + 1, sizeof *counting.affected);
	counting.by_week = calloc(work->week_count, sizeof *counting.by_week);
	counting.failed =
		!counting.raises || !counting.touched || !counting.affected || !counting.by_week;
	for (size_t i = first; i < end && !counting.failed; i++) {
		counting.member = &work->members[i];
		count_one(&counting);
	}
	arena_done(&counting.arena);
	free(counting.calls);
	free(counting.raises);
	free(counting.touched);
	free(counting.affected);
	free(counting.by_week);
	return !counting.failed;
}
