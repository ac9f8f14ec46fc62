// SPDX-License-Identifier: MIT
// Every function of the store against a libpq in which one call goes wrong: each kind of fault, at
// each call to the server.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "faults/allocation.h"
#include "faults/fake_libpq.h"
#include "faults/store_calls.h"
#include "store/migrate.h"

static const struct {
	enum fake_fault fault;
	const char *sqlstate;
	enum status expected, or ;
} faults[] = {
	{FAKE_LOST, "", STATUS_UNAVAILABLE, STATUS_UNAVAILABLE},
	{FAKE_MEMORY, "", STATUS_MEMORY, STATUS_UNAVAILABLE}, // of a commit
	{FAKE_COLUMNS, "XX000", STATUS_VERSION, STATUS_SYSTEM},
	{FAKE_ENDED, "57P01", STATUS_UNAVAILABLE, STATUS_UNAVAILABLE},
	{FAKE_ENDED, "08006", STATUS_UNAVAILABLE, STATUS_UNAVAILABLE},
	{FAKE_REFUSED, "40001", STATUS_RETRY, STATUS_RETRY},
	{FAKE_REFUSED, "40P01", STATUS_RETRY, STATUS_RETRY},
	{FAKE_REFUSED, "55P03", STATUS_RETRY, STATUS_RETRY},
	{FAKE_REFUSED, "57014", STATUS_UNAVAILABLE, STATUS_UNAVAILABLE},
	{FAKE_REFUSED, "23505", STATUS_CONFLICT, STATUS_CONFLICT},
	{FAKE_REFUSED, "23P01", STATUS_BUSY, STATUS_BUSY},
	{FAKE_REFUSED, "23514", STATUS_FULL, STATUS_FULL},
	{FAKE_REFUSED, "22001", STATUS_INVALID, STATUS_INVALID},
	{FAKE_REFUSED, "42501", STATUS_DENIED, STATUS_DENIED},
	{FAKE_REFUSED, "53100", STATUS_DISK_FULL, STATUS_DISK_FULL},
	{FAKE_REFUSED, "53200", STATUS_MEMORY, STATUS_MEMORY},
	{FAKE_REFUSED, "54000", STATUS_LIMIT, STATUS_LIMIT},
	{FAKE_REFUSED, "XX000", STATUS_SYSTEM, STATUS_SYSTEM},
};

static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};

static struct connection *open_connection(const struct store_call *call, bool unnamed)
{
	const struct database database = {"dbname=x", true, unnamed};
	struct connection *connection = NULL;
	fake_play(&fine);
	struct fault fault = {.status = STATUS_OK};
	if (connection_open(&database, call->role, &connection, &fault) != STATUS_OK)
		fail_msg("%s: %s: %s", call->name, fault.where, fault.message);
	return connection;
}

static void begin(const struct store_call *call, struct connection *connection)
{
	if (call->in_transaction)
		assert_int_equal(transaction_begin(connection, NULL), STATUS_OK);
}

static void check_fault(const struct store_call *call, size_t kind, unsigned at, enum status status,
	const struct fault *fault)
{
	if (status != faults[kind].expected && status != faults[kind].or)
		fail_msg("%s, call %u fails with %d %s: it is %s", call->name, at, faults[kind].fault,
			faults[kind].sqlstate, status_id(status));
	if (fault->status != status || !fault->message[0])
		fail_msg("%s, call %u: the fault says %s", call->name, at, status_id(fault->status));
	if (faults[kind].expected == STATUS_CONFLICT && strstr(fault->message, "somebody"))
		fail_msg("%s, call %u: the fault passes on a value", call->name, at);
	if (!store_outputs_are_untouched())
		fail_msg("%s, call %u: an output was touched", call->name, at);
}

// A connection that lives goes on to work, after what the fault left of a transaction.
static void check_recovery(const struct store_call *call, struct connection *connection)
{
	fake_play(&fine);
	transaction_rollback(connection);
	if (connection_is_alive(connection)) {
		begin(call, connection);
		store_calls_begin();
		if (call->call(connection, NULL) != STATUS_OK)
			fail_msg("%s does not work after a fault", call->name);
		transaction_rollback(connection);
	}
	if (fake_misuses() > 0)
		fail_msg("%s goes on after a fault", call->name);
}

// Whether the fault was reached; the function has fewer calls otherwise, and succeeds.
static bool play(const struct store_call *call, bool unnamed, size_t kind, unsigned at)
{
	const struct fake_script script = {faults[kind].fault, at, faults[kind].sqlstate, 1};
	struct fault fault = {.status = STATUS_OK};
	struct connection *connection = open_connection(call, unnamed);
	begin(call, connection);
	store_calls_begin();
	fake_play(&script);
	enum status status = call->call(connection, &fault);
	bool happened = fake_happened();
	if (happened)
		check_fault(call, kind, at, status, &fault);
	else if (status != STATUS_OK)
		fail_msg("%s: %s: %s", call->name, fault.where, fault.message);
	check_recovery(call, connection);
	connection_close(connection);
	store_calls_end();
	return happened;
}

static void play_all(bool unnamed)
{
	for (size_t c = 0; c < store_call_count; c++) {
		for (size_t kind = 0; kind < sizeof faults / sizeof faults[0]; kind++) {
			long live = allocation_live();
			unsigned at = 1;
			while (play(&store_calls[c], unnamed, kind, at))
				at++;
			assert_true(at > 1);
			if (allocation_live() != live)
				fail_msg("%s leaks after %s", store_calls[c].name, faults[kind].sqlstate);
		}
	}
}

static void every_fault_at_every_call_is_told_and_survived(void **state)
{
	(void)state;
	play_all(false);
}

static void so_it_is_without_sessions_of_its_own(void **state)
{
	(void)state;
	play_all(true);
}

static void answers_of_several_rows_are_taken(void **state)
{
	(void)state;
	for (size_t c = 0; c < store_call_count; c++) {
		long live = allocation_live();
		struct connection *connection = open_connection(&store_calls[c], false);
		const struct fake_script several = {FAKE_NOTHING, 0, "", 3};
		begin(&store_calls[c], connection);
		store_calls_begin();
		fake_play(&several);
		if (store_calls[c].call(connection, NULL) != STATUS_OK)
			fail_msg("%s refuses several rows", store_calls[c].name);
		transaction_rollback(connection);
		store_calls_end();
		connection_close(connection);
		if (allocation_live() != live)
			fail_msg("%s leaks", store_calls[c].name);
	}
}

static void an_unknown_outcome_of_a_commit_is_said(void **state)
{
	(void)state;
	const struct fake_script lost = {FAKE_LOST, 2, "", 1};
	const struct store_call web = {.role = DATABASE_WEB};
	struct fault fault = {.status = STATUS_OK};
	struct connection *connection = open_connection(&web, false);
	fake_play(&lost);
	assert_int_equal(transaction_begin(connection, &fault), STATUS_OK);
	assert_int_equal(transaction_end(connection, STATUS_OK, &fault), STATUS_UNAVAILABLE);
	assert_non_null(strstr(fault.message, "may or may not be stored"));
	assert_false(connection_is_alive(connection));
	assert_int_equal(fake_misuses(), 0);
	connection_close(connection);
}

static enum status migrate_call(const struct database *database, struct fault *fault)
{
	struct migration_report report;
	return migrate(database, &report, fault);
}

static enum status version_call(const struct database *database, struct fault *fault)
{
	int version;
	return migrate_version(database, &version, fault);
}

static enum status open_call(const struct database *database, struct fault *fault)
{
	struct connection *connection = NULL;
	enum status status = connection_open(database, DATABASE_WEB, &connection, fault);
	assert_true((status == STATUS_OK) == (connection != NULL));
	connection_close(connection);
	return status;
}

static void opening_and_migrating_survive_every_fault(void **state)
{
	(void)state;
	static enum status (*const calls[])(const struct database *, struct fault *) = {
		open_call, migrate_call, version_call, migrate_roles};
	const struct database database = {"dbname=x", false, false};
	for (size_t c = 0; c < sizeof calls / sizeof calls[0]; c++) {
		for (size_t kind = 0; kind < sizeof faults / sizeof faults[0]; kind++) {
			struct fake_script script = {faults[kind].fault, 1, faults[kind].sqlstate, 1};
			long live = allocation_live();
			for (bool happened = true; happened; script.at++) {
				struct fault fault = {.status = STATUS_OK};
				fake_play(&script);
				enum status status = calls[c](&database, &fault);
				happened = fake_happened();
				assert_true((status != STATUS_OK) == happened);
				assert_int_equal(fault.status, status);
				assert_int_equal(fake_misuses(), 0);
				assert_int_equal(allocation_live(), live);
			}
		}
	}
}

static bool is_called(const char *name)
{
	for (size_t c = 0; c < store_call_count; c++) {
		if (strcmp(store_calls[c].name, name) == 0)
			return true;
	}
	return false;
}

static void every_function_of_the_store_is_here(void **state)
{
	(void)state;
	// What the calls of others are made of.
	static const char others[] = " audit_walk_begin audit_walk_next "
								 "incoming_open incoming_add incoming_settle incoming_next "
								 "staff_open staff_add staff_close "
								 "transaction_begin transaction_begin_keyed transaction_commit "
								 "transaction_end connection_wait query_run copy_start copy_row "
								 "copy_end session_run flight_begin flight_run query_prepare "
								 "query_answer ";
	char name[60], part[64];
	int count = 0;
	FILE *names = popen("cat service/store/*.h | tr '\\n\\t' '  ' | grep -oE "
						"'CHECKED enum status [a-z_]+\\( ?struct connection ' | "
						"sed 's/CHECKED enum status //; s/(.*//'",
		"r");
	assert_non_null(names);
	while (fgets(name, sizeof name, names)) {
		name[strcspn(name, "\n")] = '\0';
		snprintf(part, sizeof part, " %s ", name);
		count++;
		if (!strstr(others, part) && !is_called(name))
			fail_msg("%s is not tested with faults", name);
	}
	pclose(names);
	assert_true(count > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_at_every_call_is_told_and_survived),
		cmocka_unit_test(so_it_is_without_sessions_of_its_own),
		cmocka_unit_test(answers_of_several_rows_are_taken),
		cmocka_unit_test(an_unknown_outcome_of_a_commit_is_said),
		cmocka_unit_test(opening_and_migrating_survive_every_fault),
		cmocka_unit_test(every_function_of_the_store_is_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
