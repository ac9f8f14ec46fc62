// SPDX-License-Identifier: MIT
#include "app/plan/batch.h"

#include <stdlib.h>

#include "app/plan/candidates.h"
#include "core/plan_cost.h"

#define ABOUT_A_SHIFT (2 * SECONDS_PER_DAY)
#define WISHED (BATCH_SEATS / 2)

struct gathering {
	struct connection *connection;
	struct plan_batch *batch;
	struct arena scratch;
	struct interval horizon;
};

int batch_compare_ids(const void *a, const void *b)
{
	return uuid_compare(*(const struct uuid *)a, *(const struct uuid *)b);
}

size_t batch_times(const struct uuid *list, size_t count, struct uuid id)
{
	size_t low = 0, high = count, times = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (uuid_compare(list[middle], id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + times < count && uuid_equal(list[low + times], id))
		times++;
	return times;
}

// What is held and does not answer its need any more is left to whoever places it anew.
static enum status keep_answering(
	struct gathering *gathering, const struct batch_need *need, bool *keep, struct fault *fault)
{
	const struct plan_batch *batch = gathering->batch;
	*keep = true;
	if (!need->held)
		return STATUS_OK;
	struct seat_need wanted = candidates_wanted(&need->open.need, batch->now);
	arena_reset(&gathering->scratch);
	return candidates_keep(gathering->connection, batch->setting, &wanted, &need->open.hold,
		&gathering->scratch, keep, fault);
}

static void add_need(struct gathering *gathering, struct batch_need need)
{
	struct plan_batch *batch = gathering->batch;
	if (batch->need_count) {
		const struct batch_need *before = &batch->needs[batch->need_count - 1];
		need.level = before->level + (before->open.need.priority != need.open.need.priority);
	}
	if (need.held)
		batch->sessions[batch->session_count++] = need.open.hold.session.uuid;
	batch->needs[batch->need_count++] = need;
	batch->level_count = need.level + 1;
	gathering->horizon.to = instant_latest(
		gathering->horizon.to, instant_later(need.open.need.latest_at, ABOUT_A_SHIFT));
}

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
	batch->sessions = arena_array(batch->arena, count, sizeof *batch->sessions);
	if (!batch->needs || !batch->sessions)
		return fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct batch_need need = {.open = open[i], .held = !uuid_is_nil(open[i].hold.booking.uuid)};
		bool keep = false;
		status = keep_answering(gathering, &need, &keep, fault);
		if (status == STATUS_OK && keep)
			add_need(gathering, need);
	}
	if (batch->session_count)
		qsort(batch->sessions, batch->session_count, sizeof *batch->sessions, batch_compare_ids);
	return status;
}

static struct uuid group_id(const struct batch_need *need)
{
	return need->open.in_team ? need->open.team.uuid : need->open.need.person.uuid;
}

static enum status group_needs(struct plan_batch *batch, struct fault *fault)
{
	struct uuid *ids = arena_array(batch->arena, batch->need_count, sizeof *ids);
	batch->groups = arena_array(batch->arena, batch->need_count, sizeof *batch->groups);
	if (!ids || !batch->groups)
		return fault_memory(fault);
	for (size_t i = 0; i < batch->need_count; i++)
		ids[i] = group_id(&batch->needs[i]);
	if (batch->need_count)
		qsort(ids, batch->need_count, sizeof *ids, batch_compare_ids);
	for (size_t i = 0; i < batch->need_count; i++) {
		if (batch->group_count == 0 || !uuid_equal(ids[i], ids[batch->group_count - 1])) {
			ids[batch->group_count] = ids[i];
			batch->groups[batch->group_count++].id = ids[i];
		}
	}
	for (size_t i = 0; i < batch->need_count; i++) {
		struct uuid id = group_id(&batch->needs[i]);
		const struct uuid *found =
			bsearch(&id, ids, batch->group_count, sizeof *ids, batch_compare_ids);
		batch->needs[i].group = (uint32_t)(found - ids);
	}
	return STATUS_OK;
}

static struct batch_seat rated(const struct plan_batch *batch, const struct batch_need *need,
	const struct seat *seat, bool moved)
{
	const struct plan_open *open = &need->open;
	uint32_t kind = 0;
	while (kind + 1 < open->need.kind_count && open->need.kinds[kind] != seat->kind)
		kind++;
	const struct plan_wish wish = {
		.earliest = open->need.earliest_at,
		.start = seat->during.from,
		.kind = kind,
		.urgent = open->need.priority >= batch->urgent,
		.other_host = open->has_met && !uuid_equal(open->met.uuid, seat->host.uuid),
		.moved = moved,
	};
	return (struct batch_seat){
		.seat = *seat,
		.meeting = {.start = wish.start, .kind = kind, .other_host = wish.other_host},
		.cost = plan_cost(&wish),
		.kept = true,
	};
}

static int compare_seats(const void *a, const void *b)
{
	const struct batch_seat *left = a, *right = b;
	int64_t from = left->seat.during.from.seconds, other = right->seat.during.from.seconds;
	if (left->cost != right->cost)
		return left->cost < right->cost ? -1 : 1;
	if (from != other)
		return from < other ? -1 : 1;
	return uuid_compare(left->seat.session.uuid, right->seat.session.uuid);
}

// The time of the person's own hold is free for another seat of the same need.
static void forget_own_hold(const struct batch_need *need, struct candidates *found)
{
	for (size_t i = 0; need->held && i < found->busy_count; i++) {
		if (found->busy[i].from.seconds == need->open.hold.during.from.seconds &&
			found->busy[i].to.seconds == need->open.hold.during.to.seconds) {
			found->busy[i] = found->busy[--found->busy_count];
			return;
		}
	}
}

// Every seat that keeps all rules but cover, the most wished for first. A session without a free
// seat has some to plan with where some of it are held only.
static size_t fitting(const struct plan_batch *batch, const struct batch_need *need,
	struct candidates *found, bool covered, struct batch_seat *out)
{
	size_t count = 0;
	forget_own_hold(need, found);
	for (size_t i = 0; i < found->count; i++) {
		const struct seat *seat = &found->seats[i];
		if (seat->free <= 0 &&
			batch_times(batch->sessions, batch->session_count, seat->session.uuid) == 0)
			continue;
		struct seat freed = *seat;
		freed.free = 1;
		if (seat_against(&found->wanted, &freed, found->busy, found->busy_count) != SEAT_FOUND)
			continue;
		out[count] = rated(batch, need, seat, need->held);
		out[count++].covered = covered && need->open.in_team && session_takes_time(seat->kind);
	}
	if (count)
		qsort(out, count, sizeof *out, compare_seats);
	return count;
}

static enum status read_shift(
	struct gathering *gathering, const struct batch_need *need, struct fault *fault)
{
	struct plan_batch *batch = gathering->batch;
	struct batch_group *group = &batch->groups[need->group];
	if (group->read)
		return STATUS_OK;
	group->read = true;
	return shift_read(gathering->connection, batch->setting->zone, need->open.need.person,
		gathering->horizon, batch->arena, &group->shift, fault);
}

static enum status add_seat(struct gathering *gathering, struct batch_need *need,
	const struct batch_seat *seat, struct fault *fault)
{
	struct plan_batch *batch = gathering->batch;
	bool allowed = true;
	enum status status = STATUS_OK;
	if (seat->covered)
		status = read_shift(gathering, need, fault);
	if (status == STATUS_OK && seat->covered)
		status =
			shift_allows(&batch->groups[need->group].shift, &batch->setting->policy.roster_rules,
				need->open.need.person, seat->seat.during, &gathering->scratch, &allowed, fault);
	if (status != STATUS_OK || !allowed)
		return status;
	if (!arena_grow(batch->arena, (void **)&batch->seats, batch->seat_count, &batch->seat_size,
			sizeof *seat))
		return fault_memory(fault);
	batch->seats[batch->seat_count++] = *seat;
	need->count++;
	return STATUS_OK;
}

static size_t spread_from(const struct need *need, size_t stride)
{
	const uint8_t *bytes = need->id.uuid.bytes;
	return ((size_t)bytes[14] << 8 | bytes[15]) % stride;
}

static enum status add_seats(struct gathering *gathering, struct batch_need *need,
	const struct batch_seat *list, size_t count, struct fault *fault)
{
	enum status status = STATUS_OK;
	size_t i = 0;
	while (status == STATUS_OK && i < count && need->count < WISHED)
		status = add_seat(gathering, need, &list[i++], fault);
	size_t rest = count - i, places = BATCH_SEATS - WISHED;
	size_t stride = rest > places ? rest / places : 1;
	for (i += spread_from(&need->open.need, stride);
		 status == STATUS_OK && i < count && need->count < BATCH_SEATS; i += stride)
		status = add_seat(gathering, need, &list[i], fault);
	return status;
}

static enum status add_held(
	struct gathering *gathering, struct batch_need *need, struct fault *fault)
{
	const struct hold *hold = &need->open.hold;
	if (!need->held)
		return STATUS_OK;
	const struct seat seat = {
		.session = hold->session, .kind = hold->kind, .during = hold->during, .host = hold->host};
	const struct batch_seat held = rated(gathering->batch, need, &seat, false);
	return add_seat(gathering, need, &held, fault);
}

static enum status gather_seats(
	struct gathering *gathering, struct batch_need *need, struct fault *fault)
{
	const struct plan_batch *batch = gathering->batch;
	struct candidates found;
	bool covered;
	need->first = batch->seat_count;
	arena_reset(&gathering->scratch);
	enum status status = candidates_read(gathering->connection, batch->setting, &need->open.need,
		batch->now, &gathering->scratch, &found, &covered, fault);
	if (status != STATUS_OK)
		return status;
	struct batch_seat *list = arena_array(&gathering->scratch, found.count, sizeof *list);
	if (!list)
		return fault_memory(fault);
	size_t count = fitting(batch, need, &found, covered, list);
	status = add_held(gathering, need, fault);
	if (status == STATUS_OK)
		status = add_seats(gathering, need, list, count, fault);
	return status;
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
	struct gathering gathering = {.connection = connection,
		.batch = &batch,
		.horizon = {instant_later(now, -ABOUT_A_SHIFT), instant_later(now, ABOUT_A_SHIFT)}};
	arena_init(&gathering.scratch);
	enum status status = read_needs(&gathering, fault);
	if (status == STATUS_OK)
		status = group_needs(&batch, fault);
	for (size_t i = 0; status == STATUS_OK && i < batch.need_count; i++)
		status = gather_seats(&gathering, &batch.needs[i], fault);
	if (status == STATUS_OK)
		status = batch_cut(&batch, &gathering.scratch, fault);
	arena_done(&gathering.scratch);
	if (status == STATUS_OK)
		*out = batch;
	return status;
}
