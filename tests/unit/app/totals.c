// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "app/trends/totals.h"

static const struct policy_profile profiles[] = {
	{.id = TEXT_CONSTANT("response")}, {.id = TEXT_CONSTANT("desk")}};
static const struct policy policy = {.profiles = profiles, .profile_count = 2};

struct fixture {
	struct arena arena;
	struct trend_member members[200];
	size_t count;
	struct trend *trends;
	size_t trend_count;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	fixture = (struct fixture){.count = 0};
	arena_init(&fixture.arena);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_done(&fixture->arena);
	return 0;
}

// People of a team, the first with load 1, the next with 2 …
static struct trend_member *add_team(
	struct fixture *fixture, uint8_t team, size_t profile, size_t people)
{
	struct trend_member *first = &fixture->members[fixture->count];
	for (size_t i = 0; i < people; i++)
		fixture->members[fixture->count++] =
			(struct trend_member){.team = {{{team}}}, .profile = profile, .load = (double)(i + 1)};
	return first;
}

static void total(struct fixture *fixture, int32_t weeks)
{
	assert_int_equal(trends_of(&policy, weeks, fixture->members, fixture->count, &fixture->arena,
						 &fixture->trends, &fixture->trend_count, NULL),
		STATUS_OK);
}

// The row of a team, of a role (team 0), or of everybody (role empty).
static const struct trend *row(
	const struct fixture *fixture, enum trend_measure measure, const char *role, uint8_t team)
{
	for (size_t i = 0; i < fixture->trend_count; i++) {
		const struct trend *trend = &fixture->trends[i];
		if (trend->measure == measure && trend->team.uuid.bytes[0] == team &&
			(text_is(trend->role, role) || team))
			return trend;
	}
	fail_msg("no such row");
	return NULL;
}

static void the_median_is_of_all_members_and_the_band_of_twenty_or_more(void **state)
{
	struct fixture *fixture = *state;
	add_team(fixture, 1, 0, 21);
	add_team(fixture, 2, 0, 19);
	total(fixture, TREND_WEEK);
	const struct trend *large = row(fixture, TREND_LOAD, "response", 1);
	const struct trend *small = row(fixture, TREND_LOAD, "response", 2);
	assert_int_equal(large->people, 21);
	assert_true(large->median == 11 && large->low == 3 && large->high == 19);
	assert_true(small->median == 10 && small->low == TREND_NONE && small->high == TREND_NONE);
	assert_int_equal(row(fixture, TREND_LOAD, "", 0)->people, 40);
}

static void a_hidden_team_has_a_row_without_a_number(void **state)
{
	struct fixture *fixture = *state;
	add_team(fixture, 1, 0, 31);
	add_team(fixture, 2, 0, 9);
	add_team(fixture, 3, 0, 14);
	total(fixture, TREND_WEEK);
	const struct trend *small = row(fixture, TREND_LOAD, "response", 2);
	const struct trend *with_it = row(fixture, TREND_LOAD, "response", 3);
	assert_true(small->hidden);
	assert_true(with_it->hidden);
	assert_int_equal(small->people, TREND_NONE);
	assert_true(small->median == TREND_NONE && with_it->median == TREND_NONE);
	assert_int_equal(row(fixture, TREND_LOAD, "response", 0)->people, 54);
}

static void people_without_a_line_are_counted_and_have_no_load(void **state)
{
	struct fixture *fixture = *state;
	struct trend_member *desk = add_team(fixture, 1, 1, 12);
	for (size_t i = 0; i < 12; i++)
		desk[i].load = TREND_NONE;
	add_team(fixture, 2, 0, 12);
	total(fixture, TREND_WEEK);
	assert_int_equal(row(fixture, TREND_LOAD, "desk", 1)->people, 12);
	assert_true(row(fixture, TREND_LOAD, "desk", 1)->median == TREND_NONE);
}

static void a_median_of_fewer_than_ten_with_a_line_is_not_shown(void **state)
{
	struct fixture *fixture = *state;
	struct trend_member *mixed = add_team(fixture, 1, 0, 14);
	for (size_t i = 0; i < 5; i++)
		mixed[i].load = TREND_NONE;
	total(fixture, TREND_WEEK);
	assert_int_equal(row(fixture, TREND_LOAD, "", 0)->people, 14);
	assert_true(row(fixture, TREND_LOAD, "", 0)->median == TREND_NONE);
}

static void how_many_are_over_is_shown_where_ten_are_and_ten_are_not(void **state)
{
	struct fixture *fixture = *state;
	struct trend_member *members = add_team(fixture, 1, 0, 30);
	for (size_t i = 0; i < 9; i++)
		members[i].load = 120;
	total(fixture, TREND_WEEK);
	assert_true(row(fixture, TREND_OVER, "", 0)->hidden);
	for (size_t i = 0; i < fixture->count; i++)
		fixture->members[i].load = i < 10 ? 100 : 99;
	total(fixture, TREND_WEEK);
	assert_int_equal(row(fixture, TREND_OVER, "", 0)->over, 10);
	for (size_t i = 0; i < fixture->count; i++)
		fixture->members[i].load = i < 25 ? 100 : 99;
	total(fixture, TREND_WEEK);
	assert_int_equal(row(fixture, TREND_OVER, "", 0)->over, TREND_NONE);
}

static void entries_are_shown_where_ten_people_made_them_and_none_made_most(void **state)
{
	struct fixture *fixture = *state;
	struct trend_member *members = add_team(fixture, 1, 0, 30);
	for (size_t i = 0; i < 9; i++)
		members[i].entries[MODALITY_EVENT] = 5;
	total(fixture, TREND_FOUR_WEEKS);
	assert_int_equal(row(fixture, TREND_EVENTS, "", 0)->entries, TREND_NONE);
	fixture->members[9].entries[MODALITY_EVENT] = 5;
	total(fixture, TREND_FOUR_WEEKS);
	assert_int_equal(row(fixture, TREND_EVENTS, "", 0)->entries, 50);
	fixture->members[9].entries[MODALITY_EVENT] = 60;
	total(fixture, TREND_FOUR_WEEKS);
	assert_int_equal(row(fixture, TREND_EVENTS, "", 0)->entries, TREND_NONE);
	assert_true(row(fixture, TREND_INTERACTIONS, "", 0)->hidden);
}

static void a_team_counts_to_the_role_that_most_of_it_has(void **state)
{
	struct fixture *fixture = *state;
	struct trend_member *members = add_team(fixture, 1, 0, 12);
	members[0].profile = members[1].profile = 1;
	add_team(fixture, 2, 1, 11);
	total(fixture, TREND_WEEK);
	assert_int_equal(row(fixture, TREND_LOAD, "response", 0)->people, 12);
	assert_int_equal(row(fixture, TREND_LOAD, "desk", 0)->people, 11);
}

static void a_typical_wait_is_of_ten_people_who_took_up_a_session(void **state)
{
	struct fixture *fixture = *state;
	struct trend_member *members = add_team(fixture, 1, 0, 30);
	for (size_t i = 0; i < 22; i++) {
		members[i].offered = 1;
		members[i].taken = i < 11;
		members[i].waited_days = i < 11 ? (double)i : 0;
	}
	total(fixture, TREND_FOUR_WEEKS);
	const struct trend *offers = row(fixture, TREND_OFFERS, "", 0);
	assert_int_equal(offers->offered, 22);
	assert_int_equal(offers->taken, 11);
	assert_true(offers->wait_days == 5);
}

static void nobody_gives_no_rows(void **state)
{
	struct fixture *fixture = *state;
	total(fixture, TREND_WEEK);
	assert_int_equal(fixture->trend_count, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_median_is_of_all_members_and_the_band_of_twenty_or_more),
		CASE(a_hidden_team_has_a_row_without_a_number),
		CASE(people_without_a_line_are_counted_and_have_no_load),
		CASE(a_median_of_fewer_than_ten_with_a_line_is_not_shown),
		CASE(how_many_are_over_is_shown_where_ten_are_and_ten_are_not),
		CASE(entries_are_shown_where_ten_people_made_them_and_none_made_most),
		CASE(a_team_counts_to_the_role_that_most_of_it_has),
		CASE(a_typical_wait_is_of_ten_people_who_took_up_a_session),
		CASE(nobody_gives_no_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
