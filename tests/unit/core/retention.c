// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>

#include "core/retention.h"

static void a_period_is_a_number_of_months_or_years_and_nothing_else(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int32_t months; // 0: refused
	} rows[] = {{"6 months", 6}, {"1 month", 1}, {"2 years", 24}, {"1 year", 12}, {" 3 months ", 3},
		{"100 years", 1200}, {"101 years", 0}, {"1201 months", 0}, {"0 months", 0}, {"-1 years", 0},
		{"", 0}, {"months", 0}, {"6", 0}, {"6 weeks", 0}, {"6months", 0}, {"6 months or so", 0},
		{"99999999999999999999 months", 0}, {"9223372036854775807 years", 0}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int32_t months = 0;
		assert_int_equal(
			retention_period_parse(text_of(rows[i].text), &months), rows[i].months > 0);
		if (months != rows[i].months)
			fail_msg("row %zu: %d", i, (int)months);
	}
}

static void a_period_is_written_as_it_is_read(void **state)
{
	(void)state;
	char written[RETENTION_PERIOD_LENGTH];
	for (int32_t months = 1; months <= RETENTION_MOST; months++) {
		int32_t read = 0;
		retention_period_format(months, written);
		assert_true(retention_period_parse(text_of(written), &read));
		assert_int_equal(read, months);
	}
	retention_period_format(12, written);
	assert_string_equal(written, "1 year");
}

static void what_an_organisation_begins_with_is_as_ruled(void **state)
{
	(void)state;
	assert_int_equal(retention_default(RETAIN_ENTRIES), 6);
	assert_int_equal(retention_default(RETAIN_BOOKINGS), 24);
	assert_int_equal(retention_default(RETAIN_AUDIT), 72);
	for (int i = 0; i < RETENTION_COUNT; i++) {
		enum retention_kind kind = RETENTION_COUNT;
		assert_true(
			retention_default((enum retention_kind)i) >= retention_least((enum retention_kind)i));
		assert_true(retention_parse(text_of(retention_name((enum retention_kind)i)), &kind));
		assert_int_equal(kind, i);
	}
}

static void months_are_of_the_calendar(void **state)
{
	(void)state;
	static const struct {
		const char *now;
		int32_t months;
		const char *limit;
	} rows[] = {{"2027-06-01T09:00:00Z", 6, "2026-12-01T09:00:00Z"},
		{"2026-08-31T23:59:59Z", 6, "2026-02-28T23:59:59Z"},
		{"2028-08-31T00:00:00Z", 6, "2028-02-29T00:00:00Z"},
		{"2028-02-29T12:00:00Z", 12, "2027-02-28T12:00:00Z"},
		{"2026-01-15T00:00:00Z", 1, "2025-12-15T00:00:00Z"},
		{"2026-12-01T00:00:00Z", 72, "2020-12-01T00:00:00Z"},
		{"0050-05-05T00:00:00Z", 1200, "0001-01-05T00:00:00Z"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct instant now;
		char limit[INSTANT_TEXT_LENGTH + 1];
		assert_true(instant_parse(text_of(rows[i].now), &now));
		instant_format(retention_limit(now, rows[i].months), limit);
		assert_string_equal(limit, rows[i].limit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_is_a_number_of_months_or_years_and_nothing_else),
		cmocka_unit_test(a_period_is_written_as_it_is_read),
		cmocka_unit_test(what_an_organisation_begins_with_is_as_ruled),
		cmocka_unit_test(months_are_of_the_calendar),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
