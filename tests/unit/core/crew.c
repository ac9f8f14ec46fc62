// SPDX-License-Identifier: MIT
// Who was on a unit at an instant.
#include "support/cmocka.h"

#include "core/crew.h"

#include <stdio.h>
#include <string.h>

#define ALWAYS INT64_MAX

// The people on a unit, "A B", in order.
static void expect(const struct crew *crew, const char *unit, int64_t at, const char *expected)
{
	struct text people[CREW_AT_ONCE];
	size_t count = 0;
	char list[200] = "";
	assert_int_equal(
		crew_at(crew, text_of(unit), (struct instant){at}, people, &count, NULL), STATUS_OK);
	for (char name = 'A'; name <= 'Z'; name++) {
		for (size_t i = 0; i < count; i++) {
			if (people[i].length == 1 && people[i].start[0] == name)
				snprintf(list + strlen(list), sizeof list - strlen(list), "%c ", name);
		}
	}
	assert_string_equal(list, expected);
}

#define PERIOD(unit, person, from, until)                                                          \
	{                                                                                              \
		TEXT_CONSTANT(unit), TEXT_CONSTANT(person), {from}, {until},                               \
		{                                                                                          \
			0                                                                                      \
		}                                                                                          \
	}

static void a_unit_reaches_whoever_is_on_it(void **state)
{
	(void)state;
	struct crew_period periods[] = {PERIOD("E2", "C", 0, 100), PERIOD("E1", "A", 100, 200),
		PERIOD("E1", "B", 100, 200), PERIOD("E1", "D", 250, 300)};
	struct crew crew = crew_sort(periods, 4);
	expect(&crew, "E1", 150, "A B ");
	expect(&crew, "E2", 99, "C ");
	expect(&crew, "E1", 99, "");
	expect(&crew, "E1", 225, "");
	expect(&crew, "E3", 150, "");
	expect(&crew, "E", 150, "");
}

static void at_a_change_of_crew_those_who_begin_are_on_the_unit(void **state)
{
	(void)state;
	struct crew_period periods[] = {PERIOD("E1", "A", 0, 100), PERIOD("E1", "B", 100, 200)};
	struct crew crew = crew_sort(periods, 2);
	expect(&crew, "E1", 99, "A ");
	expect(&crew, "E1", 100, "B ");
	expect(&crew, "E1", 200, "");
}

static void periods_overlap_and_may_be_open(void **state)
{
	(void)state;
	struct crew_period periods[] = {PERIOD("E1", "A", 0, ALWAYS), PERIOD("E1", "B", 10, 20),
		PERIOD("E1", "B", 15, 30), PERIOD("E1", "C", INT64_MIN, 12), PERIOD("E1", "D", 40, 50)};
	struct crew crew = crew_sort(periods, 5);
	expect(&crew, "E1", -5, "C ");
	expect(&crew, "E1", 11, "A B C ");
	expect(&crew, "E1", 17, "A B ");
	expect(&crew, "E1", 35, "A ");
	expect(&crew, "E1", 45, "A D ");
}

static void an_empty_table_has_nobody(void **state)
{
	(void)state;
	struct crew crew = crew_sort(NULL, 0);
	expect(&crew, "E1", 0, "");
}

static void more_people_than_a_unit_can_have_are_refused(void **state)
{
	(void)state;
	static struct crew_period periods[CREW_AT_ONCE + 1];
	static char names[CREW_AT_ONCE + 1][8];
	struct text people[CREW_AT_ONCE];
	struct fault fault = {.status = STATUS_OK};
	size_t count = 0;
	for (size_t i = 0; i <= CREW_AT_ONCE; i++) {
		snprintf(names[i], sizeof names[i], "p%zu", i);
		periods[i] = (struct crew_period){TEXT("E1"), text_of(names[i]), {(int64_t)i}, {1000}, {0}};
	}
	struct crew crew = crew_sort(periods, CREW_AT_ONCE + 1);
	assert_int_equal(
		crew_at(&crew, TEXT("E1"), (struct instant){255}, people, &count, NULL), STATUS_OK);
	assert_int_equal(count, CREW_AT_ONCE);
	assert_int_equal(
		crew_at(&crew, TEXT("E1"), (struct instant){256}, people, &count, &fault), STATUS_LIMIT);
}

// Against looking at every period, for tables in which all kinds of overlap occur.
static void it_is_as_looking_at_every_period(void **state)
{
	(void)state;
	static struct crew_period periods[60], sorted[60];
	static const char *const units[] = {"E1", "E2", "T9"};
	static const char names[] = "A\0B\0C\0D\0E\0F\0G\0H";
	unsigned seed = 7;
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < 60; i++) {
			seed = seed * 1103515245u + 12345u;
			int64_t from = (int64_t)(seed >> 8 & 63);
			periods[i] = (struct crew_period){text_of(units[seed >> 14 & 1]),
				text_of(names + 2 * (seed >> 16 & 7)), {from},
				{(seed >> 20 & 15) == 0 ? ALWAYS : from + 1 + (int64_t)(seed >> 20 & 15)}, {0}};
		}
		memcpy(sorted, periods, sizeof sorted);
		struct crew crew = crew_sort(sorted, 60);
		for (int64_t at = -1; at < 85; at++) {
			bool on[26] = {false};
			char expected[64] = "";
			for (size_t i = 0; i < 60; i++) {
				if (text_is(periods[i].unit, "E1") && periods[i].from.seconds <= at &&
					at < periods[i].until.seconds)
					on[periods[i].person.start[0] - 'A'] = true;
			}
			for (int i = 0; i < 26; i++) {
				if (on[i])
					snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%c ",
						'A' + i);
			}
			expect(&crew, "E1", at, expected);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_unit_reaches_whoever_is_on_it),
		cmocka_unit_test(at_a_change_of_crew_those_who_begin_are_on_the_unit),
		cmocka_unit_test(periods_overlap_and_may_be_open),
		cmocka_unit_test(an_empty_table_has_nobody),
		cmocka_unit_test(more_people_than_a_unit_can_have_are_refused),
		cmocka_unit_test(it_is_as_looking_at_every_period),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
