// SPDX-License-Identifier: MIT
// Several engines on one database: every step is done once, and together they do what one does.
#include "support/cmocka.h"

#include <pthread.h>

#include "integration/engine/people.h"

#define PEOPLE 24
#define LEADER (PEOPLE + 1)
#define CLINICIAN (PEOPLE + 2)
#define MOST 4

// Everything that a course of time leads to, without the ids that are drawn by chance.
static const char *const kinds[] = {
	"SELECT concat(reference, rule, level, change, crossed_at) FROM crossing"
	" JOIN person USING (person_id)",
	"SELECT concat(reference, response, earliest_at, latest_at, state) FROM need"
	" JOIN person USING (person_id)",
	"SELECT concat(reference, rule, due_at, listed) FROM contact JOIN person USING (person_id)",
	"SELECT concat(reference, response, due_at) FROM follow_up JOIN person USING (person_id)",
	"SELECT concat(reference, cadence_due_at) FROM person",
	"SELECT concat(reference, cadence, counted_from, due_at, need_id IS NULL) FROM person_cadence"
	" JOIN person USING (person_id)",
	"SELECT concat(reference, action) FROM audit_entry JOIN person USING (person_id)",
	"SELECT number::text FROM audit_root",
};
#define KINDS (sizeof kinds / sizeof kinds[0])

struct outcome {
	int64_t digests[KINDS];
	size_t offered, contacts;
};

static int found_people(void **state)
{
	if (found_empty(state) != 0)
		return 1;
	add_people(CLINICIAN);
	add_accounts(1, PEOPLE, "officer");
	add_accounts(CLINICIAN, CLINICIAN, "clinician");
	run("UPDATE account SET contacts = true WHERE person_id = id('person', %d)", CLINICIAN);
	for (int i = 1; i <= PEOPLE; i++) {
		if (i % 3 == 0)
			log_entries(i, "INC_CHILD_DEATH", 1, 0);
		if (i % 4 == 0)
			log_entries(i, "INC_SUDDEN_DEATH", 12, HOUR);
	}
	return 0;
}

struct engine {
	pthread_t thread;
	pthread_barrier_t *barrier;
	struct connection *connection;
	int64_t now;
	enum status status;
	struct engine_report report;
	struct instant next;
	struct fault fault;
};

static void *tick_once(void *given)
{
	struct engine *engine = given;
	pthread_barrier_wait(engine->barrier);
	engine->status = engine_tick(engine->connection, (struct instant){START + engine->now},
		&engine->report, &engine->next, &engine->fault);
	return NULL;
}

static void open_engines(struct engine *engines, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct fault fault = {.status = STATUS_OK};
		engines[i] = (struct engine){.connection = NULL};
		assert_int_equal(
			connection_open(database, DATABASE_RECORDER, &engines[i].connection, &fault),
			STATUS_OK);
	}
}

static void close_engines(struct engine *engines, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		connection_close(engines[i].connection);
}

// All at one instant; none may fail, and what each says it did adds up.
static struct engine_report tick_once_together(struct engine *engines, unsigned count, int64_t now)
{
	pthread_barrier_t barrier;
	struct engine_report sum = {0};
	pthread_barrier_init(&barrier, NULL, count);
	for (unsigned i = 0; i < count; i++) {
		engines[i].barrier = &barrier;
		engines[i].now = now;
		engines[i].report = (struct engine_report){0};
		engines[i].fault = (struct fault){.status = STATUS_OK};
		assert_int_equal(pthread_create(&engines[i].thread, NULL, tick_once, &engines[i]), 0);
	}
	for (unsigned i = 0; i < count; i++)
		pthread_join(engines[i].thread, NULL);
	pthread_barrier_destroy(&barrier);
	for (unsigned i = 0; i < count; i++) {
		if (engines[i].status != STATUS_OK)
			fail_msg("at %lld: %s: %s", (long long)now, engines[i].fault.where,
				engines[i].fault.message);
		sum.offered += engines[i].report.offered;
		sum.held += engines[i].report.held;
		sum.lapsed += engines[i].report.lapsed;
		sum.contacts += engines[i].report.contacts;
	}
	return sum;
}

// What one leaves out because another is at it can be left by both: they are awake again at once.
static bool is_awake(const struct engine *engines, unsigned count, int64_t now)
{
	for (unsigned i = 0; i < count; i++) {
		if (engines[i].next.seconds <= START + now)
			return true;
	}
	return false;
}

static struct engine_report tick_together(struct engine *engines, unsigned count, int64_t now)
{
	struct engine_report sum = {0};
	int times = 0;
	do {
		struct engine_report done = tick_once_together(engines, count, now);
		sum.offered += done.offered;
		sum.held += done.held;
		sum.lapsed += done.lapsed;
		sum.contacts += done.contacts;
	} while (is_awake(engines, count, now) && ++times < 10);
	assert_true(times < 10); // or they spin
	return sum;
}

static struct outcome course_of(unsigned count)
{
	struct engine engines[MOST];
	struct outcome outcome = {.offered = 0};
	open_engines(engines, count);
	for (int64_t now = 0; now <= 200 * DAY; now += 2 * DAY + 7 * HOUR) {
		struct engine_report done = tick_together(engines, count, now);
		outcome.offered += done.offered;
		outcome.contacts += done.contacts;
	}
	close_engines(engines, count);
	for (size_t i = 0; i < KINDS; i++)
		outcome.digests[i] = number("SELECT coalesce(sum(hashtextextended(line, 0) / 100000), 0)"
									"::bigint FROM (%s) rows (line)",
			kinds[i]);
	assert_int_equal(outcome.contacts,
		number("SELECT count(*) FROM audit_entry WHERE action = 'contact-asked'"));
	assert_true(outcome.offered > PEOPLE && outcome.contacts > 0);
	return outcome;
}

static void they_do_together(void **state, unsigned count)
{
	struct outcome one = course_of(1);
	leave(state);
	assert_int_equal(found_people(state), 0);
	struct outcome together = course_of(count);
	for (size_t i = 0; i < KINDS; i++) {
		if (one.digests[i] != together.digests[i])
			fail_msg("Not the same: %s", kinds[i]);
	}
	assert_int_equal(together.offered, one.offered);
}

static void two_do_together_what_one_does(void **state)
{
	they_do_together(state, 2);
}

static void four_do_together_what_one_does(void **state)
{
	they_do_together(state, 4);
}

static void four_of_them_hold_no_seat_twice(void **state)
{
	(void)state;
	struct engine engines[MOST];
	int64_t held = 0, lapsed = 0;
	for (int n = 0; n < 60; n++)
		add_session(n % 2 ? "reflective_supervision" : "phone_in", n, DAY + n * DAY / 2, 60,
			1 + n % 3, LEADER);
	open_engines(engines, MOST);
	for (int64_t now = 0; now <= 40 * DAY; now += 11 * HOUR) {
		struct engine_report done = tick_together(engines, MOST, now);
		held += (int64_t)done.held;
		lapsed += (int64_t)done.lapsed;
	}
	close_engines(engines, MOST);
	assert_true(held > 0 && lapsed > 0);
	assert_int_equal(held, number("SELECT count(*) FROM diary WHERE part = 'attendee'"));
	assert_int_equal(lapsed, number("SELECT count(*) FROM diary WHERE state = 'lapsed'"));
	expect(0, "SELECT count(*) FROM session_seat WHERE taken > capacity OR taken <> (SELECT"
			  " count(*) FROM diary WHERE diary.session_id = session_seat.session_id AND"
			  " part = 'attendee' AND state IN ('held', 'confirmed'))");
	expect(0, "SELECT count(*) FROM (SELECT need_id FROM diary WHERE state = 'held'"
			  " GROUP BY need_id HAVING count(*) > 1) twice");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found_people, leave)
		TEST(two_do_together_what_one_does),
		TEST(four_do_together_what_one_does),
		TEST(four_of_them_hold_no_seat_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
