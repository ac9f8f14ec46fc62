// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/seat.h"

#include <string.h>

#define PERSON 1
#define HOST 2
#define HOUR 3600

static struct seat seat_at(uint8_t session, enum session_kind kind, int64_t hour, int32_t free)
{
	return (struct seat){
		.session = {{{session}}},
		.kind = kind,
		.during = {{hour * HOUR}, {(hour + 1) * HOUR}},
		.host = {{{HOST}}},
		.free = free,
	};
}

static const enum session_kind kinds[] = {SESSION_REFLECTIVE_SUPERVISION, SESSION_WEBINAR};

static const struct seat_need need = {
	.person = {{{PERSON}}},
	.kinds = kinds,
	.kind_count = 2,
	.earliest = {10 * HOUR},
	.latest = {20 * HOUR},
	.minutes = 60,
};

static enum seat_answer choose(const struct seat *seats, size_t count, const struct interval *diary,
	size_t diary_count, size_t *chosen)
{
	*chosen = 99;
	return seat_choose(&need, seats, count, diary, diary_count, chosen);
}

static void the_preferred_kind_comes_before_an_earlier_start(void **state)
{
	(void)state;
	size_t chosen;
	const struct seat seats[] = {
		seat_at(1, SESSION_WEBINAR, 11, 5),
		seat_at(2, SESSION_REFLECTIVE_SUPERVISION, 15, 1),
		seat_at(3, SESSION_REFLECTIVE_SUPERVISION, 14, 1),
		seat_at(4, SESSION_SUPPORT_GROUP, 12, 1),
	};
	assert_int_equal(choose(seats, 4, NULL, 0, &chosen), SEAT_FOUND);
	assert_int_equal(chosen, 2);
	assert_int_equal(choose(seats, 1, NULL, 0, &chosen), SEAT_FOUND);
	assert_int_equal(chosen, 0);
}

static void of_one_start_the_lower_session_id_is_taken(void **state)
{
	(void)state;
	size_t chosen;
	const struct seat seats[] = {
		seat_at(9, SESSION_WEBINAR, 12, 1),
		seat_at(3, SESSION_WEBINAR, 12, 1),
		seat_at(5, SESSION_WEBINAR, 12, 1),
	};
	assert_int_equal(choose(seats, 3, NULL, 0, &chosen), SEAT_FOUND);
	assert_int_equal(chosen, 1);
}

static void both_ends_of_the_window_are_inside_it(void **state)
{
	(void)state;
	static const struct {
		int64_t hour;
		enum seat_answer answer;
	} rows[] = {
		{9, SEAT_NONE_OFFERED},
		{10, SEAT_FOUND},
		{20, SEAT_FOUND},
		{21, SEAT_NONE_OFFERED},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t chosen;
		struct seat seat = seat_at(1, SESSION_WEBINAR, rows[i].hour, 1);
		if (choose(&seat, 1, NULL, 0, &chosen) != rows[i].answer)
			fail_msg("row %zu", i);
	}
}

static void nobody_is_seated_with_themselves_or_for_too_short_a_time(void **state)
{
	(void)state;
	size_t chosen;
	struct seat seat = seat_at(1, SESSION_REFLECTIVE_SUPERVISION, 12, 1);
	seat.host = need.person;
	assert_int_equal(choose(&seat, 1, NULL, 0, &chosen), SEAT_NONE_OFFERED);
	seat = seat_at(1, SESSION_REFLECTIVE_SUPERVISION, 12, 1);
	seat.during.to.seconds--;
	assert_int_equal(choose(&seat, 1, NULL, 0, &chosen), SEAT_NONE_OFFERED);
	assert_int_equal(chosen, 99);
}

static void nobody_is_seated_with_whom_they_report_to_of_whatever_kind(void **state)
{
	(void)state;
	size_t chosen;
	struct seat seats[] = {
		seat_at(1, SESSION_REFLECTIVE_SUPERVISION, 11, 1),
		seat_at(2, SESSION_WEBINAR, 12, 5),
		seat_at(3, SESSION_WEBINAR, 13, 0),
		seat_at(4, SESSION_WEBINAR, 14, 5),
	};
	seats[0].barred = seats[1].barred = SEAT_OWN_MANAGER;
	assert_int_equal(choose(seats, 2, NULL, 0, &chosen), SEAT_OWN_MANAGER);
	assert_int_equal(choose(seats, 3, NULL, 0, &chosen), SEAT_ALL_TAKEN);
	assert_int_equal(choose(seats, 4, NULL, 0, &chosen), SEAT_FOUND);
	assert_int_equal(chosen, 3);
	assert_false(seat_answers(&need, &seats[0]));
}

static void a_full_diary_is_told_from_full_sessions(void **state)
{
	(void)state;
	size_t chosen;
	const struct interval diary[] = {{{12 * HOUR + 1800}, {12 * HOUR + 1801}}};
	const struct seat seats[] = {
		seat_at(1, SESSION_REFLECTIVE_SUPERVISION, 13, 0),
		seat_at(2, SESSION_REFLECTIVE_SUPERVISION, 12, 1),
	};
	assert_int_equal(choose(seats, 0, diary, 1, &chosen), SEAT_NONE_OFFERED);
	assert_int_equal(choose(seats, 1, diary, 1, &chosen), SEAT_ALL_TAKEN);
	assert_int_equal(choose(seats, 2, diary, 1, &chosen), SEAT_DIARY_FULL);
	assert_int_equal(choose(seats, 2, NULL, 0, &chosen), SEAT_FOUND);
	assert_int_equal(chosen, 1);
}

static void a_webinar_or_phone_in_never_clashes(void **state)
{
	(void)state;
	size_t chosen;
	const struct interval diary[] = {{{0}, {100 * HOUR}}};
	struct seat seat = seat_at(1, SESSION_WEBINAR, 12, 1);
	assert_int_equal(choose(&seat, 1, diary, 1, &chosen), SEAT_FOUND);
	seat.free = 0;
	assert_int_equal(choose(&seat, 1, diary, 1, &chosen), SEAT_ALL_TAKEN);
}

static void a_seat_outside_duty_is_none_and_the_nearest_reason_is_told(void **state)
{
	(void)state;
	size_t chosen;
	const struct interval diary[] = {{{14 * HOUR}, {15 * HOUR}}};
	struct seat seats[] = {
		seat_at(1, SESSION_REFLECTIVE_SUPERVISION, 11, 1),
		seat_at(2, SESSION_REFLECTIVE_SUPERVISION, 12, 1),
		seat_at(3, SESSION_REFLECTIVE_SUPERVISION, 13, 0),
		seat_at(4, SESSION_REFLECTIVE_SUPERVISION, 14, 1),
		seat_at(5, SESSION_REFLECTIVE_SUPERVISION, 15, 1),
		seat_at(6, SESSION_REFLECTIVE_SUPERVISION, 16, 1),
	};
	seats[0].barred = SEAT_ROSTER_UNKNOWN;
	seats[1].barred = SEAT_OFF_DUTY;
	seats[4].barred = SEAT_SHORT_COVER;
	static const enum seat_answer answers[] = {SEAT_ROSTER_UNKNOWN, SEAT_OFF_DUTY, SEAT_ALL_TAKEN,
		SEAT_DIARY_FULL, SEAT_SHORT_COVER, SEAT_FOUND};
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(choose(seats, i + 1, diary, 1, &chosen), answers[i]);
	assert_int_equal(chosen, 5);
}

static void a_hold_outside_duty_answers_no_more_and_one_of_many_stays(void **state)
{
	(void)state;
	struct seat held = seat_at(1, SESSION_REFLECTIVE_SUPERVISION, 12, 0);
	assert_true(seat_answers(&need, &held));
	held.barred = SEAT_SHORT_COVER;
	assert_true(seat_answers(&need, &held));
	held.barred = SEAT_ROSTER_UNKNOWN;
	assert_true(seat_answers(&need, &held));
	held.barred = SEAT_OFF_DUTY;
	assert_false(seat_answers(&need, &held));
}

static void intervals_that_only_touch_do_not_overlap(void **state)
{
	(void)state;
	struct interval morning = {{0}, {10}}, noon = {{10}, {20}}, inside = {{12}, {13}};
	assert_false(interval_overlaps(morning, noon));
	assert_false(interval_overlaps(noon, morning));
	assert_true(interval_overlaps(noon, inside));
	assert_true(interval_overlaps(inside, noon));
	assert_true(interval_overlaps(noon, noon));
}

static void a_seat_that_is_held_answers_a_need_until_its_latest_start(void **state)
{
	(void)state;
	struct seat seat = seat_at(1, SESSION_WEBINAR, 20, 0); // its last free one is this
	assert_true(seat_answers(&need, &seat));
	seat.during.from.seconds++;
	seat.during.to.seconds++;
	assert_false(seat_answers(&need, &seat));
}

static void a_seat_that_is_held_before_the_window_answers_it(void **state)
{
	(void)state;
	struct seat seat = seat_at(1, SESSION_WEBINAR, 2, 0);
	assert_true(seat_answers(&need, &seat));
}

static void a_seat_that_is_held_answers_only_a_need_of_its_kind_and_length(void **state)
{
	(void)state;
	struct seat group = seat_at(1, SESSION_SUPPORT_GROUP, 12, 0);
	struct seat brief = seat_at(1, SESSION_WEBINAR, 12, 0);
	brief.during.to.seconds--;
	assert_false(seat_answers(&need, &group));
	assert_false(seat_answers(&need, &brief));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_preferred_kind_comes_before_an_earlier_start),
		cmocka_unit_test(of_one_start_the_lower_session_id_is_taken),
		cmocka_unit_test(both_ends_of_the_window_are_inside_it),
		cmocka_unit_test(nobody_is_seated_with_themselves_or_for_too_short_a_time),
		cmocka_unit_test(nobody_is_seated_with_whom_they_report_to_of_whatever_kind),
		cmocka_unit_test(a_full_diary_is_told_from_full_sessions),
		cmocka_unit_test(a_webinar_or_phone_in_never_clashes),
		cmocka_unit_test(a_seat_that_is_held_answers_a_need_until_its_latest_start),
		cmocka_unit_test(a_seat_that_is_held_before_the_window_answers_it),
		cmocka_unit_test(a_seat_that_is_held_answers_only_a_need_of_its_kind_and_length),
		cmocka_unit_test(a_seat_outside_duty_is_none_and_the_nearest_reason_is_told),
		cmocka_unit_test(a_hold_outside_duty_answers_no_more_and_one_of_many_stays),
		cmocka_unit_test(intervals_that_only_touch_do_not_overlap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
