// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/absence.h"

static struct arena arena;
static struct interval *found;
static size_t found_count;

static struct interval days(int64_t from, int64_t to)
{
	return (struct interval){{from}, {to}};
}

static void say(const struct interval *known, size_t known_count, struct interval within,
	const struct interval *said, size_t said_count)
{
	assert_int_equal(absence_said(known, known_count, within, said, said_count, &arena, &found,
						 &found_count, NULL),
		STATUS_OK);
}

static void expect(size_t index, int64_t from, int64_t to)
{
	assert_true(index < found_count);
	assert_int_equal(found[index].from.seconds, from);
	assert_int_equal(found[index].to.seconds, to);
}

static void what_is_said_takes_the_place_of_what_was_said_for_that_time(void **state)
{
	(void)state;
	const struct interval known[] = {{{1}, {5}}, {{20}, {25}}, {{40}, {50}}};
	const struct interval said[] = {{{22}, {30}}};
	say(known, 3, days(10, 35), said, 1);
	assert_int_equal(found_count, 3);
	expect(0, 1, 5);
	expect(1, 22, 30);
	expect(2, 40, 50);
}

static void what_is_taken_back_is_known_no_more(void **state)
{
	(void)state;
	const struct interval known[] = {{{20}, {25}}};
	say(known, 1, days(10, 35), NULL, 0);
	assert_int_equal(found_count, 0);
}

static void a_stretch_that_reaches_into_the_time_goes_on_as_one_or_ends_there(void **state)
{
	(void)state;
	const struct interval known[] = {{{5}, {15}}, {{30}, {45}}};
	const struct interval said[] = {{{10}, {12}}, {{33}, {35}}};
	say(known, 2, days(10, 35), said, 2);
	assert_int_equal(found_count, 2);
	expect(0, 5, 12);
	expect(1, 33, 45);
	say(known, 2, days(10, 35), NULL, 0);
	assert_int_equal(found_count, 2);
	expect(0, 5, 10);
	expect(1, 35, 45);
}

static void what_touches_or_overlaps_is_one_stretch(void **state)
{
	(void)state;
	const struct interval said[] = {{{14}, {20}}, {{10}, {14}}, {{18}, {19}}, {{21}, {22}}};
	say(NULL, 0, days(0, 100), said, 4);
	assert_int_equal(found_count, 2);
	expect(0, 10, 20);
	expect(1, 21, 22);
}

static void a_stretch_over_the_whole_time_is_cut_in_two(void **state)
{
	(void)state;
	const struct interval known[] = {{{0}, {100}}};
	say(known, 1, days(10, 35), NULL, 0);
	assert_int_equal(found_count, 2);
	expect(0, 0, 10);
	expect(1, 35, 100);
}

static void an_absence_that_goes_on_is_said_again_from_its_beginning(void **state)
{
	(void)state;
	const struct interval known[] = {{{0}, {4}}, {{6}, {20}}, {{30}, {40}}};
	assert_int_equal(absence_open_from(known, 3, (struct instant){10}).seconds, 6);
	assert_int_equal(absence_open_from(known, 3, (struct instant){25}).seconds, 25);
	assert_int_equal(absence_open_from(known, 3, (struct instant){20}).seconds, 20);
	assert_int_equal(absence_open_from(NULL, 0, (struct instant){7}).seconds, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_takes_the_place_of_what_was_said_for_that_time),
		cmocka_unit_test(what_is_taken_back_is_known_no_more),
		cmocka_unit_test(a_stretch_that_reaches_into_the_time_goes_on_as_one_or_ends_there),
		cmocka_unit_test(what_touches_or_overlaps_is_one_stretch),
		cmocka_unit_test(a_stretch_over_the_whole_time_is_cut_in_two),
		cmocka_unit_test(an_absence_that_goes_on_is_said_again_from_its_beginning),
	};
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}
