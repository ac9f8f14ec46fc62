// SPDX-License-Identifier: MIT
// Which sessions a trial of a policy takes somebody to be asked to.
#include "support/cmocka.h"

#include "app/policies/needs.h"
#include "json/policy.h"

#define DAY SECONDS_PER_DAY
#define MOST 100

static struct arena arena;
static struct policy policy;
static struct asked asked[MOST];
static size_t asked_count;

static size_t cadences[2];

// So many of the profile's cadences.
static void have(size_t count)
{
	struct policy_profile *profile = (struct policy_profile *)&policy.profiles[0];
	profile->cadences = cadences;
	profile->cadence_count = count;
}

static struct cadence bacp = {.id = TEXT_CONSTANT("bacp"), .minutes_per_month = 90};

// The default policy, whose people have the cadence of supervision alone where nothing else is
// said.
static int start(void **state)
{
	static struct json_faults faults;
	(void)state;
	arena_init(&arena);
	asked_count = 0;
	if (policy_read(policy_shipped(TEXT("default")), &arena, &policy, &faults) != STATUS_OK)
		return 1;
	for (size_t i = 0; i < 2; i++)
		cadences[i] = policy.profiles[0].cadences[i];
	have(1);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void take(void *to, const struct asked *one)
{
	(void)to;
	assert_true(asked_count < MOST);
	asked[asked_count++] = *one;
}

static size_t response(const char *id)
{
	size_t i = 0;
	while (!text_is(policy.responses[i].id, id))
		i++;
	return i;
}

static void ask(const struct called *calls, size_t count, bool gone, int64_t days)
{
	struct needs_case person = {
		.policy = &policy,
		.profile = policy_profile(&policy, TEXT("response")),
		.person = {{{1, 2, 3}}},
		.joined = INSTANT_NEVER,
		.gone = gone,
		.calls = calls,
		.call_count = count,
		.from = {0},
		.until = {days * DAY},
		.places = {[SESSION_SUPPORT_GROUP] = 8},
	};
	asked_count = 0;
	needs_of(&person, take, NULL);
}

static void a_crossing_is_asked_for_as_early_as_its_response_allows(void **state)
{
	(void)state;
	const struct called calls[] = {{{10 * DAY}, response("amber")}, {{200 * DAY}, response("red")}};
	ask(calls, 2, true, 400);
	assert_int_equal(asked_count, 2);
	assert_int_equal(asked[0].at.seconds, 17 * DAY); // a week's notice
	assert_int_equal(asked[1].at.seconds, 201 * DAY);
	assert_false(asked[0].by_cadence || asked[1].by_cadence);
}

static void a_crossing_joins_what_is_not_answered_yet_with_the_same_first_kind(void **state)
{
	(void)state;
	const struct called calls[] = {{{10 * DAY}, response("amber")}, {{11 * DAY}, response("red")},
		{{13 * DAY}, response("red")}};
	ask(calls, 3, true, 400);
	assert_int_equal(asked_count, 2); // three days are given to answer
	assert_int_equal(asked[1].at.seconds, 14 * DAY);
}

static void a_cadence_comes_round_within_its_range(void **state)
{
	(void)state;
	ask(NULL, 0, false, 1500);
	assert_true(asked_count >= 11 && asked_count <= 21);
	for (size_t i = 1; i < asked_count; i++) {
		int64_t days = (asked[i].at.seconds - asked[i - 1].at.seconds) / DAY;
		assert_true(asked[i].by_cadence);
		assert_true(days >= 70 && days <= 112 + 8);
	}
}

static void a_crossing_is_the_next_of_the_cadence_brought_forward(void **state)
{
	(void)state;
	ask(NULL, 0, false, 1500);
	struct instant second = asked[1].at;
	const struct called call = {instant_later(asked[0].at, 20 * DAY), response("amber")};
	ask(&call, 1, false, 1500);
	assert_false(asked[1].by_cadence);
	assert_int_equal(asked[1].at.seconds, call.at.seconds + 7 * DAY);
	assert_true(asked[2].by_cadence);
	assert_true(asked[2].at.seconds >= asked[1].at.seconds + 70 * DAY);
	assert_true(asked[2].at.seconds > second.seconds);
}

static void who_has_left_has_no_cadence(void **state)
{
	(void)state;
	ask(NULL, 0, true, 1500);
	assert_int_equal(asked_count, 0);
}

static void a_review_comes_round_beside_supervision(void **state)
{
	(void)state;
	have(2);
	ask(NULL, 0, false, 1500);
	size_t reviews = 0, others = 0;
	struct instant last = {0};
	for (size_t i = 0; i < asked_count; i++) {
		if (asked[i].response != response("review")) {
			others++;
			continue;
		}
		if (reviews++)
			assert_in_range((asked[i].at.seconds - last.seconds) / DAY, 308, 336 + 8 + 7);
		last = asked[i].at;
	}
	assert_in_range(reviews, 4, 5);
	assert_in_range(others, 11, 21);
}

// 1970: a month of 28 days and one of 30 are among them.
static void minutes_of_each_month_are_asked_for_in_that_month(void **state)
{
	(void)state;
	struct cadence *list = arena_array(&arena, 1, sizeof *list);
	*list = bacp;
	list->response = response("cadence");
	policy.cadences = list;
	cadences[0] = 0;
	ask(NULL, 0, false, 365);
	assert_int_equal(asked_count, 24);
	for (size_t i = 0; i < asked_count; i++) {
		struct civil date = civil_of(asked[i].at);
		assert_int_equal(date.month, 1 + i / 2);
	}
}

static void a_group_counts_by_the_places_that_such_sessions_have(void **state)
{
	(void)state;
	struct policy_response *group = arena_array(&arena, 1, sizeof *group);
	struct cadence *list = arena_array(&arena, 1, sizeof *list);
	*group = policy.responses[response("cadence")];
	group->kinds[0] = SESSION_SUPPORT_GROUP;
	group->minutes = 120;
	group->notice_seconds = group->earliest_seconds = group->answer_seconds = DAY;
	*list = bacp;
	list->minutes_per_month = 30;
	list->response = 0;
	policy.responses = group;
	policy.cadences = list;
	cadences[0] = 0;
	ask(NULL, 0, false, 365);
	assert_int_equal(asked_count, 24); // a quarter of an hour each, of eight
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_crossing_is_asked_for_as_early_as_its_response_allows),
		CASE(a_crossing_joins_what_is_not_answered_yet_with_the_same_first_kind),
		CASE(a_cadence_comes_round_within_its_range),
		CASE(a_crossing_is_the_next_of_the_cadence_brought_forward),
		CASE(who_has_left_has_no_cadence),
		CASE(a_review_comes_round_beside_supervision),
		CASE(minutes_of_each_month_are_asked_for_in_that_month),
		CASE(a_group_counts_by_the_places_that_such_sessions_have),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
