// SPDX-License-Identifier: MIT
#include "app/demonstration/history.h"

#include <stdlib.h>
#include <string.h>

#define SEED UINT64_C(0x506c696d736f6c6c) // "Plimsoll"
#define HARD 3.0                          // times as much in the hard November
#define ROOM 4096

struct chance {
	uint64_t state;
};

// splitmix64 (Steele, Lea and Flood 2014): any state will do, so that each person and day has a
// stream of its own.
static uint64_t chance_next(struct chance *chance)
{
	uint64_t mixed = chance->state += UINT64_C(0x9e3779b97f4a7c15);
	mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
	return mixed ^ (mixed >> 31);
}

static double chance_part(struct chance *chance) // of 1, never 1
{
	return (double)(chance_next(chance) >> 11) / 9007199254740992.0;
}

static struct chance chance_of(struct instant until, size_t person, int64_t day)
{
	struct chance chance = {SEED ^ (uint64_t)until.seconds};
	chance.state = chance_next(&chance) ^ person;
	chance.state = chance_next(&chance) ^ (uint64_t)day;
	return chance;
}

struct making {
	const struct zone *zone;
	struct instant until;
	int november;
	struct shift_pattern patterns[STAFF_TEAMS];
	struct arena *arena;
	struct history_event *list;
	size_t count, size;
};

// Somebody on one of their shifts.
struct duty {
	size_t person;
	const struct team_plan *team;
	struct interval hours;
	struct chance *chance;
	size_t *number;
};

struct instant history_begins(struct instant until)
{
	return instant_later(until, -HISTORY_DAYS * SECONDS_PER_DAY);
}

struct instant history_joined(struct instant until, size_t person)
{
	struct chance chance = chance_of(until, person, -1);
	int64_t days = (int64_t)(chance_part(&chance) * 600);
	bool later = chance_part(&chance) < 1.0 / 12;
	return instant_later(history_begins(until), later ? (days + 30) * SECONDS_PER_DAY : 0);
}

int history_november(const struct zone *zone, struct instant until)
{
	struct civil local = zone_local(zone, until);
	bool begun = local.month == 12 || (local.month == 11 && local.day >= 15);
	return begun ? local.year : local.year - 1;
}

// Between 0.65 and 1.8 times what the team meets, 1.03 times on average.
static double person_busy(struct instant until, size_t person)
{
	struct chance chance = chance_of(until, person, -2);
	double part = chance_part(&chance);
	return 0.65 + 1.15 * part * part;
}

static double shift_busy(const struct making *making, const struct duty *duty)
{
	struct civil local = zone_local(making->zone, duty->hours.from);
	bool hard = duty->team->hard_november && local.month == 11 && local.year == making->november;
	return duty->team->busy * (hard ? HARD : 1);
}

static void modify(
	struct history_event *event, struct chance *chance, double part, struct text what)
{
	size_t room = sizeof event->modifiers / sizeof event->modifiers[0];
	if (chance_part(chance) < part && event->modifier_count < room)
		event->modifiers[event->modifier_count++] = what;
}

static void describe_material(struct history_event *event, struct chance *chance)
{
	bool counted = !text_is(event->category, "MAT_TEXT_AUDIO") && chance_part(chance) < 0.3;
	if (counted)
		event->items = 20 + (int32_t)(chance_part(chance) * 100);
	else
		event->minutes = 15 + (int32_t)(chance_part(chance) * 75);
	modify(event, chance, 0.15, TEXT("sound_on"));
	if (!text_is(event->category, "MAT_TEXT_AUDIO"))
		modify(event, chance, 0.3, TEXT("greyscale_or_blur"));
}

static void describe(struct history_event *event, const struct rate *rate, struct chance *chance)
{
	double part = chance_part(chance);
	switch (rate->how) {
	case RATE_MATERIAL:
		describe_material(event, chance);
		return;
	case RATE_ONLINE:
		modify(event, chance, 0.3, TEXT("personal_account"));
		modify(event, chance, 0.1, TEXT("credible_threat"));
		return;
	case RATE_REMOTE:
		event->involvement = INVOLVEMENT_REMOTE_LIVE;
		modify(event, chance, 0.08, TEXT("child_involved"));
		return;
	case RATE_ON_SCENE:
		event->involvement = part < 0.7   ? INVOLVEMENT_DIRECT
							 : part < 0.9 ? INVOLVEMENT_WITNESS
										  : INVOLVEMENT_SECONDARY;
		modify(event, chance, 0.06, TEXT("child_involved"));
		modify(event, chance, 0.1, TEXT("prolonged"));
		modify(event, chance, 0.01, TEXT("known_victim"));
		return;
	case RATE_DIRECT:
		modify(event, chance, 0.08, TEXT("alone"));
		modify(event, chance, 0.03, TEXT("own_injury"));
	}
}

static struct history_event *add_event(struct making *making, struct fault *fault)
{
	if (making->count == making->size) {
		size_t size = making->size ? making->size * 2 : ROOM;
		struct history_event *list = arena_array(making->arena, size, sizeof *list);
		if (!list) {
			fault_memory(fault);
			return NULL;
		}
		if (making->count)
			memcpy(list, making->list, making->count * sizeof *list);
		making->list = list;
		making->size = size;
	}
	return &making->list[making->count++];
}

static enum status work_shift(
	struct making *making, const struct duty *duty, double busy, struct fault *fault)
{
	int64_t seconds = duty->hours.to.seconds - duty->hours.from.seconds;
	busy *= shift_busy(making, duty);
	for (size_t i = 0; i < duty->team->rate_count; i++) {
		const struct rate *rate = &duty->team->rates[i];
		struct history_event event = {
			.person = duty->person,
			.category = rate->category,
			.minutes = EXPOSURE_UNKNOWN,
			.items = EXPOSURE_UNKNOWN,
		};
		if (chance_part(duty->chance) >= rate->often * busy / 10000)
			continue;
		event.at =
			instant_later(duty->hours.from, (int64_t)(chance_part(duty->chance) * (double)seconds));
		describe(&event, rate, duty->chance);
		if (!instant_before(event.at, making->until))
			continue;
		event.number = (*duty->number)++;
		struct history_event *kept = add_event(making, fault);
		if (!kept)
			return fault->status;
		*kept = event;
	}
	return STATUS_OK;
}

static enum status work_through(struct making *making, size_t person, struct fault *fault)
{
	struct staff_member member = staff_member(person);
	struct instant joined = history_joined(making->until, person);
	double busy = person_busy(making->until, person);
	size_t number = 0;
	int64_t first = joined.seconds / SECONDS_PER_DAY + 1;
	int64_t last = making->until.seconds / SECONDS_PER_DAY + 1;
	enum status status = STATUS_OK;
	for (int64_t day = first; status == STATUS_OK && day <= last; day++) {
		struct chance chance = chance_of(making->until, person, day);
		struct duty duty = {
			.person = person,
			.team = &staff_teams[member.team],
			.chance = &chance,
			.number = &number,
		};
		size_t shifts;
		const struct pattern_shift *shift =
			shift_pattern_on(&making->patterns[member.team], member.anchor, day, &shifts);
		if (!shifts)
			continue;
		duty.hours = shift_pattern_hours(making->zone, day, shift);
		if (!instant_before(duty.hours.from, joined))
			status = work_shift(making, &duty, busy, fault);
	}
	return status;
}

static int compare_events(const void *a, const void *b)
{
	const struct history_event *left = a, *right = b;
	if (left->at.seconds != right->at.seconds)
		return left->at.seconds < right->at.seconds ? -1 : 1;
	if (left->person != right->person)
		return left->person < right->person ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

enum status history_make(const struct zone *zone, struct instant until, struct arena *arena,
	struct history_event **out, size_t *count, struct fault *fault)
{
	struct making making = {
		.zone = zone,
		.until = until,
		.november = history_november(zone, until),
		.arena = arena,
	};
	enum status status = staff_patterns(arena, making.patterns, fault);
	for (size_t i = 0; status == STATUS_OK && i < STAFF_PEOPLE; i++)
		status = work_through(&making, i, fault);
	if (status != STATUS_OK)
		return status;
	if (making.count)
		qsort(making.list, making.count, sizeof *making.list, compare_events);
	*out = making.list;
	*count = making.count;
	return STATUS_OK;
}
