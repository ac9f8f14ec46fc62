// SPDX-License-Identifier: MIT
#include "core/slots.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MINUTES_PER_DAY 1440
#define QUARTER_BITS 7 // 96 quarters of an hour
#define WINDOW_MOST (INT64_C(2) * 366 * SECONDS_PER_DAY)

struct stretches {
	struct interval *list;
	size_t count, size;
};

struct slot {
	struct interval during;
	int64_t day;
	unsigned rank;
};

struct cutting {
	const struct slots_asked *asked;
	struct arena *arena;
	struct stretches available, taken, open;
	struct slot *slots;
	size_t slot_count, slot_size;
	struct instant next; // a buffer after the last slot
	struct fault *fault;
};

static bool hours_are_sound(int32_t from, int32_t until)
{
	return from >= 0 && from < MINUTES_PER_DAY && from < until && until <= from + MINUTES_PER_DAY;
}

const char *weekly_hours_wrong(const struct weekly_hours *hours)
{
	if ((hours->weekdays & SLOTS_EVERY_DAY) == 0 || hours->weekdays > SLOTS_EVERY_DAY)
		return "weekdays";
	if (hours->every < 1 || hours->every > 52)
		return "every";
	if (hours->first_day > hours->last_day)
		return "last_day";
	return hours_are_sound(hours->from, hours->until) ? NULL : "until";
}

const char *dated_hours_wrong(const struct dated_hours *hours)
{
	return hours_are_sound(hours->from, hours->until) ? NULL : "until";
}

static int64_t floor_divide(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

// 0 Monday … 6 Sunday; 1970-01-01 was a Thursday.
static int weekday_of(int64_t day)
{
	return (int)((day % 7 + 7 + 3) % 7);
}

static int64_t monday_of(int64_t day)
{
	return day - weekday_of(day);
}

int64_t slots_day(const struct zone *zone, struct instant at)
{
	return floor_divide(civil_as_utc(zone_local(zone, at)).seconds, SECONDS_PER_DAY);
}

static struct instant local_instant(const struct zone *zone, int64_t day, int32_t minute)
{
	return zone_instant(
		zone, civil_of((struct instant){day * SECONDS_PER_DAY + minute * INT64_C(60)}));
}

static enum status add_stretch(
	struct cutting *cutting, struct stretches *stretches, struct instant from, struct instant to)
{
	if (!instant_before(from, to))
		return STATUS_OK;
	if (!arena_grow(cutting->arena, (void **)&stretches->list, stretches->count, &stretches->size,
			sizeof *stretches->list))
		return fault_memory(cutting->fault);
	stretches->list[stretches->count++] = (struct interval){from, to};
	return STATUS_OK;
}

static enum status add_hours(
	struct cutting *cutting, struct stretches *stretches, int64_t day, int32_t from, int32_t until)
{
	const struct zone *zone = cutting->asked->zone;
	return add_stretch(
		cutting, stretches, local_instant(zone, day, from), local_instant(zone, day, until));
}

static bool is_holiday(const struct slots_asked *asked, int64_t day)
{
	for (size_t i = 0; i < asked->holiday_count; i++) {
		if (asked->holidays[i] == day)
			return true;
	}
	return false;
}

static bool is_on(const struct weekly_hours *hours, int64_t day)
{
	return day >= hours->first_day && day <= hours->last_day &&
		   (hours->weekdays >> weekday_of(day) & 1) &&
		   (monday_of(day) - monday_of(hours->first_day)) / 7 % hours->every == 0;
}

static int compare_stretches(const void *a, const void *b)
{
	const struct interval *left = a, *right = b;
	return (left->from.seconds > right->from.seconds) - (left->from.seconds < right->from.seconds);
}

// In order, and those that touch as one.
static void join(struct stretches *stretches)
{
	struct interval *list = stretches->list;
	size_t count = 0;
	if (stretches->count)
		qsort(list, stretches->count, sizeof *list, compare_stretches);
	for (size_t i = 0; i < stretches->count; i++) {
		if (count && !instant_before(list[count - 1].to, list[i].from))
			list[count - 1].to = instant_latest(list[count - 1].to, list[i].to);
		else
			list[count++] = list[i];
	}
	stretches->count = count;
}

// The hours that begin on one day.
static enum status add_day(struct cutting *cutting, int64_t day, struct stretches *hours)
{
	const struct slots_asked *asked = cutting->asked;
	bool holiday = is_holiday(asked, day);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && !holiday && i < asked->weekly_count; i++) {
		const struct weekly_hours *weekly = &asked->weekly[i];
		if (is_on(weekly, day))
			status = add_hours(cutting, hours, day, weekly->from, weekly->until);
	}
	for (size_t i = 0; status == STATUS_OK && i < asked->date_count; i++) {
		const struct dated_hours *date = &asked->dates[i];
		if (date->day == day && !date->away)
			status = add_hours(cutting, hours, day, date->from, date->until);
	}
	join(hours);
	return status;
}

static enum status add_taken(struct cutting *cutting, const struct interval *list, size_t count)
{
	int64_t buffer = cutting->asked->buffer_minutes * INT64_C(60);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = add_stretch(cutting, &cutting->taken, instant_later(list[i].from, -buffer),
			instant_later(list[i].to, buffer));
	return status;
}

// By the bits of the quarter of an hour it starts in, in reverse order.
static unsigned rank_of(const struct zone *zone, struct instant start)
{
	struct civil local = zone_local(zone, start);
	unsigned quarter = (unsigned)(local.hour * 4 + local.minute / 15), rank = 0;
	for (int bit = 0; bit < QUARTER_BITS; bit++)
		rank |= (quarter >> bit & 1) << (QUARTER_BITS - 1 - bit);
	return rank;
}

static struct instant next_start(struct instant from)
{
	return (struct instant){-floor_divide(-from.seconds, SLOTS_STEP) * SLOTS_STEP};
}

static enum status cut(struct cutting *cutting, struct instant from, struct instant to)
{
	const struct slots_asked *asked = cutting->asked;
	int64_t length = asked->minutes * INT64_C(60);
	// Stretches may be closer than the buffer.
	struct instant start = next_start(instant_latest(from, cutting->next));
	while (start.seconds + length <= to.seconds) {
		struct interval during = {start, {start.seconds + length}};
		if (cutting->slot_count == SLOTS_LIMIT)
			return fault_set(cutting->fault, STATUS_LIMIT, "availability",
				"The hours give more than %d slots.", SLOTS_LIMIT);
		if (!arena_grow(cutting->arena, (void **)&cutting->slots, cutting->slot_count,
				&cutting->slot_size, sizeof *cutting->slots))
			return fault_memory(cutting->fault);
		cutting->slots[cutting->slot_count++] =
			(struct slot){during, slots_day(asked->zone, start), rank_of(asked->zone, start)};
		cutting->next = instant_later(during.to, asked->buffer_minutes * INT64_C(60));
		start = next_start(cutting->next);
	}
	return STATUS_OK;
}

typedef enum status use_stretch(struct cutting *cutting, struct instant from, struct instant to);

// What of `whole` is not of `less`, both in order and disjoint.
static enum status without(struct cutting *cutting, const struct stretches *whole,
	const struct stretches *less, use_stretch *use)
{
	enum status status = STATUS_OK;
	size_t first = 0;
	for (size_t i = 0; status == STATUS_OK && i < whole->count; i++) {
		struct instant from = whole->list[i].from, to = whole->list[i].to;
		while (first < less->count && !instant_before(from, less->list[first].to))
			first++;
		for (size_t j = first;
			 status == STATUS_OK && j < less->count && instant_before(less->list[j].from, to);
			 j++) {
			status = use(cutting, from, less->list[j].from);
			from = less->list[j].to;
		}
		if (status == STATUS_OK)
			status = use(cutting, from, to);
	}
	return status;
}

static enum status add_available(struct cutting *cutting, struct instant from, struct instant to)
{
	return add_stretch(cutting, &cutting->available, from, to);
}

// Hours with the buffer after them.
static enum status add_buffered(
	struct cutting *cutting, const struct stretches *hours, struct stretches *out)
{
	int64_t buffer = cutting->asked->buffer_minutes * INT64_C(60);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < hours->count; i++)
		status = add_stretch(
			cutting, out, hours->list[i].from, instant_later(hours->list[i].to, buffer));
	return status;
}

// Day by day, so that how one day is cut does not depend on where the window begins: what goes on
// from the two days before comes first, and the hours of a day begin a buffer after that.
static enum status add_days(struct cutting *cutting, int64_t first, int64_t last)
{
	const struct slots_asked *asked = cutting->asked;
	struct stretches two_before = {0}, one_before = {0};
	enum status status = STATUS_OK;
	for (int64_t day = first - 2; status == STATUS_OK && day <= last; day++) {
		struct stretches hours = {0}, earlier = {0};
		status = add_day(cutting, day, &hours);
		if (status == STATUS_OK)
			status = add_buffered(cutting, &two_before, &earlier);
		if (status == STATUS_OK)
			status = add_buffered(cutting, &one_before, &earlier);
		join(&earlier);
		if (status == STATUS_OK && day >= first)
			status = without(cutting, &hours, &earlier, add_available);
		two_before = one_before;
		one_before = hours;
	}
	for (size_t i = 0; status == STATUS_OK && i < asked->date_count; i++) {
		const struct dated_hours *date = &asked->dates[i];
		if (date->away)
			status = add_hours(cutting, &cutting->taken, date->day, date->from, date->until);
	}
	return status;
}

static int32_t room_on(const struct slots_asked *asked, int64_t day)
{
	int32_t room = asked->daily_cap;
	for (size_t i = 0; room > 0 && i < asked->session_count; i++)
		room -= slots_day(asked->zone, asked->sessions[i].from) == day;
	return room;
}

// Whether fewer slots of its day than there is room for rank before it.
static bool has_room(const struct slot *day, size_t count, const struct slot *slot, int32_t room)
{
	int32_t before = 0;
	for (size_t i = 0; i < count; i++)
		before +=
			day[i].rank < slot->rank ||
			(day[i].rank == slot->rank && day[i].during.from.seconds < slot->during.from.seconds);
	return before < room;
}

static enum status choose(struct cutting *cutting, struct interval **out, size_t *count)
{
	const struct slots_asked *asked = cutting->asked;
	struct interval *chosen = arena_array(cutting->arena, cutting->slot_count, sizeof *chosen);
	size_t chosen_count = 0;
	if (!chosen)
		return fault_memory(cutting->fault);
	for (size_t first = 0, end; first < cutting->slot_count; first = end) {
		const struct slot *day = &cutting->slots[first];
		for (end = first; end < cutting->slot_count && cutting->slots[end].day == day->day;)
			end++;
		int32_t room = room_on(asked, day->day);
		for (size_t i = first; i < end; i++) {
			struct interval during = cutting->slots[i].during;
			if (has_room(day, end - first, &cutting->slots[i], room) &&
				!instant_before(during.from, asked->within.from) &&
				!instant_before(asked->within.to, during.to))
				chosen[chosen_count++] = during;
		}
	}
	*out = chosen;
	*count = chosen_count;
	return STATUS_OK;
}

static enum status add_open(struct cutting *cutting, struct instant from, struct instant to)
{
	const struct interval stretch = {from, to};
	return interval_overlaps(stretch, cutting->asked->within)
			   ? add_stretch(cutting, &cutting->open, from, to)
			   : STATUS_OK;
}

enum status slots_hours(const struct slots_asked *asked, struct arena *arena, struct interval **out,
	size_t *count, struct fault *fault)
{
	struct cutting cutting = {.asked = asked, .arena = arena, .fault = fault};
	int64_t first = slots_day(asked->zone, asked->within.from) - 1;
	int64_t last = slots_day(asked->zone, asked->within.to);
	enum status status = add_days(&cutting, first, last);
	join(&cutting.available);
	join(&cutting.taken);
	if (status == STATUS_OK)
		status = without(&cutting, &cutting.available, &cutting.taken, add_open);
	if (status == STATUS_OK) {
		*out = cutting.open.list;
		*count = cutting.open.count;
	}
	return status;
}

enum status slots_find(const struct slots_asked *asked, struct arena *arena, struct interval **out,
	size_t *count, struct fault *fault)
{
	struct cutting cutting = {.asked = asked, .arena = arena, .next = {INT64_MIN}, .fault = fault};
	assert(asked->minutes >= 5 && asked->minutes <= 480);
	assert(asked->buffer_minutes >= 0 && asked->buffer_minutes <= 240);
	assert(asked->within.to.seconds - asked->within.from.seconds <= WINDOW_MOST);
	int64_t first = slots_day(asked->zone, asked->within.from) - 1;
	int64_t last = slots_day(asked->zone, asked->within.to);
	enum status status = add_days(&cutting, first, last);
	if (status == STATUS_OK)
		status = add_taken(&cutting, asked->sessions, asked->session_count);
	if (status == STATUS_OK)
		status = add_taken(&cutting, asked->busy, asked->busy_count);
	join(&cutting.taken);
	if (status == STATUS_OK)
		status = without(&cutting, &cutting.available, &cutting.taken, cut);
	return status == STATUS_OK ? choose(&cutting, out, count) : status;
}

bool slots_minute_parse(struct text value, int32_t *out)
{
	int64_t hour, minute;
	if (value.length < 5 || value.start[2] != ':' ||
		!text_to_integer((struct text){value.start, 2}, &hour) ||
		!text_to_integer((struct text){value.start + 3, 2}, &minute) || hour < 0 || hour > 24 ||
		minute < 0 || minute > 59 || hour * 60 + minute > MINUTES_PER_DAY)
		return false;
	*out = (int32_t)(hour * 60 + minute);
	return true;
}
