// SPDX-License-Identifier: MIT
// Minutes of a calendar month, with the BACP's own figures.
#include "support/cmocka.h"

#include "core/cadence_month.h"

#define MINUTE INT64_C(60)
#define DAY SECONDS_PER_DAY

// London in 2026 and 2027.
static const struct zone_transition transitions[] = {
	{{INT64_C(1761440400)}, 0},    // 2025-10-26T01:00:00Z
	{{INT64_C(1774746000)}, 3600}, // 2026-03-29T01:00:00Z
	{{INT64_C(1792890000)}, 0},    // 2026-10-25T01:00:00Z
	{{INT64_C(1806195600)}, 3600}, // 2027-03-28T01:00:00Z
};
static const struct zone london = {transitions, sizeof transitions / sizeof transitions[0]};

static const struct policy_response response = {
	.kinds = {SESSION_REFLECTIVE_SUPERVISION, SESSION_SUPPORT_GROUP},
	.kind_count = 2,
	.earliest_seconds = 2 * DAY,
	.latest_seconds = 20 * DAY,
	.notice_seconds = 4 * DAY,
	.answer_seconds = 3 * DAY,
	.minutes = 60,
};
static const struct cadence bacp = {.id = TEXT_CONSTANT("bacp"), .minutes_per_month = 90};

static struct instant at(const char *text)
{
	struct instant instant;
	assert_true(instant_parse(text_of(text), &instant));
	return instant;
}

static struct cadence_session session(
	enum session_kind kind, const char *start, int minutes, int places, int confirmed)
{
	struct instant from = at(start);
	return (struct cadence_session){
		kind, {from, instant_later(from, minutes * MINUTE)}, places, confirmed};
}

static void a_group_of_up_to_four_counts_half_and_a_larger_one_a_share(void **state)
{
	(void)state;
	static const struct {
		int minutes, attendees, credit;
	} rows[] = {{120, 4, 60}, {120, 6, 20}, {90, 5, 18}, {120, 1, 60}, {120, 2, 60}, {120, 3, 60},
		{120, 5, 24}, {90, 8, 11}, {60, 500, 0}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t credit = cadence_group_credit(rows[i].minutes * MINUTE, rows[i].attendees);
		if (credit / MINUTE != rows[i].credit)
			fail_msg("%d minutes of %d count %lld s", rows[i].minutes, rows[i].attendees,
				(long long)credit);
	}
	assert_int_equal(cadence_group_credit(90 * MINUTE, 8), 675);
}

static void one_to_one_counts_whole(void **state)
{
	(void)state;
	struct cadence_session one =
		session(SESSION_REFLECTIVE_SUPERVISION, "2026-07-10T10:00:00Z", 60, 1, 1);
	assert_int_equal(cadence_credit(&one, at("2026-07-01T00:00:00Z")), 60 * MINUTE);
	assert_int_equal(cadence_credit(&one, at("2026-08-01T00:00:00Z")), 60 * MINUTE);
}

static void a_group_counts_as_full_until_it_is_over(void **state)
{
	(void)state;
	struct cadence_session group =
		session(SESSION_SUPPORT_GROUP, "2026-07-10T10:00:00Z", 120, 8, 4);
	assert_int_equal(cadence_credit(&group, at("2026-07-10T11:59:59Z")), 15 * MINUTE);
	assert_int_equal(cadence_credit(&group, at("2026-07-10T12:00:00Z")), 60 * MINUTE);
}

// Whatever is accepted meanwhile, it never comes to count less.
static void what_it_comes_to_count_is_never_less_than_what_it_did(void **state)
{
	(void)state;
	for (int places = 2; places <= 20; places++) {
		for (int confirmed = 1; confirmed <= places; confirmed++) {
			struct cadence_session group =
				session(SESSION_SUPPORT_GROUP, "2026-07-10T10:00:00Z", 90, places, confirmed);
			if (cadence_credit(&group, at("2026-07-11T00:00:00Z")) <
				cadence_credit(&group, at("2026-07-10T00:00:00Z")))
				fail_msg("%d of %d", confirmed, places);
		}
	}
}

static void a_month_is_the_organisations_across_both_clock_changes(void **state)
{
	(void)state;
	static const struct {
		const char *within, *from, *to;
	} rows[] = {
		{"2026-07-31T22:59:59Z", "2026-06-30T23:00:00Z", "2026-07-31T23:00:00Z"},
		{"2026-07-31T23:00:00Z", "2026-07-31T23:00:00Z", "2026-08-31T23:00:00Z"},
		{"2026-03-31T23:30:00Z", "2026-03-31T23:00:00Z", "2026-04-30T23:00:00Z"},
		{"2026-03-29T00:59:59Z", "2026-03-01T00:00:00Z", "2026-03-31T23:00:00Z"},
		{"2026-10-25T01:30:00Z", "2026-09-30T23:00:00Z", "2026-11-01T00:00:00Z"},
		{"2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"2027-02-28T12:00:00Z", "2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct interval month = cadence_month(&london, at(rows[i].within));
		assert_int_equal(month.from.seconds, at(rows[i].from).seconds);
		assert_int_equal(month.to.seconds, at(rows[i].to).seconds);
	}
	struct interval utc = cadence_month(NULL, at("2026-07-31T23:30:00Z"));
	assert_int_equal(utc.from.seconds, at("2026-07-01T00:00:00Z").seconds);
}

static int64_t credited(const struct cadence_session *sessions, size_t count, const char *within)
{
	return cadence_credited(&response, sessions, count, cadence_month(&london, at(within)),
			   at("2027-01-01T00:00:00Z")) /
		   MINUTE;
}

// In London it is midnight at 23:00 UTC in summer: the evening of the 31st is still July, what
// begins after midnight is August though it is July in UTC, and what goes on past midnight is
// July's whole.
static void the_evening_of_31_july_belongs_to_july_and_past_midnight_to_august(void **state)
{
	(void)state;
	const struct cadence_session sessions[] = {
		session(SESSION_REFLECTIVE_SUPERVISION, "2026-07-31T22:30:00Z", 60, 1, 1),
		session(SESSION_REFLECTIVE_SUPERVISION, "2026-07-31T23:30:00Z", 45, 1, 1),
	};
	assert_int_equal(credited(sessions, 2, "2026-07-15T12:00:00Z"), 60);
	assert_int_equal(credited(sessions, 2, "2026-08-15T12:00:00Z"), 45);
	assert_int_equal(credited(sessions, 2, "2026-09-15T12:00:00Z"), 0);
}

static void what_was_too_much_in_one_month_is_not_carried_to_the_next(void **state)
{
	(void)state;
	const struct cadence_session sessions[] = {
		session(SESSION_REFLECTIVE_SUPERVISION, "2026-07-10T10:00:00Z", 90, 1, 1),
		session(SESSION_REFLECTIVE_SUPERVISION, "2026-07-20T10:00:00Z", 90, 1, 1),
	};
	assert_int_equal(credited(sessions, 2, "2026-07-01T12:00:00Z"), 180);
	assert_int_equal(credited(sessions, 2, "2026-08-01T12:00:00Z"), 0);
}

static void only_kinds_that_it_asks_for_count(void **state)
{
	(void)state;
	const struct cadence_session sessions[] = {
		session(SESSION_WELLBEING_REVIEW, "2026-07-10T10:00:00Z", 45, 1, 1),
		session(SESSION_SUPPORT_GROUP, "2026-07-20T10:00:00Z", 90, 8, 5),
	};
	assert_int_equal(credited(sessions, 2, "2026-07-01T12:00:00Z"), 18);
}

static struct person_id person(unsigned number)
{
	return (struct person_id){.uuid = {{(uint8_t)number, (uint8_t)(number >> 8)}}};
}

// 90 minutes are two sessions of 60: the second is asked for three days after the first at the
// latest, starts four days after that, and has a week in which to find a seat.
static void it_is_asked_for_by_chance_while_all_can_still_be_had(void **state)
{
	(void)state;
	struct interval july = cadence_month(&london, at("2026-07-15T12:00:00Z"));
	int64_t last = july.to.seconds - (3 + 4 + 7) * DAY, newest = 0, oldest = INT64_MAX;
	for (unsigned i = 0; i < 3000; i++) {
		int64_t date =
			cadence_month_date(&bacp, &response, person(i), july, july.from, 90 * MINUTE).seconds;
		assert_in_range(date, july.from.seconds, last);
		newest = date > newest ? date : newest;
		oldest = date < oldest ? date : oldest;
	}
	assert_true(newest > last - DAY && oldest < july.from.seconds + DAY);
}

static void with_less_time_it_is_asked_for_at_once_and_with_too_little_not_at_all(void **state)
{
	(void)state;
	struct interval july = cadence_month(&london, at("2026-07-15T12:00:00Z"));
	struct instant late = instant_later(july.to, -5 * DAY), later = instant_later(late, 1);
	assert_int_equal(
		cadence_month_date(&bacp, &response, person(1), july, late, 30 * MINUTE).seconds,
		late.seconds);
	assert_int_equal(
		cadence_month_date(&bacp, &response, person(1), july, later, 30 * MINUTE).seconds,
		INSTANT_NEVER.seconds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_group_of_up_to_four_counts_half_and_a_larger_one_a_share),
		cmocka_unit_test(one_to_one_counts_whole),
		cmocka_unit_test(a_group_counts_as_full_until_it_is_over),
		cmocka_unit_test(what_it_comes_to_count_is_never_less_than_what_it_did),
		cmocka_unit_test(a_month_is_the_organisations_across_both_clock_changes),
		cmocka_unit_test(the_evening_of_31_july_belongs_to_july_and_past_midnight_to_august),
		cmocka_unit_test(what_was_too_much_in_one_month_is_not_carried_to_the_next),
		cmocka_unit_test(only_kinds_that_it_asks_for_count),
		cmocka_unit_test(it_is_asked_for_by_chance_while_all_can_still_be_had),
		cmocka_unit_test(with_less_time_it_is_asked_for_at_once_and_with_too_little_not_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
