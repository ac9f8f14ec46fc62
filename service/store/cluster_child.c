// SPDX-License-Identifier: MIT
#include "store/cluster_child.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "store/cluster.h"
#include "store/cluster_files.h"

// Changed with ALTER SYSTEM, which wins over this file.
static const char settings[] =
	"# Written by plimsoll at every start. ALTER SYSTEM changes settings for good.\n"
	"listen_addresses = ''\n"
	"port = " CLUSTER_PORT "\n"
	"unix_socket_directories = '%s'\n"
	"unix_socket_permissions = 0700\n"
	"max_connections = 100\n"
	"shared_buffers = 256MB\n"
	"shared_preload_libraries = ''\n"
	"dynamic_shared_memory_type = %s\n"
	"jit = off\n"
	"timezone = 'UTC'\n"
	"log_timezone = 'UTC'\n"
	"lc_messages = 'C'\n"
	"ssl = off\n"
	// The log says what happened to the server, never what was in a statement.
	"log_destination = 'stderr'\n"
	"logging_collector = off\n"
	"log_min_messages = warning\n"
	"log_error_verbosity = terse\n"
	"log_min_error_statement = panic\n"
	"log_statement = 'none'\n"
	"log_parameter_max_length = 0\n"
	"log_parameter_max_length_on_error = 0\n"
	"log_checkpoints = off\n"
	"log_autovacuum_min_duration = -1\n";

static const char access_rules[] = "local all all peer map=plimsoll\n";

static const char *const database_users[] = {"plimsoll_admin", "plimsoll_owner", "plimsoll_web",
	"plimsoll_recorder", "plimsoll_erasure", "plimsoll_backup"};

// Who is logged in as whom: the cluster's owner and root, as anybody.
static void list_users(struct text_builder *out, const char *owner)
{
	for (size_t i = 0; i < sizeof database_users / sizeof database_users[0]; i++) {
		builder_format(out, "plimsoll \"%s\" %s\n", owner, database_users[i]);
		if (strcmp(owner, "root") != 0)
			builder_format(out, "plimsoll root %s\n", database_users[i]);
	}
}

static enum status write_file(
	const char *folder, const char *name, const struct text_builder *content, struct fault *fault)
{
	char path[PATH_LIMIT + 32], draft[PATH_LIMIT + 40];
	struct text text = builder_view(content);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	snprintf(draft, sizeof draft, "%s.new", path);
	if (content->failed)
		return fault_memory(fault);
	int file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return fault_errno(fault, path, "A file of the database cannot be written");
	errno = ENOSPC; // what a short write means
	bool written = write(file, text.start, text.length) == (ssize_t)text.length;
	close(file);
	if (!written || rename(draft, path) != 0)
		return fault_errno(fault, path, "A file of the database cannot be written");
	return STATUS_OK;
}

static enum status write_files(
	const char *data, const char *runtime, const char *owner, struct fault *fault)
{
	struct text_builder content;
	builder_init(&content);
	// A container or a chroot may have no place for shared memory that an ordinary user can write
	// to.
	builder_format(
		&content, settings, runtime, access("/dev/shm", W_OK | X_OK) == 0 ? "posix" : "mmap");
	enum status status = write_file(data, "postgresql.conf", &content, fault);
	builder_reset(&content);
	builder_string(&content, access_rules);
	if (status == STATUS_OK)
		status = write_file(data, "pg_hba.conf", &content, fault);
	builder_reset(&content);
	list_users(&content, owner);
	if (status == STATUS_OK)
		status = write_file(data, "pg_ident.conf", &content, fault);
	builder_done(&content);
	return status;
}

// Becomes `user`, or finds out who we are; `name` has room for any.
static enum status become(const char *user, char name[static 256], struct fault *fault)
{
	struct passwd entry, *found = NULL;
	char memory[16384];
	int error = *user ? getpwnam_r(user, &entry, memory, sizeof memory, &found)
					  : getpwuid_r(geteuid(), &entry, memory, sizeof memory, &found);
	if (error || !found || strlen(entry.pw_name) > 255)
		return fault_set(fault, STATUS_NOT_FOUND, user,
			"PostgreSQL needs a user with a name, and this machine does not know one.");
	snprintf(name, 256, "%s", entry.pw_name);
	if (*user && (setgroups(0, NULL) != 0 || setresgid(entry.pw_gid, entry.pw_gid, entry.pw_gid) ||
					 setresuid(entry.pw_uid, entry.pw_uid, entry.pw_uid)))
		return fault_errno(fault, user, "Changing to the user of the database failed");
	return STATUS_OK;
}

// The kernel forgets the wish when the user changes, so it comes after; a parent that is gone by
// then is not waited for.
static enum status die_with_parent(const char *parent, int signal_number, struct fault *fault)
{
	int64_t expected;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_PDEATHSIG, signal_number) != 0)
		return fault_errno(fault, "postgres-child", "The kernel refused a request");
	if (!text_to_integer(text_of(parent), &expected) || getppid() != expected)
		return fault_set(fault, STATUS_SYSTEM, "postgres-child", "The parent is gone.");
	return STATUS_OK;
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *place)
{
	(void)about;
	(void)type;
	return place->level == 0 ? 0 : remove(path);
}

// PostgreSQL's programs find one another by the path in their first argument.
static enum status run(
	const char *programs, const char *name, char *arguments[static 1], struct fault *fault)
{
	static const char *const environment[] = {
		"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC", NULL};
	char path[PATH_LIMIT + 16];
	snprintf(path, sizeof path, "%s/%s", programs, name);
	arguments[0] = path;
	execve(path, arguments, (char *const *)environment);
	return fault_errno(fault, path, "PostgreSQL cannot be run");
}

static enum status run_initdb(char **argv, struct fault *fault)
{
	char *arguments[] = {NULL, "--username=plimsoll_admin", "--auth=reject", "--encoding=UTF8",
		"--locale=C.UTF-8", "--data-checksums", "--no-instructions", "--pgdata", argv[CHILD_DATA],
		NULL};
	// What an earlier attempt left, by the user it belongs to.
	if (nftw(argv[CHILD_DATA], remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
		return fault_errno(fault, argv[CHILD_DATA], "An unfinished database cannot be removed");
	return run(argv[CHILD_PROGRAMS], "initdb", arguments, fault);
}

static enum status run_postgres(char **argv, const char *owner, struct fault *fault)
{
	char *arguments[] = {NULL, "-D", argv[CHILD_DATA], NULL};
	enum status status = write_files(argv[CHILD_DATA], argv[CHILD_RUNTIME], owner, fault);
	if (status == STATUS_OK)
		status = run(argv[CHILD_PROGRAMS], "postgres", arguments, fault);
	return status;
}

int cluster_child(int argc, char **argv)
{
	struct fault fault = {.status = STATUS_OK};
	char owner[256];
	if (argc != CHILD_ARGUMENTS || fcntl(CHILD_REPORT, F_SETFD, FD_CLOEXEC) != 0)
		return STATUS_INVALID; // started by hand
	bool make = strcmp(argv[CHILD_MODE], "initdb") == 0;
	close_range(CHILD_REPORT + 1, ~0u, 0);
	umask(077);
	enum status status = become(argv[CHILD_USER], owner, &fault);
	if (status == STATUS_OK)
		status = die_with_parent(argv[CHILD_PARENT], make ? SIGTERM : SIGINT, &fault);
	if (status == STATUS_OK && chdir("/") != 0)
		status = fault_errno(&fault, "/", "The folder cannot be entered");
	if (status == STATUS_OK)
		status = make ? run_initdb(argv, &fault) : run_postgres(argv, owner, &fault);
	if (write(CHILD_REPORT, &fault, sizeof fault) < 0)
		return (int)status;
	return (int)status;
}
