// SPDX-License-Identifier: MIT
// The embedded cluster: made, joined, crashed. Each test has folders of its own.
#include "support/cmocka.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/migrate.h"
#include "store/session.h"
#include "support/cluster.h"
#include "support/place.h"

static char *ask(const struct cluster *cluster, const char *sql)
{
	struct connection *admin = NULL;
	struct fault fault = {.status = STATUS_OK};
	if (connection_open(cluster_database(cluster), DATABASE_ADMIN, &admin, &fault) != STATUS_OK)
		fail_msg("%s", fault.message);
	PGresult *result = PQexec(admin->handle, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQresultErrorMessage(result));
	char *answer = strdup(PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	connection_close(admin);
	return answer;
}

static void expect(const struct cluster *cluster, const char *sql, const char *expected)
{
	char *answer = ask(cluster, sql);
	if (strcmp(answer, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", sql, answer, expected);
	free(answer);
}

static bool ends_within(pid_t process, int seconds)
{
	for (int i = 0; i < seconds * 100; i++) {
		if (kill(process, 0) != 0)
			return true;
		poll(NULL, 0, 10);
	}
	return false;
}

static void a_new_cluster_has_the_settings_it_should(void **state)
{
	(void)state;
	static const char *const settings[][2] = {{"SHOW data_checksums", "on"},
		{"SHOW listen_addresses", ""}, {"SHOW server_encoding", "UTF8"},
		{"SHOW unix_socket_permissions", "0700"}, {"SHOW log_error_verbosity", "terse"},
		{"SHOW log_parameter_max_length_on_error", "0"}, {"SHOW log_statement", "none"},
		{"SHOW log_min_error_statement", "panic"}, {"SHOW timezone", "UTC"},
		{"SELECT datcollate FROM pg_database WHERE datname = 'plimsoll'", "C.UTF-8"},
		{"SELECT current_database()", "plimsoll"},
		{"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'plimsoll'",
			"plimsoll_owner"},
		{"SELECT rolsuper FROM pg_roles WHERE rolname = 'plimsoll_owner'", "f"}};
	struct cluster *cluster = must_start(&place);
	assert_true(cluster_process(cluster) > 0);
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		expect(cluster, settings[i][0], settings[i][1]);
	cluster_stop(cluster);
}

static void others_can_neither_read_the_data_nor_open_the_socket(void **state)
{
	(void)state;
	static const char *const names[] = {
		"%s/postgresql", "%s/postgresql.log", "%s/cluster.lock", "%s-run", "%s-run/.s.PGSQL.5432"};
	struct cluster *cluster = must_start(&place);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[200];
		struct stat about;
		const char *tail = names[i] + 2;
		snprintf(path, sizeof path, "%s%s", place.directory, tail);
		assert_int_equal(lstat(path, &about), 0);
		if (about.st_mode & 077)
			fail_msg("%s has mode %o", path, about.st_mode & 07777);
	}
	cluster_stop(cluster);
}

static void what_was_stored_is_there_after_a_restart(void **state)
{
	(void)state;
	struct cluster *cluster = must_start(&place);
	pid_t process = cluster_process(cluster);
	free(ask(cluster, "CREATE TABLE kept AS SELECT 42 AS n"));
	cluster_stop(cluster);
	assert_true(kill(process, 0) != 0);
	cluster = must_start(&place);
	expect(cluster, "SELECT n FROM kept", "42");
	cluster_stop(cluster);
}

static void a_second_program_joins_and_leaves_it_running(void **state)
{
	(void)state;
	struct cluster *first = must_start(&place);
	struct cluster *second = must_start(&place);
	assert_int_equal(cluster_process(second), 0);
	expect(second, "SELECT current_database()", "plimsoll");
	cluster_stop(second);
	expect(first, "SELECT current_database()", "plimsoll");
	cluster_stop(first);
}

static void nobody_else_can_have_the_data_for_as_long_as_the_owner_lives(void **state)
{
	(void)state;
	char path[200];
	struct cluster *owner = must_start(&place);
	snprintf(path, sizeof path, "%s/cluster.lock", place.directory);
	int file = open(path, O_RDWR | O_CLOEXEC);
	assert_true(file >= 0);
	assert_int_equal(flock(file, LOCK_EX | LOCK_NB), -1);
	struct cluster *joined = must_start(&place);
	cluster_stop(joined);
	assert_int_equal(flock(file, LOCK_EX | LOCK_NB), -1);
	cluster_stop(owner);
	assert_int_equal(flock(file, LOCK_EX | LOCK_NB), 0);
	close(file);
}

static void a_start_puts_a_large_log_aside_and_only_one(void **state)
{
	(void)state;
	char path[200], old[200];
	struct stat about;
	snprintf(path, sizeof path, "%s/postgresql.log", place.directory);
	snprintf(old, sizeof old, "%s/postgresql.log.old", place.directory);
	cluster_stop(must_start(&place));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(truncate(path, (2 << 20) + i), 0);
		cluster_stop(must_start(&place));
		assert_int_equal(stat(old, &about), 0);
		assert_int_equal(about.st_size, 1 << 20);
		assert_int_equal(stat(path, &about), 0);
		assert_true(about.st_size < 1 << 20);
	}
}

static pthread_barrier_t everybody_has_started;

static void *start_in_a_thread(void *unused)
{
	struct cluster *cluster = NULL;
	(void)unused;
	enum status status = cluster_start(&place.options, &cluster, NULL);
	bool own = status == STATUS_OK && cluster_process(cluster) != 0;
	// A server ends with the thread that started it.
	pthread_barrier_wait(&everybody_has_started);
	if (status == STATUS_OK && !own)
		cluster_stop(cluster);
	pthread_barrier_wait(&everybody_has_started);
	if (own)
		cluster_stop(cluster);
	return status != STATUS_OK ? NULL : own ? "started" : "joined";
}

static void of_several_that_start_at_once_one_makes_it_and_the_others_join(void **state)
{
	(void)state;
	pthread_t threads[3];
	int started = 0, joined = 0;
	pthread_barrier_init(&everybody_has_started, NULL, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, start_in_a_thread, NULL), 0);
	for (int i = 0; i < 3; i++) {
		void *result = NULL;
		pthread_join(threads[i], &result);
		assert_non_null(result);
		started += strcmp(result, "started") == 0;
		joined += strcmp(result, "joined") == 0;
	}
	assert_int_equal(started, 1);
	assert_int_equal(joined, 2);
	pthread_barrier_destroy(&everybody_has_started);
}

static void a_stale_lock_is_no_hindrance(void **state)
{
	(void)state;
	char content[512];
	pid_t gone = fork();
	if (gone == 0)
		_exit(0);
	waitpid(gone, NULL, 0);
	// A process that is gone, one that is alive and not PostgreSQL, and no number at all.
	const pid_t named[] = {gone, getpid(), 1, 0};
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
		snprintf(content, sizeof content, "%d\n%s\n1\n5432\n%s\n\n  1 1\nready   \n", (int)named[i],
			place.data, place.runtime);
		write_text(place.data, "postmaster.pid", named[i] ? content : "nonsense\n");
		if (i > 0) // the first start makes the folder
			write_text(place.runtime, ".s.PGSQL.5432.lock", content);
		struct fault fault = {.status = STATUS_OK};
		struct cluster *cluster = NULL;
		if (cluster_start(&place.options, &cluster, &fault) != STATUS_OK)
			fail_msg("row %zu: %s", i, fault.message);
		assert_true(cluster_process(cluster) > 0);
		cluster_stop(cluster);
	}
}

static void after_a_crash_of_the_server_it_starts_again(void **state)
{
	(void)state;
	struct cluster *cluster = must_start(&place);
	free(ask(cluster, "CREATE TABLE kept AS SELECT 42 AS n"));
	kill(cluster_process(cluster), SIGKILL);
	cluster_stop(cluster);
	cluster = must_start(&place);
	expect(cluster, "SELECT n FROM kept", "42");
	cluster_stop(cluster);
}

// A program that holds a cluster until it is killed; gives its process id and the server's.
static pid_t spawn_holder(pid_t *server)
{
	const char *const arguments[] = {
		test_self(), "hold-cluster", place.directory, place.runtime, NULL};
	posix_spawn_file_actions_t files;
	int out[2], number;
	pid_t holder;
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
	assert_int_equal(
		posix_spawn(&holder, arguments[0], &files, NULL, (char *const *)arguments, environ), 0);
	posix_spawn_file_actions_destroy(&files);
	close(out[1]);
	FILE *answer = fdopen(out[0], "r");
	assert_int_equal(fscanf(answer, "%d", &number), 1);
	fclose(answer);
	*server = number;
	return holder;
}

static int hold(char **argv)
{
	struct cluster *cluster = NULL;
	const struct cluster_options options = {argv[2], argv[3], test_user(), test_self()};
	if (cluster_start(&options, &cluster, NULL) != STATUS_OK)
		return 1;
	printf("%d\n", cluster_process(cluster));
	fflush(stdout);
	poll(NULL, 0, 60000);
	cluster_stop(cluster);
	return 0;
}

static void the_server_ends_with_a_program_that_is_killed(void **state)
{
	(void)state;
	pid_t server, holder = spawn_holder(&server);
	assert_int_equal(kill(server, 0), 0);
	// The server is slow to notice: until then it says that it is ready, and is not to be joined.
	kill(server, SIGSTOP);
	kill(holder, SIGKILL);
	waitpid(holder, NULL, 0);
	pid_t waker = fork();
	if (waker == 0) {
		poll(NULL, 0, 300);
		kill(server, SIGCONT);
		_exit(0);
	}
	struct cluster *cluster = must_start(&place);
	waitpid(waker, NULL, 0);
	assert_true(cluster_process(cluster) > 0);
	assert_true(ends_within(server, 10));
	expect(cluster, "SELECT current_database()", "plimsoll");
	cluster_stop(cluster);
}

static void a_server_that_another_program_holds_is_joined_and_outlives_us(void **state)
{
	(void)state;
	pid_t server, holder = spawn_holder(&server);
	struct cluster *cluster = must_start(&place);
	assert_int_equal(cluster_process(cluster), 0);
	expect(cluster, "SELECT current_database()", "plimsoll");
	cluster_stop(cluster);
	assert_int_equal(kill(server, 0), 0);
	kill(holder, SIGTERM);
	waitpid(holder, NULL, 0);
	assert_true(ends_within(server, 10));
}

static void an_unfinished_cluster_is_made_anew(void **state)
{
	(void)state;
	char draft[200];
	snprintf(draft, sizeof draft, "%s.new", place.data);
	assert_int_equal(mkdir(draft, 0700), 0);
	give_to_the_user(draft);
	write_text(draft, "PG_VERSION", "15\n");
	struct cluster *cluster = must_start(&place);
	expect(cluster, "SELECT current_database()", "plimsoll");
	assert_int_not_equal(access(draft, F_OK), 0);
	cluster_stop(cluster);
}

static void the_log_holds_no_values(void **state)
{
	(void)state;
	char path[200], content[65536];
	struct connection *owner = NULL;
	struct cluster *cluster = must_start(&place);
	assert_int_equal(
		connection_open(cluster_database(cluster), DATABASE_OWNER, &owner, NULL), STATUS_OK);
	static const char *const statements[] = {
		"CREATE TEMPORARY TABLE t (secret text PRIMARY KEY, n integer CHECK (n > 0))",
		"INSERT INTO t VALUES ('planted-value', 1)", "INSERT INTO t VALUES ('planted-value', 1)",
		"INSERT INTO t VALUES ('planted-value-2', -1)", "SELECT 'planted-value'::integer",
		"SELECT pg_terminate_backend(pg_backend_pid())"};
	for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
		PQclear(PQexec(owner->handle, statements[i]));
	connection_close(owner);
	cluster_stop(cluster);
	snprintf(path, sizeof path, "%s/postgresql.log", place.directory);
	FILE *log = fopen(path, "r");
	assert_non_null(log);
	content[fread(content, 1, sizeof content - 1, log)] = '\0';
	fclose(log);
	assert_non_null(strstr(content, "terminating connection")); // what it does hold
	assert_null(strstr(content, "planted-value"));
}

static void an_ordinary_user_can_do_the_same(void **state)
{
	(void)state;
	char command[1024];
	if (geteuid() != 0)
		skip();
	// A copy, because the folder of this program may be closed to others.
	assert_int_equal(chmod(place.directory, 0777), 0);
	snprintf(command, sizeof command,
		"cp '%s' '%s/program' && chmod 755 '%s/program' && mkdir -m 777 '%s' && cd / &&"
		" setpriv --reuid=%s --regid=nogroup --clear-groups '%s/program' as-ordinary-user '%s/own'"
		" '%s/run'",
		test_self(), place.directory, place.directory, place.runtime, test_user(), place.directory,
		place.runtime, place.runtime);
	assert_int_equal(system(command), 0);
}

static int as_ordinary_user(char **argv)
{
	struct fault fault = {.status = STATUS_OK};
	struct cluster *cluster = NULL;
	const struct cluster_options options = {argv[2], argv[3], NULL, test_self()};
	enum status status = mkdir(argv[2], 0700) == 0 ? STATUS_OK : STATUS_SYSTEM;
	for (int i = 0; i < 2 && status == STATUS_OK; i++) {
		status = cluster_start(&options, &cluster, &fault);
		if (status == STATUS_OK)
			status = migrate(cluster_database(cluster), NULL, &fault);
		cluster_stop(cluster);
		cluster = NULL;
	}
	if (status != STATUS_OK)
		fprintf(stderr, "%s: %s\n", fault.where, fault.message);
	return (int)status;
}

int main(int argc, char **argv)
{
#define NEW(name) cmocka_unit_test_setup(name, new_place)
#define USED(name) cmocka_unit_test_setup(name, used_place)
	const struct CMUnitTest tests[] = {
		NEW(a_new_cluster_has_the_settings_it_should),
		USED(others_can_neither_read_the_data_nor_open_the_socket),
		USED(what_was_stored_is_there_after_a_restart),
		USED(a_second_program_joins_and_leaves_it_running),
		USED(nobody_else_can_have_the_data_for_as_long_as_the_owner_lives),
		USED(a_start_puts_a_large_log_aside_and_only_one),
		NEW(of_several_that_start_at_once_one_makes_it_and_the_others_join),
		USED(a_stale_lock_is_no_hindrance),
		USED(after_a_crash_of_the_server_it_starts_again),
		USED(the_server_ends_with_a_program_that_is_killed),
		USED(a_server_that_another_program_holds_is_joined_and_outlives_us),
		NEW(an_unfinished_cluster_is_made_anew),
		USED(the_log_holds_no_values),
		NEW(an_ordinary_user_can_do_the_same),
	};
	if (argc == 4 && strcmp(argv[1], "hold-cluster") == 0)
		return hold(argv);
	if (argc == 4 && strcmp(argv[1], "as-ordinary-user") == 0)
		return as_ordinary_user(argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
