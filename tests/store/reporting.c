// SPDX-License-Identifier: MIT
// Who reports to whom, and did.
#include "support/cmocka.h"

#include <stdlib.h>

#include "store/reporting.h"
#include "store/session.h"
#include "support/cluster.h"

static struct connection *admin, *recorder;
static struct arena arena;

// Four people, 1 to 4; the fourth has no account.
static const char rows[] =
	"CREATE FUNCTION id(integer) RETURNS uuid LANGUAGE sql AS"
	" $$SELECT lpad(to_hex($1), 32, '0')::uuid$$;"
	"INSERT INTO organisation VALUES (id(9), 'Test', 'UTC', 'scotland', false, 'epoch');"
	"INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at)"
	" SELECT id(n), id(9), n, 'response', 'epoch', 'epoch' FROM generate_series(1, 4) n;"
	"INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, language,"
	" nation, access_needs, totp_step, state, signed_out_before, created_at, changed_at)"
	" SELECT id(n), id(9), 'Name ' || n, n, '{officer}', 'cy', 'scotland', '{}', 0, 'active',"
	" 'epoch', 'epoch', 'epoch' FROM generate_series(1, 3) n;"
	"GRANT EXECUTE ON FUNCTION id(integer) TO PUBLIC;";

static struct uuid id(int number)
{
	struct uuid uuid = {{0}};
	uuid.bytes[15] = (unsigned char)number;
	return uuid;
}

static int try_sql(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	int count = -1;
	if (status == PGRES_FATAL_ERROR)
		print_message("%s", PQresultErrorMessage(result));
	if (status == PGRES_COMMAND_OK)
		count = atoi(PQcmdTuples(result));
	else if (status == PGRES_TUPLES_OK)
		count = PQntuples(result);
	PQclear(result);
	return count;
}

static int open_all(void **state)
{
	(void)state;
	arena_init(&arena);
	if (connection_open(test_database(), DATABASE_ADMIN, &admin, NULL) != STATUS_OK ||
		connection_open(test_database(), DATABASE_RECORDER, &recorder, NULL) != STATUS_OK)
		return -1;
	return try_sql(admin, rows) >= 0 ? 0 : -1;
}

static int close_all(void **state)
{
	(void)state;
	connection_close(admin);
	connection_close(recorder);
	arena_done(&arena);
	return 0;
}

static int begin_anew(void **state)
{
	(void)state;
	return try_sql(admin, "DELETE FROM reports_to") >= 0 ? 0 : -1;
}

static void set(int person, int manager, int64_t at)
{
	struct fault fault = {.status = STATUS_OK};
	struct reporting_line line = {{id(person)}, {manager ? id(manager) : (struct uuid){{0}}}};
	if (reporting_set(recorder, (struct organisation_id){id(9)}, &line, 1, (struct instant){at},
			&fault) != STATUS_OK)
		fail_msg("%s", fault.message);
}

static int manager_of(int person, int64_t at)
{
	struct person_id whose = {id(person)}, manager;
	assert_int_equal(
		managers_of(recorder, &whose, 1, (struct instant){at}, &manager, NULL), STATUS_OK);
	return manager.uuid.bytes[15];
}

static void somebody_reports_to_one_person_at_a_time(void **state)
{
	(void)state;
	set(1, 2, 100);
	set(1, 3, 200);
	set(1, 0, 300);
	assert_int_equal(manager_of(1, 99), 0);
	assert_int_equal(manager_of(1, 100), 2);
	assert_int_equal(manager_of(1, 199), 2);
	assert_int_equal(manager_of(1, 200), 3);
	assert_int_equal(manager_of(1, 300), 0);
	assert_int_equal(try_sql(admin, "SELECT FROM reports_to"), 2);
}

static void what_is_so_already_stays(void **state)
{
	(void)state;
	set(1, 2, 100);
	set(1, 2, 200);
	assert_int_equal(try_sql(admin, "SELECT FROM reports_to"), 1);
	assert_int_equal(manager_of(1, 150), 2);
}

static void a_line_set_twice_in_one_second_is_the_last(void **state)
{
	(void)state;
	set(1, 2, 100);
	set(1, 3, 100);
	assert_int_equal(manager_of(1, 101), 3);
	assert_int_equal(manager_of(1, 1000), 3);
}

static void who_reports_to_somebody_is_told_by_name(void **state)
{
	(void)state;
	struct report *reports;
	size_t count;
	set(4, 1, 100);
	set(3, 1, 100);
	set(2, 1, 100);
	set(2, 3, 200);
	assert_int_equal(reports_of(recorder, (struct person_id){id(1)}, (struct instant){150}, &arena,
						 &reports, &count, NULL),
		STATUS_OK);
	assert_int_equal(count, 3);
	assert_true(text_is(reports[0].name, "") && text_is(reports[0].reference, "4"));
	assert_true(text_is(reports[1].name, "Name 2") && text_is(reports[2].name, "Name 3"));
	assert_true(text_is(reports[2].profile, "response"));
	assert_int_equal(reports_of(recorder, (struct person_id){id(1)}, (struct instant){200}, &arena,
						 &reports, &count, NULL),
		STATUS_OK);
	assert_int_equal(count, 2);
}

static void nobody_reports_to_themselves_or_changes_the_past(void **state)
{
	(void)state;
	assert_int_equal(try_sql(recorder, "INSERT INTO reports_to VALUES (id(1), id(1), id(9),"
									   " tstzrange('epoch', 'infinity'), 'epoch')"),
		-1);
	set(1, 2, 100);
	set(1, 3, 200);
	assert_int_equal(try_sql(recorder, "UPDATE reports_to SET during = tstzrange(lower(during),"
									   " upper(during) - interval '1 second')"
									   " WHERE upper(during) < 'infinity'"),
		0);
	assert_int_equal(try_sql(recorder, "DELETE FROM reports_to"), -1);
	assert_int_equal(try_sql(recorder, "UPDATE reports_to SET manager_person_id = id(3)"), -1);
}

static void the_web_role_sees_who_reports_to_whom_it_works_for_and_no_other_line(void **state)
{
	(void)state;
	struct connection *web = NULL;
	assert_int_equal(connection_open(test_database(), DATABASE_WEB, &web, NULL), STATUS_OK);
	set(1, 2, 100);
	set(3, 4, 100);
	assert_int_equal(try_sql(web, "SELECT FROM reports_to"), 0);
	assert_int_equal(try_sql(web, "BEGIN; SELECT app_begin(id(2), NULL)"), 1);
	assert_int_equal(try_sql(web, "SELECT FROM reports_to"), 1);
	assert_int_equal(
		try_sql(web, "SELECT FROM app_team(to_timestamp(101)) AS one WHERE one = id(1)"), 1);
	assert_int_equal(try_sql(web, "SELECT FROM app_team(to_timestamp(99))"), 0);
	assert_int_equal(try_sql(web, "SELECT app_begin(id(1), NULL)"), 1);
	assert_int_equal(try_sql(web, "SELECT FROM reports_to"), 0);
	assert_int_equal(try_sql(web, "SELECT FROM app_team(to_timestamp(101))"), 0);
	assert_int_equal(try_sql(web, "ROLLBACK"), 0);
	assert_int_equal(try_sql(web, "SELECT FROM former_profile"), -1);
	connection_close(web);
}

#define TEST(function) cmocka_unit_test_setup(function, begin_anew)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(somebody_reports_to_one_person_at_a_time),
		TEST(what_is_so_already_stays),
		TEST(a_line_set_twice_in_one_second_is_the_last),
		TEST(who_reports_to_somebody_is_told_by_name),
		TEST(nobody_reports_to_themselves_or_changes_the_past),
		TEST(the_web_role_sees_who_reports_to_whom_it_works_for_and_no_other_line),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
