// SPDX-License-Identifier: MIT
#include "app/hosts/preview.h"

#include <stdlib.h>

// What is worked out, in the caller's arena.
struct making {
	const struct host_time *time;
	struct host_preview *out;
	struct interval *slots;
	size_t slot_count;
	struct arena *arena;
};

static int by_start(const void *a, const void *b)
{
	const struct host_day_time *left = a, *right = b;
	int64_t from = left->during.from.seconds, other = right->during.from.seconds;
	return (from > other) - (from < other);
}

static struct interval day_span(const struct zone *zone, int64_t day)
{
	return (struct interval){zone_instant(zone, civil_of((struct instant){day * SECONDS_PER_DAY})),
		zone_instant(zone, civil_of((struct instant){(day + 1) * SECONDS_PER_DAY}))};
}

static struct interval within(struct interval time, struct interval bounds)
{
	return (struct interval){
		instant_latest(time.from, bounds.from), instant_earliest(time.to, bounds.to)};
}

static bool overlaps_any(struct interval time, const struct interval *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (interval_overlaps(list[i], time))
			return true;
	}
	return false;
}

static size_t gather_busy(
	const struct making *making, struct interval day, struct host_day_time *times, size_t count)
{
	const struct host_time *time = making->time;
	size_t first = count;
	for (size_t i = 0; i < time->busy_count; i++) {
		struct interval busy = within(time->busy[i], day);
		if (!interval_overlaps(time->busy[i], day) ||
			!overlaps_any(busy, making->out->open, making->out->open_count))
			continue;
		if (count > first && !instant_before(times[count - 1].during.to, busy.from))
			times[count - 1].during.to = instant_latest(times[count - 1].during.to, busy.to);
		else
			times[count++] = (struct host_day_time){busy, HOST_BUSY};
	}
	return count;
}

static size_t gather(const struct making *making, struct interval day, struct host_day_time *times)
{
	const struct host_time *time = making->time;
	size_t count = 0;
	for (size_t i = 0; i < making->slot_count; i++) {
		if (interval_overlaps(making->slots[i], day))
			times[count++] = (struct host_day_time){making->slots[i], HOST_OPEN};
	}
	for (size_t i = 0; i < time->session_count; i++) {
		const struct host_session *session = &time->sessions[i];
		if (interval_overlaps(session->during, day) && session->led &&
			(session->taken > 0 || !session->alone))
			times[count++] = (struct host_day_time){session->during, HOST_TAKEN};
		else if (interval_overlaps(session->during, day) && session->led && !session->by_hours &&
				 session->capacity > 0)
			times[count++] = (struct host_day_time){session->during, HOST_OPEN};
	}
	count = gather_busy(making, day, times, count);
	if (count)
		qsort(times, count, sizeof *times, by_start);
	return count;
}

static bool is_holiday(const struct host_time *time, int64_t day)
{
	for (size_t i = 0; i < time->holiday_count; i++) {
		if (time->holidays[i] == day)
			return true;
	}
	return false;
}

// Whether hours of a week or of a date are published for a day, also where they do not count.
static bool is_published(const struct host_time *time, int64_t day)
{
	int weekday = (int)((day % 7 + 7 + 3) % 7);
	for (size_t i = 0; i < time->weekly_count; i++) {
		const struct weekly_hours *week = &time->weekly[i];
		if (week->weekdays >> weekday & 1 && day >= week->first_day && day <= week->last_day)
			return true;
	}
	return false;
}

static enum host_note note_of(
	const struct making *making, int64_t day, const struct host_day *shown)
{
	const struct host_time *time = making->time;
	for (size_t i = 0; i < time->date_count; i++) {
		if (time->dates[i].day == day && time->dates[i].away)
			return HOST_AWAY;
	}
	if (is_holiday(time, day))
		return HOST_HOLIDAY;
	for (size_t i = 0; i < shown->count; i++) {
		if (shown->times[i].use == HOST_OPEN)
			return HOST_NO_NOTE;
	}
	return overlaps_any(shown->span, making->out->open, making->out->open_count) ? HOST_NOTHING_OPEN
																				 : HOST_NO_NOTE;
}

static bool add_day(struct making *making, int64_t day, struct host_day_time *room)
{
	const struct host_time *time = making->time;
	struct host_day made = {.span = within(day_span(time->zone, day), time->within)};
	made.count = gather(making, made.span, room);
	made.times = arena_array(making->arena, made.count, sizeof *made.times);
	if (!made.times)
		return false;
	for (size_t i = 0; i < made.count; i++)
		made.times[i] = room[i];
	made.note = note_of(making, day, &made);
	if (made.count > 0 || (made.note != HOST_NO_NOTE && is_published(time, day)) ||
		overlaps_any(made.span, making->out->open, making->out->open_count))
		making->out->days[making->out->count++] = made;
	return true;
}

static bool add_days(struct making *making)
{
	const struct host_time *time = making->time;
	int64_t first = slots_day(time->zone, time->now);
	struct host_day_time *room = arena_array(
		making->arena, time->session_count + time->busy_count + making->slot_count, sizeof *room);
	making->out->days = arena_array(making->arena, HOST_PREVIEW_DAYS, sizeof *making->out->days);
	bool added = room && making->out->days;
	for (int64_t day = first; added && day < first + HOST_PREVIEW_DAYS; day++)
		added = add_day(making, day, room);
	return added;
}

enum status host_preview(const struct host_time *time, struct arena *arena,
	struct host_preview *out, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	struct host_preview made = {.open = NULL};
	struct making making = {.time = time, .out = &made, .arena = arena};
	enum status status = host_open_hours(time, arena, &made.open, &made.open_count, fault);
	if (status == STATUS_OK)
		status = host_slots(time, arena, &making.slots, &making.slot_count, &own);
	if (status != STATUS_OK && status != STATUS_LIMIT)
		return fault_set(fault, status, own.where, "%s", own.message);
	if (!add_days(&making))
		return fault_memory(fault);
	*out = made;
	return STATUS_OK;
}
