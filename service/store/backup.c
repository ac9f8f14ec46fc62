// SPDX-License-Identifier: MIT
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "store/cluster_files.h"
#include "store/migrate.h"

#define ENVIRONMENT_LIMIT 512

static void add_keyword(struct text_builder *out, const char *keyword, const char *value)
{
	builder_format(out, "%s='", keyword);
	for (; *value; value++) {
		if (*value == '\'' || *value == '\\')
			builder_character(out, '\\');
		builder_character(out, *value);
	}
	builder_string(out, "' ");
}

// The conninfo for a program's arguments, which others can see: the password goes another way.
static enum status program_conninfo(const struct database *database, const char *user,
	struct text_builder *conninfo, struct text_builder *password, struct fault *fault)
{
	PQconninfoOption *options = PQconninfoParse(database->conninfo, NULL);
	if (!options)
		return fault_set(fault, STATUS_INVALID, "--database", "The conninfo cannot be read.");
	for (PQconninfoOption *option = options; option->keyword; option++) {
		if (!option->val || (database->embedded && strcmp(option->keyword, "user") == 0))
			continue;
		if (strcmp(option->keyword, "password") == 0)
			builder_format(password, "PGPASSWORD=%s", option->val);
		else
			add_keyword(conninfo, option->keyword, option->val);
	}
	PQconninfoFree(options);
	if (database->embedded)
		add_keyword(conninfo, "user", user);
	return conninfo->failed || password->failed ? fault_memory(fault) : STATUS_OK;
}

// The first line in which the program says why; the rest may hold rows.
static void first_error(int errors, const char *program, char *out, size_t size)
{
	char said[4096];
	size_t length = 0;
	ssize_t got;
	while ((got = read(errors, said + length, sizeof said - 1 - length)) > 0) {
		length += (size_t)got;
		if (length == sizeof said - 1)
			length = sizeof said / 2; // keeps the beginning, drains the rest
	}
	said[length] = '\0';
	char *reason = strstr(said, "error: ");
	if (reason)
		reason[strcspn(reason, "\n")] = '\0';
	snprintf(out, size, "%s: %.200s", program, reason ? reason + 7 : "no reason given");
}

struct program {
	const char *name;
	char *const *arguments;
	int input, output; // -1: /dev/null
	char *password;    // a setting of the environment, or NULL
};

static enum status start(
	const struct program *program, int errors, pid_t *child, struct fault *fault)
{
	struct cluster_paths paths = {.programs = ""};
	char path[PATH_LIMIT * 2];
	char *environment[ENVIRONMENT_LIMIT + 2];
	size_t count = 0;
	posix_spawn_file_actions_t files;
	enum status status = programs_find(&paths, 0, fault);
	if (status != STATUS_OK)
		return status;
	snprintf(path, sizeof path, "%s/%s", paths.programs, program->name);
	while (environ[count] && count < ENVIRONMENT_LIMIT) {
		environment[count] = environ[count];
		count++;
	}
	if (program->password)
		environment[count++] = program->password;
	environment[count] = NULL;
	posix_spawn_file_actions_init(&files);
	for (int i = 0; i < 2; i++) {
		int given = i ? program->output : program->input;
		if (given >= 0)
			posix_spawn_file_actions_adddup2(&files, given, i);
		else
			posix_spawn_file_actions_addopen(&files, i, "/dev/null", i ? O_WRONLY : O_RDONLY, 0);
	}
	posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
	errno = posix_spawn(child, path, &files, NULL, program->arguments, environment);
	posix_spawn_file_actions_destroy(&files);
	return errno ? fault_errno(fault, path, "The program cannot be started") : STATUS_OK;
}

static enum status run(const struct program *program, struct fault *fault)
{
	int errors[2], ended = -1;
	char reason[256];
	pid_t child;
	if (pipe2(errors, O_CLOEXEC) != 0)
		return fault_errno(fault, program->name, "The program cannot be started");
	enum status status = start(program, errors[1], &child, fault);
	close(errors[1]);
	if (status == STATUS_OK) {
		first_error(errors[0], program->name, reason, sizeof reason);
		while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
			continue;
		if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
			status =
				fault_set(fault, strstr(reason, "No space left") ? STATUS_DISK_FULL : STATUS_SYSTEM,
					NULL, "%s.", reason);
	}
	close(errors[0]);
	return status;
}

static enum status dump(const struct database *database, struct text_builder *conninfo,
	struct text_builder *password, int descriptor, struct fault *fault)
{
	enum status status = program_conninfo(database, "plimsoll_backup", conninfo, password, fault);
	if (status != STATUS_OK)
		return status;
	char *as_role = database->embedded ? "--no-password" : "--role=plimsoll_backup";
	char *arguments[] = {"pg_dump", "--format=custom", "--enable-row-security", "--no-blobs",
		"--no-password", as_role, "--dbname", conninfo->start, NULL};
	struct program program = {"pg_dump", arguments, -1, descriptor, password->start};
	status = run(&program, fault);
	if (status == STATUS_OK && fsync(descriptor) != 0 && errno != EINVAL)
		status = fault_errno(fault, NULL, "The backup cannot be written to the disk");
	return status;
}

enum status backup_write(const struct database *database, int descriptor, struct fault *fault)
{
	struct text_builder conninfo, password;
	builder_init(&conninfo);
	builder_init(&password);
	enum status status = dump(database, &conninfo, &password, descriptor, fault);
	builder_done(&conninfo);
	builder_done(&password);
	return status;
}

static enum status fill(const struct database *database, struct text_builder *conninfo,
	struct text_builder *password, int descriptor, struct fault *fault)
{
	enum status status = program_conninfo(database, "plimsoll_admin", conninfo, password, fault);
	if (status != STATUS_OK)
		return status;
	char *arguments[] = {"pg_restore", "--exit-on-error", "--single-transaction", "--no-password",
		"--dbname", conninfo->start, NULL};
	struct program program = {"pg_restore", arguments, descriptor, -1, password->start};
	return run(&program, fault);
}

enum status backup_restore(const struct database *database, int descriptor, struct fault *fault)
{
	struct text_builder conninfo, password;
	struct migration_report report;
	int version;
	enum status status = migrate_version(database, &version, fault);
	if (status == STATUS_OK && version > 0)
		status = fault_set(fault, STATUS_CONFLICT, NULL,
			"This database is not empty. Restore into a new one, so that nothing is lost.");
	if (status == STATUS_OK)
		status = migrate_roles(database, fault);
	if (status != STATUS_OK)
		return status;
	builder_init(&conninfo);
	builder_init(&password);
	status = fill(database, &conninfo, &password, descriptor, fault);
	builder_done(&conninfo);
	builder_done(&password);
	return status == STATUS_OK ? migrate(database, &report, fault) : status;
}
