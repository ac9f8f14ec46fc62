// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/waiting.h"

#define HOUR SECONDS_PER_HOUR
#define DAY SECONDS_PER_DAY

static const struct policy_waiting terms = {.answer_seconds = DAY, .notice_seconds = DAY};
static const struct instant begins = {100 * DAY};

static struct instant before(int64_t seconds)
{
	return instant_later(begins, -seconds);
}

static struct waiting_decision decide(int64_t seconds_before, enum seat_answer answer)
{
	return waiting_decide(&terms, begins, answer, before(seconds_before));
}

static void expect_answer_in(int64_t seconds_before, int64_t seconds)
{
	struct waiting_decision decision = decide(seconds_before, SEAT_FOUND);
	assert_int_equal(decision.what, WAITING_HOLD);
	assert_int_equal(decision.answer_by.seconds - before(seconds_before).seconds, seconds);
}

static void there_is_less_time_to_answer_the_nearer_the_session_and_always_some(void **state)
{
	(void)state;
	expect_answer_in(30 * DAY, DAY);
	expect_answer_in(3 * DAY, DAY);
	expect_answer_in(2 * DAY, DAY / 2);
	expect_answer_in(DAY + 4 * HOUR, 2 * HOUR);
	expect_answer_in(DAY + HOUR, HOUR / 2);
	expect_answer_in(DAY + HOUR / 2, HOUR / 2);
}

static void the_time_to_answer_is_over_before_the_notice_begins(void **state)
{
	(void)state;
	for (int64_t left = DAY + WAITING_LEAST; left < 5 * DAY; left += 997) {
		struct waiting_decision decision = decide(left, SEAT_FOUND);
		assert_int_equal(decision.what, WAITING_HOLD);
		assert_false(instant_before(before(DAY), decision.answer_by));
	}
}

static void when_there_is_no_time_left_to_answer_in_nobody_waits_any_more(void **state)
{
	(void)state;
	assert_int_equal(waiting_last(&terms, begins).seconds, before(DAY + HOUR / 2).seconds);
	assert_int_equal(decide(DAY + HOUR / 2 - 1, SEAT_FOUND).what, WAITING_LEAVE);
	assert_int_equal(decide(DAY + HOUR / 2, SEAT_ALL_TAKEN).what, WAITING_LEAVE);
	assert_int_equal(decide(DAY + HOUR / 2 + 1, SEAT_ALL_TAKEN).what, WAITING_PASS);
}

static void whoever_cannot_have_a_free_place_is_looked_at_again_in_a_day(void **state)
{
	(void)state;
	struct waiting_decision decision = decide(9 * DAY, SEAT_SHORT_COVER);
	assert_int_equal(decision.what, WAITING_PASS);
	assert_int_equal(decision.look.seconds, before(8 * DAY).seconds);
	assert_int_equal(decide(2 * DAY, SEAT_OFF_DUTY).look.seconds, before(DAY + HOUR / 2).seconds);
	assert_int_equal(decide(9 * DAY, SEAT_ALL_TAKEN).look.seconds, before(DAY + HOUR / 2).seconds);
}

static enum waiting_turn turn(bool free, int64_t changed, int64_t looked, int64_t look, int64_t now)
{
	const struct waiter waiter = {.begins = begins, .looked = {looked}, .look = {look}};
	const struct waiting_seats seats = {.free = free, .changed = {changed}};
	return waiting_turn(&waiter, &seats, (struct instant){now});
}

static void it_is_somebodys_turn_when_a_place_came_free_since_they_were_looked_at(void **state)
{
	(void)state;
	assert_int_equal(turn(true, 1000, 900, 9000, 1000), WAITING_LOOK);
	assert_int_equal(turn(true, 1000, 1000, 9000, 1001), WAITING_LOOK);
	assert_int_equal(turn(true, 1000, 1005, 9000, 1005), WAITING_LOOK); // of a clock that is behind
	assert_int_equal(turn(true, 1000, 1006, 9000, 1006), WAITING_STAYS);
	assert_int_equal(turn(false, 1000, 900, 9000, 1000), WAITING_STAYS);
	assert_int_equal(turn(false, 1000, 2000, 9000, 9000), WAITING_LOOK);
}

static void there_is_nothing_to_wait_for_when_it_is_called_off_closed_or_has_begun(void **state)
{
	(void)state;
	const struct waiting_seats open = {.free = true}, closed = {.free = true, .over = true};
	struct waiter waiter = {.begins = begins, .look = begins};
	assert_int_equal(waiting_turn(&waiter, &open, before(1)), WAITING_LOOK);
	assert_int_equal(waiting_turn(&waiter, &closed, before(1)), WAITING_ENDS);
	assert_int_equal(waiting_turn(&waiter, NULL, before(1)), WAITING_ENDS);
	assert_int_equal(waiting_turn(&waiter, &open, begins), WAITING_ENDS);
	waiter.cancelled = true;
	assert_int_equal(waiting_turn(&waiter, &open, before(1)), WAITING_ENDS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_is_less_time_to_answer_the_nearer_the_session_and_always_some),
		cmocka_unit_test(the_time_to_answer_is_over_before_the_notice_begins),
		cmocka_unit_test(when_there_is_no_time_left_to_answer_in_nobody_waits_any_more),
		cmocka_unit_test(whoever_cannot_have_a_free_place_is_looked_at_again_in_a_day),
		cmocka_unit_test(it_is_somebodys_turn_when_a_place_came_free_since_they_were_looked_at),
		cmocka_unit_test(there_is_nothing_to_wait_for_when_it_is_called_off_closed_or_has_begun),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
