// SPDX-License-Identifier: MIT
// What becomes of a cadence at a look: minutes of a month, and kinds that do not count for one
// another.
#include "support/cmocka.h"

#include "core/cadence_turn.h"

#define MINUTE INT64_C(60)
#define DAY SECONDS_PER_DAY
#define JULY INT64_C(1782864000) // 2026-07-01T00:00:00Z
#define AUGUST (JULY + 31 * DAY)

static const struct policy_response supervision = {
	.kinds = {SESSION_REFLECTIVE_SUPERVISION},
	.kind_count = 1,
	.notice_seconds = 2 * DAY,
	.latest_seconds = 40 * DAY,
	.answer_seconds = 2 * DAY,
	.minutes = 60,
};
static const struct cadence bacp = {.id = TEXT_CONSTANT("bacp"), .minutes_per_month = 90};
static const struct cadence quarterly = {
	.steps = {{INT64_MAX, 70 * DAY, 112 * DAY}}, .step_count = 1};

static struct cadence_session sessions[4];

static struct cadence_look look(const struct cadence *cadence, int64_t now)
{
	return (struct cadence_look){
		.cadence = cadence,
		.response = &supervision,
		.person = {{{7}}},
		.joined = INSTANT_NEVER,
		.now = {now},
		.counted_from = INSTANT_NEVER,
		.due = INSTANT_NEVER,
		.sessions = sessions,
	};
}

static void accept(struct cadence_look *look, enum session_kind kind, int64_t start, int minutes)
{
	sessions[look->session_count++] =
		(struct cadence_session){kind, {{start}, {start + minutes * MINUTE}}, 1, 1};
}

static void a_review_is_not_the_supervision_that_comes_round(void **state)
{
	(void)state;
	struct cadence_look one = look(&quarterly, JULY);
	one.counted_from.seconds = JULY - 80 * DAY;
	one.due.seconds = JULY;
	accept(&one, SESSION_WELLBEING_REVIEW, JULY - DAY, 45);
	assert_true(cadence_turn(&one).ask);
	accept(&one, SESSION_REFLECTIVE_SUPERVISION, JULY - 2 * DAY, 60);
	struct cadence_turn turn = cadence_turn(&one);
	assert_false(turn.ask);
	assert_int_equal(turn.counted_from.seconds, JULY - 2 * DAY);
}

static void who_begins_is_asked_within_what_is_left_of_the_month(void **state)
{
	(void)state;
	struct cadence_look one = look(&bacp, JULY + 3 * DAY);
	struct cadence_turn turn = cadence_turn(&one);
	assert_false(turn.ask);
	assert_in_range(turn.due.seconds, JULY + 3 * DAY, AUGUST - 11 * DAY);
	one = look(&bacp, AUGUST - DAY);
	turn = cadence_turn(&one);
	assert_false(turn.ask);
	assert_in_range(turn.due.seconds, AUGUST, AUGUST + 20 * DAY);
}

static void a_session_that_is_asked_for_begins_within_the_month(void **state)
{
	(void)state;
	struct cadence_look one = look(&bacp, JULY + 5 * DAY);
	one.counted_from.seconds = JULY - 20 * DAY;
	one.due.seconds = JULY + 5 * DAY;
	struct cadence_turn turn = cadence_turn(&one);
	assert_true(turn.ask && turn.waits);
	assert_int_equal(turn.latest.seconds, AUGUST - 1);
	assert_int_equal(turn.due.seconds, AUGUST);
}

static struct cadence_turn answered(enum cadence_answer answer, int minutes)
{
	struct cadence_look one = look(&bacp, JULY + 7 * DAY);
	one.counted_from.seconds = JULY + 5 * DAY;
	one.due.seconds = AUGUST;
	one.answer = answer;
	if (minutes)
		accept(&one, SESSION_REFLECTIVE_SUPERVISION, JULY + 12 * DAY, minutes);
	return cadence_turn(&one);
}

static void while_minutes_are_missing_another_is_asked_for_once_the_first_is_accepted(void **state)
{
	(void)state;
	struct cadence_turn turn = answered(CADENCE_ACCEPTED, 60);
	assert_false(turn.ask || turn.keeps || turn.waits);
	assert_in_range(turn.due.seconds, JULY + 7 * DAY, AUGUST - 9 * DAY);
	turn = answered(CADENCE_UNANSWERED, 0);
	assert_true(turn.keeps && !turn.ask);
	assert_int_equal(turn.due.seconds, AUGUST);
}

static void enough_minutes_are_enough(void **state)
{
	(void)state;
	struct cadence_turn turn = answered(CADENCE_ACCEPTED, 90);
	assert_false(turn.ask);
	assert_in_range(turn.due.seconds, AUGUST, AUGUST + 20 * DAY);
}

static void whoever_declines_is_asked_again_next_month_and_not_before(void **state)
{
	(void)state;
	struct cadence_turn turn = answered(CADENCE_NOT_ACCEPTED, 0);
	assert_true(turn.keeps && !turn.ask);
	assert_in_range(turn.due.seconds, AUGUST, AUGUST + 20 * DAY);
	struct cadence_look again = look(&bacp, JULY + 20 * DAY); // as after an import
	again.counted_from = turn.counted_from;
	again.answer = CADENCE_NOT_ACCEPTED;
	assert_in_range(cadence_turn(&again).due.seconds, AUGUST, AUGUST + 20 * DAY);
	again.now = again.due = turn.due;
	assert_true(cadence_turn(&again).ask);
}

static void what_was_asked_for_at_the_end_of_a_month_is_no_date_of_the_next(void **state)
{
	(void)state;
	struct cadence_look one = look(&bacp, AUGUST);
	one.counted_from.seconds = JULY + 5 * DAY;
	one.due.seconds = AUGUST; // only to be looked at
	one.answer = CADENCE_NOT_ACCEPTED;
	struct cadence_turn turn = cadence_turn(&one);
	assert_false(turn.ask);
	assert_in_range(turn.due.seconds, AUGUST + 1, AUGUST + 20 * DAY);
}

static void what_a_crossing_asks_for_is_waited_for(void **state)
{
	(void)state;
	struct cadence_look one = look(&bacp, JULY + 5 * DAY);
	one.counted_from.seconds = JULY - 20 * DAY;
	one.due.seconds = JULY + 5 * DAY;
	one.asked = true;
	struct cadence_turn turn = cadence_turn(&one);
	assert_true(turn.waits && !turn.ask);
}

static void an_engine_that_stood_still_over_the_end_of_a_month_draws_anew(void **state)
{
	(void)state;
	struct cadence_look one = look(&bacp, AUGUST + 2 * DAY);
	one.counted_from.seconds = JULY - 20 * DAY;
	one.due.seconds = JULY + 5 * DAY;
	struct cadence_turn turn = cadence_turn(&one);
	assert_false(turn.ask);
	assert_in_range(turn.due.seconds, AUGUST + 2 * DAY, AUGUST + 20 * DAY);
	one.now.seconds = AUGUST + 30 * DAY; // too little is left of it
	turn = cadence_turn(&one);
	assert_false(turn.ask);
	assert_in_range(turn.due.seconds, AUGUST + 31 * DAY, AUGUST + 51 * DAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_review_is_not_the_supervision_that_comes_round),
		cmocka_unit_test(who_begins_is_asked_within_what_is_left_of_the_month),
		cmocka_unit_test(a_session_that_is_asked_for_begins_within_the_month),
		cmocka_unit_test(while_minutes_are_missing_another_is_asked_for_once_the_first_is_accepted),
		cmocka_unit_test(enough_minutes_are_enough),
		cmocka_unit_test(whoever_declines_is_asked_again_next_month_and_not_before),
		cmocka_unit_test(what_was_asked_for_at_the_end_of_a_month_is_no_date_of_the_next),
		cmocka_unit_test(what_a_crossing_asks_for_is_waited_for),
		cmocka_unit_test(an_engine_that_stood_still_over_the_end_of_a_month_draws_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
