// SPDX-License-Identifier: MIT
#include "store/cluster.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/cluster_child.h"
#include "store/cluster_end.h"
#include "store/cluster_files.h"
#include "store/cluster_log.h"
#include "store/session.h"

#define STEP 5                          // milliseconds between two looks
#define LOOKS_FOR_LOCK (60000 / STEP)   // another one may be making the cluster
#define LOOKS_FOR_START (600000 / STEP) // recovery after a crash takes its time

struct cluster {
	char conninfo[SOCKET_PATH_LIMIT + 64];
	char log[PATH_LIMIT];
	struct database database;
	pid_t process; // 0 when joined
	int lock;      // held for as long as the server is ours; -1 when joined
};

// What a start needs to know.
struct start {
	const struct cluster_options *options;
	struct cluster_paths paths;
	uid_t owner; // whom the data belong to
	gid_t group;
	const char *user; // whom the child becomes; "" to stay who we are
};

static void wait_a_step(void)
{
	poll(NULL, 0, STEP);
}

static enum status find_owner(struct start *start, struct fault *fault)
{
	struct passwd entry, *found = NULL;
	char memory[16384];
	start->owner = geteuid();
	start->group = getegid();
	start->user = "";
	if (start->owner != 0)
		return STATUS_OK;
	const char *user = start->options->user;
	if (!user || (getpwnam_r(user, &entry, memory, sizeof memory, &found) == 0 && found &&
					 entry.pw_uid == 0))
		return fault_set(fault, STATUS_DENIED, NULL,
			"PostgreSQL does not run as root. Name another user for it, or start as that user.");
	if (!found)
		return fault_set(fault, STATUS_NOT_FOUND, user, "This machine has no user of this name.");
	start->owner = entry.pw_uid;
	start->group = entry.pw_gid;
	start->user = user;
	return STATUS_OK;
}

static enum status open_lock(const struct start *start, int *out, struct fault *fault)
{
	const char *path = start->paths.lock;
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0 && errno == EACCES)
		return fault_set(fault, STATUS_DENIED, path,
			"This belongs to another user. Start as that user, or name another data folder.");
	if (file < 0)
		return fault_errno(fault, path, "The data folder cannot be written");
	*out = file;
	return STATUS_OK;
}

// A folder of mode 0700 that belongs to the owner of the data; made when missing.
static enum status own_folder(const struct start *start, const char *path, struct fault *fault)
{
	struct stat about;
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return fault_errno(fault, path, "A folder of the database cannot be made");
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0 || fstat(folder, &about) != 0) {
		enum status status = fault_errno(fault, path, "A folder of the database cannot be opened");
		if (folder >= 0)
			close(folder);
		return status;
	}
	bool ours = about.st_uid == start->owner ||
				(about.st_uid == geteuid() && fchown(folder, start->owner, start->group) == 0);
	bool private = ours && fchmod(folder, 0700) == 0;
	close(folder);
	if (!private)
		return fault_set(fault, STATUS_DENIED, path,
			"This folder belongs to another user. Remove it, or name another.");
	return STATUS_OK;
}

static enum status check_data_owner(const struct start *start, struct fault *fault)
{
	struct stat about;
	if (lstat(start->paths.data, &about) != 0)
		return fault_errno(fault, start->paths.data, "The database's folder cannot be read");
	if (about.st_uid != start->owner)
		return fault_set(fault, STATUS_DENIED, start->paths.data,
			"These data belong to another user. Start as that user, or name that user.");
	return STATUS_OK;
}

static int spawn(const struct start *start, const char *mode, const char *data, int log, int report,
	pid_t *process)
{
	char parent[16];
	snprintf(parent, sizeof parent, "%d", (int)getpid());
	const char *const arguments[] = {start->options->self, "postgres-child", mode, start->user,
		parent, data, start->options->runtime_directory, start->paths.programs, NULL};
	static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, log, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, log, STDERR_FILENO);
	posix_spawn_file_actions_adddup2(&files, report, CHILD_REPORT);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	// A session of its own: an interrupt from the terminal is for us, who then stop it.
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
	int error = posix_spawn(process, start->options->self, &files, &attributes,
		(char *const *)arguments, (char *const *)environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

// Starts the child and waits until it has become initdb or postgres.
static enum status start_child(const struct start *start, const char *mode, const char *data,
	pid_t *process, off_t *log_offset, struct fault *fault)
{
	int report[2], state;
	struct fault reason = {.status = STATUS_OK};
	const char *self = start->options->self;
	bool emptied;
	enum status status = cluster_log_bound(start->paths.log, &emptied, fault);
	if (status != STATUS_OK)
		return status;
	int log = cluster_log_open(start->paths.log);
	if (log < 0)
		return fault_errno(fault, start->paths.log, "The log of PostgreSQL cannot be written");
	*log_offset = lseek(log, 0, SEEK_END);
	if (pipe2(report, O_CLOEXEC) != 0) {
		close(log);
		return fault_errno(fault, self, "PostgreSQL cannot be started");
	}
	errno = spawn(start, mode, data, log, report[1], process);
	bool spawned = errno == 0;
	if (!spawned)
		fault_errno(&reason, self, "PostgreSQL cannot be started");
	close(log);
	close(report[1]);
	bool failed = spawned && read(report[0], &reason, sizeof reason) != 0;
	close(report[0]);
	if (spawned && !failed)
		return STATUS_OK;
	if (failed)
		waitpid(*process, &state, 0);
	*process = 0;
	return fault_set(fault, reason.status, reason.where, "%s", reason.message);
}

// Made beside its place and moved there when whole, so that a crash leaves no half of it.
static enum status make_data(const struct start *start, struct fault *fault)
{
	const struct cluster_paths *paths = &start->paths;
	pid_t process;
	off_t offset;
	int state = 0;
	enum status status = own_folder(start, paths->draft, fault);
	if (status == STATUS_OK)
		status = start_child(start, "initdb", paths->draft, &process, &offset, fault);
	if (status != STATUS_OK)
		return status;
	while (waitpid(process, &state, 0) < 0 && errno == EINTR)
		continue;
	int version = 0;
	if (!WIFEXITED(state) || WEXITSTATUS(state) != 0 ||
		data_version(paths->draft, &version, NULL) != STATUS_OK)
		return log_reason(paths->log, offset, "The database could not be made", fault);
	if (rename(paths->draft, paths->data) != 0)
		return fault_errno(fault, paths->data, "The new database cannot be put in its place");
	return STATUS_OK;
}

// Waits for the process to be ready to answer; 0 is left of one that has ended.
static enum status wait_until_ready(
	const struct start *start, pid_t *process, off_t offset, struct fault *fault)
{
	pid_t named = 0;
	bool stale;
	int state;
	for (int looks = 0; looks < LOOKS_FOR_START; looks++) {
		if (postmaster_read(start->paths.data, &named, &stale) == POSTMASTER_READY &&
			named == *process)
			return STATUS_OK;
		if (waitpid(*process, &state, WNOHANG) != 0) {
			*process = 0;
			return log_reason(start->paths.log, offset, "PostgreSQL did not start", fault);
		}
		wait_a_step();
	}
	return fault_set(fault, STATUS_UNAVAILABLE, start->paths.log,
		"PostgreSQL has been recovering for ten minutes. Look at its log.");
}

// After a crash the old one's processes end a moment later than itself.
static enum status start_server(const struct start *start, pid_t *process, struct fault *fault)
{
	for (int looks = 0;; looks++) {
		struct fault reason = {.status = STATUS_OK};
		off_t offset = 0;
		enum status status =
			start_child(start, "serve", start->paths.data, process, &offset, &reason);
		if (status == STATUS_OK)
			status = wait_until_ready(start, process, offset, &reason);
		if (status == STATUS_OK)
			return STATUS_OK;
		if (status != STATUS_RETRY || looks == 20)
			return fault_set(fault, status, reason.where, "%s", reason.message);
		poll(NULL, 0, 100);
	}
}

static enum status make_database(struct connection *admin, struct fault *fault)
{
	enum status status = STATUS_OK;
	PGresult *result = PQexec(admin->handle, "SELECT FROM pg_database WHERE datname = 'plimsoll'");
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		status = session_fault(admin, result, "cluster", fault);
	else if (PQntuples(result) == 0)
		status =
			session_run(admin, "CREATE DATABASE plimsoll OWNER plimsoll_owner", "cluster", fault);
	PQclear(result);
	return status;
}

// The roles that log in, and the database; there already in all but the first start.
static enum status fill(const struct start *start, struct fault *fault)
{
	char conninfo[SOCKET_PATH_LIMIT + 64];
	struct connection *admin = NULL;
	snprintf(conninfo, sizeof conninfo, "host='%s' port=" CLUSTER_PORT " dbname=postgres",
		start->options->runtime_directory);
	struct database postgres = {.conninfo = conninfo, .embedded = true};
	enum status status = connection_open(&postgres, DATABASE_ADMIN, &admin, fault);
	if (status == STATUS_OK)
		status = session_run(admin, cluster_script, "cluster", fault);
	if (status == STATUS_OK)
		status = make_database(admin, fault);
	connection_close(admin);
	return status;
}

// Joins a server that runs on these data and answers; `joined` false when there is none. One whose
// program has just been killed still says that it is ready, and refuses connections.
static enum status join_server(const struct start *start, bool *joined, struct fault *fault)
{
	const char *data = start->paths.data;
	char path[PATH_LIMIT + 16];
	pid_t process = 0;
	bool stale = false;
	for (int looks = 0; looks < LOOKS_FOR_LOCK; looks++) {
		enum postmaster_state state = postmaster_read(data, &process, &stale);
		*joined = state == POSTMASTER_READY && fill(start, NULL) == STATUS_OK;
		if (*joined)
			return STATUS_OK;
		if (state == POSTMASTER_NONE) {
			process = 0;
			break;
		}
		wait_a_step();
	}
	if (process)
		return fault_set(fault, STATUS_UNAVAILABLE, data,
			"Another PostgreSQL, process %d, holds these data and does not answer. End it first.",
			(int)process);
	snprintf(path, sizeof path, "%s/postmaster.pid", data);
	// PostgreSQL would not dare to: the number now belongs to some other process, or to one that
	// has ended and that nobody has waited for. The socket has a lock of its own.
	if (stale && unlink(path) != 0)
		return fault_errno(fault, path, "A stale lock cannot be removed");
	snprintf(
		path, sizeof path, "%s/.s.PGSQL." CLUSTER_PORT ".lock", start->options->runtime_directory);
	if (unlink(path) != 0 && errno != ENOENT)
		return fault_errno(fault, path, "A stale lock cannot be removed");
	return STATUS_OK;
}

// Whether the server of whoever holds the lock answers, and has been filled.
static bool owner_answers(const struct start *start, const char *conninfo)
{
	pid_t process;
	bool stale;
	struct connection *admin = NULL;
	struct database database = {.conninfo = conninfo, .embedded = true};
	if (postmaster_read(start->paths.data, &process, &stale) != POSTMASTER_READY ||
		connection_open(&database, DATABASE_ADMIN, &admin, NULL) != STATUS_OK)
		return false;
	connection_close(admin);
	return true;
}

// Takes the lock, or finds the server of whoever has it, who keeps it for as long as they live: a
// server in another container cannot be seen by its process, and two on one folder destroy it.
static enum status lock_or_join(
	const struct start *start, int file, const char *conninfo, bool *locked, struct fault *fault)
{
	for (int looks = 0; looks < LOOKS_FOR_LOCK; looks++) {
		*locked = flock(file, LOCK_EX | LOCK_NB) == 0;
		if (*locked)
			return STATUS_OK;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return fault_errno(fault, start->paths.lock, "The lock of the database cannot be had");
		if (owner_answers(start, conninfo))
			return STATUS_OK;
		wait_a_step();
	}
	return fault_set(fault, STATUS_UNAVAILABLE, start->paths.lock,
		"Another plimsoll has had this database for a minute, and its server does not answer from "
		"here. Wait for it, or end it.");
}

// With the lock held.
static enum status run_server(struct start *start, pid_t *process, struct fault *fault)
{
	int version = 0;
	bool joined = false;
	enum status status = data_version(start->paths.data, &version, fault);
	if (status == STATUS_OK)
		status = programs_find(&start->paths, version, fault);
	if (status == STATUS_OK)
		status = own_folder(start, start->options->runtime_directory, fault);
	if (status == STATUS_OK && version == 0)
		status = make_data(start, fault);
	if (status == STATUS_OK)
		status = check_data_owner(start, fault);
	if (status == STATUS_OK)
		status = join_server(start, &joined, fault);
	if (status != STATUS_OK || joined)
		return status;
	status = start_server(start, process, fault);
	return status != STATUS_OK ? status : fill(start, fault);
}

static enum status start_or_join(struct start *start, struct cluster *cluster, struct fault *fault)
{
	bool locked = false;
	enum status status = open_lock(start, &cluster->lock, fault);
	if (status == STATUS_OK)
		status = lock_or_join(start, cluster->lock, cluster->conninfo, &locked, fault);
	if (status == STATUS_OK && locked)
		status = run_server(start, &cluster->process, fault);
	if (status == STATUS_OK && !cluster->process) {
		close(cluster->lock);
		cluster->lock = -1;
	}
	return status;
}

enum status cluster_start(
	const struct cluster_options *options, struct cluster **out, struct fault *fault)
{
	struct start start = {.options = options};
	struct cluster *cluster = calloc(1, sizeof *cluster);
	if (!cluster)
		return fault_memory(fault);
	cluster->lock = -1;
	enum status status = runtime_check(options->runtime_directory, fault);
	if (status == STATUS_OK)
		status = paths_set(&start.paths, options->directory, fault);
	if (status == STATUS_OK)
		status = find_owner(&start, fault);
	if (status == STATUS_OK) {
		snprintf(cluster->conninfo, sizeof cluster->conninfo,
			"host='%s' port=" CLUSTER_PORT " dbname=plimsoll", options->runtime_directory);
		snprintf(cluster->log, sizeof cluster->log, "%s", start.paths.log);
		cluster->database = (struct database){.conninfo = cluster->conninfo, .embedded = true};
		status = start_or_join(&start, cluster, fault);
	}
	if (status == STATUS_OK)
		*out = cluster;
	else
		cluster_stop(cluster);
	return status;
}

const struct database *cluster_database(const struct cluster *cluster)
{
	return &cluster->database;
}

int cluster_process(const struct cluster *cluster)
{
	return cluster->process;
}

enum status cluster_bound_log(const struct cluster *cluster, bool *emptied, struct fault *fault)
{
	*emptied = false;
	return cluster->process ? cluster_log_bound(cluster->log, emptied, fault) : STATUS_OK;
}

void cluster_stop(struct cluster *cluster)
{
	if (!cluster)
		return;
	if (cluster->process)
		cluster_end(cluster->process, cluster->conninfo);
	if (cluster->lock >= 0)
		close(cluster->lock);
	free(cluster);
}
