// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/organisation/found.h"
#include "secret/token.h"
#include "store/migrate.h"
#include "store/session.h"
#include "support/cluster.h"
#include "json/policy.h"

const struct database *database;
struct connection *recorder;
static struct connection *admin;

static const char helpers[] = "CREATE FUNCTION at(bigint) RETURNS timestamptz LANGUAGE sql AS"
							  "	$$SELECT to_timestamp(1796083200 + $1)$$;"
							  "CREATE FUNCTION id(text, integer) RETURNS uuid LANGUAGE sql AS"
							  "	$$SELECT md5($1 || $2)::uuid$$;";

static void require(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", fault->where, fault->message);
}

static void found(bool demonstration)
{
	static int count;
	char name[32];
	struct fault fault = {.status = STATUS_OK};
	bool founded;
	const struct founding founding = {TEXT("Test"), TEXT("Europe/London"),
		TEXT("england-and-wales"), policy_shipped(TEXT("default")), demonstration,
		AUDIT_BY_SERVICE};
	snprintf(name, sizeof name, "engine_%d", ++count);
	require(secret_open(&fault), &fault);
	database = test_database_new(name);
	require(migrate(database, NULL, &fault), &fault);
	require(
		organisation_found(database, &founding, (struct instant){START}, &founded, &fault), &fault);
	assert_true(founded);
	require(connection_open(database, DATABASE_RECORDER, &recorder, &fault), &fault);
	require(connection_open(database, DATABASE_ADMIN, &admin, &fault), &fault);
	run("%s", helpers);
}

int found_demonstration(void **state)
{
	(void)state;
	found(true);
	return 0;
}

int found_empty(void **state)
{
	(void)state;
	found(false);
	return 0;
}

int leave(void **state)
{
	(void)state;
	connection_close(recorder);
	connection_close(admin);
	return 0;
}

static PGresult *ask(const char *format, va_list arguments)
{
	char sql[4000];
	vsnprintf(sql, sizeof sql, format, arguments);
	PGresult *result = PQexec(admin->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	return result;
}

void run(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	PQclear(ask(format, arguments));
	va_end(arguments);
}

int64_t number(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	PGresult *result = ask(format, arguments);
	va_end(arguments);
	assert_int_equal(PQntuples(result), 1);
	int64_t value = 0;
	assert_true(text_to_integer(text_of(PQgetvalue(result, 0, 0)), &value));
	PQclear(result);
	return value;
}

struct uuid found_id(const char *format, ...)
{
	va_list arguments;
	struct uuid id;
	va_start(arguments, format);
	PGresult *result = ask(format, arguments);
	va_end(arguments);
	assert_int_equal(PQntuples(result), 1);
	assert_true(uuid_parse(text_of(PQgetvalue(result, 0, 0)), &id));
	PQclear(result);
	return id;
}

void expect(int64_t expected, const char *query)
{
	int64_t found_number = number("%s", query);
	if (found_number != expected)
		fail_msg("%s: %lld, not %lld", query, (long long)found_number, (long long)expected);
}

int64_t fingerprint(void)
{
	return number("SELECT sum(hashtextextended(kind || line, 0) / 1000)::bigint FROM ("
				  "SELECT 'organisation', t::text FROM organisation t UNION ALL "
				  "SELECT 'person', t::text FROM person t UNION ALL "
				  "SELECT 'series', t::text FROM series t UNION ALL "
				  "SELECT 'line', t::text FROM line_state t UNION ALL "
				  "SELECT 'alarm', t::text FROM alarm t UNION ALL "
				  "SELECT 'crossing', t::text FROM crossing t UNION ALL "
				  "SELECT 'need', t::text FROM need t UNION ALL "
				  "SELECT 'session', t::text FROM session t UNION ALL "
				  "SELECT 'seat', t::text FROM session_seat t UNION ALL "
				  "SELECT 'diary', t::text FROM diary t UNION ALL "
				  "SELECT 'contact', t::text FROM contact t UNION ALL "
				  "SELECT 'follow-up', t::text FROM follow_up t UNION ALL "
				  "SELECT 'cadence', t::text FROM person_cadence t UNION ALL "
				  "SELECT 'attendance', t::text FROM attendance t UNION ALL "
				  "SELECT 'waiting', t::text FROM waiting t UNION ALL "
				  "SELECT 'absence', t::text FROM absence t UNION ALL "
				  "SELECT 'team', t::text FROM team t UNION ALL "
				  "SELECT 'feed', t::text FROM feed_revision t) rows (kind, line)");
}

void add_people(int count)
{
	run("INSERT INTO person SELECT id('person', n), organisation_id, 'person ' || n, 'response',"
		" at(0), at(0) FROM organisation, generate_series(1, %d) n",
		count);
}

void add_session(const char *kind, int n, int64_t start, int minutes, int capacity, int host)
{
	run("INSERT INTO series SELECT id('series', 1), organisation_id, '%s', 'Test', '', 'UTC',"
		" '2026-11-01T00:00:00', 60, '', '{}', 1, id('person', %d), 0, at(0), at(0), 0, 'infinity'"
		" FROM organisation ON CONFLICT DO NOTHING",
		kind, host);
	run("INSERT INTO session SELECT id('session', %d), organisation_id, id('series', 1), '%s',"
		" 'Test', id('person', %d), tstzrange(at(%lld), at(%lld)), 'published', 0, at(0), at(0)"
		" FROM organisation",
		n, kind, host, (long long)start, (long long)start + 60 * minutes);
	run("INSERT INTO session_seat VALUES (id('session', %d), %d, 0, 0, 0, at(0))", n, capacity);
}

void add_need(int person, const char *kinds, int64_t earliest, int64_t latest, int64_t notice,
	int64_t answer, int priority)
{
	run("INSERT INTO need SELECT id('person', %d), id('need', %d), organisation_id, 'test',"
		" '{%s}', 60, %d, at(%lld), at(%lld), %lld, %lld, at(0), 'open', NULL, at(0), at(0), at(0)"
		" FROM organisation",
		person, person, kinds, priority, (long long)earliest, (long long)latest, (long long)notice,
		(long long)answer);
}

struct engine_report tick(int64_t now, int64_t *next)
{
	struct engine_report report = {0};
	struct instant later = INSTANT_NEVER;
	struct fault fault = {.status = STATUS_OK};
	require(engine_tick(recorder, (struct instant){START + now}, &report, &later, &fault), &fault);
	assert_true(later.seconds > START + now);
	if (next)
		*next = later.seconds - START;
	return report;
}
