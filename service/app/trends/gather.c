// SPDX-License-Identifier: MIT
#include "app/trends/gather.h"

#include <math.h>
#include <string.h>

#include "core/line.h"
#include "core/weighing.h"
#include "store/exposures.h"

#define AT_ONCE 200

struct gathering {
	struct connection *connection;
	const struct setting *setting;
	const struct trend_period *period;
	struct arena *arena;
	struct trend_member *list;
	size_t count, size;
};

// What is known of some people, each list by person.
struct batch_of_people {
	struct trend_person *people;
	size_t count;
	struct logged_exposure *log;
	size_t log_count;
	struct trend_offer *offers;
	size_t offer_count;
};

// The line that people of a profile call theirs; NULL where there is none.
static const struct policy_line *line_of(
	const struct policy *policy, const struct policy_profile *profile)
{
	for (size_t i = 0; i < profile->line_count; i++) {
		const struct policy_line *line = &policy->lines[profile->lines[i]];
		if (!line->of_trigger && line_own_level(line))
			return line;
	}
	return NULL;
}

static void count_entry(struct trend_member *member, const struct policy_category *category,
	const struct exposure *exposure)
{
	member->entries[category->modality]++;
	if (category->modality == MODALITY_MATERIAL)
		member->minutes += (int32_t)lround(policy_minutes(category, exposure));
}

// The load in percent of the line; none while it is undefined.
static double line_part(
	const struct policy_line *line, const struct model_state *state, struct instant at)
{
	double load = model_at(&line->model, state, at);
	return isnan(load) ? TREND_NONE : load * 100 / line_own_level(line)->on;
}

// A log up to the end of the period; what no version of the policy ever knew counts to nothing, as
// for the person themselves.
static struct trend_member member_of(const struct gathering *gathering,
	const struct trend_person *person, const struct logged_exposure *log, size_t count,
	struct arena *arena, bool *failed)
{
	const struct policy *policy = &gathering->setting->policy;
	const struct policy_profile *profile = policy_profile_or_default(policy, person->profile);
	const struct policy_line *line = line_of(policy, profile);
	struct interval during = gathering->period->during;
	struct model_state state = {0};
	double weight;
	struct trend_member member = {
		.team = person->team,
		.profile = (size_t)(profile - policy->profiles),
		.load = TREND_NONE,
	};
	if (line)
		state = model_start(&line->model, arena);
	for (size_t i = 0; i < count && instant_before(log[i].exposure.occurred_at, during.to); i++) {
		const struct exposure *exposure = &log[i].exposure;
		const struct policy_category *category = weighing_category(policy, exposure->category);
		if (!category)
			continue;
		if (!instant_before(exposure->occurred_at, during.from))
			count_entry(&member, category, exposure);
		if (line &&
			weighing_adds(policy, line, exposure, log[i].policy_version, log[i].dose, &weight))
			model_add(&line->model, &state, exposure->occurred_at, weight);
	}
	if (line)
		member.load = line_part(line, &state, during.to);
	*failed |= state.failed;
	return member;
}

static enum status make_room(struct gathering *gathering, size_t more, struct fault *fault)
{
	if (gathering->count + more <= gathering->size)
		return STATUS_OK;
	size_t size = (gathering->count + more) * 2;
	struct trend_member *list = arena_array(gathering->arena, size, sizeof *list);
	if (!list)
		return fault_memory(fault);
	if (gathering->count)
		memcpy(list, gathering->list, gathering->count * sizeof *list);
	gathering->list = list;
	gathering->size = size;
	return STATUS_OK;
}

// All three lists are by person, ascending.
// False without memory.
static bool add_batch(
	struct gathering *gathering, const struct batch_of_people *batch, struct arena *arena)
{
	bool failed = false;
	size_t entry = 0, offer = 0;
	for (size_t i = 0; i < batch->count; i++) {
		const struct trend_person *person = &batch->people[i];
		size_t first = entry;
		while (entry < batch->log_count &&
			   uuid_equal(batch->log[entry].exposure.person.uuid, person->person.uuid))
			entry++;
		struct trend_member *member = &gathering->list[gathering->count++];
		*member = member_of(gathering, person, batch->log + first, entry - first, arena, &failed);
		for (; offer < batch->offer_count &&
			   uuid_equal(batch->offers[offer].person.uuid, person->person.uuid);
			 offer++) {
			member->offered++;
			member->taken += batch->offers[offer].taken;
			member->waited_days += batch->offers[offer].taken ? batch->offers[offer].wait_days : 0;
		}
	}
	return !failed;
}

static enum status read_batch(struct gathering *gathering, struct arena *arena,
	struct batch_of_people *batch, struct fault *fault)
{
	struct person_id *ids = arena_array(arena, batch->count, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < batch->count; i++)
		ids[i] = batch->people[i].person;
	enum status status = exposure_log(
		gathering->connection, ids, batch->count, arena, &batch->log, &batch->log_count, fault);
	if (status == STATUS_OK)
		status = trend_offers(gathering->connection, ids, batch->count, gathering->period->during,
			arena, &batch->offers, &batch->offer_count, fault);
	if (status == STATUS_OK)
		status = make_room(gathering, batch->count, fault);
	return status;
}

static enum status gather(struct gathering *gathering, struct arena *batches, struct fault *fault)
{
	struct person_id after = {0};
	for (;;) {
		struct batch_of_people batch = {0};
		arena_reset(batches);
		enum status status = trend_people(gathering->connection,
			gathering->setting->organisation.id, gathering->period->during.from, after, AT_ONCE,
			batches, &batch.people, &batch.count, fault);
		if (status == STATUS_OK && batch.count)
			status = read_batch(gathering, batches, &batch, fault);
		if (status != STATUS_OK || batch.count == 0)
			return status;
		if (!add_batch(gathering, &batch, batches))
			return fault_memory(fault);
		after = batch.people[batch.count - 1].person;
	}
}

enum status trends_gather(struct connection *connection, const struct setting *setting,
	const struct trend_period *period, struct arena *arena, struct trend_member **out,
	size_t *count, struct fault *fault)
{
	struct arena batches;
	struct gathering gathering = {connection, setting, period, arena, NULL, 0, 0};
	arena_init(&batches);
	enum status status = gather(&gathering, &batches, fault);
	arena_done(&batches);
	if (status == STATUS_OK) {
		*out = gathering.list;
		*count = gathering.count;
	}
	return status;
}
