// SPDX-License-Identifier: MIT
#include "app/plan/batch.h"

// A seat that was kept: what others of the group may do must hold while it is taken, too.
struct batch_reserved {
	struct person_id person;
	size_t need;
	struct interval during;
	bool covered;
};

// When others of the group are away about a session.
struct others {
	struct shift_session *list;
	size_t count, size;
};

static bool is_of(const struct shift_session *other, struct person_id person)
{
	return uuid_equal(other->person.uuid, person.uuid);
}

// Of one person's seats at about the same time one is taken at most, so they count once.
static bool add_other(struct arena *arena, struct others *others, struct shift_session other)
{
	for (size_t i = 0; i < others->count; i++) {
		struct interval *known = &others->list[i].during;
		if (is_of(&others->list[i], other.person) && interval_overlaps(*known, other.during)) {
			known->from = instant_earliest(known->from, other.during.from);
			known->to = instant_latest(known->to, other.during.to);
			return true;
		}
	}
	if (!arena_grow(arena, (void **)&others->list, others->count, &others->size, sizeof other))
		return false;
	others->list[others->count++] = other;
	return true;
}

// Whether they would be in two places, were this one taken and another that was kept; else who of
// the group might be away then.
static enum status look_at_reserved(const struct plan_batch *batch, size_t need,
	const struct batch_seat *seat, struct arena *arena, struct others *others, bool *clashes,
	struct fault *fault)
{
	const struct batch_group *group = &batch->groups[batch->needs[need].group];
	const struct person_id person = batch->needs[need].open.need.person;
	*clashes = false;
	for (size_t i = 0; i < group->count; i++) {
		const struct batch_reserved *reserved = &group->reserved[i];
		if (!interval_overlaps(reserved->during, seat->seat.during))
			continue;
		struct shift_session other = {reserved->person, reserved->during};
		if (is_of(&other, person))
			*clashes = *clashes || reserved->need != need;
		else if (reserved->covered && !add_other(arena, others, other))
			return fault_memory(fault);
	}
	return STATUS_OK;
}

static enum status fits(const struct plan_batch *batch, size_t need, const struct batch_seat *seat,
	struct arena *arena, bool *out, struct fault *fault)
{
	const struct shift *shift = &batch->groups[batch->needs[need].group].shift;
	const struct person_id person = batch->needs[need].open.need.person;
	struct others others = {0};
	bool clashes;
	enum status status = look_at_reserved(batch, need, seat, arena, &others, &clashes, fault);
	if (status == STATUS_OK)
		*out = !clashes;
	if (status != STATUS_OK || clashes || !seat->covered || others.count == 0)
		return status;
	for (size_t i = 0; i < shift->session_count; i++) {
		if (!interval_overlaps(shift->sessions[i].during, seat->seat.during))
			continue;
		if (!add_other(arena, &others, shift->sessions[i]))
			return fault_memory(fault);
	}
	const struct shift then = {shift->on_duty, others.list, others.count};
	return shift_allows(
		&then, &batch->setting->policy.roster_rules, person, seat->seat.during, arena, out, fault);
}

static enum status reserve(struct plan_batch *batch, size_t need, struct batch_seat *seat,
	struct arena *scratch, struct fault *fault)
{
	struct batch_group *group = &batch->groups[batch->needs[need].group];
	arena_reset(scratch);
	enum status status = fits(batch, need, seat, scratch, &seat->kept, fault);
	if (status != STATUS_OK || !seat->kept)
		return status;
	if (!arena_grow(batch->arena, (void **)&group->reserved, group->count, &group->size,
			sizeof *group->reserved))
		return fault_memory(fault);
	group->reserved[group->count++] = (struct batch_reserved){
		batch->needs[need].open.need.person, need, seat->seat.during, seat->covered};
	return STATUS_OK;
}

static void forget_cut(struct plan_batch *batch)
{
	size_t kept = 0;
	for (size_t i = 0; i < batch->need_count; i++) {
		struct batch_need *need = &batch->needs[i];
		size_t first = kept;
		for (size_t j = 0; j < need->count; j++) {
			if (batch->seats[need->first + j].kept)
				batch->seats[kept++] = batch->seats[need->first + j];
		}
		need->first = first;
		need->count = kept - first;
	}
	batch->seat_count = kept;
}

// What is held is in everybody's diary and cover already, and stays.
enum status batch_cut(struct plan_batch *batch, struct arena *scratch, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t round = 0; status == STATUS_OK && round <= BATCH_SEATS; round++) {
		for (size_t i = 0; status == STATUS_OK && i < batch->need_count; i++) {
			const struct batch_need *need = &batch->needs[i];
			if (round >= need->count || (need->held && round == 0))
				continue;
			struct batch_seat *seat = &batch->seats[need->first + round];
			if (session_takes_time(seat->seat.kind))
				status = reserve(batch, i, seat, scratch, fault);
		}
	}
	if (status == STATUS_OK)
		forget_cut(batch);
	return status;
}
