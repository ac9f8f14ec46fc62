// SPDX-License-Identifier: MIT
#include "store/cluster_files.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

static bool join(char out[static PATH_LIMIT], const char *directory, const char *name)
{
	return snprintf(out, PATH_LIMIT, "%s/%s", directory, name) < PATH_LIMIT;
}

enum status paths_set(struct cluster_paths *paths, const char *directory, struct fault *fault)
{
	if (directory[0] != '/' || !join(paths->data, directory, "postgresql") ||
		!join(paths->draft, directory, "postgresql.new") ||
		!join(paths->log, directory, "postgresql.log") ||
		!join(paths->lock, directory, "cluster.lock"))
		return fault_set(fault, STATUS_LIMIT, directory,
			"The path of the database's folder must be absolute and shorter than %d bytes.",
			PATH_LIMIT - 20);
	return STATUS_OK;
}

enum status runtime_check(const char *runtime, struct fault *fault)
{
	size_t length = strlen(runtime) + strlen("/.s.PGSQL." CLUSTER_PORT);
	if (length > SOCKET_PATH_LIMIT)
		return fault_set(fault, STATUS_LIMIT, runtime,
			"The path of the database's socket would have %zu bytes, and a socket's path has room "
			"for %d. Choose a shorter runtime folder.",
			length, SOCKET_PATH_LIMIT);
	// PostgreSQL reads the path from a list in a configuration file.
	if (runtime[0] != '/' || strpbrk(runtime, ",'\"\\\n%"))
		return fault_set(fault, STATUS_INVALID, runtime,
			"The path of the runtime folder must be absolute and without commas, quotes, percent "
			"signs and backslashes.");
	return STATUS_OK;
}

// At most size - 1 bytes of a file, with a NUL; -1 when it cannot be read.
static ssize_t read_text(const char *path, off_t offset, char *out, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0)
		return -1;
	ssize_t length = pread(file, out, size - 1, offset);
	close(file);
	if (length >= 0)
		out[length] = '\0';
	return length;
}

enum status data_version(const char *data, int *version, struct fault *fault)
{
	char path[PATH_LIMIT + 16], content[32];
	struct stat about;
	int64_t number;
	if (lstat(data, &about) != 0) {
		if (errno != ENOENT)
			return fault_errno(fault, data, "The database's folder cannot be read");
		*version = 0;
		return STATUS_OK;
	}
	snprintf(path, sizeof path, "%s/PG_VERSION", data);
	if (!S_ISDIR(about.st_mode) || read_text(path, 0, content, sizeof content) < 0 ||
		!text_to_integer(text_trim(text_of(content)), &number) || number < 1 || number > 1000)
		return fault_set(fault, STATUS_INVALID, data,
			"This is not a folder of PostgreSQL: it has no readable PG_VERSION. Restore a backup, "
			"or "
			"move it away to start empty.");
	if (number < POSTGRES_OLDEST)
		return fault_set(fault, STATUS_VERSION, data,
			"These data were made by PostgreSQL %d, and %d is the oldest that will do. Upgrade "
			"them "
			"with pg_upgrade.",
			(int)number, POSTGRES_OLDEST);
	*version = (int)number;
	return STATUS_OK;
}

static bool has_programs(const char *folder)
{
	char initdb[PATH_LIMIT], postgres[PATH_LIMIT];
	return join(initdb, folder, "initdb") && join(postgres, folder, "postgres") &&
		   access(initdb, X_OK) == 0 && access(postgres, X_OK) == 0;
}

static bool try_programs(struct cluster_paths *paths, const char *folder)
{
	if (!has_programs(folder))
		return false;
	snprintf(paths->programs, sizeof paths->programs, "%s", folder);
	return true;
}

static bool try_version(struct cluster_paths *paths, int version)
{
	char folder[PATH_LIMIT];
	snprintf(folder, sizeof folder, "/usr/lib/postgresql/%d/bin", version);
	if (try_programs(paths, folder))
		return true;
	snprintf(folder, sizeof folder, "/usr/pgsql-%d/bin", version);
	return try_programs(paths, folder) ||
		   (version == POSTGRES_MAJOR && try_programs(paths, POSTGRES_PROGRAMS));
}

// The newest in Debian's layout.
static bool try_newest(struct cluster_paths *paths)
{
	glob_t found;
	int64_t newest = 0;
	if (glob("/usr/lib/postgresql/*/bin/postgres", 0, NULL, &found) != 0)
		return false;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct text rest = text_of(found.gl_pathv[i] + strlen("/usr/lib/postgresql/"));
		int64_t number;
		if (text_to_integer(text_cut(&rest, '/'), &number) && number > newest && number < 1000)
			newest = number;
	}
	globfree(&found);
	return newest >= POSTGRES_OLDEST && try_version(paths, (int)newest);
}

enum status programs_find(struct cluster_paths *paths, int version, struct fault *fault)
{
	if (try_version(paths, version ? version : POSTGRES_MAJOR) || (!version && try_newest(paths)))
		return STATUS_OK;
	if (version)
		return fault_set(fault, STATUS_VERSION, paths->data,
			"These data were made by PostgreSQL %d, which is not installed. Install "
			"postgresql-%d, or upgrade the data with pg_upgrade.",
			version, version);
	return fault_set(fault, STATUS_NOT_FOUND, NULL,
		"PostgreSQL is not installed. Install the package postgresql, or name a database with "
		"--database.");
}

// Whether a process is alive and is a PostgreSQL that works in this folder. That of another user
// cannot be looked into, and then is not ours, which would run as us.
static bool works_in(pid_t process, const char *data)
{
	char path[64], name[32], folder[PATH_LIMIT], real[PATH_LIMIT];
	snprintf(path, sizeof path, "/proc/%d/comm", (int)process);
	if (read_text(path, 0, name, sizeof name) < 0 || strcmp(name, "postgres\n") != 0)
		return false;
	snprintf(path, sizeof path, "/proc/%d/cwd", (int)process);
	ssize_t length = readlink(path, folder, sizeof folder - 1);
	if (length < 0 || !realpath(data, real))
		return false;
	folder[length] = '\0';
	return strcmp(folder, real) == 0;
}

enum postmaster_state postmaster_read(const char *data, pid_t *process, bool *stale)
{
	// The process is line 1, its state line 8 (src/include/utils/pidfile.h of PostgreSQL).
	char path[PATH_LIMIT + 16], content[1024 + PATH_LIMIT];
	int64_t number;
	*stale = false;
	snprintf(path, sizeof path, "%s/postmaster.pid", data);
	if (read_text(path, 0, content, sizeof content) < 0)
		return POSTMASTER_NONE;
	struct text rest = text_of(content);
	if (!text_to_integer(text_trim(text_cut(&rest, '\n')), &number) || number < 1 ||
		number > INT32_MAX) {
		*stale = true; // cut short by a crash: whoever starts one has the lock
		return POSTMASTER_NONE;
	}
	if (!works_in((pid_t)number, data)) {
		*stale = kill((pid_t)number, 0) == 0 || errno == EPERM;
		return POSTMASTER_NONE;
	}
	for (int line = 2; line < 8; line++)
		text_cut(&rest, '\n');
	struct text state = text_trim(text_cut(&rest, '\n'));
	*process = (pid_t)number;
	if (text_is(state, "ready"))
		return POSTMASTER_READY;
	return text_is(state, "stopping") ? POSTMASTER_ENDING : POSTMASTER_STARTING;
}

// The first line with one of PostgreSQL's marks of a failure, without the mark; what follows it in
// the log are consequences.
static struct text first_failure(const char *content)
{
	static const char *const marks[] = {"FATAL:  ", "PANIC:  ", "error: "};
	struct text rest = text_of(content);
	while (rest.length) {
		struct text line = text_cut(&rest, '\n');
		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
			const char *mark = memmem(line.start, line.length, marks[i], strlen(marks[i]));
			if (!mark)
				continue;
			mark += strlen(marks[i]);
			return (struct text){mark, (size_t)(line.start + line.length - mark)};
		}
	}
	return TEXT("it gave no reason");
}

enum status log_reason(const char *log, off_t offset, const char *what, struct fault *fault)
{
	char content[16384];
	if (read_text(log, offset, content, sizeof content) < 0)
		return fault_errno(fault, log, "The log of PostgreSQL cannot be read");
	// A write that was cut short carries the hint only.
	if (strstr(content, "No space left on device") || strstr(content, "Check free disk space"))
		return fault_set(fault, STATUS_DISK_FULL, log,
			"%s, because the disk is full. Free some space and start again.", what);
	if (strstr(content, "shared memory block") && strstr(content, "still in use"))
		return fault_set(fault, STATUS_RETRY, log,
			"%s, because processes of one that was killed are still ending. Try again.", what);
	struct text reason = first_failure(content);
	return fault_set(fault, STATUS_SYSTEM, log, "%s: %.*s.", what, TEXT_ARGUMENTS(reason));
}
