// SPDX-License-Identifier: MIT
// Folding one person's doses into the stored state, without a database.
#include "support/cmocka.h"

#include <math.h>

#include "unit/app/desk.h"

static struct desk *desk;

static int start(void **state)
{
	(void)state;
	desk = desk_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	desk_free(desk);
	return 0;
}

static void assert_load(size_t line, double hour, double expected)
{
	struct line_state state = desk_state(desk, line);
	double found = load_at(state.model.load, desk->lines[line].model.half_life_days, HOURS(hour));
	if (found < expected * (1 - 1e-9) || found > expected * (1 + 1e-9))
		fail_msg("The load is %.17g, not %.17g.", found, expected);
}

static void an_exposure_on_time_is_folded_into_the_stored_state(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 80);
	desk_record(desk, 24, 24, 80);
	assert_int_equal(desk->last.refolded, 0);
	assert_load(LINE_EVENTS, 24, 120);
	desk_record(desk, 48, 48, 10);
	assert_int_equal(desk->last.refolded, 0);
	assert_load(LINE_EVENTS, 48, 70);
	expect_known(desk, "24 raise notice");
}

static void folding_on_time_gives_what_folding_the_whole_log_gives(void **state)
{
	(void)state;
	struct crossings crossings;
	struct dose doses[20];
	crossings_init(&crossings, &desk->arena);
	for (int i = 0; i < 20; i++) {
		double hour = i * 7, dose = 30 + 11 * (i % 5);
		doses[i] = dose_at(hour, dose);
		desk_record(desk, hour + 1, hour, dose);
		assert_int_equal(desk->last.refolded, 0);
	}
	struct line_state whole =
		line_fold(&desk->lines[LINE_EVENTS], doses, 20, HOURS(19 * 7 + 1), &crossings);
	struct line_state stored = desk_state(desk, LINE_EVENTS);
	assert_true(whole.model.load.value == stored.model.load.value);
	assert_int_equal(whole.model.load.at.seconds, stored.model.load.at.seconds);
	assert_int_equal(crossings.count, desk->known_count);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(whole.alarms[i].state, stored.alarms[i].state);
}

static void exposures_of_one_recording_are_folded_as_if_recorded_one_by_one(void **state)
{
	(void)state;
	struct logged_exposure fresh[] = {
		exposure_at(0, 120, "EVENT"), exposure_at(30, 150, "EVENT"), exposure_at(31, 90, "EVENT")};
	desk_record_all(desk, HOURS(40), fresh, 3);
	expect_known(desk, "0 raise notice, 30 raise amber");
	assert_int_equal(desk->last.need_count, 1);
	assert_int_equal(desk->last.refolded, 0);
}

static void time_passing_in_many_steps_is_time_passing_once(void **state)
{
	(void)state;
	struct desk *other = desk_new();
	desk->lines[LINE_EVENTS].levels[1].off_delay_seconds = 10 * 3600;
	desk->lines[LINE_EVENTS].levels[2].realarm_seconds = 5 * 3600;
	other->lines[LINE_EVENTS] = desk->lines[LINE_EVENTS];
	desk_record(desk, 0, 0, 500);
	desk_record(other, 0, 0, 500);
	for (int hour = 1; hour <= 200; hour++)
		desk_pass(desk, hour);
	desk_pass(other, 200);
	struct line_state one = desk_state(desk, LINE_EVENTS), two = desk_state(other, LINE_EVENTS);
	assert_int_equal(desk->known_count, other->known_count);
	assert_true(desk->known_count > 8);
	for (size_t i = 0; i < desk->known_count; i++) {
		assert_int_equal(desk->known[i].at.seconds, other->known[i].at.seconds);
		assert_int_equal(desk->known[i].change, other->known[i].change);
	}
	assert_true(one.model.load.value == two.model.load.value);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(one.alarms[i].state, two.alarms[i].state);
	assert_int_equal(
		desk->stored_lines[0].settled_at.seconds, other->stored_lines[0].settled_at.seconds);
	desk_free(other);
}

static void letting_no_time_pass_changes_nothing(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 150);
	struct line_state before = desk_state(desk, LINE_EVENTS);
	desk_pass(desk, 0);
	desk_pass(desk, 0);
	struct line_state after = desk_state(desk, LINE_EVENTS);
	expect_last(desk, "");
	assert_true(before.model.load.value == after.model.load.value);
	assert_int_equal(desk->last.refolded, 0);
}

static void the_next_change_of_a_stored_line_is_always_after_now(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 150);
	assert_int_equal(desk->stored_lines[0].next_change_at.seconds, 136941); // 24 · log2(3) hours
	desk_pass(desk, 20);
	assert_int_equal(desk->stored_lines[0].next_change_at.seconds, 136941);
	desk_pass(desk, 100);
	assert_int_equal(desk->stored_lines[0].next_change_at.seconds, INSTANT_NEVER.seconds);
}

static void a_late_exposure_makes_the_line_be_folded_anew(void **state)
{
	(void)state;
	desk_record(desk, 24, 24, 80);
	desk_record(desk, 25, 0, 80);
	assert_int_equal(desk->last.refolded, 1);
	assert_load(LINE_EVENTS, 24, 120);
	expect_last(desk, "24 raise notice"); // since when nothing else was folded
}

static void what_a_late_exposure_shows_is_marked_found_late_once(void **state)
{
	(void)state;
	desk_record(desk, 10, 10, 60);
	desk_record(desk, 20, 20, 1);
	desk_record(desk, 21, 9, 60);
	expect_last(desk, "10 late raise notice");
	desk_record(desk, 22, 8, 1);
	assert_int_equal(desk->last.refolded, 1);
	expect_last(desk, "");
	expect_known(desk, "10 late raise notice");
}

static void a_stretch_that_was_over_before_it_was_found_is_told_with_its_end(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 60);
	desk_record(desk, 72, 72, 1);
	desk_record(desk, 73, 1, 60);
	assert_int_equal(desk->last.crossing_count, 2);
	assert_int_equal(desk->last.crossings[0].change, ALARM_RAISE);
	assert_int_equal(desk->last.crossings[1].change, ALARM_CLEARED);
	assert_true(desk->last.crossings[0].found_late && desk->last.crossings[1].found_late);
}

static void what_happens_after_all_that_was_folded_is_not_found_late(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 10);
	struct logged_exposure fresh[] = {exposure_at(-1, 60, "EVENT"), exposure_at(5, 60, "EVENT")};
	desk_record_all(desk, HOURS(6), fresh, 2);
	assert_int_equal(desk->last.refolded, 1);
	expect_last(desk, "5 raise notice");
}

static void a_first_import_in_any_order_finds_nothing_late(void **state)
{
	(void)state;
	struct logged_exposure fresh[50];
	for (int i = 0; i < 50; i++)
		fresh[i] = exposure_at(i * 9, 40 + 13 * (i % 7), "EVENT");
	desk->imported = true;
	desk_record_all(desk, HOURS(5000), fresh, 50);
	assert_true(desk->known_count > 5);
	for (size_t i = 0; i < desk->known_count; i++)
		assert_false(desk->known[i].found_late);
}

static void a_correction_folds_the_line_anew_from_the_log(void **state)
{
	(void)state;
	desk_record(desk, 24, 24, 80);
	desk_record(desk, 30, 30, 10);
	desk_correct(desk, HOURS(31), 0, HOURS(0));
	assert_int_equal(desk->last.refolded, 1);
	assert_load(LINE_EVENTS, 48, 20 + 10 * 0x1.306fe0a31b715p-1); // 80/4 and 10 · 2^(−18/24)
}

static void a_correction_to_a_later_time_takes_out_what_it_replaces(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 80);
	desk_correct(desk, HOURS(25), 0, HOURS(24));
	assert_int_equal(desk->last.refolded, 1);
	assert_load(LINE_EVENTS, 24, 80);
}

static void a_line_of_another_policy_version_is_folded_anew(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 80);
	desk->version = 2;
	desk->lines[LINE_EVENTS].model.half_life_days = 2;
	desk_record(desk, 48, 48, 10);
	assert_int_equal(desk->last.refolded, 1);
	assert_int_equal(desk->stored_lines[0].policy_version, 2);
	assert_load(LINE_EVENTS, 48, 50);
	desk_record(desk, 49, 49, 10);
	assert_int_equal(desk->last.refolded, 0);
}

static void what_a_line_does_not_sum_leaves_it_alone(void **state)
{
	(void)state;
	struct logged_exposure call = exposure_at(0, 500, "CALL");
	desk_record(desk, 10, 10, 20);
	desk_record_all(desk, HOURS(11), &call, 1);
	assert_int_equal(desk->last.refolded, 0);
	assert_load(LINE_EVENTS, 10, 20);
	expect_known(desk, "");
}

static void each_line_of_a_profile_has_a_state_of_its_own(void **state)
{
	(void)state;
	desk->profile.line_count = 2;
	desk->lines[LINE_SECOND].modalities = 1u << MODALITY_INTERACTION;
	struct logged_exposure fresh[] = {exposure_at(0, 20, "EVENT"), exposure_at(1, 30, "CALL")};
	desk_record_all(desk, HOURS(2), fresh, 2);
	assert_load(LINE_EVENTS, 0, 20);
	assert_load(LINE_SECOND, 1, 30);
	desk_record(desk, 3, -5, 7); // late for the first line, nothing to the second
	assert_int_equal(desk->last.refolded, 1);
}

static void a_profile_without_lines_stores_no_state(void **state)
{
	(void)state;
	desk->profile.line_count = 0;
	desk_record(desk, 0, 0, 500);
	desk_record(desk, 1, -1, 500);
	assert_int_equal(desk->states.line_count, 0);
	expect_known(desk, "");
}

// A clearing was seen an hour from now: it is not unseen because the clock says otherwise.
static void a_clock_that_is_stepped_back_makes_nothing_up(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 150);
	desk_pass(desk, 39);
	assert_int_equal(desk->known_count, 2); // cleared at 38.04
	desk_record(desk, 38, -1, 1e-9);
	assert_int_equal(desk->last.refolded, 1);
	expect_last(desk, "");
	desk_pass(desk, 40);
	expect_last(desk, "");
}

// "amber" is crossed at 200 and left at 100; it quietens for four days.
static void start_quietening(void)
{
	for (size_t i = 0; i < 3; i++)
		desk->lines[LINE_EVENTS].levels[i].cooldown_seconds = 4 * SECONDS_PER_DAY;
}

static void an_attended_session_keeps_a_level_from_being_raised_again_for_a_while(void **state)
{
	(void)state;
	start_quietening();
	desk_record(desk, 0, 0, 210);
	expect_known(desk, "0 raise notice, 0 raise amber");
	desk_pass(desk, 60); // both are cleared
	size_t before = desk->known_count;
	desk_attend(desk, 62, (double[]){61}, 1);
	desk_record(desk, 70, 70, 210);
	assert_int_equal(desk->known_count, before); // quiet until 61 + 96
	desk_record(desk, 71, 71, 300);
	expect_last(desk, "71 raise red"); // a higher one is not quietened
}

static void without_it_the_level_is_raised_again(void **state)
{
	(void)state;
	start_quietening();
	desk_record(desk, 0, 0, 210);
	desk_pass(desk, 60);
	desk_record(desk, 70, 70, 210);
	expect_last(desk, "70 raise notice, 70 raise amber");
}

static void what_is_above_the_line_when_the_quiet_is_over_is_raised_then(void **state)
{
	(void)state;
	start_quietening();
	desk_record(desk, 0, 0, 210);
	desk_pass(desk, 60);
	desk_attend(desk, 62, (double[]){61}, 1);
	for (int hour = 70; hour < 158; hour += 12)
		desk_record(desk, hour, hour, 110);
	desk_pass(desk, 158);
	expect_last(desk, "157 raise notice, 157 raise amber");
}

static void a_session_that_is_noted_late_takes_nothing_back(void **state)
{
	(void)state;
	start_quietening();
	desk_record(desk, 0, 0, 210);
	desk_pass(desk, 60);
	desk_record(desk, 70, 70, 210);
	size_t before = desk->known_count;
	desk_attend(desk, 71, (double[]){61}, 1); // which came before the second raise
	assert_true(desk->known_count >= before);
	for (size_t i = before; i < desk->known_count; i++)
		assert_int_equal(desk->known[i].change, ALARM_CLEARED);
	desk_attend(desk, 72, (double[]){61}, 1); // again: nothing more
	expect_last(desk, "");
}

static void a_note_that_is_taken_back_is_as_if_it_had_not_been(void **state)
{
	(void)state;
	start_quietening();
	desk_record(desk, 0, 0, 210);
	desk_pass(desk, 60);
	desk_attend(desk, 62, (double[]){61}, 1);
	desk_attend(desk, 63, NULL, 0);
	desk_record(desk, 70, 70, 210);
	expect_last(desk, "70 raise notice, 70 raise amber");
}

static void sessions_are_taken_once_by_what_is_folded_on_time_afterwards(void **state)
{
	(void)state;
	start_quietening();
	desk->lines[LINE_EVENTS].model = (struct model){.kind = MODEL_FITNESS_FATIGUE,
		.fitness_fatigue = {.fitness_days = 10, .fatigue_days = 5, .fitness = 7, .fatigue = 1}};
	desk_record(desk, 0, 0, 90);
	desk_attend(desk, 25, (double[]){24}, 1);
	desk_record(desk, 48, 48, 50);
	assert_int_equal(desk->last.refolded, 0);
	struct line_state stored = desk_state(desk, LINE_EVENTS);
	double expected = 90 * exp(-2.0 / 5) + 50 - 7 * exp(-1.0 / 10);
	double found = model_at(&desk->lines[LINE_EVENTS].model, &stored.model, HOURS(48));
	if (fabs(found - expected) > 1e-9 * expected)
		fail_msg("%.17g, not %.17g", found, expected);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
	const struct CMUnitTest tests[] = {
		TEST(an_exposure_on_time_is_folded_into_the_stored_state),
		TEST(folding_on_time_gives_what_folding_the_whole_log_gives),
		TEST(exposures_of_one_recording_are_folded_as_if_recorded_one_by_one),
		TEST(time_passing_in_many_steps_is_time_passing_once),
		TEST(letting_no_time_pass_changes_nothing),
		TEST(the_next_change_of_a_stored_line_is_always_after_now),
		TEST(a_late_exposure_makes_the_line_be_folded_anew),
		TEST(what_a_late_exposure_shows_is_marked_found_late_once),
		TEST(a_stretch_that_was_over_before_it_was_found_is_told_with_its_end),
		TEST(what_happens_after_all_that_was_folded_is_not_found_late),
		TEST(a_first_import_in_any_order_finds_nothing_late),
		TEST(a_correction_folds_the_line_anew_from_the_log),
		TEST(a_correction_to_a_later_time_takes_out_what_it_replaces),
		TEST(a_line_of_another_policy_version_is_folded_anew),
		TEST(what_a_line_does_not_sum_leaves_it_alone),
		TEST(each_line_of_a_profile_has_a_state_of_its_own),
		TEST(a_profile_without_lines_stores_no_state),
		TEST(a_clock_that_is_stepped_back_makes_nothing_up),
		TEST(an_attended_session_keeps_a_level_from_being_raised_again_for_a_while),
		TEST(without_it_the_level_is_raised_again),
		TEST(what_is_above_the_line_when_the_quiet_is_over_is_raised_then),
		TEST(a_session_that_is_noted_late_takes_nothing_back),
		TEST(a_note_that_is_taken_back_is_as_if_it_had_not_been),
		TEST(sessions_are_taken_once_by_what_is_folded_on_time_afterwards),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
