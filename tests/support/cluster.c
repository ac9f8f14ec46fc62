// SPDX-License-Identifier: MIT
#include "support/cluster.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store/migrate.h"
#include "store/session.h"

#define PREFIX "plimsoll-test-"
#define DATABASES_LIMIT 32

static struct {
	pid_t starter; // forked children must not remove anything
	char folder[64];
	char self[PATH_MAX];
	char data[128], runtime[128];
	struct cluster *cluster;
	struct database databases[DATABASES_LIMIT];
	int database_count;
} test;

__attribute__((constructor)) static void become_child(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "postgres-child") == 0)
		_exit(cluster_child(argc, argv));
}

static void __attribute__((noreturn, format(printf, 1, 2))) give_up(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fputs("Bail out! ", stdout);
	vprintf(format, arguments);
	putchar('\n');
	va_end(arguments);
	exit(1);
}

static void __attribute__((format(printf, 1, 2))) shell(const char *format, ...)
{
	char command[3 * PATH_MAX];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(command, sizeof command, format, arguments);
	va_end(arguments);
	if (system(command) != 0)
		give_up("%s failed.", command);
}

// Memory where there is plenty: nothing here outlives the program, and initdb waits for the disk.
static const char *parent_folder(void)
{
	struct statvfs about;
	bool roomy = statvfs("/dev/shm", &about) == 0 && !(about.f_flag & ST_NOEXEC) &&
				 about.f_bavail >= (2ULL << 30) / about.f_frsize && access("/dev/shm", W_OK) == 0;
	return roomy ? "/dev/shm" : "/tmp";
}

// What programs that were killed have left.
static void remove_abandoned(const char *parent)
{
	DIR *folder = opendir(parent);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		int process;
		char hyphen; // the names that other tests make up may begin with digits too
		if (sscanf(entry->d_name, PREFIX "%d%c", &process, &hyphen) == 2 && hyphen == '-' &&
			kill(process, 0) != 0 && errno == ESRCH)
			shell("rm -rf '%s/%s' 2>/dev/null || true", parent, entry->d_name);
	}
	if (folder)
		closedir(folder);
}

static void clean(void)
{
	if (getpid() != test.starter)
		return;
	cluster_stop(test.cluster);
	shell("rm -rf '%s'", test.folder);
}

const char *test_folder(void)
{
	if (test.starter)
		return test.folder;
	const char *parent = parent_folder();
	remove_abandoned(parent);
	snprintf(test.folder, sizeof test.folder, "%s/" PREFIX "%d-XXXXXX", parent, (int)getpid());
	if (!mkdtemp(test.folder) || chmod(test.folder, 0711) != 0)
		give_up("%s cannot be made: %s", test.folder, strerror(errno));
	test.starter = getpid();
	atexit(clean);
	return test.folder;
}

const char *test_user(void)
{
	if (geteuid() != 0)
		return NULL;
	return getpwnam("postgres") ? "postgres" : "nobody";
}

const char *test_self(void)
{
	ssize_t length = readlink("/proc/self/exe", test.self, sizeof test.self - 1);
	if (length < 0)
		give_up("/proc/self/exe cannot be read: %s", strerror(errno));
	return test.self;
}

static struct cluster *start(const char *data, const char *runtime)
{
	struct fault fault = {.status = STATUS_OK};
	struct cluster *cluster = NULL;
	const struct cluster_options options = {data, runtime, test_user(), test_self()};
	if (cluster_start(&options, &cluster, &fault) != STATUS_OK)
		give_up("%s: %s", fault.where, fault.message);
	return cluster;
}

static void run_as_admin(const struct database *database, const char *sql)
{
	struct fault fault = {.status = STATUS_OK};
	struct connection *admin = NULL;
	if (connection_open(database, DATABASE_ADMIN, &admin, &fault) != STATUS_OK ||
		session_run(admin, sql, "test", &fault) != STATUS_OK)
		give_up("%s: %s", sql, fault.message);
	connection_close(admin);
}

static void make_template(const char *path)
{
	char runtime[160];
	snprintf(runtime, sizeof runtime, "%s/first", test.folder);
	shell("rm -rf '%s.new' && mkdir '%s.new'", path, path);
	char draft[PATH_MAX + 8];
	snprintf(draft, sizeof draft, "%s.new", path);
	struct cluster *cluster = start(draft, runtime);
	static const char *const settings[] = {"ALTER SYSTEM SET fsync TO off",
		"ALTER SYSTEM SET full_page_writes TO off", "ALTER SYSTEM SET shared_buffers TO '32MB'"};
	for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
		run_as_admin(cluster_database(cluster), settings[i]);
	cluster_stop(cluster);
	shell("mv '%s.new' '%s'", path, path);
}

void test_cluster_copy(const char *directory)
{
	const char *build = getenv("TEST_BUILD");
	char path[PATH_MAX], lock_path[PATH_MAX + 8];
	snprintf(
		path, sizeof path, "%s/test-cluster-%d", build ? build : test_folder(), (int)geteuid());
	snprintf(lock_path, sizeof lock_path, "%s.lock", path);
	int lock = open(lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock < 0 || flock(lock, LOCK_EX) != 0)
		give_up("%s cannot be locked: %s", lock_path, strerror(errno));
	if (access(path, F_OK) != 0)
		make_template(path);
	shell("cp -a --reflink=auto '%s' '%s'", path, directory);
	close(lock);
}

static void start_once(void)
{
	if (test.cluster)
		return;
	snprintf(test.data, sizeof test.data, "%s/data", test_folder());
	snprintf(test.runtime, sizeof test.runtime, "%s/run", test.folder);
	test_cluster_copy(test.data);
	test.cluster = start(test.data, test.runtime);
}

void test_cluster_restart(void)
{
	start_once();
	cluster_stop(test.cluster);
	test.cluster = start(test.data, test.runtime);
}

static const struct database *add(const char *name)
{
	char *conninfo;
	if (test.database_count == DATABASES_LIMIT ||
		asprintf(&conninfo, "host='%s' port=5432 dbname=%s", test.runtime, name) < 0)
		give_up("There is no room for another database.");
	struct database *database = &test.databases[test.database_count++];
	*database = (struct database){.conninfo = conninfo, .embedded = true};
	return database;
}

const struct database *test_database(void)
{
	struct fault fault = {.status = STATUS_OK};
	if (test.database_count)
		return &test.databases[0];
	start_once();
	const struct database *database = add("plimsoll");
	if (migrate(database, NULL, &fault) != STATUS_OK)
		give_up("%s: %s", fault.where, fault.message);
	return database;
}

const struct database *test_database_new(const char *name)
{
	char sql[128];
	const struct database *first = test_database();
	snprintf(sql, sizeof sql, "CREATE DATABASE %s OWNER plimsoll_owner", name);
	run_as_admin(first, sql);
	return add(name);
}
