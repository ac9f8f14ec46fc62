// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "core/slots.h"

// London in 2026 and 2027: summer time from 29 March to 25 October 2026, and from 28 March 2027.
static const struct zone_transition changes[] = {
	{{1766000000}, 0}, {{1774746000}, 3600}, {{1792890000}, 0}, {{1806195600}, 3600}};
static const struct zone london = {changes, 4};

#define MONDAY (1u << 0)
#define TUESDAY (1u << 1)
#define WEDNESDAY (1u << 2)
#define SUNDAY (1u << 6)
#define HOUR(hour) ((hour)*60)

static int64_t day(const char *string)
{
	struct instant at;
	assert_true(instant_parse(text_of(string), &at));
	return at.seconds / SECONDS_PER_DAY;
}

static struct interval between(const char *from, const char *to)
{
	struct interval interval;
	assert_true(instant_parse(text_of(from), &interval.from));
	assert_true(instant_parse(text_of(to), &interval.to));
	return interval;
}

static struct slots_asked asked_of(
	const struct weekly_hours *weekly, const char *from, const char *to)
{
	return (struct slots_asked){.zone = &london,
		.weekly = weekly,
		.weekly_count = weekly ? 1 : 0,
		.minutes = 60,
		.buffer_minutes = 10,
		.daily_cap = 96,
		.within = between(from, to)};
}

// Compares with starts in UTC: "2026-11-30T09:00 …".
static void expect(const struct slots_asked *asked, const char *starts)
{
	struct arena arena;
	struct interval *slots = NULL;
	size_t count = 0;
	char found[2000] = "";
	arena_init(&arena);
	assert_int_equal(slots_find(asked, &arena, &slots, &count, NULL), STATUS_OK);
	for (size_t i = 0; i < count; i++) {
		char at[INSTANT_TEXT_LENGTH + 1];
		instant_format(slots[i].from, at);
		snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.16s", i ? " " : "", at);
		assert_int_equal(slots[i].to.seconds - slots[i].from.seconds, asked->minutes * 60);
	}
	arena_done(&arena);
	assert_string_equal(found, starts);
}

static struct weekly_hours on(unsigned weekdays, int32_t from, int32_t until)
{
	return (struct weekly_hours){weekdays, 1, 0, SLOTS_NO_END, from, until};
}

static void a_morning_is_cut_into_sessions_with_a_buffer_between(void **state)
{
	struct weekly_hours hours = on(MONDAY, HOUR(9), HOUR(12) + 20);
	struct slots_asked asked = asked_of(&hours, "2026-11-30", "2026-12-07");
	(void)state;
	expect(&asked, "2026-11-30T09:00 2026-11-30T10:10 2026-11-30T11:20");
	asked.buffer_minutes = 0;
	asked.minutes = 50;
	expect(&asked, "2026-11-30T09:00 2026-11-30T09:50 2026-11-30T10:40 2026-11-30T11:30");
}

static void what_else_the_host_does_is_left_out_with_a_buffer_around_it(void **state)
{
	struct weekly_hours hours = on(MONDAY, HOUR(9), HOUR(14));
	struct slots_asked asked = asked_of(&hours, "2026-11-30", "2026-12-01");
	struct interval busy[] = {between("2026-11-30T11:33:00Z", "2026-11-30T11:50:00Z"),
		between("2026-11-30T10:00:00Z", "2026-11-30T10:10:00Z"),
		between("2026-11-30T11:30:00Z", "2026-11-30T11:40:00Z")};
	(void)state;
	asked.busy = busy;
	asked.busy_count = 3;
	// Until 9:50, from 10:20 to 11:20, from 12:00.
	expect(&asked, "2026-11-30T10:20 2026-11-30T12:00");
	asked.buffer_minutes = 0;
	expect(&asked, "2026-11-30T09:00 2026-11-30T10:10 2026-11-30T11:50 2026-11-30T12:50");
	busy[0].to.seconds += 61;
	expect(&asked, "2026-11-30T09:00 2026-11-30T10:10 2026-11-30T11:55 2026-11-30T12:55");
}

static void slots_are_local_times_across_both_changes_of_the_clock(void **state)
{
	struct weekly_hours hours = on(SUNDAY | MONDAY, HOUR(9), HOUR(10));
	struct slots_asked autumn = asked_of(&hours, "2026-10-18", "2026-10-27");
	struct slots_asked spring = asked_of(&hours, "2027-03-21", "2027-03-30");
	(void)state;
	expect(&autumn, "2026-10-18T08:00 2026-10-19T08:00 2026-10-25T09:00 2026-10-26T09:00");
	expect(&spring, "2027-03-21T09:00 2027-03-22T09:00 2027-03-28T08:00 2027-03-29T08:00");
}

static void a_night_on_which_the_clock_changes_is_as_long_as_it_is(void **state)
{
	struct weekly_hours hours = on(SUNDAY, 0, HOUR(4));
	struct slots_asked autumn = asked_of(&hours, "2026-10-24", "2026-10-26");
	struct slots_asked spring = asked_of(&hours, "2027-03-27", "2027-03-29");
	(void)state;
	autumn.buffer_minutes = spring.buffer_minutes = 0;
	expect(&autumn, "2026-10-24T23:00 2026-10-25T00:00 2026-10-25T01:00 2026-10-25T02:00 "
					"2026-10-25T03:00");
	expect(&spring, "2027-03-28T00:00 2027-03-28T01:00 2027-03-28T02:00");
}

static void hours_may_go_on_into_the_next_day(void **state)
{
	struct weekly_hours hours = on(MONDAY, HOUR(22), HOUR(26));
	struct slots_asked asked = asked_of(&hours, "2026-12-01", "2026-12-02");
	(void)state;
	asked.buffer_minutes = 0;
	expect(&asked, "2026-12-01T00:00 2026-12-01T01:00");
	asked.within = between("2026-11-30", "2026-12-01");
	expect(&asked, "2026-11-30T22:00 2026-11-30T23:00");
}

static void every_other_week_is_every_other_week(void **state)
{
	struct weekly_hours hours = on(MONDAY | WEDNESDAY, HOUR(9), HOUR(10));
	hours.every = 2;
	hours.first_day = day("2026-12-02"); // a Wednesday
	hours.last_day = day("2026-12-30");
	struct slots_asked asked = asked_of(&hours, "2026-11-23", "2027-01-31");
	(void)state;
	expect(&asked, "2026-12-02T09:00 2026-12-14T09:00 2026-12-16T09:00 2026-12-28T09:00 "
				   "2026-12-30T09:00");
}

static void holidays_take_weekly_hours_and_leave_single_dates(void **state)
{
	struct weekly_hours hours = on(MONDAY | TUESDAY, HOUR(9), HOUR(10));
	const int64_t holidays[] = {day("2026-12-28")};
	const struct dated_hours dates[] = {{day("2026-12-28"), HOUR(14), HOUR(15), false}};
	struct slots_asked asked = asked_of(&hours, "2026-12-28", "2026-12-30");
	(void)state;
	asked.holidays = holidays;
	asked.holiday_count = 1;
	expect(&asked, "2026-12-29T09:00");
	asked.dates = dates;
	asked.date_count = 1;
	expect(&asked, "2026-12-28T14:00 2026-12-29T09:00");
}

static void a_date_away_takes_everything_of_its_time(void **state)
{
	struct weekly_hours hours = on(MONDAY, HOUR(9), HOUR(13));
	struct dated_hours dates[] = {{day("2026-11-30"), HOUR(10), HOUR(11), true},
		{day("2026-11-30"), HOUR(15), HOUR(16), false}};
	struct slots_asked asked = asked_of(&hours, "2026-11-30", "2026-12-01");
	(void)state;
	asked.dates = dates;
	asked.date_count = 2;
	expect(&asked, "2026-11-30T09:00 2026-11-30T11:00 2026-11-30T15:00");
	dates[0] = (struct dated_hours){day("2026-11-30"), 0, HOUR(24), true};
	expect(&asked, "");
}

static void a_day_has_as_many_slots_as_its_cap_leaves(void **state)
{
	struct weekly_hours hours = on(MONDAY, HOUR(8), HOUR(18));
	struct slots_asked asked = asked_of(&hours, "2026-11-30", "2026-12-01");
	struct interval sessions[4];
	(void)state;
	asked.buffer_minutes = 0;
	asked.daily_cap = 4;
	// 08:00 is quarter 32 = 0100000 of 7 bits, so first comes 0:00, then 16:00, 8:00, 12:00 …
	expect(&asked, "2026-11-30T08:00 2026-11-30T10:00 2026-11-30T12:00 2026-11-30T16:00");
	sessions[0] = between("2026-11-30T12:00:00Z", "2026-11-30T13:00:00Z");
	asked.sessions = sessions;
	asked.session_count = 1;
	expect(&asked, "2026-11-30T08:00 2026-11-30T10:00 2026-11-30T16:00");
	for (int i = 1; i < 4; i++) {
		sessions[i] = sessions[0];
		sessions[i].from.seconds += i * 3600;
		sessions[i].to.seconds += i * 3600;
	}
	asked.session_count = 4;
	expect(&asked, "");
	asked.daily_cap = 0;
	asked.session_count = 0;
	expect(&asked, "");
}

static void hours_that_overlap_are_one_stretch(void **state)
{
	const struct weekly_hours hours[] = {
		on(MONDAY, HOUR(9), HOUR(11)), on(MONDAY, HOUR(10), HOUR(12))};
	struct slots_asked asked = asked_of(hours, "2026-11-30", "2026-12-01");
	(void)state;
	asked.weekly_count = 2;
	asked.buffer_minutes = 0;
	expect(&asked, "2026-11-30T09:00 2026-11-30T10:00 2026-11-30T11:00");
}

static void hours_that_are_none_are_told(void **state)
{
	const struct weekly_hours wrong[] = {{0, 1, 0, 1, 0, 60}, {128, 1, 0, 1, 0, 60},
		{1, 0, 0, 1, 0, 60}, {1, 53, 0, 1, 0, 60}, {1, 1, 1, 0, 0, 60}, {1, 1, 0, 1, 60, 60},
		{1, 1, 0, 1, -1, 60}, {1, 1, 0, 1, 1440, 1500}, {1, 1, 0, 1, 60, 1501}};
	const struct weekly_hours right[] = {
		{127, 52, 5, 5, 0, 1440}, {1, 1, 0, SLOTS_NO_END, 1439, 1440}};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_non_null(weekly_hours_wrong(&wrong[i]));
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_null(weekly_hours_wrong(&right[i]));
	assert_non_null(dated_hours_wrong(&(struct dated_hours){0, 60, 60, true}));
	assert_null(dated_hours_wrong(&(struct dated_hours){0, 0, 1440, true}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_morning_is_cut_into_sessions_with_a_buffer_between),
		cmocka_unit_test(what_else_the_host_does_is_left_out_with_a_buffer_around_it),
		cmocka_unit_test(slots_are_local_times_across_both_changes_of_the_clock),
		cmocka_unit_test(a_night_on_which_the_clock_changes_is_as_long_as_it_is),
		cmocka_unit_test(hours_may_go_on_into_the_next_day),
		cmocka_unit_test(every_other_week_is_every_other_week),
		cmocka_unit_test(holidays_take_weekly_hours_and_leave_single_dates),
		cmocka_unit_test(a_date_away_takes_everything_of_its_time),
		cmocka_unit_test(a_day_has_as_many_slots_as_its_cap_leaves),
		cmocka_unit_test(hours_that_overlap_are_one_stretch),
		cmocka_unit_test(hours_that_are_none_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
