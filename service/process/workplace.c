// SPDX-License-Identifier: MIT
#include "process/workplace.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process/clock.h"
#include "secret/token.h"
#include "store/migrate.h"
#include "json/policy.h"

#define POLICY_LIMIT ((size_t)1 << 20)

// Makes a directory of mode 0700 and those above it, owned by `owner` where that is not us.
static enum status make_directory(const char *path, const struct passwd *owner, struct fault *fault)
{
	char part[DIRECTORY_LIMIT];
	size_t length = strlen(path);
	for (size_t i = 1; i <= length; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		bool last = i == length;
		if (mkdir(part, last ? 0700 : 0755) == 0) {
			if (last && owner && chown(part, owner->pw_uid, owner->pw_gid) != 0)
				return fault_errno(fault, part, "The directory cannot be given to the user");
		} else if (errno != EEXIST) {
			return fault_errno(fault, part, "The directory cannot be made");
		}
	}
	return STATUS_OK;
}

static enum status choose_directory(
	const struct options *options, struct workplace *out, struct fault *fault)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int length;
	if (options->values[OPTION_DATA])
		length =
			snprintf(out->directory, sizeof out->directory, "%s", options->values[OPTION_DATA]);
	else if (geteuid() == 0)
		length = snprintf(out->directory, sizeof out->directory, "/var/lib/plimsoll");
	else if (state && *state)
		length = snprintf(out->directory, sizeof out->directory, "%s/plimsoll", state);
	else if (home && *home)
		length = snprintf(out->directory, sizeof out->directory, "%s/.local/state/plimsoll", home);
	else
		return fault_set(fault, STATUS_INVALID, NULL,
			"There is no home directory to keep data in. Name a place with --data.");
	if (length >= (int)sizeof out->directory)
		return fault_set(
			fault, STATUS_LIMIT, "--data", "The path of the data directory is too long.");
	return STATUS_OK;
}

static enum status become(const char *name, const struct passwd *user, struct fault *fault)
{
	if (initgroups(name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
		setuid(user->pw_uid) != 0)
		return fault_errno(fault, name, "The program cannot become this user");
	return STATUS_OK;
}

// A short directory for the socket, one for each data directory.
static void choose_runtime(const char *directory, char *out, size_t size)
{
	const char *given = getenv("XDG_RUNTIME_DIR");
	char digest[DIGEST_TEXT_LENGTH + 1];
	digest_text(text_of(directory), digest);
	bool root = geteuid() == 0;
	if (!root && given && *given && access(given, W_OK) == 0)
		snprintf(out, size, "%s/plimsoll-%.8s", given, digest);
	else
		snprintf(out, size, "%s/plimsoll-%u-%.8s",
			root && access("/run", W_OK) == 0 ? "/run" : "/tmp", (unsigned)geteuid(), digest);
}

// Makes the data directory and finds its one true path: whichever way it is named, what is made
// from its name must be the same for everybody.
static enum status settle_directory(char *directory, const struct passwd *user, struct fault *fault)
{
	char real[PATH_MAX];
	for (size_t length = strlen(directory); length > 1 && directory[length - 1] == '/'; length--)
		directory[length - 1] = '\0';
	enum status status = make_directory(directory, user, fault);
	if (status != STATUS_OK)
		return status;
	if (!realpath(directory, real))
		return fault_errno(fault, directory, "The data directory cannot be found");
	snprintf(directory, DIRECTORY_LIMIT, "%s", real);
	return STATUS_OK;
}

// Makes the places the service writes to, and stops being root.
static enum status settle_user(
	const struct options *options, char *directory, char *runtime, struct fault *fault)
{
	const char *name = options->values[OPTION_USER];
	const struct passwd *user = NULL;
	if (geteuid() == 0) {
		user = getpwnam(name);
		if (!user)
			return fault_set(fault, STATUS_NOT_FOUND, name,
				"There is no such user for the service to run as. Make one with \"useradd "
				"--system %s\", or start as an ordinary user.",
				name);
	}
	enum status status = settle_directory(directory, user, fault);
	if (status == STATUS_OK) {
		choose_runtime(directory, runtime, DIRECTORY_LIMIT);
		status = make_directory(runtime, user, fault);
	}
	if (status == STATUS_OK && user)
		status = become(name, user, fault);
	if (status == STATUS_OK && access(directory, R_OK | W_OK | X_OK) != 0)
		status = fault_errno(fault, directory, "The data directory cannot be used");
	return status;
}

static enum status start_clock(const struct options *options, struct fault *fault)
{
	const char *clock = options->values[OPTION_CLOCK];
	struct instant start;
	if (!clock)
		return STATUS_OK;
	if (!instant_parse(text_of(clock), &start))
		return fault_set(fault, STATUS_INVALID, "--clock",
			"This is no instant. Write it as 2017-01-08T00:00:00Z.");
	clock_start_from(start);
	return STATUS_OK;
}

static enum status start_database(
	const struct options *options, const char *runtime, struct workplace *out, struct fault *fault)
{
	if (options->values[OPTION_DATABASE]) {
		out->database = (struct database){.conninfo = options->values[OPTION_DATABASE]};
		return STATUS_OK;
	}
	struct cluster_options cluster = {
		.directory = out->directory,
		.runtime_directory = runtime,
		.self = "/proc/self/exe",
	};
	enum status status = cluster_start(&cluster, &out->cluster, fault);
	if (status == STATUS_OK)
		out->database = *cluster_database(out->cluster);
	return status;
}

// A new key beside old data would make every import add everything again.
static enum status check_key(const char *directory, const char *key, struct fault *fault)
{
	char data[DIRECTORY_LIMIT + 32];
	snprintf(data, sizeof data, "%s/postgresql/PG_VERSION", directory);
	if (access(key, F_OK) == 0 || access(data, F_OK) != 0)
		return STATUS_OK;
	return fault_set(fault, STATUS_NOT_FOUND, key,
		"The organisation's key is missing. Put its copy back: with a new one, imports would add "
		"everything again.");
}

enum status workplace_open(
	const struct options *options, struct workplace *out, struct fault *fault)
{
	char runtime[DIRECTORY_LIMIT], key[DIRECTORY_LIMIT + 8];
	*out = (struct workplace){.cluster = NULL};
	enum status status = secret_open(fault);
	if (status == STATUS_OK)
		status = start_clock(options, fault);
	if (status == STATUS_OK)
		status = choose_directory(options, out, fault);
	if (status != STATUS_OK)
		return status;
	status = settle_user(options, out->directory, runtime, fault);
	snprintf(key, sizeof key, "%s/key", out->directory);
	if (status == STATUS_OK)
		status = check_key(out->directory, key, fault);
	if (status == STATUS_OK)
		status = key_open(key, &out->key, fault);
	if (status == STATUS_OK)
		status = start_database(options, runtime, out, fault);
	return status;
}

void workplace_close(struct workplace *workplace)
{
	cluster_stop(workplace->cluster);
	workplace->cluster = NULL;
}

// Commands work on the schema they were built for and leave changing it to serve and migrate.
static enum status check_schema(const struct database *database, struct fault *fault)
{
	int version;
	enum status status = migrate_version(database, &version, fault);
	if (status != STATUS_OK || version == migrate_newest())
		return status;
	return fault_set(fault, STATUS_VERSION, NULL,
		version > migrate_newest() ? "The database was made by a newer Plimsoll. Use that one."
		: version == 0             ? "The database is empty. Run plimsoll serve first."
					   : "The database is of an older Plimsoll. Run plimsoll migrate first.");
}

enum status desk_open(const struct options *options, struct desk *out, struct fault *fault)
{
	*out = (struct desk){.recorder = NULL};
	arena_init(&out->arena);
	enum status status = workplace_open(options, &out->workplace, fault);
	if (status == STATUS_OK)
		status = check_schema(&out->workplace.database, fault);
	if (status == STATUS_OK)
		status =
			connection_open(&out->workplace.database, DATABASE_RECORDER, &out->recorder, fault);
	if (status == STATUS_OK)
		status = setting_read(out->recorder, clock_now(), &out->arena, &out->setting, fault);
	return status;
}

void desk_close(struct desk *desk)
{
	connection_close(desk->recorder);
	arena_done(&desk->arena);
	workplace_close(&desk->workplace);
}

enum status file_read(
	const char *path, size_t most, struct arena *arena, struct text *out, struct fault *fault)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes = arena_allocate(arena, most + 1);
	size_t length = 0;
	ssize_t got = 1;
	if (!bytes) {
		if (file >= 0)
			close(file);
		return fault_memory(fault);
	}
	if (file < 0)
		return fault_errno(fault, path, "The file cannot be opened");
	while (length <= most && (got = read(file, bytes + length, most + 1 - length)) > 0)
		length += (size_t)got;
	enum status status = STATUS_OK;
	if (got < 0)
		status = fault_errno(fault, path, "The file cannot be read");
	else if (length > most)
		status = fault_set(fault, STATUS_LIMIT, path,
			"The file is larger than %zu bytes; this cannot be what was meant.", most);
	else
		*out = (struct text){bytes, length};
	close(file);
	return status;
}

enum status policy_document(
	const char *name, struct arena *arena, struct text *out, struct fault *fault)
{
	struct text shipped = policy_shipped(text_of(name));
	if (shipped.start) {
		*out = shipped;
		return STATUS_OK;
	}
	return file_read(name, POLICY_LIMIT, arena, out, fault);
}
