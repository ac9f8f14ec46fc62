// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "core/roster.h"
#include "unit/core/roster_fixture.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

typedef enum roster_answer question(
	const struct roster *roster, const struct roster_rules *rules, struct interval session);

struct asked {
	const char *from, *to;
	enum roster_answer answer;
};

static void ask(question *of, const struct roster *roster, const struct roster_rules *rules,
	const struct asked *asked, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum roster_answer answer = of(roster, rules, london_during(asked[i].from, asked[i].to));
		if (answer != asked[i].answer)
			fail_msg("%s to %s: %s, expected %s", asked[i].from, asked[i].to,
				roster_answer_name(answer), roster_answer_name(asked[i].answer));
	}
}

static void a_session_is_within_one_stretch_of_duty(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T06:00", "2026-06-01T14:00", ROSTER_EARLY},
		{"2026-06-01T14:00", "2026-06-01T16:00", ROSTER_DUTY}, // overtime
		{"2026-06-02T14:00", "2026-06-02T22:00", ROSTER_LATE},
		{"2026-06-02T23:00", "2026-06-03T01:00", ROSTER_DUTY},
	};
	static const struct asked asked[] = {
		{"2026-06-01T06:00", "2026-06-01T07:00", ROSTER_FITS},
		{"2026-06-01T05:59", "2026-06-01T06:59", ROSTER_OFF_DUTY},
		{"2026-06-01T13:30", "2026-06-01T14:30", ROSTER_FITS},
		{"2026-06-01T15:00", "2026-06-01T16:00", ROSTER_FITS},
		{"2026-06-01T15:01", "2026-06-01T16:01", ROSTER_OFF_DUTY},
		{"2026-06-01T20:00", "2026-06-01T21:00", ROSTER_OFF_DUTY},
		{"2026-06-02T21:30", "2026-06-02T23:30", ROSTER_OFF_DUTY},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_in_duty, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void the_margin_is_how_far_a_session_may_reach_out_of_duty(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T06:00", "2026-06-01T14:00", ROSTER_EARLY},
		{"2026-06-02T00:00", "2026-06-03T00:00", ROSTER_REST_DAY},
		{"2026-06-03T00:30", "2026-06-03T08:00", ROSTER_DUTY},
	};
	static const struct asked asked[] = {
		{"2026-06-01T05:30", "2026-06-01T06:30", ROSTER_FITS},
		{"2026-06-01T05:29", "2026-06-01T06:30", ROSTER_OFF_DUTY},
		{"2026-06-01T13:30", "2026-06-01T14:30", ROSTER_FITS},
		{"2026-06-01T13:30", "2026-06-01T14:31", ROSTER_OFF_DUTY},
		{"2026-06-03T00:00", "2026-06-03T01:00", ROSTER_FITS},
		{"2026-06-02T23:59", "2026-06-03T01:00", ROSTER_ON_REST_DAY},
	};
	struct roster_rules rules = roster_rules_default;
	rules.margin_minutes = 30;
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_in_duty, &roster, &rules, asked, COUNT(asked));
}

static void what_keeps_somebody_from_duty_is_said(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T06:00", "2026-06-01T14:00", ROSTER_EARLY},
		{"2026-06-01T08:00", "2026-06-01T10:00", ROSTER_ABSTRACTION}, // court
		{"2026-06-02T06:00", "2026-06-02T14:00", ROSTER_EARLY},
		{"2026-06-02T10:00", "2026-06-02T14:00", ROSTER_LEAVE}, // half a day
		{"2026-06-03T06:00", "2026-06-03T14:00", ROSTER_EARLY},
		{"2026-06-03T00:00", "2026-06-06T00:00", ROSTER_ABSENCE},
		{"2026-06-03T00:00", "2026-06-04T00:00", ROSTER_LEAVE},
		{"2026-06-06T00:00", "2026-06-07T00:00", ROSTER_REST_DAY},
		{"2026-06-06T06:00", "2026-06-06T14:00", ROSTER_EARLY}, // to be given up
	};
	static const struct asked asked[] = {
		{"2026-06-01T07:00", "2026-06-01T08:00", ROSTER_FITS},
		{"2026-06-01T07:01", "2026-06-01T08:01", ROSTER_ABSTRACTED},
		{"2026-06-01T09:59", "2026-06-01T11:00", ROSTER_ABSTRACTED},
		{"2026-06-01T10:00", "2026-06-01T11:00", ROSTER_FITS},
		{"2026-06-02T09:00", "2026-06-02T10:00", ROSTER_FITS},
		{"2026-06-02T09:30", "2026-06-02T10:30", ROSTER_ON_LEAVE},
		{"2026-06-03T07:00", "2026-06-03T08:00", ROSTER_ON_LEAVE},
		{"2026-06-04T07:00", "2026-06-04T08:00", ROSTER_ABSENT},
		{"2026-06-06T07:00", "2026-06-06T08:00", ROSTER_ON_REST_DAY},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_in_duty, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void a_night_is_finished_on_the_rest_day_after_it(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T22:00", "2026-06-02T06:00", ROSTER_NIGHT},
		{"2026-06-02T00:00", "2026-06-03T00:00", ROSTER_REST_DAY},
		{"2026-06-03T00:00", "2026-06-04T00:00", ROSTER_REST_DAY},
		{"2026-06-02T22:00", "2026-06-03T06:00", ROSTER_NIGHT}, // begun on a rest day
	};
	static const struct asked asked[] = {
		{"2026-06-02T05:00", "2026-06-02T06:00", ROSTER_FITS},
		{"2026-06-02T05:30", "2026-06-02T06:30", ROSTER_ON_REST_DAY},
		{"2026-06-02T22:30", "2026-06-02T23:30", ROSTER_ON_REST_DAY},
		{"2026-06-03T01:00", "2026-06-03T02:00", ROSTER_ON_REST_DAY},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_in_duty, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void nothing_known_is_never_a_yes(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T06:00", "2026-06-01T14:00", ROSTER_EARLY},
		{"2026-06-10T06:00", "2026-06-10T14:00", ROSTER_EARLY},
	};
	struct interval known[] = {
		london_during("2026-06-08T00:00", "2026-06-12T00:00"),
		london_during("2026-06-01T00:00", "2026-06-04T00:00"),
		london_during("2026-06-04T00:00", "2026-06-05T00:00"),
	};
	static const struct asked asked[] = {
		{"2026-06-03T23:30", "2026-06-04T00:30", ROSTER_OFF_DUTY}, // two parts that touch
		{"2026-06-04T23:30", "2026-06-05T00:30", ROSTER_UNKNOWN},
		{"2026-06-06T10:00", "2026-06-06T11:00", ROSTER_UNKNOWN},
		{"2026-05-31T23:59", "2026-06-01T00:01", ROSTER_UNKNOWN},
		{"2026-06-10T07:00", "2026-06-10T08:00", ROSTER_FITS},
		// A night before the first of June may have ended eleven hours before 11:00.
		{"2026-06-01T10:59", "2026-06-01T11:59", ROSTER_UNKNOWN},
		{"2026-06-01T11:00", "2026-06-01T12:00", ROSTER_FITS},
	};
	struct roster roster = rostered_known(entries, COUNT(entries), known, COUNT(known));
	ask(roster_allows, &roster, &roster_rules_default, asked, COUNT(asked));
	struct roster none = rostered_known(NULL, 0, NULL, 0);
	static const struct asked anything = {"2026-06-01T11:00", "2026-06-01T12:00", ROSTER_UNKNOWN};
	static question *const questions[] = {
		roster_in_duty, roster_after_nights, roster_daily_rest, roster_weekly_rest, roster_allows};
	for (size_t i = 0; i < COUNT(questions); i++)
		ask(questions[i], &none, &roster_rules_default, &anything, 1);
}

static void nothing_straight_after_a_night(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T22:00", "2026-06-02T06:00", ROSTER_NIGHT},
		{"2026-06-02T06:00", "2026-06-02T07:00", ROSTER_DUTY}, // kept on
		{"2026-06-02T14:00", "2026-06-02T22:00", ROSTER_LATE},
		{"2026-06-03T22:00", "2026-06-04T06:00", ROSTER_NIGHT},
		{"2026-06-04T16:00", "2026-06-05T06:00", ROSTER_NIGHT},
	};
	static const struct asked asked[] = {
		{"2026-06-02T05:00", "2026-06-02T06:00", ROSTER_FITS},
		{"2026-06-02T05:01", "2026-06-02T06:01", ROSTER_AFTER_NIGHT},
		{"2026-06-02T06:00", "2026-06-02T07:00", ROSTER_AFTER_NIGHT},
		{"2026-06-02T17:59", "2026-06-02T18:59", ROSTER_AFTER_NIGHT},
		{"2026-06-02T18:00", "2026-06-02T19:00", ROSTER_FITS},
		{"2026-06-04T16:00", "2026-06-04T17:00", ROSTER_FITS}, // within the next night
		{"2026-06-04T15:59", "2026-06-04T16:59", ROSTER_AFTER_NIGHT},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_after_nights, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void a_night_is_what_has_three_hours_of_the_night(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
		bool is;
	} rows[] = {
		{"2026-06-01T15:00", "2026-06-02T01:00", false},
		{"2026-06-01T17:00", "2026-06-02T01:59", false},
		{"2026-06-01T17:00", "2026-06-02T02:00", true},
		{"2026-06-02T03:00", "2026-06-02T11:00", true},
		{"2026-06-02T03:01", "2026-06-02T11:01", false},
		{"2026-06-02T05:00", "2026-06-02T23:59", false},
		// The night of the spring has six hours, one less after midnight; the one of the autumn
		// eight, one more.
		{"2026-03-28T23:30", "2026-03-29T03:29", false},
		{"2026-03-28T23:30", "2026-03-29T03:30", true},
		{"2026-10-24T23:30", "2026-10-25T01:30", false},
		{"2026-10-25T00:30", "2026-10-25T02:30", true},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (roster_is_night(&london, london_during(rows[i].from, rows[i].to)) != rows[i].is)
			fail_msg("%s to %s", rows[i].from, rows[i].to);
	}
}

static void what_is_called_late_and_lasts_into_the_night_is_a_night(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T18:00", "2026-06-02T03:00", ROSTER_LATE},
		// A whole day of training says nothing of hours at night.
		{"2026-06-04T00:00", "2026-06-05T00:00", ROSTER_ABSTRACTION},
	};
	static const struct asked asked[] = {
		{"2026-06-02T13:59", "2026-06-02T14:59", ROSTER_AFTER_NIGHT},
		{"2026-06-02T14:00", "2026-06-02T15:00", ROSTER_FITS},
		{"2026-06-05T07:00", "2026-06-05T08:00", ROSTER_FITS},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_after_nights, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void eleven_hours_are_elapsed_ones_when_clocks_change(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-03-28T16:30", "2026-03-29T00:30", ROSTER_NIGHT},
		{"2026-10-24T16:30", "2026-10-25T00:30", ROSTER_NIGHT},
	};
	static const struct asked asked[] = {
		{"2026-03-29T12:29", "2026-03-29T13:29", ROSTER_AFTER_NIGHT},
		{"2026-03-29T12:30", "2026-03-29T13:30", ROSTER_FITS},
		{"2026-10-25T10:29", "2026-10-25T11:29", ROSTER_AFTER_NIGHT},
		{"2026-10-25T10:30", "2026-10-25T11:30", ROSTER_FITS},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_after_nights, &roster, &roster_rules_default, asked, COUNT(asked));
	// From 18:00 to 06:00 are eleven hours in the spring, and thirteen in the autumn.
	static const struct rostered changes[] = {
		{"2026-03-28T17:00", "2026-03-28T18:00", ROSTER_DUTY},
		{"2026-03-29T06:00", "2026-03-29T12:00", ROSTER_EARLY},
		{"2026-10-24T17:00", "2026-10-24T18:00", ROSTER_DUTY},
		{"2026-10-25T06:00", "2026-10-25T12:00", ROSTER_EARLY},
	};
	static const struct asked rest[] = {
		{"2026-03-28T18:00", "2026-03-28T18:01", ROSTER_CUTS_DAILY_REST},
		{"2026-10-24T18:00", "2026-10-24T20:00", ROSTER_FITS},
		{"2026-10-24T18:00", "2026-10-24T20:01", ROSTER_CUTS_DAILY_REST},
	};
	struct roster changing = rostered(changes, COUNT(changes));
	ask(roster_daily_rest, &changing, &roster_rules_default, rest, COUNT(rest));
}

static void a_session_leaves_eleven_hours_of_rest(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T07:00", "2026-06-01T17:00", ROSTER_DAY},
		{"2026-06-02T07:00", "2026-06-02T17:00", ROSTER_DAY},
		{"2026-06-03T07:00", "2026-06-03T19:00", ROSTER_DAY},
		// A quick return, which was eight hours before anybody asked.
		{"2026-06-08T14:00", "2026-06-08T22:00", ROSTER_LATE},
		{"2026-06-09T06:00", "2026-06-09T14:00", ROSTER_EARLY},
		// Two short duties, with eleven hours between them.
		{"2026-06-15T06:00", "2026-06-15T07:00", ROSTER_DUTY},
		{"2026-06-15T18:00", "2026-06-15T19:00", ROSTER_DUTY},
	};
	static const struct asked asked[] = {
		{"2026-06-01T16:00", "2026-06-01T17:00", ROSTER_FITS}, // within duty
		{"2026-06-01T17:00", "2026-06-01T20:00", ROSTER_FITS},
		{"2026-06-01T17:00", "2026-06-01T20:01", ROSTER_CUTS_DAILY_REST},
		{"2026-06-02T04:00", "2026-06-02T05:00", ROSTER_FITS},
		{"2026-06-02T03:59", "2026-06-02T05:00", ROSTER_CUTS_DAILY_REST},
		{"2026-06-03T06:00", "2026-06-03T07:30", ROSTER_FITS}, // thirteen hours in all
		{"2026-06-03T05:59", "2026-06-03T07:30", ROSTER_CUTS_DAILY_REST},
		{"2026-06-08T13:00", "2026-06-08T14:00", ROSTER_CUTS_DAILY_REST},
		{"2026-06-09T14:00", "2026-06-09T15:00", ROSTER_CUTS_DAILY_REST},
		{"2026-06-08T21:00", "2026-06-08T22:00", ROSTER_FITS},
		{"2026-06-15T12:00", "2026-06-15T12:30", ROSTER_CUTS_DAILY_REST},
		{"2026-06-15T19:00", "2026-06-15T19:30", ROSTER_FITS},
		{"2026-06-20T10:00", "2026-06-20T11:00", ROSTER_FITS},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_daily_rest, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void leave_over_a_part_of_a_shift_leaves_it_whole_for_rest(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-06-01T22:00", "2026-06-02T06:00", ROSTER_NIGHT},
		{"2026-06-01T00:00", "2026-06-02T00:00", ROSTER_LEAVE},
		{"2026-06-08T22:00", "2026-06-09T06:00", ROSTER_NIGHT},
		{"2026-06-08T00:00", "2026-06-10T00:00", ROSTER_LEAVE},
	};
	static const struct asked asked[] = {
		{"2026-06-02T16:59", "2026-06-02T17:59", ROSTER_AFTER_NIGHT},
		{"2026-06-09T16:59", "2026-06-09T17:59", ROSTER_FITS},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_after_nights, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void a_session_leaves_a_day_of_rest_in_each_week(void **state)
{
	(void)state;
	// The week from Monday 8 June: at work each day, and off from Saturday 17:00 to Monday 07:00.
	static const struct rostered entries[] = {
		{"2026-06-08T07:00", "2026-06-08T17:00", ROSTER_DAY},
		{"2026-06-09T07:00", "2026-06-09T17:00", ROSTER_DAY},
		{"2026-06-10T07:00", "2026-06-10T17:00", ROSTER_DAY},
		{"2026-06-11T07:00", "2026-06-11T17:00", ROSTER_DAY},
		{"2026-06-12T07:00", "2026-06-12T17:00", ROSTER_DAY},
		{"2026-06-13T07:00", "2026-06-13T17:00", ROSTER_DAY},
		{"2026-06-15T07:00", "2026-06-15T17:00", ROSTER_DAY},
	};
	static const struct asked asked[] = {
		{"2026-06-13T23:00", "2026-06-14T00:00", ROSTER_FITS}, // and all of Sunday is left
		{"2026-06-13T23:01", "2026-06-14T00:01", ROSTER_CUTS_WEEKLY_REST},
		{"2026-06-14T16:59", "2026-06-14T18:00", ROSTER_CUTS_WEEKLY_REST},
		{"2026-06-14T17:00", "2026-06-14T18:00", ROSTER_FITS},
		{"2026-06-11T16:00", "2026-06-11T17:00", ROSTER_FITS}, // within duty
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_weekly_rest, &roster, &roster_rules_default, asked, COUNT(asked));
	// A fortnight has another week, with nothing in it.
	struct roster_rules rules = roster_rules_default;
	rules.weekly_rest_days = 14;
	static const struct asked fortnight = {"2026-06-14T10:00", "2026-06-14T11:00", ROSTER_FITS};
	ask(roster_weekly_rest, &roster, &rules, &fortnight, 1);
	// What is known ends on Sunday, and the day of rest might be after it.
	struct interval known = london_during("2026-06-01T00:00", "2026-06-14T12:00");
	struct roster cut = rostered_known(entries, COUNT(entries), &known, 1);
	static const struct asked end = {"2026-06-14T10:00", "2026-06-14T11:00", ROSTER_UNKNOWN};
	ask(roster_weekly_rest, &cut, &roster_rules_default, &end, 1);
}

static void a_day_of_rest_is_a_day_elapsed_when_clocks_change(void **state)
{
	(void)state;
	// Off from Saturday evening to the end of the week: Sunday has 23 hours, or 25.
	static const struct rostered entries[] = {
		{"2026-03-23T07:00", "2026-03-23T17:00", ROSTER_DAY},
		{"2026-03-24T07:00", "2026-03-24T17:00", ROSTER_DAY},
		{"2026-03-25T07:00", "2026-03-25T17:00", ROSTER_DAY},
		{"2026-03-26T07:00", "2026-03-26T17:00", ROSTER_DAY},
		{"2026-03-27T07:00", "2026-03-27T17:00", ROSTER_DAY},
		{"2026-03-28T07:00", "2026-03-28T22:00", ROSTER_DAY},
		{"2026-10-19T07:00", "2026-10-19T17:00", ROSTER_DAY},
		{"2026-10-20T07:00", "2026-10-20T17:00", ROSTER_DAY},
		{"2026-10-21T07:00", "2026-10-21T17:00", ROSTER_DAY},
		{"2026-10-22T07:00", "2026-10-22T17:00", ROSTER_DAY},
		{"2026-10-23T07:00", "2026-10-23T17:00", ROSTER_DAY},
		{"2026-10-24T07:00", "2026-10-24T22:00", ROSTER_DAY},
	};
	static const struct asked asked[] = {
		{"2026-03-28T22:30", "2026-03-28T23:00", ROSTER_FITS},
		{"2026-03-28T22:30", "2026-03-28T23:01", ROSTER_CUTS_WEEKLY_REST},
		{"2026-10-24T23:30", "2026-10-25T01:00", ROSTER_FITS},
		{"2026-10-24T23:30", "2026-10-25T01:01", ROSTER_CUTS_WEEKLY_REST},
	};
	struct roster roster = rostered(entries, COUNT(entries));
	ask(roster_weekly_rest, &roster, &roster_rules_default, asked, COUNT(asked));
}

static void notice_is_from_now_and_less_where_that_is_agreed(void **state)
{
	(void)state;
	struct instant now = london_at("2026-10-24T12:00");
	static const struct {
		const char *from;
		bool urgent;
		enum roster_answer answer;
	} rows[] = {
		{"2026-10-31T10:59", false, ROSTER_SHORT_NOTICE}, // seven days have an hour more
		{"2026-10-31T11:00", false, ROSTER_FITS},
		{"2026-10-25T10:59", true, ROSTER_SHORT_NOTICE},
		{"2026-10-25T11:00", true, ROSTER_FITS},
		{"2026-10-25T11:00", false, ROSTER_SHORT_NOTICE},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct instant from = london_at(rows[i].from);
		struct interval session = {from, instant_later(from, 3600)};
		if (roster_notice(&roster_rules_default, now, session, rows[i].urgent) != rows[i].answer)
			fail_msg("%s", rows[i].from);
	}
}

static void a_holiday_is_the_local_day(void **state)
{
	(void)state;
	struct civil late_may = {2026, 5, 25, 0, 0, 0}, christmas = {2026, 12, 25, 0, 0, 0};
	const int64_t days[] = {civil_as_utc(late_may).seconds / SECONDS_PER_DAY,
		civil_as_utc(christmas).seconds / SECONDS_PER_DAY};
	static const struct {
		const char *from, *to;
		enum roster_answer answer;
	} rows[] = {
		{"2026-05-24T23:00", "2026-05-25T00:00", ROSTER_FITS},
		{"2026-05-24T23:30", "2026-05-25T00:30", ROSTER_ON_HOLIDAY},
		{"2026-05-25T23:30", "2026-05-26T00:30", ROSTER_ON_HOLIDAY},
		{"2026-05-26T00:00", "2026-05-26T01:00", ROSTER_FITS},
		{"2026-12-25T12:00", "2026-12-25T13:00", ROSTER_ON_HOLIDAY},
		{"2026-12-26T12:00", "2026-12-26T13:00", ROSTER_FITS},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct interval session = london_during(rows[i].from, rows[i].to);
		if (roster_holiday(&london, days, COUNT(days), session) != rows[i].answer)
			fail_msg("%s", rows[i].from);
		assert_int_equal(roster_holiday(&london, NULL, 0, session), ROSTER_FITS);
	}
}

static void how_long_before_the_end_of_duty_is_said(void **state)
{
	(void)state;
	static const struct rostered entries[] = {
		{"2026-10-24T22:00", "2026-10-25T06:00", ROSTER_NIGHT}};
	struct roster roster = rostered(entries, COUNT(entries));
	assert_int_equal(
		roster_before_end(&roster, london_during("2026-10-24T23:00", "2026-10-25T00:00")),
		7 * 3600);
	assert_int_equal(
		roster_before_end(&roster, london_during("2026-10-25T05:00", "2026-10-25T06:30")), -1800);
	assert_int_equal(
		roster_before_end(&roster, london_during("2026-10-25T06:00", "2026-10-25T06:30")), 0);
}

static void names_are_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < ROSTER_KIND_COUNT; i++) {
		enum roster_kind kind = ROSTER_KIND_COUNT;
		assert_true(roster_kind_parse(text_of(roster_kind_name((enum roster_kind)i)), &kind));
		assert_int_equal(kind, i);
	}
	for (int i = 0; i < ROSTER_ANSWER_COUNT; i++) {
		enum roster_answer answer = ROSTER_ANSWER_COUNT;
		assert_true(
			roster_answer_parse(text_of(roster_answer_name((enum roster_answer)i)), &answer));
		assert_int_equal(answer, i);
	}
	enum roster_kind kind = ROSTER_LATE;
	enum roster_answer answer = ROSTER_ABSENT;
	assert_false(roster_kind_parse(TEXT("sickness"), &kind));
	assert_false(roster_answer_parse(TEXT(""), &answer));
	assert_int_equal(kind, ROSTER_LATE);
	assert_int_equal(answer, ROSTER_ABSENT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, roster_begin, roster_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_session_is_within_one_stretch_of_duty),
		TEST(the_margin_is_how_far_a_session_may_reach_out_of_duty),
		TEST(what_keeps_somebody_from_duty_is_said),
		TEST(a_night_is_finished_on_the_rest_day_after_it),
		TEST(nothing_known_is_never_a_yes),
		TEST(nothing_straight_after_a_night),
		TEST(a_night_is_what_has_three_hours_of_the_night),
		TEST(what_is_called_late_and_lasts_into_the_night_is_a_night),
		TEST(eleven_hours_are_elapsed_ones_when_clocks_change),
		TEST(a_session_leaves_eleven_hours_of_rest),
		TEST(leave_over_a_part_of_a_shift_leaves_it_whole_for_rest),
		TEST(a_session_leaves_a_day_of_rest_in_each_week),
		TEST(a_day_of_rest_is_a_day_elapsed_when_clocks_change),
		TEST(notice_is_from_now_and_less_where_that_is_agreed),
		TEST(a_holiday_is_the_local_day),
		TEST(how_long_before_the_end_of_duty_is_said),
		TEST(names_are_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
