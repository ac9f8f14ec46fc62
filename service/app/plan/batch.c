// SPDX-License-Identifier: MIT
#include "app/plan/batch.h"

#include <stdlib.h>
#include <string.h>

#define AT_ONCE 200 // needs whose teams are read together; a team is never parted

struct gathering {
	struct connection *connection;
	struct plan_batch *batch;
	struct interval horizon;
	struct batch_need **by_group; // by team or person, then as they are pressing
	struct arena arena;           // of the teams that are looked at together
	struct team_mate *mates;
	struct person_id *people; // the same
	struct facts *facts;
	size_t mate_count, fact_count;
};

static enum status read_needs(struct gathering *gathering, struct fault *fault)
{
	struct plan_batch *batch = gathering->batch;
	struct plan_open *open;
	size_t count;
	enum status status = plan_needs(
		gathering->connection, batch->now, BATCH_NEEDS, batch->arena, &open, &count, fault);
	if (status != STATUS_OK)
		return status;
	batch->needs = arena_array(batch->arena, count, sizeof *batch->needs);
	gathering->by_group = arena_array(batch->arena, count, sizeof(struct batch_need *));
	if (!batch->needs || !gathering->by_group)
		return fault_memory(fault);
	batch->need_count = count;
	for (size_t i = 0; i < count; i++) {
		batch->needs[i] =
			(struct batch_need){.open = open[i], .held = !uuid_is_nil(open[i].hold.booking.uuid)};
		gathering->by_group[i] = &batch->needs[i];
		gathering->horizon.to = instant_latest(gathering->horizon.to, open[i].need.latest_at);
	}
	return STATUS_OK;
}

static enum status read_sessions(struct gathering *gathering, struct fault *fault)
{
	struct plan_batch *batch = gathering->batch;
	bool kinds[SESSION_KIND_COUNT] = {false};
	struct arena scratch;
	size_t held_count = 0;
	arena_init(&scratch);
	struct uuid *held = arena_array(&scratch, batch->need_count, sizeof *held);
	enum status status = held ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < batch->need_count; i++) {
		const struct plan_open *open = &batch->needs[i].open;
		for (size_t j = 0; j < open->need.kind_count; j++)
			kinds[open->need.kinds[j]] = true;
		if (batch->needs[i].held)
			held[held_count++] = open->hold.session.uuid;
	}
	if (status == STATUS_OK)
		status = offering_read(gathering->connection, batch->setting, kinds, gathering->horizon,
			held, held_count, batch->arena, &batch->offering, fault);
	arena_done(&scratch);
	return status;
}

static struct uuid group_of(const struct batch_need *need)
{
	return need->open.in_team ? need->open.team.uuid : need->open.need.person.uuid;
}

// Needs are in a list as they are pressing.
static int compare_groups(const void *a, const void *b)
{
	const struct batch_need *left = *(struct batch_need *const *)a;
	const struct batch_need *right = *(struct batch_need *const *)b;
	int order = uuid_compare(group_of(left), group_of(right));
	return order ? order : (left > right) - (left < right);
}

static int compare_people(const void *a, const void *b)
{
	return uuid_compare(((const struct person_id *)a)->uuid, ((const struct person_id *)b)->uuid);
}

// Whoever needs something, and everybody in their teams.
static enum status read_people(
	struct gathering *gathering, struct batch_need **needs, size_t count, struct fault *fault)
{
	const struct plan_batch *batch = gathering->batch;
	struct arena *arena = &gathering->arena;
	const struct interval within = {instant_later(gathering->horizon.from, -FACTS_ABOUT),
		instant_later(gathering->horizon.to, SECONDS_PER_DAY + FACTS_ABOUT)};
	struct person_id *asked = arena_array(arena, count, sizeof *asked);
	if (!asked)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		asked[i] = needs[i]->open.need.person;
	enum status status = team_mates(gathering->connection, asked, count, arena, &gathering->mates,
		&gathering->mate_count, fault);
	if (status != STATUS_OK)
		return status;
	struct person_id *all = arena_array(arena, gathering->mate_count + count, sizeof *all);
	gathering->people = arena_array(arena, gathering->mate_count, sizeof *gathering->people);
	if (!all || !gathering->people)
		return fault_memory(fault);
	for (size_t i = 0; i < gathering->mate_count; i++)
		all[i] = gathering->people[i] = gathering->mates[i].person;
	memcpy(all + gathering->mate_count, asked, count * sizeof *all);
	size_t once = 0;
	qsort(all, gathering->mate_count + count, sizeof *all, compare_people);
	for (size_t i = 0; i < gathering->mate_count + count; i++) {
		if (once == 0 || !uuid_equal(all[i].uuid, all[once - 1].uuid))
			all[once++] = all[i];
	}
	return facts_read(gathering->connection, batch->setting, all, once, within, arena,
		&gathering->facts, &gathering->fact_count, fault);
}

// Who else is in the team of a need, among all that were read.
static void find_mates(const struct gathering *gathering, const struct batch_need *need,
	const struct person_id **out, size_t *count)
{
	*count = 0;
	*out = gathering->people;
	if (!need->open.in_team)
		return;
	size_t first = 0;
	while (first < gathering->mate_count &&
		   !uuid_equal(gathering->mates[first].team.uuid, need->open.team.uuid))
		first++;
	*out = gathering->people + first;
	while (first + *count < gathering->mate_count &&
		   uuid_equal(gathering->mates[first + *count].team.uuid, need->open.team.uuid))
		++*count;
}

// Takes what is left of their seats along.
static enum status keep_seats(
	struct plan_batch *batch, struct batch_need *need, struct fault *fault)
{
	struct batch_seat *seats = arena_array(batch->arena, need->count, sizeof *seats);
	if (!seats)
		return fault_memory(fault);
	if (need->count)
		memcpy(seats, need->seats, need->count * sizeof *seats);
	need->seats = seats;
	return STATUS_OK;
}

static enum status gather_group(
	struct gathering *gathering, struct batch_need **needs, size_t count, struct fault *fault)
{
	const struct person_id *mates;
	size_t mate_count;
	struct batch_group group = {.batch = gathering->batch,
		.facts = gathering->facts,
		.fact_count = gathering->fact_count,
		.needs = needs,
		.need_count = count,
		.arena = &gathering->arena};
	find_mates(gathering, needs[0], &mates, &mate_count);
	enum status status = facts_shift(gathering->facts, gathering->fact_count, mates, mate_count,
		&gathering->arena, &group.shift, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = batch_find(&group, needs[i], fault);
	if (status == STATUS_OK)
		status = batch_cut(&group, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = keep_seats(gathering->batch, needs[i], fault);
	return status;
}

// How many of a list are of the group of the first.
static size_t group_size(struct batch_need **needs, size_t count)
{
	size_t size = 1;
	while (size < count && uuid_equal(group_of(needs[size]), group_of(needs[0])))
		size++;
	return size;
}

static enum status gather_groups(
	struct gathering *gathering, struct batch_need **needs, size_t count, struct fault *fault)
{
	enum status status = read_people(gathering, needs, count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count;) {
		size_t size = group_size(needs + i, count - i);
		status = gather_group(gathering, needs + i, size, fault);
		i += size;
	}
	return status;
}

static enum status gather_all(struct gathering *gathering, struct fault *fault)
{
	size_t total = gathering->batch->need_count;
	enum status status = STATUS_OK;
	if (total)
		qsort(gathering->by_group, total, sizeof(struct batch_need *), compare_groups);
	for (size_t first = 0; status == STATUS_OK && first < total;) {
		size_t count = 0;
		while (first + count < total && count < AT_ONCE)
			count += group_size(gathering->by_group + first + count, total - first - count);
		arena_init(&gathering->arena);
		status = gather_groups(gathering, gathering->by_group + first, count, fault);
		arena_done(&gathering->arena);
		first += count;
	}
	return status;
}

static bool is_as_pressing(const struct plan_open *a, const struct plan_open *b)
{
	return a->first == b->first && a->need.priority == b->need.priority;
}

// What is held and does not answer its need any more is left out. A level is whoever something was
// called off of, or is called to a job, before all others; then each priority.
static void number_needs(struct plan_batch *batch)
{
	size_t kept = 0;
	batch->level_count = 0;
	for (size_t i = 0; i < batch->need_count; i++) {
		struct batch_need *need = &batch->needs[i];
		if (need->left) {
			uint32_t held = offering_find(&batch->offering, need->open.hold.session);
			if (held != OFFERING_NONE)
				batch->offering.held[held]--;
			continue;
		}
		if (kept && !is_as_pressing(&batch->needs[kept - 1].open, &need->open))
			batch->level_count++;
		need->level = (uint32_t)batch->level_count;
		batch->seat_count += need->count;
		batch->needs[kept++] = *need;
	}
	batch->level_count += kept > 0;
	batch->need_count = kept;
}

// What the policy calls most pressing.
static int32_t highest_priority(const struct policy *policy)
{
	int32_t highest = INT32_MIN;
	for (size_t i = 0; i < policy->response_count; i++) {
		if (policy->responses[i].priority > highest)
			highest = policy->responses[i].priority;
	}
	return highest;
}

enum status batch_gather(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_batch *out, struct fault *fault)
{
	struct plan_batch batch = {.setting = setting,
		.now = now,
		.arena = arena,
		.urgent = highest_priority(&setting->policy)};
	struct gathering gathering = {.connection = connection, .batch = &batch, .horizon = {now, now}};
	enum status status = read_needs(&gathering, fault);
	if (status == STATUS_OK)
		status = read_sessions(&gathering, fault);
	if (status == STATUS_OK)
		status = gather_all(&gathering, fault);
	if (status != STATUS_OK)
		return status;
	number_needs(&batch);
	*out = batch;
	return STATUS_OK;
}
