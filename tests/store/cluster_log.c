// SPDX-License-Identifier: MIT
// The log of the embedded cluster is kept within bounds.
#include "support/cmocka.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/cluster_log.h"
#include "store/session.h"
#include "support/place.h"

static char path[200], old[208];

static int begin(void **state)
{
	if (new_place(state) != 0)
		return 1;
	snprintf(path, sizeof path, "%s/postgresql.log", place.directory);
	snprintf(old, sizeof old, "%s.old", path);
	return 0;
}

static int begin_with_a_cluster(void **state)
{
	if (used_place(state) != 0)
		return 1;
	snprintf(path, sizeof path, "%s/postgresql.log", place.directory);
	snprintf(old, sizeof old, "%s.old", path);
	return 0;
}

static off_t size_of(const char *name)
{
	struct stat about;
	return stat(name, &about) == 0 ? about.st_size : -1;
}

// Numbered lines of 16 bytes.
static void write_lines(int first, int count)
{
	int log = cluster_log_open(path);
	FILE *stream = fdopen(log, "a");
	assert_non_null(stream);
	for (int i = first; i < first + count; i++)
		fprintf(stream, "line %010d\n", i);
	fclose(stream);
}

static void expect_line(const char *name, off_t offset, int number)
{
	char wanted[17], found[17] = "";
	int file = open(name, O_RDONLY | O_CLOEXEC);
	snprintf(wanted, sizeof wanted, "line %010d\n", number);
	assert_int_equal(pread(file, found, 16, offset), 16);
	close(file);
	assert_string_equal(found, wanted);
}

static bool bound(void)
{
	bool emptied;
	struct fault fault = {.status = STATUS_OK};
	if (cluster_log_bound(path, &emptied, &fault) != STATUS_OK)
		fail_msg("%s: %s", fault.where, fault.message);
	return emptied;
}

static void a_log_within_the_limit_is_left_alone(void **state)
{
	(void)state;
	assert_false(bound()); // there is none
	assert_int_equal(size_of(path), -1);
	write_lines(0, CLUSTER_LOG_LIMIT / 16);
	assert_false(bound());
	assert_int_equal(size_of(path), CLUSTER_LOG_LIMIT);
	assert_int_equal(size_of(old), -1);
}

static void of_a_larger_one_the_end_is_kept(void **state)
{
	(void)state;
	struct stat about;
	write_lines(0, 3 * CLUSTER_LOG_LIMIT / 16 + 5);
	assert_true(bound());
	assert_int_equal(size_of(path), 0);
	assert_int_equal(size_of(old), CLUSTER_LOG_LIMIT);
	expect_line(old, 0, 2 * CLUSTER_LOG_LIMIT / 16 + 5);
	expect_line(old, CLUSTER_LOG_LIMIT - 16, 3 * CLUSTER_LOG_LIMIT / 16 + 4);
	assert_int_equal(stat(old, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	write_lines(7, CLUSTER_LOG_LIMIT / 16 + 1);
	assert_true(bound());
	expect_line(old, 0, 8);
}

static void who_has_it_open_writes_on_from_the_beginning(void **state)
{
	(void)state;
	int writer = cluster_log_open(path);
	write_lines(0, CLUSTER_LOG_LIMIT / 16 + 1);
	assert_true(bound());
	assert_int_equal(write(writer, "line 0000000009\n", 16), 16);
	close(writer);
	assert_int_equal(size_of(path), 16);
	expect_line(path, 0, 9);
}

static void it_is_emptied_even_where_its_end_cannot_be_kept(void **state)
{
	(void)state;
	bool emptied;
	char in_the_way[220], draft[216];
	struct fault fault = {.status = STATUS_OK};
	snprintf(in_the_way, sizeof in_the_way, "%s/something", old);
	snprintf(draft, sizeof draft, "%s.new", old);
	assert_int_equal(mkdir(old, 0700), 0);
	assert_int_equal(mkdir(in_the_way, 0700), 0);
	write_lines(0, CLUSTER_LOG_LIMIT / 16 + 1);
	assert_int_equal(cluster_log_bound(path, &emptied, &fault), STATUS_SYSTEM);
	assert_string_equal(fault.where, old);
	assert_int_equal(size_of(path), 0);
	assert_int_equal(size_of(draft), -1);
}

static void a_link_in_its_place_is_not_followed(void **state)
{
	(void)state;
	bool emptied;
	char other[220];
	snprintf(other, sizeof other, "%s/other", place.directory);
	write_lines(0, CLUSTER_LOG_LIMIT / 16 + 1);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(symlink(other, path), 0);
	assert_int_equal(cluster_log_bound(path, &emptied, NULL), STATUS_SYSTEM);
	assert_false(emptied);
	assert_int_equal(size_of(other), CLUSTER_LOG_LIMIT + 16);
}

// What the server does log: the end of a connection by force.
static void end_a_connection(const struct cluster *cluster)
{
	struct connection *owner = NULL;
	assert_int_equal(
		connection_open(cluster_database(cluster), DATABASE_OWNER, &owner, NULL), STATUS_OK);
	PQclear(PQexec(owner->handle, "SELECT pg_terminate_backend(pg_backend_pid())"));
	connection_close(owner);
}

static void a_server_that_runs_goes_on_in_the_emptied_log(void **state)
{
	(void)state;
	char content[4096] = "";
	bool emptied;
	struct cluster *cluster = must_start(&place);
	struct cluster *joined = must_start(&place);
	write_lines(0, 2 * CLUSTER_LOG_LIMIT / 16);
	assert_int_equal(cluster_bound_log(joined, &emptied, NULL), STATUS_OK);
	assert_false(emptied); // it is the other's
	assert_int_equal(cluster_bound_log(cluster, &emptied, NULL), STATUS_OK);
	assert_true(emptied);
	end_a_connection(cluster);
	cluster_stop(joined);
	cluster_stop(cluster);
	int log = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = read(log, content, sizeof content - 1);
	close(log);
	assert_in_range(length, 20, sizeof content - 2);
	assert_int_equal(strlen(content), length); // no hole where it was emptied
	assert_non_null(strstr(content, "terminating connection"));
}

int main(void)
{
#define NEW(name) cmocka_unit_test_setup(name, begin)
#define USED(name) cmocka_unit_test_setup(name, begin_with_a_cluster)
	const struct CMUnitTest tests[] = {
		NEW(a_log_within_the_limit_is_left_alone),
		NEW(of_a_larger_one_the_end_is_kept),
		NEW(who_has_it_open_writes_on_from_the_beginning),
		NEW(it_is_emptied_even_where_its_end_cannot_be_kept),
		NEW(a_link_in_its_place_is_not_followed),
		USED(a_server_that_runs_goes_on_in_the_emptied_log),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
