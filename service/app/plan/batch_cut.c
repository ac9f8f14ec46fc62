// SPDX-License-Identifier: MIT
#include "app/plan/batch.h"

// A seat that was kept: what others of the group may do must hold while it is taken, too.
struct reserved {
	struct person_id person;
	const struct batch_need *need;
	struct interval during;
	bool covered;
};

// Those that touch a day: what lasts over midnight is in two of them.
struct day {
	uint32_t *reserved;
	size_t count, size;
};

struct cutting {
	const struct batch_group *group;
	struct fault *fault;
	struct arena scratch;
	struct reserved *reserved;
	size_t count, size;
	int64_t first; // day
	struct day *days;
	size_t day_count;
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

static struct interval during_of(const struct cutting *cutting, const struct batch_seat *seat)
{
	return batch_session(cutting->group->batch, seat)->during;
}

// The days that a time touches, counted from the first of all.
static size_t first_day(const struct cutting *cutting, struct interval during)
{
	return (size_t)(during.from.seconds / SECONDS_PER_DAY - cutting->first);
}

static size_t last_day(const struct cutting *cutting, struct interval during)
{
	return (size_t)((during.to.seconds - 1) / SECONDS_PER_DAY - cutting->first);
}

// Whether they would be in two places, were this one taken and another that was kept; else who of
// the group might be away then.
static enum status look_at_reserved(struct cutting *cutting, const struct batch_need *need,
	struct interval during, struct others *others, bool *clashes)
{
	const struct person_id person = need->open.need.person;
	*clashes = false;
	for (size_t day = first_day(cutting, during); day <= last_day(cutting, during); day++) {
		for (size_t i = 0; i < cutting->days[day].count; i++) {
			const struct reserved *reserved = &cutting->reserved[cutting->days[day].reserved[i]];
			if (!interval_overlaps(reserved->during, during))
				continue;
			struct shift_session other = {reserved->person, reserved->during};
			if (is_of(&other, person))
				*clashes = *clashes || reserved->need != need;
			else if (reserved->covered && !add_other(&cutting->scratch, others, other))
				return fault_memory(cutting->fault);
		}
	}
	return STATUS_OK;
}

static enum status fits(struct cutting *cutting, const struct batch_need *need,
	const struct batch_seat *seat, bool *out)
{
	const struct shift *shift = &cutting->group->shift;
	const struct interval during = during_of(cutting, seat);
	struct others others = {0};
	bool clashes;
	enum status status = look_at_reserved(cutting, need, during, &others, &clashes);
	if (status == STATUS_OK)
		*out = !clashes;
	if (status != STATUS_OK || clashes || !seat->covered || others.count == 0)
		return status;
	for (size_t i = 0; i < shift->session_count; i++) {
		if (!interval_overlaps(shift->sessions[i].during, during))
			continue;
		if (!add_other(&cutting->scratch, &others, shift->sessions[i]))
			return fault_memory(cutting->fault);
	}
	const struct shift then = {shift->on_duty, others.list, others.count};
	return shift_allows(&then, &cutting->group->batch->setting->policy.roster_rules,
		need->open.need.person, during, &cutting->scratch, out, cutting->fault);
}

static bool note(struct cutting *cutting, struct reserved reserved)
{
	struct arena *arena = cutting->group->arena;
	if (!arena_grow(
			arena, (void **)&cutting->reserved, cutting->count, &cutting->size, sizeof reserved))
		return false;
	for (size_t i = first_day(cutting, reserved.during); i <= last_day(cutting, reserved.during);
		 i++) {
		struct day *day = &cutting->days[i];
		if (!arena_grow(
				arena, (void **)&day->reserved, day->count, &day->size, sizeof *day->reserved))
			return false;
		day->reserved[day->count++] = (uint32_t)cutting->count;
	}
	cutting->reserved[cutting->count++] = reserved;
	return true;
}

static enum status reserve(
	struct cutting *cutting, const struct batch_need *need, struct batch_seat *seat)
{
	arena_reset(&cutting->scratch);
	enum status status = fits(cutting, need, seat, &seat->kept);
	if (status != STATUS_OK || !seat->kept)
		return status;
	const struct reserved reserved = {
		need->open.need.person, need, during_of(cutting, seat), seat->covered};
	return note(cutting, reserved) ? STATUS_OK : fault_memory(cutting->fault);
}

static bool make_days(struct cutting *cutting)
{
	const struct batch_group *group = cutting->group;
	int64_t first = INT64_MAX, last = INT64_MIN;
	for (size_t i = 0; i < group->need_count; i++) {
		for (size_t j = 0; j < group->needs[i]->count; j++) {
			struct interval during = during_of(cutting, &group->needs[i]->seats[j]);
			int64_t from = during.from.seconds / SECONDS_PER_DAY;
			int64_t to = during.to.seconds / SECONDS_PER_DAY;
			first = from < first ? from : first;
			last = to > last ? to : last;
		}
	}
	cutting->first = first;
	cutting->day_count = last < first ? 0 : (size_t)(last - first + 1);
	cutting->days = arena_array(group->arena, cutting->day_count, sizeof *cutting->days);
	return cutting->days;
}

static void forget_cut(struct batch_need *need)
{
	size_t kept = 0;
	for (size_t i = 0; i < need->count; i++) {
		if (need->seats[i].kept)
			need->seats[kept++] = need->seats[i];
	}
	need->count = kept;
}

// What is held is in everybody's diary and cover already, and stays.
static enum status cut(struct cutting *cutting)
{
	const struct batch_group *group = cutting->group;
	enum status status = STATUS_OK;
	for (size_t round = 0; status == STATUS_OK && round < BATCH_SEATS; round++) {
		for (size_t i = 0; status == STATUS_OK && i < group->need_count; i++) {
			const struct batch_need *need = group->needs[i];
			if (round >= need->count || (need->held && round == 0))
				continue;
			struct batch_seat *seat = &need->seats[round];
			if (session_takes_time(batch_session(group->batch, seat)->kind))
				status = reserve(cutting, need, seat);
		}
	}
	return status;
}

enum status batch_cut(const struct batch_group *group, struct fault *fault)
{
	struct cutting cutting = {.group = group, .fault = fault};
	if (!make_days(&cutting))
		return fault_memory(fault);
	arena_init(&cutting.scratch);
	enum status status = cut(&cutting);
	arena_done(&cutting.scratch);
	for (size_t i = 0; status == STATUS_OK && i < group->need_count; i++)
		forget_cut(group->needs[i]);
	return status;
}
