// SPDX-License-Identifier: MIT
// Whoever accepts what they are asked to, as late as they may, has the minutes of every month.
#include "support/cmocka.h"

#include "core/cadence_turn.h"
#include "support/random.h"

#define RUNS 400
#define MONTHS 14
#define SESSIONS 400
#define HOUR SECONDS_PER_HOUR
#define DAY SECONDS_PER_DAY
#define SHORTEST_MONTH (28 * DAY)

// London from 2025 to 2028.
static const struct zone_transition transitions[] = {
	{{INT64_C(1735689600)}, 0},
	{{INT64_C(1743296400)}, 3600},
	{{INT64_C(1761440400)}, 0},
	{{INT64_C(1774746000)}, 3600},
	{{INT64_C(1792890000)}, 0},
	{{INT64_C(1806195600)}, 3600},
	{{INT64_C(1824944400)}, 0},
};
static const struct zone london = {transitions, sizeof transitions / sizeof transitions[0]};

struct course {
	struct policy_response response;
	struct cadence cadence;
	struct cadence_look look;
	struct cadence_session sessions[SESSIONS];
	struct cadence_session asked; // while it is not answered
	struct instant answered;      // NEVER: nothing is asked
};

static void begin(struct random *random, struct course *course)
{
	*course = (struct course){
		.response = {.kinds = {SESSION_REFLECTIVE_SUPERVISION}, .kind_count = 1},
		.cadence = {.id = TEXT_CONSTANT("month")},
		.answered = INSTANT_NEVER,
	};
	do {
		course->response.earliest_seconds = random_between(random, 0, 8) * DAY;
		course->response.notice_seconds = random_between(random, 0, 8) * DAY;
		course->response.answer_seconds = random_between(random, 1, 8 * 24) * HOUR;
		course->response.minutes = (int32_t)random_between(random, 2, 12) * 10;
		course->cadence.minutes_per_month = (int32_t)random_between(random, 1, 20) * 10;
	} while (cadence_month_needs(&course->response,
				 INT64_C(60) * course->cadence.minutes_per_month) > SHORTEST_MONTH);
	course->look = (struct cadence_look){
		.cadence = &course->cadence,
		.response = &course->response,
		.zone = &london,
		.person = {{{(uint8_t)random_between(random, 0, 255)}}},
		.joined = INSTANT_NEVER,
		.now = {INT64_C(1735689600) + random_between(random, 0, 600 * DAY)},
		.counted_from = INSTANT_NEVER,
		.due = INSTANT_NEVER,
		.sessions = course->sessions,
	};
}

// A seat is there within half a day of the earliest start.
static void ask(struct random *random, struct course *course, struct instant latest)
{
	const struct policy_response *response = &course->response;
	struct instant now = course->look.now;
	int64_t lead = response->earliest_seconds > response->notice_seconds
					   ? response->earliest_seconds
					   : response->notice_seconds;
	struct instant start = instant_later(now, lead + random_between(random, 0, 12 * HOUR));
	assert_false(instant_before(latest, start));
	assert_int_equal(
		cadence_month(&london, now).from.seconds, cadence_month(&london, start).from.seconds);
	course->asked = (struct cadence_session){SESSION_REFLECTIVE_SUPERVISION,
		{start, instant_later(start, INT64_C(60) * response->minutes)}, 1, 1};
	course->answered = instant_later(
		now, random_between(random, 0, 1) ? response->answer_seconds
										  : random_between(random, 1, response->answer_seconds));
}

static void take_turn(struct random *random, struct course *course)
{
	struct cadence_turn turn = cadence_turn(&course->look);
	assert_true(instant_before(course->look.now, turn.due));
	if (turn.ask)
		ask(random, course, turn.latest);
	course->look.counted_from = turn.counted_from;
	course->look.due = turn.due;
	course->look.asked = instant_before(course->answered, INSTANT_NEVER);
	if (turn.waits)
		course->look.answer = CADENCE_UNANSWERED;
	else if (!turn.keeps)
		course->look.answer = CADENCE_NOTHING_ASKED;
}

static void accept(struct course *course)
{
	assert_true(course->look.session_count < SESSIONS);
	course->sessions[course->look.session_count++] = course->asked;
	course->answered = INSTANT_NEVER;
	course->look.asked = false;
	course->look.answer = CADENCE_ACCEPTED;
}

static void check_month(const struct course *course, struct interval month)
{
	int64_t whole = INT64_C(60) * course->cadence.minutes_per_month;
	int64_t one = INT64_C(60) * course->response.minutes;
	int64_t had = cadence_credited(
		&course->response, course->sessions, course->look.session_count, month, course->look.now);
	if (had < whole || had >= whole + one)
		fail_msg("%d minutes by sessions of %d, notice %lld h, answer %lld h: %lld minutes",
			course->cadence.minutes_per_month, course->response.minutes,
			(long long)(course->response.notice_seconds / HOUR),
			(long long)(course->response.answer_seconds / HOUR), (long long)had / 60);
}

static void every_month_has_its_minutes_and_no_session_more(void **state)
{
	(void)state;
	static struct course course;
	struct random random = random_start();
	for (int i = 0; i < RUNS; i++) {
		begin(&random, &course);
		struct interval month = cadence_month(&london, course.look.now);
		for (int passed = 0; passed < MONTHS;) {
			take_turn(&random, &course);
			struct instant next = instant_earliest(course.look.due, course.answered);
			for (; passed < MONTHS && !instant_before(next, month.to); passed++) {
				if (passed) // what is left of the first may be too little
					check_month(&course, month);
				month = cadence_month(&london, month.to);
			}
			course.look.now = next;
			if (!instant_before(next, course.answered))
				accept(&course);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_month_has_its_minutes_and_no_session_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
