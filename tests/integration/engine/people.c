// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "integration/engine/people.h"

#include <stdio.h>

#include "app/bookings/answer.h"
#include "app/organisation/setting.h"
#include "base/uuid.h"
#include "secret/token.h"

static struct instant at(int64_t seconds)
{
	return (struct instant){START + seconds};
}

static void require(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", fault->where, fault->message);
}

// An id as the fixture makes it in SQL, read back in two halves.
struct uuid read_id(const char *query)
{
	struct uuid id;
	uint64_t high = (uint64_t)number("SELECT ('x' || left(replace(i::text, '-', ''), 16))::bit(64)"
									 "::bigint FROM (%s) q (i)",
		query);
	uint64_t low = (uint64_t)number("SELECT ('x' || right(replace(i::text, '-', ''), 16))::bit(64)"
									"::bigint FROM (%s) q (i)",
		query);
	for (int i = 0; i < 8; i++) {
		id.bytes[i] = (unsigned char)(high >> (56 - 8 * i));
		id.bytes[8 + i] = (unsigned char)(low >> (56 - 8 * i));
	}
	return id;
}

struct person_id person_of(int person)
{
	char query[60];
	snprintf(query, sizeof query, "SELECT id('person', %d)", person);
	return (struct person_id){read_id(query)};
}

void add_accounts(int first, int last, const char *role)
{
	run("INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles,"
		" language, nation, access_needs, password_hash, password_set_at, totp_step, state,"
		" signed_out_before, created_at, changed_at) SELECT id('person', n), organisation_id,"
		" 'Person ' || n, 'person ' || n, '{%s}', 'en', 'england-and-wales', '{}', 'x', at(0), 0,"
		" 'active', at(0), at(0), at(0) FROM organisation, generate_series(%d, %d) n",
		role, first, last);
}

static struct recorder open_recorder(struct arena *arena, struct setting *setting, int64_t now)
{
	struct fault fault = {.status = STATUS_OK};
	require(setting_read(recorder, at(now), arena, setting, &fault), &fault);
	return setting_recorder(setting, recorder);
}

static struct record_input entry(int person, const char *category, int minutes, int64_t at_seconds)
{
	return (struct record_input){.exposure = {.person = person_of(person),
									 .id = {uuid_v7((START + at_seconds) * 1000)},
									 .occurred_at = at(at_seconds),
									 .category = text_of(category),
									 .minutes = minutes,
									 .items = EXPOSURE_UNKNOWN}};
}

static void record(struct record_input *inputs, size_t count, int64_t now)
{
	struct record_result results[20];
	struct record_report report = {0};
	struct arena arena;
	struct setting setting;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	struct recorder writer = open_recorder(&arena, &setting, now);
	require(record_exposures(&writer, inputs, count, at(now), results, &report, &fault), &fault);
	assert_int_equal(report.added, count);
	arena_done(&arena);
}

void log_entries(int person, const char *category, int count, int64_t now)
{
	struct record_input inputs[20];
	assert_true(count <= 20);
	for (int i = 0; i < count; i++) {
		inputs[i] = entry(person, category, EXPOSURE_UNKNOWN, now);
		inputs[i].group = (size_t)i;
	}
	record(inputs, (size_t)count, now);
}

void log_minutes(int person, const char *category, int minutes, int64_t now)
{
	struct record_input input = entry(person, category, minutes, now);
	record(&input, 1, now);
}

void retract_all(int person, int64_t now)
{
	struct record_report report = {0};
	struct arena arena;
	struct setting setting;
	struct fault fault = {.status = STATUS_OK};
	arena_init(&arena);
	struct recorder writer = open_recorder(&arena, &setting, now);
	struct audit_actor by = {.kind = AUDIT_BY_PERSON,
		.person = person_of(person),
		.role = ROLE_OFFICER,
		.organisation = setting.organisation.id,
		.now = at(now)};
	require(record_retraction_of_all(&writer, by.person, &by, &report, &fault), &fault);
	arena_done(&arena);
}

static void answer(int person, const char *where, int wanted, int64_t now)
{
	char query[300];
	enum offer_outcome outcome;
	struct fault fault = {.status = STATUS_OK};
	snprintf(query, sizeof query,
		"SELECT booking_id FROM diary WHERE person_id = id('person', %d) AND state = 'held'"
		" AND part = 'attendee' %s ORDER BY booking_id LIMIT 1",
		person, where);
	struct booking_id booking = {read_id(query)};
	require(offer_take_answer(recorder, person_of(person), booking, (enum offer_answer)wanted,
				at(now), &outcome, &fault),
		&fault);
	assert_int_equal(outcome, OFFER_ANSWERED);
}

void answer_held(int person, int wanted, int64_t now)
{
	answer(person, "", wanted, now);
}

void answer_first(int person, int wanted, int64_t now)
{
	char where[60];
	snprintf(where, sizeof where, "AND answer_by > at(%lld)", (long long)now);
	answer(person, where, wanted, now);
}

int let_time_pass(int64_t from, int64_t to)
{
	int64_t next;
	int ticks = 0;
	for (int64_t now = from; now < to; now = next, ticks++)
		tick(now, &next);
	tick(to, NULL);
	return ticks + 1;
}
