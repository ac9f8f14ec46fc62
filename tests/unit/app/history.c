// SPDX-License-Identifier: MIT
// The demonstration's two years: the same again, within everybody's shifts, with its stories in.
#include "support/cmocka.h"

#include <string.h>

#include "app/demonstration/history.h"
#include "calendar/zone.h"

#define FOUNDED INT64_C(1795694400) // 2026-11-26T12:00:00Z
#define WINTER INT64_C(1768478400)  // 2026-01-15T12:00:00Z

struct made {
	struct arena arena;
	struct zone zone;
	struct shift_pattern patterns[STAFF_TEAMS];
	struct history_event *events;
	size_t count;
};

static void make(struct made *made, const char *zone, int64_t until)
{
	struct fault fault = {.status = STATUS_OK};
	struct instant end = {until};
	arena_init(&made->arena);
	assert_int_equal(STATUS_OK,
		zone_load(text_of(zone), instant_later(history_begins(end), -2 * SECONDS_PER_DAY),
			instant_later(end, 2 * SECONDS_PER_DAY), &made->arena, &made->zone, &fault));
	assert_int_equal(STATUS_OK, staff_patterns(&made->arena, made->patterns, &fault));
	assert_int_equal(STATUS_OK,
		history_make(&made->zone, end, &made->arena, &made->events, &made->count, &fault));
}

static bool is_on_shift(const struct made *made, const struct history_event *event)
{
	struct staff_member member = staff_member(event->person);
	int64_t local = civil_as_utc(zone_local(&made->zone, event->at)).seconds / SECONDS_PER_DAY;
	for (int64_t day = local - 1; day <= local; day++) {
		size_t shifts;
		const struct pattern_shift *shift =
			shift_pattern_on(&made->patterns[member.team], member.anchor, day, &shifts);
		if (!shifts)
			continue;
		struct interval hours = shift_pattern_hours(&made->zone, day, shift);
		if (!instant_before(event->at, hours.from) && instant_before(event->at, hours.to))
			return true;
	}
	return false;
}

static void the_same_instant_gives_the_same_history_and_another_one_another(void **state)
{
	(void)state;
	struct made one, two, other;
	make(&one, "Europe/London", FOUNDED);
	make(&two, "Europe/London", FOUNDED);
	make(&other, "Europe/London", FOUNDED + 1);
	assert_int_equal(one.count, two.count);
	for (size_t i = 0; i < one.count; i++) {
		assert_int_equal(one.events[i].at.seconds, two.events[i].at.seconds);
		assert_int_equal(one.events[i].person, two.events[i].person);
		assert_int_equal(one.events[i].involvement, two.events[i].involvement);
		assert_int_equal(one.events[i].minutes, two.events[i].minutes);
		assert_true(text_equal(one.events[i].category, two.events[i].category));
	}
	size_t same = 0;
	for (size_t i = 0; i < one.count && i < other.count; i++)
		same += one.events[i].at.seconds == other.events[i].at.seconds;
	assert_true(same < one.count / 100);
	arena_done(&one.arena);
	arena_done(&two.arena);
	arena_done(&other.arena);
}

static void nobody_meets_anything_on_a_rest_day_also_where_the_clocks_change(void **state)
{
	(void)state;
	static const char *const zones[] = {"Europe/London", "America/New_York", "Australia/Lord_Howe"};
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		struct made made;
		make(&made, zones[i], WINTER);
		assert_true(made.zone.count >= 5);
		for (size_t j = 0; j < made.count; j++) {
			const struct history_event *event = &made.events[j];
			assert_true(is_on_shift(&made, event));
			assert_true(event->at.seconds < WINTER);
			assert_false(
				instant_before(event->at, history_joined((struct instant){WINTER}, event->person)));
			assert_true(j == 0 || !instant_before(event->at, event[-1].at));
		}
		arena_done(&made.arena);
	}
}

static void a_night_over_the_change_of_the_clocks_is_an_hour_shorter_or_longer(void **state)
{
	(void)state;
	struct made made;
	make(&made, "Europe/London", FOUNDED);
	const struct shift_pattern *response = &made.patterns[0];
	const struct pattern_shift *night = &response->shifts[response->count - 1];
	assert_int_equal(night->kind, ROSTER_NIGHT);
	int64_t before_spring = civil_as_utc((struct civil){2026, 3, 28, 0, 0, 0}).seconds / 86400;
	int64_t before_autumn = civil_as_utc((struct civil){2026, 10, 24, 0, 0, 0}).seconds / 86400;
	int64_t ordinary = before_spring - 7;
	const struct {
		int64_t day, hours;
	} nights[] = {{ordinary, 9}, {before_spring, 8}, {before_autumn, 10}};
	for (size_t i = 0; i < 3; i++) {
		struct interval hours = shift_pattern_hours(&made.zone, nights[i].day, night);
		assert_int_equal(hours.to.seconds - hours.from.seconds, nights[i].hours * 3600);
	}
	arena_done(&made.arena);
}

static void two_years_are_of_a_plausible_size_for_every_team(void **state)
{
	(void)state;
	struct made made;
	size_t by_person[STAFF_PEOPLE] = {0};
	make(&made, "Europe/London", FOUNDED);
	assert_in_range(made.count, 20000, 45000);
	for (size_t i = 0; i < made.count; i++) {
		assert_int_equal(made.events[i].number < 1000, true);
		by_person[made.events[i].person]++;
	}
	for (size_t i = 0; i < STAFF_PEOPLE; i++)
		assert_in_range(by_person[i], 1, 600);
	arena_done(&made.arena);
}

// Events of a team that stand for each of its people in a month, with the weightier ones counted.
static double month_of(const struct made *made, size_t team, int year, int month)
{
	size_t count = 0;
	for (size_t i = 0; i < made->count; i++) {
		struct civil local = zone_local(&made->zone, made->events[i].at);
		count += staff_member(made->events[i].person).team == team && local.year == year &&
				 local.month == month;
	}
	return (double)count / (double)staff_teams[team].size;
}

static void two_response_teams_have_a_november_twice_as_hard_as_any_other_team_of_theirs(
	void **state)
{
	(void)state;
	struct made made;
	double hard = 1000, others = 0;
	size_t hard_teams = 0;
	make(&made, "Europe/London", WINTER);
	assert_int_equal(history_november(&made.zone, (struct instant){WINTER}), 2025);
	for (size_t team = 0; team < STAFF_TEAMS; team++) {
		if (strcmp(staff_teams[team].profile, "response") != 0)
			continue;
		double november = month_of(&made, team, 2025, 11);
		double before = month_of(&made, team, 2025, 10);
		hard_teams += staff_teams[team].hard_november;
		if (staff_teams[team].hard_november) {
			hard = november < hard ? november : hard;
			assert_true(november > 2 * before);
		} else {
			others = november > others ? november : others;
		}
	}
	assert_int_equal(hard_teams, 2);
	assert_true(hard > 2 * others);
	arena_done(&made.arena);
}

static void the_custody_suite_is_quiet_and_child_protection_is_fewer_than_ten(void **state)
{
	(void)state;
	struct made made;
	double custody = 0, desk = 0;
	size_t people = 0;
	make(&made, "Europe/London", FOUNDED);
	for (size_t team = 0; team < STAFF_TEAMS; team++) {
		double each = 0;
		for (int month = 1; month <= 12; month++)
			each += month_of(&made, team, 2025, month);
		custody += strstr(staff_teams[team].name, "custody") ? each : 0;
		desk += strstr(staff_teams[team].name, "front desk") ? each : 0;
		assert_int_equal(
			staff_teams[team].size < 10, strstr(staff_teams[team].name, "child") != NULL);
		people += staff_teams[team].size;
	}
	assert_int_equal(people, STAFF_PEOPLE);
	assert_true(custody > 0 && custody * 2 < desk);
	arena_done(&made.arena);
}

static void all_ways_of_meeting_something_are_in_it(void **state)
{
	(void)state;
	static const char *const modifiers[] = {"child_involved", "known_victim", "alone", "own_injury",
		"prolonged", "sound_on", "greyscale_or_blur", "personal_account", "credible_threat"};
	struct made made;
	bool involvements[INVOLVEMENT_COUNT] = {false}, seen[9] = {false};
	bool minutes = false, items = false;
	make(&made, "Europe/London", FOUNDED);
	for (size_t i = 0; i < made.count; i++) {
		const struct history_event *event = &made.events[i];
		bool material = text_starts(event->category, "MAT_");
		involvements[event->involvement] = true;
		assert_int_equal((event->minutes > 0) + (event->items > 0), material);
		minutes = minutes || event->minutes > 0;
		items = items || event->items > 0;
		for (size_t j = 0; j < event->modifier_count; j++) {
			for (size_t k = 0; k < 9; k++)
				seen[k] = seen[k] || text_is(event->modifiers[j], modifiers[k]);
		}
	}
	for (size_t i = 0; i < INVOLVEMENT_COUNT; i++)
		assert_true(involvements[i]);
	for (size_t i = 0; i < 9; i++)
		assert_true(seen[i]);
	assert_true(minutes && items);
	arena_done(&made.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_instant_gives_the_same_history_and_another_one_another),
		cmocka_unit_test(nobody_meets_anything_on_a_rest_day_also_where_the_clocks_change),
		cmocka_unit_test(a_night_over_the_change_of_the_clocks_is_an_hour_shorter_or_longer),
		cmocka_unit_test(two_years_are_of_a_plausible_size_for_every_team),
		cmocka_unit_test(
			two_response_teams_have_a_november_twice_as_hard_as_any_other_team_of_theirs),
		cmocka_unit_test(the_custody_suite_is_quiet_and_child_protection_is_fewer_than_ten),
		cmocka_unit_test(all_ways_of_meeting_something_are_in_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
