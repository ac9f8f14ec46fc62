// SPDX-License-Identifier: MIT
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/period.h"
#include "core/roster.h"

#define NIGHT_FROM 23 // o'clock, to
#define NIGHT_TO 6    // of the next day: reg. 2(1) where no agreement says otherwise
#define NIGHT_SHARE (3 * SECONDS_PER_HOUR)

// Where something begins or ends to be so.
struct edge {
	int64_t at;
	enum roster_kind kind; // ROSTER_DUTY for every kind of duty
	int change;
};

struct preparing {
	const struct roster_entry *entries; // by when they begin
	size_t count;
	const struct zone *zone;
	struct arena *arena;
	struct interval *leave, *rest, *work, *nights, *ended, *duty;
	size_t leave_count, rest_count, work_count, night_count, duty_count, away_count, edge_count;
	struct roster_entry *away;
	struct edge *edges;
	int64_t *latest; // the latest end of the working entries up to each
};

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_intervals(const void *a, const void *b)
{
	const struct interval *left = a, *right = b;
	return compare_numbers(left->from.seconds, right->from.seconds);
}

static int compare_entries(const void *a, const void *b)
{
	const struct roster_entry *left = a, *right = b;
	return compare_numbers(left->during.from.seconds, right->during.from.seconds);
}

static int compare_edges(const void *a, const void *b)
{
	const struct edge *left = a, *right = b;
	return compare_numbers(left->at, right->at);
}

// Joins what overlaps or touches of a list that ascends.
static size_t join(struct interval *list, size_t count)
{
	size_t joined = 0;
	for (size_t i = 0; i < count; i++) {
		if (joined && !instant_before(list[joined - 1].to, list[i].from))
			list[joined - 1].to = instant_latest(list[joined - 1].to, list[i].to);
		else
			list[joined++] = list[i];
	}
	return joined;
}

static int64_t overlap(struct interval a, struct interval b)
{
	int64_t from = instant_latest(a.from, b.from).seconds;
	int64_t to = instant_earliest(a.to, b.to).seconds;
	return to > from ? to - from : 0;
}

static struct instant local_hour(const struct zone *zone, int64_t day, int hour)
{
	struct civil civil = civil_of((struct instant){day * SECONDS_PER_DAY});
	civil.hour = hour;
	return zone_instant(zone, civil);
}

bool roster_is_night(const struct zone *zone, struct interval shift)
{
	int64_t night = 0, last = period_of(zone, SPAN_CALENDAR_DAY, shift.to);
	for (int64_t day = period_of(zone, SPAN_CALENDAR_DAY, shift.from) - 1;
		 day <= last && night < NIGHT_SHARE; day++)
		night += overlap(shift, (struct interval){local_hour(zone, day, NIGHT_FROM),
									local_hour(zone, day + 1, NIGHT_TO)});
	return night >= NIGHT_SHARE;
}

static bool is_midnight(const struct zone *zone, struct instant at)
{
	int64_t day = period_of(zone, SPAN_CALENDAR_DAY, at);
	return period_start(zone, SPAN_CALENDAR_DAY, day).seconds == at.seconds;
}

// A whole day in court or at a training says nothing of hours at night.
static bool is_night(const struct zone *zone, const struct roster_entry *entry)
{
	if (entry->kind == ROSTER_ABSTRACTION && is_midnight(zone, entry->during.from) &&
		is_midnight(zone, entry->during.to))
		return false;
	return entry->kind == ROSTER_NIGHT || roster_is_night(zone, entry->during);
}

static bool is_within(const struct interval *list, size_t count, struct interval interval)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (instant_before(interval.from, list[middle].from))
			high = middle;
		else
			low = middle + 1;
	}
	return low && !instant_before(list[low - 1].to, interval.to);
}

// The end of work that began before an instant, or the instant.
static struct instant still_working(const struct preparing *preparing, struct instant at)
{
	size_t low = 0, high = preparing->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (instant_before(preparing->entries[middle].during.from, at))
			low = middle + 1;
		else
			high = middle;
	}
	return low ? instant_latest((struct instant){preparing->latest[low - 1]}, at) : at;
}

static void sort_out(struct preparing *preparing)
{
	int64_t latest = INT64_MIN;
	for (size_t i = 0; i < preparing->count; i++) {
		const struct roster_entry *entry = &preparing->entries[i];
		assert(instant_before(entry->during.from, entry->during.to));
		if (entry->kind == ROSTER_LEAVE || entry->kind == ROSTER_ABSENCE)
			preparing->leave[preparing->leave_count++] = entry->during;
		else if (entry->kind == ROSTER_REST_DAY)
			preparing->rest[preparing->rest_count++] = entry->during;
		else if (entry->during.to.seconds > latest)
			latest = entry->during.to.seconds;
		preparing->latest[i] = latest;
	}
	preparing->leave_count = join(preparing->leave, preparing->leave_count);
	preparing->rest_count = join(preparing->rest, preparing->rest_count);
}

// What is worked at all: leave that covers a shift in part leaves all of it.
static void find_work(struct preparing *preparing)
{
	for (size_t i = 0; i < preparing->count; i++) {
		const struct roster_entry *entry = &preparing->entries[i];
		if (!roster_kind_works(entry->kind) ||
			is_within(preparing->leave, preparing->leave_count, entry->during))
			continue;
		preparing->work[preparing->work_count++] = entry->during;
		if (is_night(preparing->zone, entry))
			preparing->nights[preparing->night_count++] = entry->during;
	}
	preparing->work_count = join(preparing->work, preparing->work_count);
	preparing->night_count = join(preparing->nights, preparing->night_count);
	size_t stretch = 0;
	for (size_t i = 0; i < preparing->night_count; i++) {
		struct instant end = preparing->nights[i].to;
		while (instant_before(preparing->work[stretch].to, end))
			stretch++;
		preparing->ended[i] = (struct interval){end, preparing->work[stretch].to};
	}
}

static void add_edges(
	struct preparing *preparing, enum roster_kind kind, struct instant from, struct instant to)
{
	if (!instant_before(from, to))
		return;
	preparing->edges[preparing->edge_count++] = (struct edge){from.seconds, kind, 1};
	preparing->edges[preparing->edge_count++] = (struct edge){to.seconds, kind, -1};
}

static void find_edges(struct preparing *preparing)
{
	for (size_t i = 0; i < preparing->count; i++) {
		const struct roster_entry *entry = &preparing->entries[i];
		if (entry->kind != ROSTER_REST_DAY)
			add_edges(preparing, entry->kind < ROSTER_DUTY ? ROSTER_DUTY : entry->kind,
				entry->during.from, entry->during.to);
	}
	for (size_t i = 0; i < preparing->rest_count; i++)
		add_edges(preparing, ROSTER_REST_DAY, still_working(preparing, preparing->rest[i].from),
			preparing->rest[i].to);
	qsort(preparing->edges, preparing->edge_count, sizeof *preparing->edges, compare_edges);
}

// What comes first of all that is so at a moment; ROSTER_KIND_COUNT: nothing is.
static enum roster_kind foremost(const int *so)
{
	static const enum roster_kind order[] = {
		ROSTER_LEAVE, ROSTER_ABSENCE, ROSTER_REST_DAY, ROSTER_ABSTRACTION, ROSTER_DUTY};
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		if (so[order[i]] > 0)
			return order[i];
	}
	return ROSTER_KIND_COUNT;
}

static void find_duty(struct preparing *preparing)
{
	int so[ROSTER_KIND_COUNT] = {0};
	enum roster_kind before = ROSTER_KIND_COUNT;
	int64_t since = 0;
	for (size_t i = 0; i < preparing->edge_count;) {
		int64_t at = preparing->edges[i].at;
		for (; i < preparing->edge_count && preparing->edges[i].at == at; i++)
			so[preparing->edges[i].kind] += preparing->edges[i].change;
		enum roster_kind now = foremost(so);
		if (now == before)
			continue;
		struct interval during = {{since}, {at}};
		if (before == ROSTER_DUTY)
			preparing->duty[preparing->duty_count++] = during;
		else if (before != ROSTER_KIND_COUNT)
			preparing->away[preparing->away_count++] = (struct roster_entry){during, before};
		before = now;
		since = at;
	}
}

static bool make_room(struct preparing *preparing)
{
	size_t count = preparing->count, edges = 2 * count;
	struct interval **lists[] = {&preparing->leave, &preparing->rest, &preparing->work,
		&preparing->nights, &preparing->ended};
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		*lists[i] = arena_array(preparing->arena, count, sizeof(struct interval));
		if (!*lists[i])
			return false;
	}
	preparing->duty = arena_array(preparing->arena, edges, sizeof *preparing->duty);
	preparing->away = arena_array(preparing->arena, edges, sizeof *preparing->away);
	preparing->edges = arena_array(preparing->arena, edges, sizeof *preparing->edges);
	preparing->latest = arena_array(preparing->arena, count, sizeof *preparing->latest);
	return preparing->duty && preparing->away && preparing->edges && preparing->latest;
}

enum status roster_prepare(const struct roster_entry *entries, size_t count,
	const struct interval *known, size_t known_count, const struct zone *zone, struct arena *arena,
	struct roster *out, struct fault *fault)
{
	struct roster_entry *sorted = arena_array(arena, count, sizeof *sorted);
	struct interval *joined = arena_array(arena, known_count, sizeof *joined);
	struct preparing preparing = {.entries = sorted, .count = count, .zone = zone, .arena = arena};
	if (!sorted || !joined || !make_room(&preparing))
		return fault_memory(fault);
	if (count)
		memcpy(sorted, entries, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_entries);
	for (size_t i = 0; i < known_count; i++) {
		assert(!instant_before(known[i].to, known[i].from));
		joined[i] = known[i];
	}
	qsort(joined, known_count, sizeof *joined, compare_intervals);
	sort_out(&preparing);
	find_work(&preparing);
	find_edges(&preparing);
	find_duty(&preparing);
	*out = (struct roster){
		.zone = zone,
		.known = joined,
		.duty = preparing.duty,
		.away = preparing.away,
		.work = preparing.work,
		.nights = preparing.nights,
		.ended = preparing.ended,
		.known_count = join(joined, known_count),
		.duty_count = preparing.duty_count,
		.away_count = preparing.away_count,
		.work_count = preparing.work_count,
		.night_count = preparing.night_count,
		.ended_count = preparing.night_count,
	};
	return STATUS_OK;
}
