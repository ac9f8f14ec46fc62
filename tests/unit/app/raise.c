// SPDX-License-Identifier: MIT
// From crossings and triggers to needs.
#include "support/cmocka.h"

#include "unit/app/desk.h"

#include <stdlib.h>

#include "json/policy.h"

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

static void assert_same_need(struct need_id a, struct need_id b)
{
	assert_false(uuid_is_nil(a.uuid));
	assert_true(uuid_equal(a.uuid, b.uuid));
}

static void a_level_without_a_response_leads_to_no_need(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 150);
	expect_last(desk, "0 raise notice");
	assert_int_equal(desk->need_count, 0);
	assert_true(uuid_is_nil(desk->known[0].need.uuid));
}

static void a_need_takes_its_terms_from_the_response(void **state)
{
	(void)state;
	desk_record(desk, 2, 1, 250);
	assert_int_equal(desk->need_count, 1);
	const struct need *need = &desk->needs[0];
	assert_true(text_is(need->response, "amber"));
	assert_int_equal(need->kind_count, 2);
	assert_int_equal(need->kinds[0], SESSION_REFLECTIVE_SUPERVISION);
	assert_int_equal(need->kinds[1], SESSION_SUPPORT_GROUP);
	assert_int_equal(need->minutes, 60);
	assert_int_equal(need->priority, 10);
	assert_int_equal(need->notice_seconds, 72 * 3600);
	assert_int_equal(need->answer_seconds, 72 * 3600);
	assert_int_equal(need->state, NEED_OPEN);
	assert_int_equal(need->hold_from.seconds, HOURS(2).seconds);
	// From when it was recorded, which is later than the crossing.
	assert_int_equal(need->earliest_at.seconds, HOURS(2 + 72).seconds);
	assert_int_equal(need->latest_at.seconds, HOURS(2 + 28 * 24).seconds);
	expect_last(desk, "1 raise notice, 1 raise amber");
	assert_same_need(desk->last.crossings[1].need, need->id);
}

static void a_clearing_leads_to_no_need(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 250);
	desk->need_count = 0; // answered
	desk_pass(desk, 1000);
	assert_int_equal(desk->last.crossing_count, 2);
	assert_int_equal(desk->need_count, 0);
}

static void a_realarm_leads_to_a_need_again(void **state)
{
	(void)state;
	desk->lines[LINE_EVENTS].levels[1].realarm_seconds = 6 * 3600;
	desk_record(desk, 0, 0, 300);
	desk->need_count = 0;
	desk_pass(desk, 6);
	expect_last(desk, "6 realarm amber");
	assert_int_equal(desk->last.need_count, 1);
}

static void several_crossings_of_one_recording_join_one_need(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 500);
	expect_last(desk, "0 raise notice, 0 raise amber, 0 raise red");
	assert_int_equal(desk->need_count, 1);
	assert_int_equal(desk->last.stronger_count, 0);
	assert_true(text_is(desk->needs[0].response, "red"));
	assert_int_equal(desk->needs[0].priority, 20);
	assert_int_equal(desk->needs[0].latest_at.seconds, HOURS(7 * 24).seconds);
	assert_same_need(desk->last.crossings[1].need, desk->needs[0].id);
	assert_same_need(desk->last.crossings[2].need, desk->needs[0].id);
}

static void needs_with_different_first_kinds_stand_beside_each_other(void **state)
{
	(void)state;
	desk->lines[LINE_EVENTS].levels[0].response = RESPONSE_GROUP;
	desk_record(desk, 0, 0, 250);
	assert_int_equal(desk->need_count, 2);
	assert_int_equal(desk->needs[0].kinds[0], SESSION_SUPPORT_GROUP);
	assert_int_equal(desk->needs[1].kinds[0], SESSION_REFLECTIVE_SUPERVISION);
}

static void a_red_line_makes_an_open_amber_need_more_pressing(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 250);
	struct need amber = desk->needs[0];
	desk_record(desk, 1, 1, 250);
	expect_last(desk, "1 raise red");
	assert_int_equal(desk->last.need_count, 0);
	assert_int_equal(desk->last.stronger_count, 1);
	assert_same_need(desk->needs[0].id, amber.id);
	assert_int_equal(desk->needs[0].priority, 20);
	assert_int_equal(desk->needs[0].earliest_at.seconds, HOURS(1 + 24).seconds);
	assert_same_need(desk->last.crossings[0].need, amber.id);
}

static void a_need_without_a_seat_is_made_more_pressing_too(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 250);
	desk->needs[0].state = NEED_NO_SEAT;
	desk_record(desk, 1, 1, 250);
	assert_int_equal(desk->last.stronger_count, 1);
}

static void a_need_whose_seat_is_held_is_made_more_pressing_too(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 250);
	desk->needs[0].state = NEED_HELD;
	struct need_id held = desk->needs[0].id;
	desk_record(desk, 1, 1, 250);
	expect_last(desk, "1 raise red");
	assert_int_equal(desk->last.need_count, 0);
	assert_int_equal(desk->last.stronger_count, 1);
	assert_same_need(desk->last.crossings[0].need, held);
	assert_same_need(desk->needs[0].id, held);
	assert_true(text_is(desk->needs[0].response, "red"));
	assert_int_equal(desk->needs[0].latest_at.seconds, HOURS(1 + 7 * 24).seconds);
}

static void a_need_whose_seat_is_held_is_left_by_what_is_as_pressing(void **state)
{
	(void)state;
	desk->lines[LINE_EVENTS].levels[1].realarm_seconds = 3600;
	desk_record(desk, 0, 0, 250);
	desk->needs[0].state = NEED_HELD;
	desk_pass(desk, 1);
	expect_last(desk, "1 realarm amber");
	assert_int_equal(desk->last.need_count + desk->last.stronger_count, 0);
	assert_same_need(desk->last.crossings[0].need, desk->needs[0].id);
}

static void a_less_pressing_crossing_joins_and_changes_nothing(void **state)
{
	(void)state;
	desk->lines[LINE_EVENTS].levels[1].realarm_seconds = 3600;
	desk_record(desk, 0, 0, 500);
	desk_pass(desk, 1);
	expect_last(desk, "1 realarm amber");
	assert_int_equal(desk->last.need_count + desk->last.stronger_count, 0);
	assert_same_need(desk->last.crossings[0].need, desk->needs[0].id);
	assert_true(text_is(desk->needs[0].response, "red"));
}

static void one_recording_makes_an_open_need_more_pressing_only_once(void **state)
{
	(void)state;
	desk_record(desk, 0, 0, 250);
	desk_record(desk, 1, 1, 1200); // red, and a trigger
	assert_int_equal(desk->last.stronger_count, 1);
	assert_true(text_is(desk->needs[0].response, "heavy"));
	assert_int_equal(desk->last.crossing_count, 2);
	assert_same_need(desk->last.crossings[0].need, desk->last.crossings[1].need);
}

static void a_single_heavy_exposure_triggers_whatever_the_load(void **state)
{
	(void)state;
	desk->profile.line_count = 0;
	desk_record(desk, 1, 0, 1000);
	expect_last(desk, "0 raise heavy");
	assert_true(text_is(desk->last.crossings[0].rule, "heavy"));
	assert_int_equal(desk->last.crossings[0].level.length, 0);
	assert_int_equal(desk->need_count, 1);
	assert_int_equal(desk->needs[0].kinds[1], SESSION_PHONE_IN);
	desk_record(desk, 2, 2, 999.9);
	expect_last(desk, "");
}

static void an_interaction_triggers_and_material_does_not(void **state)
{
	(void)state;
	struct logged_exposure images = exposure_at(0, 5000, "IMAGES");
	struct logged_exposure call = exposure_at(1, 5000, "CALL");
	desk_record_all(desk, HOURS(2), &images, 1);
	expect_last(desk, "");
	desk_record_all(desk, HOURS(2), &call, 1);
	expect_last(desk, "1 raise heavy");
}

static void time_passing_does_not_trigger_again(void **state)
{
	(void)state;
	desk->profile.line_count = 0;
	desk_record(desk, 0, 0, 1000);
	desk_pass(desk, 1);
	desk_record(desk, 2, -3, 1);
	expect_known(desk, "0 raise heavy");
}

static size_t triggered(void)
{
	size_t count = 0;
	for (size_t i = 0; i < desk->last.crossing_count; i++)
		count += desk->last.crossings[i].level.length == 0;
	return count;
}

static void a_correction_of_a_time_does_not_trigger_again(void **state)
{
	(void)state;
	desk_record(desk, 2, 2, 1500);
	assert_int_equal(triggered(), 1);
	size_t needs = desk->need_count;
	desk_correct(desk, HOURS(3), 0, HOURS(1));
	assert_int_equal(triggered(), 0);
	assert_int_equal(desk->need_count, needs);
}

static void a_correction_that_first_reaches_a_trigger_triggers(void **state)
{
	(void)state;
	desk->imported = true;
	desk_record(desk, 2, 2, 10);
	assert_int_equal(triggered(), 0);
	desk_replace(desk, HOURS(3), 0, HOURS(2), 1500);
	assert_int_equal(triggered(), 1);
}

static void what_an_import_added_is_waited_for_whenever_the_line_is_crossed(void **state)
{
	(void)state;
	desk->imported = true;
	desk_record(desk, 100, 100, 90);
	desk->imported = false;
	desk_record(desk, 110, 110, 200);
	assert_int_equal(desk->need_count, 1);
	assert_int_equal(desk->needs[0].hold_from.seconds, HOURS(100 + 72).seconds);
}

static void an_entry_of_ones_own_that_triggers_waits_for_nothing(void **state)
{
	(void)state;
	desk->imported = true;
	desk_record(desk, 100, 100, 10);
	desk->imported = false;
	desk->profile.line_count = 0;
	desk_record(desk, 110, 110, 1500);
	assert_int_equal(desk->need_count, 1);
	assert_int_equal(desk->needs[0].hold_from.seconds, HOURS(110).seconds);
}

static void nothing_is_held_for_an_import_before_its_time(void **state)
{
	(void)state;
	desk->imported = true;
	desk_record(desk, 100, 0, 250);
	assert_int_equal(desk->need_count, 1);
	assert_int_equal(desk->needs[0].hold_from.seconds, HOURS(100 + 72).seconds);
	assert_int_equal(desk->needs[0].earliest_at.seconds, HOURS(100 + 72 + 72).seconds);
	assert_int_equal(desk->needs[0].latest_at.seconds, HOURS(100 + 72 + 28 * 24).seconds);
}

static void what_is_found_late_leads_to_the_same_offer(void **state)
{
	(void)state;
	desk_record(desk, 10, 10, 150);
	desk_record(desk, 20, 20, 1);
	desk_record(desk, 21, 9, 100);
	expect_last(desk, "10 late raise amber");
	assert_int_equal(desk->need_count, 1);
	assert_int_equal(desk->needs[0].earliest_at.seconds, HOURS(21 + 72).seconds);
}

static void the_shipped_policy_notices_first_and_offers_at_a_grave_event(void **state)
{
	(void)state;
	struct json_faults *faults = calloc(1, sizeof *faults);
	struct fault fault = {.status = STATUS_OK};
	assert_non_null(faults);
	assert_int_equal(
		policy_read(policy_shipped(TEXT("default")), &desk->arena, &desk->policy, faults),
		STATUS_OK);
	free(faults);
	desk->profile = *policy_profile(&desk->policy, TEXT("response"));
	for (int i = 0; i < 5; i++) {
		struct logged_exposure fresh = exposure_at(i * 24, 0, "INC_SUDDEN_DEATH");
		assert_int_equal(
			policy_dose(&desk->policy, &fresh.exposure, &fresh.dose, &fault), STATUS_OK);
		desk_record_all(desk, HOURS(i * 24), &fresh, 1);
	}
	assert_int_equal(desk->need_count, 0);
	expect_known(desk, "96 raise notice");
	struct logged_exposure grave = exposure_at(130, 0, "INC_CHILD_DEATH");
	assert_int_equal(policy_dose(&desk->policy, &grave.exposure, &grave.dose, &fault), STATUS_OK);
	desk_record_all(desk, HOURS(130), &grave, 1);
	expect_last(desk, "130 raise amber, 130 raise single_event");
	assert_int_equal(desk->need_count, 1);
	assert_true(text_is(desk->needs[0].response, "single_event"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
	const struct CMUnitTest tests[] = {
		TEST(a_level_without_a_response_leads_to_no_need),
		TEST(a_need_takes_its_terms_from_the_response),
		TEST(a_clearing_leads_to_no_need),
		TEST(a_realarm_leads_to_a_need_again),
		TEST(several_crossings_of_one_recording_join_one_need),
		TEST(needs_with_different_first_kinds_stand_beside_each_other),
		TEST(a_red_line_makes_an_open_amber_need_more_pressing),
		TEST(a_need_without_a_seat_is_made_more_pressing_too),
		TEST(a_need_whose_seat_is_held_is_made_more_pressing_too),
		TEST(a_need_whose_seat_is_held_is_left_by_what_is_as_pressing),
		TEST(a_less_pressing_crossing_joins_and_changes_nothing),
		TEST(one_recording_makes_an_open_need_more_pressing_only_once),
		TEST(a_single_heavy_exposure_triggers_whatever_the_load),
		TEST(an_interaction_triggers_and_material_does_not),
		TEST(time_passing_does_not_trigger_again),
		TEST(a_correction_of_a_time_does_not_trigger_again),
		TEST(a_correction_that_first_reaches_a_trigger_triggers),
		TEST(what_an_import_added_is_waited_for_whenever_the_line_is_crossed),
		TEST(an_entry_of_ones_own_that_triggers_waits_for_nothing),
		TEST(nothing_is_held_for_an_import_before_its_time),
		TEST(what_is_found_late_leads_to_the_same_offer),
		TEST(the_shipped_policy_notices_first_and_offers_at_a_grave_event),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
