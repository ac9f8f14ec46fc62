// SPDX-License-Identifier: MIT
#include "store/migrate.h"

#include <inttypes.h>

#include "store/query.h"
#include "store/session.h"

#define LOCK_KEY INT64_C(0x706c696d736f6c6c) // "plimsoll": one schema change at a time

// What the database says has been applied.
struct history {
	int version;
	bool recreated;              // functions and policies have been made
	uint64_t recreated_checksum; // of all their files
};

static uint64_t checksum_of_recreated(void)
{
	uint64_t checksum = 0;
	for (const struct script_definition *script = recreated_definitions; script->name; script++)
		checksum = checksum * 31 + script->checksum;
	return checksum;
}

int migrate_newest(void)
{
	return migration_count;
}

static enum status check_row(
	struct history *history, const struct rows *rows, int row, struct fault *fault)
{
	int number = (int)row_integer(rows, row, 0);
	uint64_t checksum = (uint64_t)row_integer(rows, row, 2);
	if (number == 0) {
		history->recreated = true;
		history->recreated_checksum = checksum;
		return STATUS_OK;
	}
	if (number > migration_count)
		return fault_set(fault, STATUS_VERSION, NULL,
			"The database's schema has version %d or later, and this program knows versions up to "
			"%d. Use a newer program.",
			number, migration_count);
	const struct script_definition *migration = &migration_definitions[number - 1];
	if (number != history->version + 1 || checksum != migration->checksum)
		return fault_set(fault, STATUS_VERSION, migration->name,
			"Migration %d of the database is not the one this program has: one of the two was "
			"altered after it was applied. Use the program that made this database.",
			number);
	history->version = number;
	return STATUS_OK;
}

static enum status read_history(
	struct connection *connection, struct history *history, struct fault *fault)
{
	struct rows *rows = NULL;
	struct history read = {0};
	enum status status = query_run(connection, QUERY_MIGRATION_LIST, NULL, &rows, fault);
	for (int row = 0; status == STATUS_OK && row < rows_count(rows); row++)
		status = check_row(&read, rows, row, fault);
	rows_free(rows);
	if (status == STATUS_OK)
		*history = read;
	return status;
}

static enum status has_history(struct connection *admin, bool *out, struct fault *fault)
{
	struct rows *rows = NULL;
	enum status status = query_run(admin, QUERY_MIGRATION_EXISTS, NULL, &rows, fault);
	if (status == STATUS_OK)
		*out = row_boolean(rows, 0, 0);
	rows_free(rows);
	return status;
}

// Begins a transaction that nobody else can be in.
static enum status begin_alone(
	struct connection *connection, struct arena *arena, struct fault *fault)
{
	struct parameters parameters;
	struct fault reason = {.status = STATUS_OK};
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&parameters, arena);
	parameter_bigint(&parameters, LOCK_KEY);
	status = query_run(connection, QUERY_MIGRATION_LOCK, &parameters, NULL, &reason);
	if (status == STATUS_RETRY)
		return fault_set(fault, status, NULL,
			"Another program has been changing the schema for 10 seconds. Try again later.");
	if (status != STATUS_OK)
		return fault_set(fault, status, reason.where, "%s", reason.message);
	return STATUS_OK;
}

static enum status record(struct connection *owner, struct arena *arena, int number,
	const char *name, uint64_t checksum, struct fault *fault)
{
	struct parameters parameters;
	parameters_start(&parameters, arena);
	parameter_integer(&parameters, number);
	parameter_text(&parameters, text_of(name));
	parameter_bigint(&parameters, (int64_t)checksum);
	return query_run(owner, QUERY_MIGRATION_RECORD, &parameters, NULL, fault);
}

// Migration 1 as the administrator: it can be run again, so that it and its record need not be one
// transaction.
static enum status apply_roles(struct connection *admin, struct arena *arena, struct fault *fault)
{
	const struct script_definition *roles = &migration_definitions[0];
	enum status status = begin_alone(admin, arena, fault);
	if (status == STATUS_OK)
		status = session_run(admin, roles->sql, roles->name, fault);
	if (status == STATUS_OK)
		status = transaction_commit(admin, fault);
	if (status != STATUS_OK)
		transaction_rollback(admin);
	return status;
}

static enum status recreate(struct connection *owner, struct arena *arena, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (const struct script_definition *script = recreated_definitions;
		 script->name && status == STATUS_OK; script++)
		status = session_run(owner, script->sql, script->name, fault);
	if (status != STATUS_OK)
		return status;
	return record(owner, arena, 0, "functions and policies", checksum_of_recreated(), fault);
}

// One transaction: the next thing that is missing. `done` when nothing was.
static enum status apply_next(struct connection *owner, struct arena *arena, bool *done,
	struct history *history, struct fault *fault)
{
	enum status status = session_run(owner, history_script, "history", fault);
	if (status == STATUS_OK)
		status = read_history(owner, history, fault);
	if (status != STATUS_OK)
		return status;
	if (history->version < migration_count) {
		const struct script_definition *migration = &migration_definitions[history->version];
		if (history->version > 0) // the first has been run by the administrator
			status = session_run(owner, migration->sql, migration->name, fault);
		if (status == STATUS_OK)
			status = record(
				owner, arena, history->version + 1, migration->name, migration->checksum, fault);
		// The tables are not those that the functions and policies were made for.
		if (status == STATUS_OK && history->recreated)
			status = record(owner, arena, 0, "functions and policies", 0, fault);
		return status;
	}
	*done = history->recreated && history->recreated_checksum == checksum_of_recreated();
	return *done ? STATUS_OK : recreate(owner, arena, fault);
}

static enum status apply_all(struct connection *owner, struct arena *arena, struct fault *fault)
{
	bool done = false;
	struct history history;
	while (!done) {
		enum status status = begin_alone(owner, arena, fault);
		if (status == STATUS_OK)
			status = apply_next(owner, arena, &done, &history, fault);
		if (status == STATUS_OK)
			status = transaction_commit(owner, fault);
		if (status != STATUS_OK) {
			transaction_rollback(owner);
			return status;
		}
	}
	return STATUS_OK;
}

static enum status read_version(
	struct connection *admin, struct history *history, struct fault *fault)
{
	bool present = false;
	*history = (struct history){0};
	enum status status = has_history(admin, &present, fault);
	if (status == STATUS_OK && present)
		status = read_history(admin, history, fault);
	return status;
}

static bool is_current(const struct history *history)
{
	return history->version == migration_count && history->recreated &&
		   history->recreated_checksum == checksum_of_recreated();
}

enum status migrate(
	const struct database *database, struct migration_report *report, struct fault *fault)
{
	struct connection *admin = NULL, *owner = NULL;
	struct history history = {0};
	struct arena arena;
	arena_init(&arena);
	enum status status = connection_open(database, DATABASE_ADMIN, &admin, fault);
	if (status == STATUS_OK)
		status = read_version(admin, &history, fault);
	if (status == STATUS_OK && history.version == 0)
		status = apply_roles(admin, &arena, fault);
	if (status == STATUS_OK && !is_current(&history))
		status = connection_open(database, DATABASE_OWNER, &owner, fault);
	if (owner)
		status = apply_all(owner, &arena, fault);
	connection_close(owner);
	connection_close(admin);
	arena_done(&arena);
	if (status == STATUS_OK && report)
		*report = (struct migration_report){history.version, migration_count};
	return status;
}

enum status migrate_version(const struct database *database, int *version, struct fault *fault)
{
	struct connection *admin = NULL;
	struct rows *rows = NULL;
	bool present = false;
	int newest = 0;
	enum status status = connection_open(database, DATABASE_ADMIN, &admin, fault);
	if (status == STATUS_OK)
		status = has_history(admin, &present, fault);
	if (status == STATUS_OK && present)
		status = query_run(admin, QUERY_MIGRATION_LIST, NULL, &rows, fault);
	for (int row = 0; rows && row < rows_count(rows); row++) {
		int number = (int)row_integer(rows, row, 0);
		newest = number > newest ? number : newest;
	}
	rows_free(rows);
	connection_close(admin);
	if (status == STATUS_OK)
		*version = newest;
	return status;
}

enum status migrate_roles(const struct database *database, struct fault *fault)
{
	struct connection *admin = NULL;
	struct arena arena;
	arena_init(&arena);
	enum status status = connection_open(database, DATABASE_ADMIN, &admin, fault);
	if (status == STATUS_OK)
		status = apply_roles(admin, &arena, fault);
	connection_close(admin);
	arena_done(&arena);
	return status;
}
