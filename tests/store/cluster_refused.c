// SPDX-License-Identifier: MIT
// What keeps the embedded cluster from starting, each said in a sentence.
#include "support/cmocka.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/cluster.h"
#include "support/place.h"

// That it does not start, for this reason.
static void must_refuse(const struct place *where, enum status expected, const char *word)
{
	struct fault fault = {.status = STATUS_OK};
	struct cluster *cluster = NULL;
	enum status status = cluster_start(&where->options, &cluster, &fault);
	assert_null(cluster);
	if (status != expected || !strstr(fault.message, word))
		fail_msg("%s: %s: %s", status_id(status), fault.where, fault.message);
}

static void data_of_another_major_version_are_left_alone(void **state)
{
	(void)state;
	mkdir(place.data, 0700);
	give_to_the_user(place.data);
	write_text(place.data, "PG_VERSION", "14\n");
	must_refuse(&place, STATUS_VERSION, "made by PostgreSQL 14, and 15 is the oldest");
	write_text(place.data, "PG_VERSION", "99\n");
	must_refuse(&place, STATUS_VERSION, "made by PostgreSQL 99, which is not installed");
	write_text(place.data, "PG_VERSION", "");
	must_refuse(&place, STATUS_INVALID, "not a folder of PostgreSQL");
}

static void a_socket_path_that_is_too_long_is_said_to_be(void **state)
{
	(void)state;
	struct place far = place;
	char runtime[] = "/tmp/ninety-three-bytes-and-fifteen-more-for-the-name-of-the-socket-"
					 "xxxxxxxxxxxxxxxxxxxxxxxxxx";
	assert_int_equal(strlen(runtime) + strlen("/.s.PGSQL.5432"), 108);
	far.options.runtime_directory = runtime;
	must_refuse(&far, STATUS_LIMIT, "would have 108 bytes, and a socket's path has room for 107");
	far.options.runtime_directory = "relative";
	must_refuse(&far, STATUS_INVALID, "must be absolute");
}

static void root_needs_another_user(void **state)
{
	(void)state;
	struct place as_root = place;
	if (geteuid() != 0)
		skip();
	as_root.options.user = NULL;
	must_refuse(&as_root, STATUS_DENIED, "does not run as root");
	as_root.options.user = "root";
	must_refuse(&as_root, STATUS_DENIED, "does not run as root");
	as_root.options.user = "nobody-of-this-name";
	must_refuse(&as_root, STATUS_NOT_FOUND, "no user of this name");
}

static void files_of_another_owner_are_refused(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(place.data, 12345, 12345), 0);
	must_refuse(&place, STATUS_DENIED, "belong to another user");
	give_to_the_user(place.data);
	assert_int_equal(chown(place.runtime, 12345, 12345), 0);
	must_refuse(&place, STATUS_DENIED, "belongs to another user");
	// Nor is a link in its place followed.
	assert_int_equal(rmdir(place.runtime), 0);
	assert_int_equal(symlink("/tmp", place.runtime), 0);
	must_refuse(&place, STATUS_SYSTEM, "cannot be opened");
}

static void a_full_disk_is_said_to_be_full_and_can_be_tried_again(void **state)
{
	(void)state;
	if (mount("none", place.directory, "tmpfs", 0, "size=20m,mode=0711") != 0) {
		print_message("# skipped: a small file system cannot be mounted here\n");
		skip();
	}
	struct fault fault = {.status = STATUS_OK};
	struct cluster *cluster = NULL;
	enum status status = cluster_start(&place.options, &cluster, &fault);
	mount("none", place.directory, "tmpfs", MS_REMOUNT, "size=200m");
	enum status again = cluster ? STATUS_SYSTEM : cluster_start(&place.options, &cluster, NULL);
	cluster_stop(cluster);
	umount2(place.directory, MNT_DETACH);
	assert_int_equal(status, STATUS_DISK_FULL);
	assert_non_null(strstr(fault.message, "the disk is full"));
	assert_int_equal(again, STATUS_OK);
}

static void a_folder_that_is_missing_is_said_to_be(void **state)
{
	(void)state;
	struct place missing = place;
	missing.options.directory = "/nonexistent/plimsoll";
	must_refuse(&missing, STATUS_SYSTEM, "No such file or directory");
	missing.options.directory = "relative";
	must_refuse(&missing, STATUS_LIMIT, "must be absolute");
}

static void a_program_that_cannot_be_run_again_is_a_failure(void **state)
{
	(void)state;
	struct place other = place;
	other.options.self = "/nonexistent/plimsoll";
	must_refuse(&other, STATUS_SYSTEM, "PostgreSQL cannot be started");
	other.options.self = "/bin/true"; // reports nothing and makes nothing
	must_refuse(&other, STATUS_SYSTEM, "could not be made");
}

int main(void)
{
#define NEW(name) cmocka_unit_test_setup(name, new_place)
#define USED(name) cmocka_unit_test_setup(name, used_place)
	const struct CMUnitTest tests[] = {
		NEW(data_of_another_major_version_are_left_alone),
		NEW(a_socket_path_that_is_too_long_is_said_to_be),
		NEW(root_needs_another_user),
		USED(files_of_another_owner_are_refused),
		NEW(a_full_disk_is_said_to_be_full_and_can_be_tried_again),
		NEW(a_folder_that_is_missing_is_said_to_be),
		NEW(a_program_that_cannot_be_run_again_is_a_failure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
