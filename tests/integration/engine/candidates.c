// SPDX-License-Identifier: MIT
// A need has the same candidates whether it is placed by itself or planned with all others.
#include "support/cmocka.h"

#include <stdlib.h>

#include "app/plan/batch.h"
#include "app/plan/candidates.h"
#include "integration/engine/people.h"
#include "support/random.h"

#define PEOPLE 24
#define TEAMS 4 // of six; the first of each and of no team need something
#define SESSIONS 50
#define ROUNDS 8

static struct fault failure;
static struct session_id sessions[SESSIONS];

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(PEOPLE + 10);
	add_accounts(1, PEOPLE + 10, "officer");
	run("UPDATE person SET cadence_due_at = 'infinity'");
	run("INSERT INTO series SELECT id('series', 1), organisation_id, 'webinar', 'Test', '', 'UTC',"
		" '2026-11-01T00:00:00', 60, '', '{}', 1, id('person', 30), 0, at(0), at(0), 0, 'infinity'"
		" FROM organisation");
	run("INSERT INTO team SELECT id('team', n), organisation_id, 'Team ' || n, at(0)"
		" FROM organisation, generate_series(1, %d) n",
		TEAMS);
	for (int n = 1; n <= SESSIONS; n++)
		sessions[n - 1].uuid = found_id("SELECT id('session', %d)", n);
	return 0;
}

static void require(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", failure.where, failure.message);
}

static int between(struct random *random, int least, int most)
{
	return (int)random_between(random, least, most);
}

static bool one_in(struct random *random, int count)
{
	return random_between(random, 1, count) == 1;
}

static void clear(void)
{
	run("TRUNCATE need, diary, session_seat, session, roster, absence, public_holiday, reports_to,"
		" team_member");
}

// Early, late and night shifts by turns, days of rest, and sometimes a roster that ends too soon.
static void roster_at_random(struct random *random, int person)
{
	static const char *const kinds[] = {"day", "early", "day", "late", "night", "abstraction"};
	static const int hours[] = {9, 6, 9, 14, 22, 9};
	int days = between(random, 15, 40);
	run("INSERT INTO roster SELECT id('person', %d), tstzrange(at(-20 * 86400), at(%d * 86400)),"
		" organisation_id, '{}', '{}', '{}', at(0) FROM organisation",
		person, days);
	for (int day = -18; day < days; day++) {
		int kind = one_in(random, 12) ? 5 : (day + 40 + person) / 5 % 5;
		if ((day + 40 + person) % 7 > 4 && !one_in(random, 9))
			continue;
		run("UPDATE roster SET starts = starts || at(%d), seconds = seconds || 28800,"
			" kinds = kinds || '%s'::text WHERE person_id = id('person', %d)",
			day * 86400 + hours[kind] * 3600, kinds[kind], person);
	}
}

static void person_at_random(struct random *random, int person)
{
	if (!one_in(random, 3))
		roster_at_random(random, person);
	if (person <= TEAMS * 5)
		run("INSERT INTO team_member SELECT id('person', %d), id('team', %d), organisation_id,"
			" tstzrange(at(-86400), 'infinity'), at(0) FROM organisation",
			person, 1 + person % TEAMS);
	if (one_in(random, 4)) {
		int from = between(random, 0, 12);
		run("INSERT INTO absence SELECT id('person', %d), 'absences', tstzrange(at(%d * 86400),"
			" at(%d * 86400)), organisation_id, 0, 'infinity', at(0) FROM organisation",
			person, from, from + between(random, 1, 4));
	}
	if (one_in(random, 6)) {
		static const char *const wishes[] = {"english", "welsh", "welsh_rather", "either"};
		run("UPDATE account SET session_language = '%s', session_manners = '{%s}'"
			" WHERE person_id = id('person', %d)",
			wishes[between(random, 0, 3)], one_in(random, 3) ? "phone" : "phone,video,in_person",
			person);
	}
	if (one_in(random, 2))
		run("INSERT INTO reports_to SELECT id('person', %d), id('person', %d), organisation_id,"
			" tstzrange(at(-86400), at(%d * 86400)), at(0), 0 FROM organisation",
			person, PEOPLE + between(random, 1, 4), between(random, 3, 30));
}

// Sessions, many of them already accepted by somebody.
static void session_at_random(struct random *random, int n)
{
	static const char *const kinds[] = {"reflective_supervision", "support_group", "webinar"};
	const char *kind = kinds[between(random, 0, 2)];
	int start = between(random, 1, 20) * 86400 + between(random, 17, 34) * 1800;
	int capacity = between(random, 1, 7);
	add_session(kind, n, start, one_in(random, 8) ? 30 : 60, capacity,
		one_in(random, 6) ? between(random, 1, PEOPLE) : PEOPLE + between(random, 1, 4));
	if (one_in(random, 10))
		run("UPDATE session SET languages = '{%s}', manner = '%s' WHERE session_id = id('session', "
			"%d)",
			one_in(random, 2) ? "cy" : "en,cy", one_in(random, 2) ? "phone" : "video", n);
	if (one_in(random, 8))
		run("UPDATE session_seat SET closing = true WHERE session_id = id('session', %d)", n);
	for (int seat = between(random, 0, capacity); seat > 0; seat--)
		run("WITH taken AS (INSERT INTO diary SELECT id('person', %d), id('booking', %d),"
			" organisation_id, session_id, NULL, 'attendee', during, kind <> 'webinar', "
			"'confirmed',"
			" NULL, 0, at(0), at(0) FROM session WHERE session_id = id('session', %d)"
			" ON CONFLICT DO NOTHING RETURNING session_id) UPDATE session_seat seat SET"
			" taken = taken + 1, confirmed = confirmed + 1 FROM taken"
			" WHERE seat.session_id = taken.session_id",
			between(random, 1, PEOPLE), n * 100 + seat, n);
}

// A need that had a session before, one that is held one, or none of it.
static void need_at_random(struct random *random, int person)
{
	static const char *const kinds[] = {"reflective_supervision", "support_group, webinar",
		"reflective_supervision, support_group", "webinar", "support_group, support_group"};
	int earliest = between(random, 0, 6);
	add_need(person, kinds[between(random, 0, 4)], earliest * DAY,
		(earliest + between(random, 1, 18)) * DAY, between(random, 0, 3) * DAY, 3 * DAY,
		between(random, 1, 3));
	if (one_in(random, 3))
		run("INSERT INTO diary SELECT id('person', %d), id('booking', %d), organisation_id,"
			" session_id, id('need', %d), 'attendee', during, true, 'released', NULL, 1, at(0), "
			"at(0)"
			" FROM session WHERE session_id = id('session', %d)",
			person, 90000 + person, person, between(random, 1, SESSIONS));
}

// Everybody works on the same days, and each team has few seats.
static void all_work_by_day(void)
{
	run("UPDATE roster SET covers = tstzrange(at(-20 * 86400), at(31 * 86400)), starts = ARRAY("
		"SELECT at(d * 86400 + 28800) FROM generate_series(-18, 29) d), seconds = array_fill(36000,"
		" ARRAY[48]), kinds = array_fill('day'::text, ARRAY[48])");
}

static void everything_at_random(struct random *random, bool all_need)
{
	for (int person = 1; person <= PEOPLE; person++)
		person_at_random(random, person);
	if (all_need)
		all_work_by_day();
	for (int n = 1; n <= SESSIONS; n++)
		session_at_random(random, n);
	for (int day = 2; day < 20; day += 7)
		run("INSERT INTO public_holiday SELECT organisation_id, 'england-and-wales',"
			" (at(%d * 86400))::date, 'Holiday', at(0) FROM organisation",
			day);
	for (int person = 1; person <= PEOPLE; person++) {
		if (all_need || person <= TEAMS || person > TEAMS * 5)
			need_at_random(random, person);
	}
}

static int compare_ids(const void *a, const void *b)
{
	return uuid_compare(*(const struct uuid *)a, *(const struct uuid *)b);
}

struct ids {
	struct uuid list[SESSIONS + 1];
	size_t count;
};

static bool holds(const struct ids *ids, struct uuid id)
{
	return ids->count && bsearch(&id, ids->list, ids->count, sizeof id, compare_ids);
}

static struct ids of_batch(const struct plan_batch *batch, const struct batch_need *need)
{
	struct ids ids = {.count = 0};
	for (size_t i = need->held; i < need->count; i++)
		ids.list[ids.count++] = batch_session(batch, &need->seats[i])->session.uuid;
	qsort(ids.list, ids.count, sizeof *ids.list, compare_ids);
	return ids;
}

static struct ids by_itself(const struct seat *seats, size_t count)
{
	struct ids ids = {.count = count};
	for (size_t i = 0; i < count; i++)
		ids.list[i] = seats[i].session.uuid;
	qsort(ids.list, ids.count, sizeof *ids.list, compare_ids);
	return ids;
}

struct seen {
	size_t needs, held, none, several, cut, reasons[SEAT_ANSWER_COUNT];
};

// What a look at each session by itself, and placing at once, make of it.
static void the_others_agree(const struct candidates *by, const struct ids *ids,
	const struct seat *first, struct arena *arena, struct seen *seen)
{
	struct seat chosen;
	enum seat_answer answer, nearest = SEAT_NONE_OFFERED;
	require(candidates_place(by, arena, &chosen, &answer, &failure));
	seen->reasons[answer]++;
	assert_int_equal(answer == SEAT_FOUND, ids->count > 0);
	if (ids->count)
		assert_true(uuid_equal(chosen.session.uuid, first->session.uuid));
	for (size_t i = 0; i < SESSIONS; i++) {
		enum seat_answer against;
		require(candidates_one(by, sessions[i], arena, &chosen, &against, &failure));
		assert_int_equal(against == SEAT_FOUND, holds(ids, sessions[i].uuid));
		nearest = against > nearest ? against : nearest;
	}
	if (ids->count == 0)
		assert_int_equal(answer, nearest);
}

static void agree(const struct plan_batch *batch, const struct batch_need *need, bool all_need,
	struct arena *arena, struct seen *seen)
{
	const struct plan_open *open = &need->open;
	const struct candidates by = {.connection = recorder,
		.setting = batch->setting,
		.need = &open->need,
		.now = batch->now,
		.own = need->held ? &open->hold.during : NULL};
	struct seat *seats;
	size_t count;
	require(candidates_list(&by, arena, &seats, &count, &failure));
	const struct ids alone = by_itself(seats, count), together = of_batch(batch, need);
	for (size_t i = 0; i < together.count; i++)
		assert_true(holds(&alone, together.list[i]));
	if (!all_need)
		assert_int_equal(together.count, alone.count);
	seen->cut += alone.count - together.count;
	seen->needs++;
	seen->held += need->held;
	seen->none += alone.count == 0;
	seen->several += alone.count > 3;
	the_others_agree(&by, &alone, seats, arena, seen);
}

// Several seats are left in all that is held, so that who waits for another's seat is not in it.
static void compare(struct random *random, bool all_need, struct seen *seen)
{
	struct arena arena;
	struct plan_batch batch;
	clear();
	everything_at_random(random, all_need);
	run("UPDATE session_seat SET capacity = taken + 30 WHERE taken < capacity");
	if (one_in(random, 2))
		tick(0, NULL);
	arena_init(&arena);
	struct setting *setting = arena_allocate(&arena, sizeof *setting);
	failure = (struct fault){.status = STATUS_OK};
	require(setting_read(recorder, (struct instant){START + 60}, &arena, setting, &failure));
	require(transaction_begin(recorder, &failure));
	require(
		batch_gather(recorder, setting, (struct instant){START + 60}, &arena, &batch, &failure));
	for (size_t i = 0; i < batch.need_count; i++)
		agree(&batch, &batch.needs[i], all_need, &arena, seen);
	require(transaction_end(recorder, STATUS_OK, &failure));
	arena_done(&arena);
}

// Where no two of a team need anything, nothing is cut.
static void what_is_found_alone_and_with_all_others_is_the_same(void **state)
{
	(void)state;
	struct random random = random_start();
	struct seen seen = {0};
	for (int round = 0; round < ROUNDS; round++)
		compare(&random, false, &seen);
	assert_true(seen.held > 10 && seen.none > 20 && seen.several > 5);
	assert_true(seen.reasons[SEAT_OFF_DUTY] > 5 && seen.reasons[SEAT_NONE_OFFERED] > 2);
}

static void cutting_takes_candidates_away_and_adds_none(void **state)
{
	(void)state;
	struct random random = random_start();
	struct seen seen = {0};
	for (int round = 0; round < 4; round++)
		compare(&random, true, &seen);
	assert_true(seen.cut > 20 && seen.held > 20 && seen.several > 20);
	assert_true(seen.reasons[SEAT_ALL_TAKEN] > 0);
	assert_true(seen.reasons[SEAT_SHORT_COVER] + seen.reasons[SEAT_DIARY_FULL] > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_found_alone_and_with_all_others_is_the_same),
		TEST(cutting_takes_candidates_away_and_adds_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
