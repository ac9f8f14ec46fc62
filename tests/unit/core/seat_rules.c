// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/seat_rules.h"
#include "unit/core/roster_fixture.h"

#define HOST                                                                                       \
	{                                                                                              \
		{                                                                                          \
			{                                                                                      \
				7                                                                                  \
			}                                                                                      \
		}                                                                                          \
	}

static struct seat seat_at(const char *from, const char *to)
{
	return (struct seat){
		.kind = SESSION_WEBINAR, .during = london_during(from, to), .host = HOST, .free = 1};
}

static void is_barred(
	const struct seat_person *person, const char *from, const char *to, enum seat_answer expected)
{
	const struct seat_terms terms = {&london, &roster_rules_default};
	const struct seat seat = seat_at(from, to);
	enum seat_answer answer = seat_barred(&terms, person, &seat);
	if (answer != expected)
		fail_msg("%s: %s, not %s", from, seat_answer_name(answer), seat_answer_name(expected));
}

static void whom_somebody_reports_to_is_no_host_of_theirs_only_while_they_do(void **state)
{
	(void)state;
	const struct seat_manager managers[] = {
		{{{{9}}}, london_during("2026-06-01T00:00", "2026-06-30T00:00")},
		{HOST, london_during("2026-06-02T00:00", "2026-06-03T00:00")},
	};
	const struct seat_person person = {.managers = managers, .manager_count = 2};
	is_barred(&person, "2026-06-01T23:00", "2026-06-02T00:00", SEAT_FOUND);
	is_barred(&person, "2026-06-01T23:00", "2026-06-02T00:01", SEAT_OWN_MANAGER);
	is_barred(&person, "2026-06-03T00:00", "2026-06-03T01:00", SEAT_FOUND);
}

static void of_whom_nobody_has_a_roster_absences_and_holidays_count(void **state)
{
	(void)state;
	const struct interval absent[] = {london_during("2026-06-02T10:00", "2026-06-04T10:00")};
	const int64_t holidays[] = {20600, london_at("2026-06-05T12:00").seconds / SECONDS_PER_DAY};
	const struct seat_person person = {
		.absent = absent, .absent_count = 1, .holidays = holidays, .holiday_count = 2};
	is_barred(&person, "2026-06-02T09:00", "2026-06-02T10:00", SEAT_FOUND);
	is_barred(&person, "2026-06-02T09:30", "2026-06-02T10:30", SEAT_OFF_DUTY);
	is_barred(&person, "2026-06-04T23:00", "2026-06-05T00:00", SEAT_FOUND);
	is_barred(&person, "2026-06-05T00:00", "2026-06-05T01:00", SEAT_OFF_DUTY);
}

static void of_whom_there_is_a_roster_it_says_all(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-02T06:00", "2026-06-02T14:00", ROSTER_EARLY},
		{"2026-06-03T06:00", "2026-06-03T14:00", ROSTER_EARLY},
	};
	const int64_t holiday = london_at("2026-06-03T12:00").seconds / SECONDS_PER_DAY;
	const struct roster roster = rostered(entries, 2);
	const struct seat_person person = {.roster = &roster, .holidays = &holiday, .holiday_count = 1};
	is_barred(&person, "2026-06-02T10:00", "2026-06-02T11:00", SEAT_FOUND);
	is_barred(&person, "2026-06-02T13:30", "2026-06-02T14:30", SEAT_OFF_DUTY);
	is_barred(&person, "2026-06-03T10:00", "2026-06-03T11:00", SEAT_OFF_DUTY);
	is_barred(&person, "2028-06-03T10:00", "2028-06-03T11:00", SEAT_ROSTER_UNKNOWN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, roster_begin, roster_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whom_somebody_reports_to_is_no_host_of_theirs_only_while_they_do),
		TEST(of_whom_nobody_has_a_roster_absences_and_holidays_count),
		TEST(of_whom_there_is_a_roster_it_says_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
