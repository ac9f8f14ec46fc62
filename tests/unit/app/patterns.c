// SPDX-License-Identifier: MIT
// What the demonstration's teams work is what calendars/shift-patterns/ says of the same pattern.
#include "support/cmocka.h"

#include "app/demonstration/pattern.h"
#include "calendar/shifts.h"
#include "calendar/zone.h"

#define DAYS 800 // from January 2025, over four changes of the clocks

static void each_pattern_is_the_shipped_one_of_its_kind(void **state)
{
	(void)state;
	static const struct {
		const struct pattern *pattern;
		const char *shipped;
	} rows[] = {
		{&pattern_two_two_two_four, "two-two-two-four"},
		{&pattern_twelve_hours, "four-on-four-off"},
		{&pattern_two_two_four, "two-two-four"},
		{&pattern_metropolitan, "early-late-night"},
		{&pattern_weeks, "early-and-late-weeks"},
		{&pattern_office, "office"},
	};
	struct arena arena;
	struct zone zone;
	struct instant begins = {1735689600};
	arena_init(&arena);
	assert_int_equal(zone_load(TEXT("Europe/London"), begins,
						 instant_later(begins, (DAYS + 2) * SECONDS_PER_DAY), &arena, &zone, NULL),
		STATUS_OK);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct shift_pattern shipped;
		assert_int_equal(shifts_find(text_of(rows[i].shipped), &arena, &shipped, NULL), STATUS_OK);
		// A phase is how far into the cycle somebody was on day 4, a Monday.
		for (int phase = 0; phase < (shipped.of_weeks ? 1 : 3); phase++) {
			int64_t first = begins.seconds / SECONDS_PER_DAY;
			for (int64_t day = first; day < first + DAYS; day++) {
				struct shift shift;
				size_t count;
				const struct pattern_shift *same =
					shift_pattern_on(&shipped, 4 - phase, day, &count);
				bool works = pattern_shift(rows[i].pattern, day, phase, &shift);
				assert_int_equal(count, works);
				if (!works)
					continue;
				struct interval hours = pattern_hours(&zone, day, shift);
				struct interval others = shift_pattern_hours(&zone, day, same);
				assert_int_equal(hours.from.seconds, others.from.seconds);
				assert_int_equal(hours.to.seconds, others.to.seconds);
			}
		}
	}
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_pattern_is_the_shipped_one_of_its_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
