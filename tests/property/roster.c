// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/cover.h"
#include "core/period.h"
#include "support/random.h"

#include <string.h>

// Every rule once more, step by step of five minutes, of which everything is a multiple, over four
// weeks around a change of the clocks.
#define STEP 300
#define HOUR (3600 / STEP)
#define DAY (24 * HOUR)
#define STEPS (32 * DAY)
#define LAST (28 * DAY) // for an entry to begin
#define ENTRIES 40
#define ROUNDS 150
#define SESSIONS 40

static const struct zone_transition transitions[] = {
	{{1761440400}, 0}, {{1774746000}, 3600}, {{1792890000}, 0}, {{1806195600}, 3600}};
static const struct zone london = {transitions, 4};

struct step {
	bool known, duty, leave, absence, rest, abstraction, work, night;
};

struct situation {
	int64_t begins; // of step 0, seconds
	struct roster_entry entries[ENTRIES];
	size_t count;
	struct interval known[2];
	size_t known_count;
	struct roster_rules rules;
	struct step steps[STEPS];
};

static struct situation situation;

static struct interval steps_of(int64_t from, int64_t length)
{
	int64_t begins = situation.begins + from * STEP;
	return (struct interval){{begins}, {begins + length * STEP}};
}

static int64_t step_of(struct instant at)
{
	int64_t step = (at.seconds - situation.begins) / STEP;
	return step < 0 ? 0 : step > STEPS ? STEPS : step;
}

static void random_entries(struct random *random)
{
	int64_t at = random_between(random, 0, 30 * HOUR);
	situation.count = 0;
	while (situation.count < ENTRIES && at < LAST) {
		enum roster_kind kind =
			(enum roster_kind)random_between(random, 0, ROSTER_KIND_COUNT - 1 + 4);
		if (kind >= ROSTER_KIND_COUNT)
			kind = ROSTER_DUTY;
		int64_t length = random_between(random, 1, 15 * 4) * 3;
		if (kind >= ROSTER_REST_DAY && random_between(random, 0, 1))
			length = random_between(random, 1, 3) * DAY;
		situation.entries[situation.count++] = (struct roster_entry){steps_of(at, length), kind};
		// Mostly one after the other, now and then over each other or touching.
		if (random_between(random, 0, 4))
			at += length + (random_between(random, 0, 5) ? random_between(random, 4, 80) * 3 : 0);
		else
			at += random_between(random, 0, 20) * 3;
	}
	random_shuffle(random, situation.entries, situation.count, sizeof situation.entries[0]);
}

static void random_rules(struct random *random)
{
	situation.rules = roster_rules_default;
	situation.rules.margin_minutes = (int32_t)random_between(random, 0, 8) * 30;
	situation.rules.daily_rest_hours = (int32_t)random_between(random, 8, 13);
	situation.rules.after_night_hours = (int32_t)random_between(random, 0, 24);
	situation.rules.weekly_rest_hours = (int32_t)random_between(random, 20, 40);
	situation.rules.weekly_rest_days = random_between(random, 0, 1) ? 14 : 7;
}

static void random_situation(struct random *random)
{
	static const int64_t changes[] = {1774746000, 1792890000};
	int64_t change = changes[random_between(random, 0, 1)];
	situation.begins = change - random_between(random, 6, 20) * SECONDS_PER_DAY;
	random_entries(random);
	random_rules(random);
	situation.known_count = 1;
	situation.known[0] = steps_of(0, STEPS);
	if (random_between(random, 0, 3) == 0) {
		int64_t cut = random_between(random, 1, STEPS / 9) * 3;
		situation.known[0] = steps_of(0, cut);
		situation.known[1] = steps_of(cut + random_between(random, 0, 200) * 3, STEPS / 3);
		situation.known_count = 2;
	}
}

static bool is_over(struct interval interval, int64_t step)
{
	return step >= step_of(interval.from) && step < step_of(interval.to);
}

static bool is_night_time(struct instant at)
{
	int hour = zone_local(&london, at).hour;
	return hour >= 23 || hour < 6;
}

static bool is_night(const struct roster_entry *entry)
{
	int64_t steps = 0;
	struct civil from = zone_local(&london, entry->during.from),
				 to = zone_local(&london, entry->during.to);
	if (entry->kind == ROSTER_ABSTRACTION && !from.hour && !from.minute && !to.hour && !to.minute)
		return false;
	for (int64_t at = entry->during.from.seconds; at < entry->during.to.seconds; at += STEP)
		steps += is_night_time((struct instant){at});
	return entry->kind == ROSTER_NIGHT || steps >= 3 * HOUR;
}

static bool is_worked(const struct roster_entry *entry)
{
	if (!roster_kind_works(entry->kind))
		return false;
	for (int64_t m = step_of(entry->during.from); m < step_of(entry->during.to); m++) {
		if (!situation.steps[m].leave && !situation.steps[m].absence)
			return true;
	}
	return false;
}

static void paint(void)
{
	memset(situation.steps, 0, sizeof situation.steps);
	for (size_t i = 0; i < situation.count; i++) {
		const struct roster_entry *entry = &situation.entries[i];
		for (int64_t m = step_of(entry->during.from); m < step_of(entry->during.to); m++) {
			struct step *step = &situation.steps[m];
			step->leave |= entry->kind == ROSTER_LEAVE;
			step->absence |= entry->kind == ROSTER_ABSENCE;
			step->rest |= entry->kind == ROSTER_REST_DAY;
			step->abstraction |= entry->kind == ROSTER_ABSTRACTION;
			step->duty |= entry->kind <= ROSTER_DUTY;
		}
	}
	for (size_t i = 0; i < situation.count; i++) {
		const struct roster_entry *entry = &situation.entries[i];
		if (!is_worked(entry))
			continue;
		bool night = is_night(entry);
		for (int64_t m = step_of(entry->during.from); m < step_of(entry->during.to); m++) {
			situation.steps[m].work = true;
			situation.steps[m].night |= night;
		}
	}
	for (int64_t m = 0; m < STEPS; m++)
		for (size_t i = 0; i < situation.known_count; i++)
			situation.steps[m].known |= is_over(situation.known[i], m);
}

// Work that began before the rest day it goes on in takes that day's steps.
static void trim_rest(void)
{
	bool before = false;
	int64_t taken = 0;
	for (int64_t m = 0; m < STEPS; m++) {
		bool rest = situation.steps[m].rest;
		if (rest && !before) {
			for (size_t i = 0; i < situation.count; i++) {
				const struct roster_entry *entry = &situation.entries[i];
				if (roster_kind_works(entry->kind) && step_of(entry->during.from) < m &&
					step_of(entry->during.to) > taken)
					taken = step_of(entry->during.to);
			}
		}
		if (rest && m < taken)
			situation.steps[m].rest = false;
		before = rest;
	}
}

static bool is_free_for_sessions(const struct step *step)
{
	return step->duty && !step->leave && !step->absence && !step->rest && !step->abstraction;
}

static enum roster_answer expected_in_duty(int64_t from, int64_t to)
{
	int64_t margin = situation.rules.margin_minutes / 5;
	for (int64_t m = from; m < to; m++) {
		if (!situation.steps[m].known)
			return ROSTER_UNKNOWN;
	}
	for (int64_t m = from; m < to; m++) {
		const struct step *step = &situation.steps[m];
		if (step->leave)
			return ROSTER_ON_LEAVE;
		if (step->absence)
			return ROSTER_ABSENT;
		if (step->rest)
			return ROSTER_ON_REST_DAY;
		if (step->abstraction)
			return ROSTER_ABSTRACTED;
	}
	// Some stretch of duty, longer by the margin at both ends, holds it.
	for (int64_t m = 0; m < STEPS; m++) {
		if (!is_free_for_sessions(&situation.steps[m]))
			continue;
		int64_t start = m;
		while (m < STEPS && is_free_for_sessions(&situation.steps[m]))
			m++;
		if (from >= start - margin && to <= m + margin)
			return ROSTER_FITS;
	}
	return ROSTER_OFF_DUTY;
}

static bool all_known(int64_t from, int64_t to)
{
	for (int64_t m = from; m < to; m++) {
		if (m < 0 || m >= STEPS || !situation.steps[m].known)
			return false;
	}
	return true;
}

static bool all_work(int64_t from, int64_t to)
{
	for (int64_t m = from; m < to; m++) {
		if (!situation.steps[m].work)
			return false;
	}
	return true;
}

static enum roster_answer expected_after_nights(int64_t from, int64_t to)
{
	int64_t hours = situation.rules.after_night_hours * HOUR;
	bool within = true;
	for (int64_t m = from; m < to; m++)
		within &= situation.steps[m].night;
	if (within)
		return ROSTER_FITS;
	for (int64_t m = 1; m < to; m++) {
		if (!situation.steps[m - 1].night || situation.steps[m].night)
			continue;
		int64_t end = m; // of a night, and of the work that goes on
		while (end < STEPS && situation.steps[end].work)
			end++;
		if (from < end + hours)
			return ROSTER_AFTER_NIGHT;
	}
	return all_known(from - hours, to) ? ROSTER_FITS : ROSTER_UNKNOWN;
}

static bool is_at_work(int64_t step, int64_t from, int64_t to)
{
	return step >= 0 && step < STEPS && (situation.steps[step].work || (step >= from && step < to));
}

// The rest around a stretch of work that has pauses shorter than a rest.
static void stretch_around(int64_t *from, int64_t *to, int64_t rest)
{
	int64_t session_from = *from, session_to = *to;
	for (int64_t free = 0, m = *from - 1; free < rest && m >= -rest; m--) {
		free = is_at_work(m, session_from, session_to) ? 0 : free + 1;
		if (free == 0)
			*from = m;
	}
	for (int64_t free = 0, m = *to; free < rest && m < STEPS + rest; m++) {
		free = is_at_work(m, session_from, session_to) ? 0 : free + 1;
		if (free == 0)
			*to = m + 1;
	}
}

static bool takes_a_rest(int64_t from, int64_t to, int64_t rest)
{
	for (int64_t m = 0; m < STEPS; m++) {
		if (situation.steps[m].work)
			continue;
		int64_t start = m;
		while (m < STEPS && !situation.steps[m].work)
			m++;
		if (start == 0 || m == STEPS || m - start < rest || to <= start || from >= m)
			continue;
		if (from - start < rest && m - to < rest)
			return true;
	}
	return false;
}

static enum roster_answer expected_daily_rest(int64_t from, int64_t to)
{
	int64_t rest = situation.rules.daily_rest_hours * HOUR, start = from, end = to;
	if (all_work(from, to))
		return ROSTER_FITS;
	stretch_around(&start, &end, rest);
	if (end - start > DAY - rest || takes_a_rest(from, to, rest))
		return ROSTER_CUTS_DAILY_REST;
	return all_known(start - rest, end + rest) ? ROSTER_FITS : ROSTER_UNKNOWN;
}

static int64_t day_of(int64_t step)
{
	struct instant at = {situation.begins + step * STEP};
	return civil_as_utc(zone_local(&london, at)).seconds / SECONDS_PER_DAY + 3;
}

static enum roster_answer expected_weekly_rest(int64_t from, int64_t to)
{
	int64_t days = situation.rules.weekly_rest_days,
			length = situation.rules.weekly_rest_hours * HOUR;
	if (all_work(from, to))
		return ROSTER_FITS;
	if (!all_known(from, to))
		return ROSTER_UNKNOWN;
	for (int64_t period = day_of(from) / days; period <= day_of(to - 1) / days; period++) {
		int64_t free = 0, found = 0, known_from = from, known_to = from;
		while (known_from > 0 && situation.steps[known_from - 1].known)
			known_from--;
		while (known_to < STEPS && situation.steps[known_to].known)
			known_to++;
		bool whole = true;
		for (int64_t m = from - 15 * DAY; m <= to + 15 * DAY; m++) {
			if (day_of(m) / days != period)
				continue;
			if (m < known_from || m >= known_to) {
				whole = false;
				free = 0;
				continue;
			}
			free = is_at_work(m, from, to) ? 0 : free + 1;
			found += free > 0 && free % length == 0;
		}
		if (found < days / 7)
			return whole ? ROSTER_CUTS_WEEKLY_REST : ROSTER_UNKNOWN;
	}
	return ROSTER_FITS;
}

static void check(enum roster_answer answer, enum roster_answer expected, const char *rule,
	int64_t from, int64_t to)
{
	if (answer != expected)
		fail_msg("%s: steps %lld to %lld from %lld: %s, expected %s", rule, (long long)from,
			(long long)to, (long long)situation.begins, roster_answer_name(answer),
			roster_answer_name(expected));
}

static void check_session(const struct roster *roster, int64_t from, int64_t length,
	int answers[static ROSTER_ANSWER_COUNT])
{
	const struct roster_rules *rules = &situation.rules;
	struct interval session = steps_of(from, length);
	int64_t to = from + length;
	enum roster_answer in = roster_in_duty(roster, rules, session);
	enum roster_answer after = roster_after_nights(roster, rules, session);
	enum roster_answer daily = roster_daily_rest(roster, rules, session);
	enum roster_answer weekly = roster_weekly_rest(roster, rules, session);
	check(in, expected_in_duty(from, to), "in duty", from, to);
	check(after, expected_after_nights(from, to), "after nights", from, to);
	check(daily, expected_daily_rest(from, to), "daily rest", from, to);
	check(weekly, expected_weekly_rest(from, to), "weekly rest", from, to);
	enum roster_answer all = in != ROSTER_FITS ? in : after != ROSTER_FITS ? after : daily;
	check(
		roster_allows(roster, rules, session), all != ROSTER_FITS ? all : weekly, "all", from, to);
	answers[in]++;
	answers[after] += after != ROSTER_FITS;
	answers[daily] += daily != ROSTER_FITS;
	answers[weekly] += weekly != ROSTER_FITS;
}

static void every_rule_is_what_it_is_step_by_step(void **state)
{
	(void)state;
	struct random random = random_start();
	int answers[ROSTER_ANSWER_COUNT] = {0};
	struct arena arena;
	arena_init(&arena);
	for (int round = 0; round < ROUNDS; round++) {
		struct roster roster;
		random_situation(&random);
		paint();
		trim_rest();
		arena_reset(&arena);
		assert_int_equal(roster_prepare(situation.entries, situation.count, situation.known,
							 situation.known_count, &london, &arena, &roster, NULL),
			STATUS_OK);
		for (int i = 0; i < SESSIONS; i++)
			check_session(&roster, random_between(&random, 0, STEPS - DAY),
				random_between(&random, 1, 36), answers);
	}
	arena_done(&arena);
	for (size_t i = 0; i <= ROSTER_CUTS_WEEKLY_REST; i++) {
		if (answers[i] < 50) // the input reaches every answer
			fail_msg("%s: %d times", roster_answer_name((enum roster_answer)i), answers[i]);
	}
}

static void a_shift_is_never_left_with_too_few(void **state)
{
	(void)state;
	struct random random = random_start();
	struct arena arena;
	int refused = 0;
	arena_init(&arena);
	for (int round = 0; round < 3000; round++) {
		struct interval on[30], off[6];
		size_t on_count = (size_t)random_between(&random, 0, 30);
		size_t off_count = (size_t)random_between(&random, 0, 6);
		struct cover on_duty, away;
		arena_reset(&arena);
		for (size_t i = 0; i < on_count; i++)
			on[i] = steps_of(random_between(&random, 0, 40), random_between(&random, 1, 100));
		for (size_t i = 0; i < off_count; i++)
			off[i] = steps_of(random_between(&random, 0, 80), random_between(&random, 1, 30));
		assert_int_equal(cover_prepare(on, on_count, &arena, &on_duty, NULL), STATUS_OK);
		assert_int_equal(cover_prepare(off, off_count, &arena, &away, NULL), STATUS_OK);
		int64_t from = random_between(&random, 0, 80), to = from + random_between(&random, 1, 30);
		enum roster_answer expected = ROSTER_FITS;
		for (int64_t m = from; m < to; m++) {
			size_t working = 0, gone = 1;
			for (size_t i = 0; i < on_count; i++)
				working += is_over(on[i], m);
			for (size_t i = 0; i < off_count; i++)
				gone += is_over(off[i], m);
			if (working > 0 && gone > 1 && (gone > 2 || gone * 100 > working * 15))
				expected = ROSTER_SHORT_COVER;
		}
		assert_int_equal(
			cover_allows(&roster_rules_default, &on_duty, &away, steps_of(from, to - from)),
			expected);
		refused += expected == ROSTER_SHORT_COVER;
	}
	arena_done(&arena);
	assert_in_range(refused, 300, 2700);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_is_what_it_is_step_by_step),
		cmocka_unit_test(a_shift_is_never_left_with_too_few),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
