// SPDX-License-Identifier: MIT
// Slots against minutes that are looked at one by one.
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "core/slots.h"
#include "support/random.h"

#define WEEKLY 4
#define DATES 4
#define TIMES 6
#define DAYS 12
#define SPARE 4 // days around the window
#define MINUTES ((DAYS + 2 * SPARE) * 1440)
#define SITUATIONS 150

// London, around either change of the clock.
static const struct zone_transition changes[] = {
	{{1766000000}, 0}, {{1774746000}, 3600}, {{1792890000}, 0}, {{1806195600}, 3600}};
static const struct zone london = {changes, 4};
static const int64_t first_days[] = {
	20535, 20745, 20899}; // 23 March, 19 October 2026, 22 March 2027

struct situation {
	struct weekly_hours weekly[WEEKLY];
	struct dated_hours dates[DATES];
	int64_t holidays[2];
	struct interval sessions[TIMES], busy[TIMES];
	struct slots_asked asked;
	int64_t first_minute; // of the minutes looked at
};

static struct interval random_time(struct random *random, int64_t first_day)
{
	int64_t from = first_day * 86400 + random_between(random, -1440, (DAYS + 1) * 1440) * 60;
	return (struct interval){{from}, {from + random_between(random, 1, 300) * 60}};
}

static void random_situation(struct random *random, struct situation *out)
{
	int64_t first_day = first_days[random_between(random, 0, 2)];
	memset(out, 0, sizeof *out);
	for (int i = 0; i < WEEKLY; i++) {
		int32_t from = (int32_t)random_between(random, 0, 1439);
		out->weekly[i] = (struct weekly_hours){(unsigned)random_between(random, 1, 127),
			(int32_t)random_between(random, 1, 3), first_day - random_between(random, -3, 30),
			random_between(random, 0, 1) ? SLOTS_NO_END : first_day + random_between(random, 0, 12),
			from, from + (int32_t)random_between(random, 1, 1440)};
		if (out->weekly[i].last_day < out->weekly[i].first_day)
			out->weekly[i].last_day = out->weekly[i].first_day;
	}
	for (int i = 0; i < DATES; i++) {
		int32_t from = (int32_t)random_between(random, 0, 1439);
		out->dates[i] = (struct dated_hours){first_day + random_between(random, -2, DAYS), from,
			from + (int32_t)random_between(random, 1, 1440), random_between(random, 0, 1) == 0};
	}
	for (int i = 0; i < 2; i++)
		out->holidays[i] = first_day + random_between(random, 0, DAYS);
	for (int i = 0; i < TIMES; i++) {
		out->sessions[i] = random_time(random, first_day);
		out->busy[i] = random_time(random, first_day);
	}
	int64_t from = first_day * 86400 + random_between(random, 0, 86399);
	out->first_minute = (first_day - SPARE) * 1440;
	out->asked =
		(struct slots_asked){&london, out->weekly, (size_t)random_between(random, 0, WEEKLY),
			out->dates, (size_t)random_between(random, 0, DATES), out->holidays,
			(size_t)random_between(random, 0, 2), out->sessions,
			(size_t)random_between(random, 0, TIMES), out->busy,
			(size_t)random_between(random, 0, TIMES), (int32_t)random_between(random, 5, 100),
			(int32_t)random_between(random, 0, 20), (int32_t)random_between(random, 0, 6),
			{{from}, {from + random_between(random, 1, DAYS * 86400 - 86400)}}};
}

// A local time by looking for it: the first instant that shows it, and in the gap of spring, which
// shows none, an hour further.
static int64_t minute_of(int64_t day, int64_t minute)
{
	int64_t local = day * 1440 + minute;
	for (int64_t at = local - 60; at <= local; at++) {
		if (civil_as_utc(zone_local(&london, (struct instant){at * 60})).seconds == local * 60)
			return at;
	}
	return local;
}

static int64_t day_of(int64_t minute)
{
	return civil_as_utc(zone_local(&london, (struct instant){minute * 60})).seconds / 86400;
}

static void mark(
	const struct situation *situation, unsigned char *minutes, int64_t from, int64_t to)
{
	for (int64_t at = from; at < to; at++) {
		int64_t index = at - situation->first_minute;
		if (index >= 0 && index < MINUTES)
			minutes[index] = 1;
	}
}

static void mark_day(const struct situation *situation, int64_t day, unsigned char *minutes)
{
	const struct slots_asked *asked = &situation->asked;
	bool holiday = false;
	memset(minutes, 0, MINUTES);
	for (size_t i = 0; i < asked->holiday_count; i++)
		holiday |= asked->holidays[i] == day;
	for (size_t i = 0; i < asked->weekly_count && !holiday; i++) {
		const struct weekly_hours *hours = &asked->weekly[i];
		int64_t weekday = (day + 3) % 7, week = (day + 3) / 7, first = (hours->first_day + 3) / 7;
		if (day >= hours->first_day && day <= hours->last_day &&
			hours->weekdays & (1u << weekday) && (week - first) % hours->every == 0)
			mark(situation, minutes, minute_of(day, hours->from), minute_of(day, hours->until));
	}
	for (size_t i = 0; i < asked->date_count; i++) {
		const struct dated_hours *date = &asked->dates[i];
		if (!date->away && date->day == day)
			mark(situation, minutes, minute_of(day, date->from), minute_of(day, date->until));
	}
}

static void mark_taken(const struct situation *situation, unsigned char *taken)
{
	const struct slots_asked *asked = &situation->asked;
	memset(taken, 0, MINUTES);
	for (size_t i = 0; i < asked->session_count; i++)
		mark(situation, taken, asked->sessions[i].from.seconds / 60 - asked->buffer_minutes,
			asked->sessions[i].to.seconds / 60 + asked->buffer_minutes);
	for (size_t i = 0; i < asked->busy_count; i++)
		mark(situation, taken, asked->busy[i].from.seconds / 60 - asked->buffer_minutes,
			asked->busy[i].to.seconds / 60 + asked->buffer_minutes);
	for (size_t i = 0; i < asked->date_count; i++) {
		const struct dated_hours *date = &asked->dates[i];
		if (date->away)
			mark(situation, taken, minute_of(date->day, date->from),
				minute_of(date->day, date->until));
	}
}

struct found {
	int64_t starts[2000]; // minutes
	size_t count;
};

// Slots of the hours of one day that are free: a run of minutes after another.
static void cut_day(const struct situation *situation, const unsigned char *hours,
	const unsigned char *before, const unsigned char *taken, struct found *out)
{
	const struct slots_asked *asked = &situation->asked;
	int64_t next = 0;
	for (int64_t i = 0; i < MINUTES;) {
		int64_t end = i, minute = situation->first_minute;
		while (end < MINUTES && hours[end] && !before[end] && !taken[end])
			end++;
		if (end == i) {
			i++;
			continue;
		}
		int64_t at = ((next > minute + i ? next : minute + i) + 4) / 5 * 5;
		while (at + asked->minutes <= minute + end) {
			assert_true(out->count < 2000);
			out->starts[out->count++] = at;
			next = at + asked->minutes + asked->buffer_minutes;
			at = (next + 4) / 5 * 5;
		}
		i = end;
	}
}

static int reversed(int64_t minute)
{
	struct civil local = zone_local(&london, (struct instant){minute * 60});
	int quarter = (local.hour * 60 + local.minute) / 15, rank = 0;
	for (int i = 0; i < 7; i++, quarter /= 2)
		rank = rank * 2 + quarter % 2;
	return rank;
}

// Keeps the first by rank, one after another, until a day is full.
static void keep_some(const struct situation *situation, struct found *found)
{
	const struct slots_asked *asked = &situation->asked;
	bool kept[2000] = {false};
	for (;;) {
		size_t best = SIZE_MAX;
		for (size_t i = 0; i < found->count; i++) {
			int64_t day = day_of(found->starts[i]), used = 0;
			for (size_t j = 0; j < found->count; j++)
				used += kept[j] && day_of(found->starts[j]) == day;
			for (size_t j = 0; j < asked->session_count; j++)
				used += day_of(asked->sessions[j].from.seconds / 60) == day;
			if (!kept[i] && used < asked->daily_cap &&
				(best == SIZE_MAX || reversed(found->starts[i]) < reversed(found->starts[best])))
				best = i;
		}
		if (best == SIZE_MAX)
			break;
		kept[best] = true;
	}
	size_t count = 0;
	for (size_t i = 0; i < found->count; i++) {
		int64_t from = found->starts[i] * 60, to = from + asked->minutes * 60;
		if (kept[i] && from >= asked->within.from.seconds && to <= asked->within.to.seconds)
			found->starts[count++] = found->starts[i];
	}
	found->count = count;
}

static void by_minutes(const struct situation *situation, struct found *out)
{
	static unsigned char days[3][MINUTES], before[MINUTES], taken[MINUTES];
	int64_t first = situation->first_minute / 1440;
	out->count = 0;
	mark_taken(situation, taken);
	mark_day(situation, first, days[0]);
	mark_day(situation, first + 1, days[1]);
	for (int64_t day = first + 2; day < first + DAYS + 2 * SPARE - 2; day++) {
		mark_day(situation, day, days[2]);
		memset(before, 0, sizeof before);
		for (int64_t i = 0; i < MINUTES; i++) {
			if (days[0][i] || days[1][i])
				mark(situation, before, situation->first_minute + i,
					situation->first_minute + i + 1 + situation->asked.buffer_minutes);
		}
		cut_day(situation, days[2], before, taken, out);
		memmove(days[0], days[1], 2 * sizeof days[0]);
	}
	keep_some(situation, out);
}

static void slots_are_those_that_minutes_one_by_one_give(void **state)
{
	struct random random = random_start();
	size_t slots_in_all = 0;
	(void)state;
	for (int i = 0; i < SITUATIONS; i++) {
		struct situation situation;
		static struct found found;
		struct arena arena;
		struct interval *slots = NULL;
		size_t count = 0;
		arena_init(&arena);
		random_situation(&random, &situation);
		by_minutes(&situation, &found);
		assert_int_equal(slots_find(&situation.asked, &arena, &slots, &count, NULL), STATUS_OK);
		if (count != found.count)
			fail_msg("situation %d: %zu slots, by minutes %zu", i, count, found.count);
		for (size_t j = 0; j < count; j++) {
			assert_int_equal(slots[j].from.seconds, found.starts[j] * 60);
			assert_int_equal(
				slots[j].to.seconds, slots[j].from.seconds + situation.asked.minutes * 60);
		}
		slots_in_all += count;
		arena_done(&arena);
	}
	assert_true(slots_in_all > SITUATIONS);
}

static void find(
	const struct slots_asked *asked, struct arena *arena, struct interval **out, size_t *count)
{
	assert_int_equal(slots_find(asked, arena, out, count, NULL), STATUS_OK);
}

// The others stay where they are when one is taken, and when some time has gone by.
static void slots_stay_where_they_are(void **state)
{
	struct random random = random_start();
	size_t looked_at = 0;
	(void)state;
	for (int i = 0; i < SITUATIONS; i++) {
		struct situation situation;
		struct arena arena;
		struct interval *before = NULL, *after = NULL, sessions[TIMES + 1];
		size_t count = 0, left = 0;
		arena_init(&arena);
		random_situation(&random, &situation);
		find(&situation.asked, &arena, &before, &count);
		if (count > 0) {
			size_t taken = (size_t)random_between(&random, 0, (int64_t)count - 1);
			memcpy(sessions, situation.sessions, sizeof situation.sessions);
			sessions[situation.asked.session_count++] = before[taken];
			situation.asked.sessions = sessions;
			find(&situation.asked, &arena, &after, &left);
			assert_int_equal(left, count - 1);
			for (size_t j = 0; j < left; j++)
				assert_int_equal(after[j].from.seconds, before[j + (j >= taken)].from.seconds);
			situation.asked.within.from = before[taken].from;
			find(&situation.asked, &arena, &after, &left);
			assert_int_equal(left, count - 1 - taken);
			for (size_t j = 0; j < left; j++)
				assert_int_equal(after[j].from.seconds, before[taken + 1 + j].from.seconds);
			looked_at++;
		}
		arena_done(&arena);
	}
	assert_true(looked_at > SITUATIONS / 4);
}

static bool is_in(const struct interval *list, size_t count, int64_t minute)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].from.seconds <= minute * 60 && minute * 60 < list[i].to.seconds)
			return true;
	}
	return false;
}

// Whatever takes up the host's time, and without a buffer.
static void hours_are_those_that_minutes_one_by_one_give(void **state)
{
	struct random random = random_start();
	static unsigned char day_minutes[MINUTES], open[MINUTES], away[MINUTES];
	(void)state;
	for (int i = 0; i < SITUATIONS; i++) {
		struct situation situation;
		struct arena arena;
		struct interval *hours = NULL;
		size_t count = 0;
		arena_init(&arena);
		random_situation(&random, &situation);
		situation.asked.buffer_minutes = 0;
		assert_int_equal(slots_hours(&situation.asked, &arena, &hours, &count, NULL), STATUS_OK);
		situation.asked.session_count = situation.asked.busy_count = 0;
		mark_taken(&situation, away);
		memset(open, 0, sizeof open);
		for (int64_t day = situation.first_minute / 1440;
			 day < situation.first_minute / 1440 + 2 * SPARE + DAYS; day++) {
			mark_day(&situation, day, day_minutes);
			for (int64_t j = 0; j < MINUTES; j++)
				open[j] |= day_minutes[j];
		}
		for (size_t j = 0; j < count; j++)
			assert_true(interval_overlaps(hours[j], situation.asked.within) &&
						(j == 0 || !instant_before(hours[j].from, hours[j - 1].to)));
		int64_t from = situation.asked.within.from.seconds / 60 + 1;
		for (int64_t at = from; at < situation.asked.within.to.seconds / 60; at++) {
			int64_t index = at - situation.first_minute;
			assert_int_equal(is_in(hours, count, at), open[index] && !away[index]);
		}
		arena_done(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_are_those_that_minutes_one_by_one_give),
		cmocka_unit_test(slots_are_those_that_minutes_one_by_one_give),
		cmocka_unit_test(slots_stay_where_they_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
