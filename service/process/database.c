// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/organisation/programme.h"
#include "process/commands.h"
#include "process/erasing.h"
#include "process/terminal.h"
#include "process/trail.h"
#include "store/backup.h"
#include "store/column_file.h"
#include "store/migrate.h"

int command_migrate(const struct options *options)
{
	struct workplace workplace;
	struct migration_report report;
	struct fault fault = {.status = STATUS_OK};
	enum status status = workplace_open(options, &workplace, &fault);
	if (status == STATUS_OK)
		status = migrate(&workplace.database, &report, &fault);
	if (status == STATUS_OK && report.from != report.to)
		status = trail_add(&workplace.database, AUDIT_BY_SHELL, AUDIT_MIGRATED, &fault);
	if (status == STATUS_OK && options->values[OPTION_JSON])
		printf("{\"from\":%d,\"to\":%d}\n", report.from, report.to);
	else if (status == STATUS_OK && report.from == report.to)
		printf("The schema is up to date: version %d.\n", report.to);
	else if (status == STATUS_OK)
		printf("The schema went from version %d to %d.\n", report.from, report.to);
	workplace_close(&workplace);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}

// Before it is written, so that there is no backup that the trail does not know, and it is in its
// own trail. A schema older than the program is backed up as it is.
static enum status tell_of_backup(const struct database *database, struct fault *fault)
{
	int version;
	enum status status = migrate_version(database, &version, fault);
	return status == STATUS_OK && version == migrate_newest()
			   ? trail_add(database, AUDIT_BY_SHELL, AUDIT_BACKED_UP, fault)
			   : status;
}

// The child's part: it becomes the service's user, who may not be able to touch the file's folder.
static int write_backup(const struct options *options, int file)
{
	struct workplace workplace;
	struct fault fault = {.status = STATUS_OK};
	enum status status = workplace_open(options, &workplace, &fault);
	if (status == STATUS_OK)
		status = tell_of_backup(&workplace.database, &fault);
	if (status == STATUS_OK)
		status = backup_write(&workplace.database, file, &fault);
	workplace_close(&workplace);
	return status == STATUS_OK ? 0 : command_failed(&fault);
}

static int run_apart(const struct options *options, int file)
{
	int ended;
	pid_t child = fork(); // there are no threads yet
	if (child == 0)
		_exit(write_backup(options, file));
	if (child < 0)
		return 1;
	while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(ended) ? WEXITSTATUS(ended) : 1;
}

int command_backup(const struct options *options)
{
	struct fault fault = {.status = STATUS_OK};
	const char *path = options->arguments[0];
	char draft[DIRECTORY_LIMIT];
	snprintf(draft, sizeof draft, "%s.part", path);
	// Not into a file, or through a link, that somebody else has put there.
	int file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0) {
		fault_errno(&fault, draft, "The backup cannot be written");
		return command_failed(&fault);
	}
	int code = run_apart(options, file);
	close(file);
	// A backup that is not whole never has its final name.
	if (code == 0 && rename(draft, path) != 0) {
		fault_errno(&fault, path, "The backup is whole, but cannot be given its name");
		code = command_failed(&fault);
	}
	if (code != 0) {
		unlink(draft);
		return code;
	}
	fprintf(stderr,
		"%s is written. Keep a copy of the organisation's key apart from it: without "
		"the key imports no longer know what they have seen.\n",
		path);
	return 0;
}

// What was removed since the backup was made is removed again before anybody can see it.
static void tell_of_erasing(
	const struct workplace *workplace, const struct erase_again_report *report)
{
	char list[LIST_PATH_LENGTH];
	erasing_path(workplace, list);
	erasing_warn(workplace, report);
	if (report->found)
		printf("Erased again, as the erasure list says: %zu entries and %zu people.\n",
			report->entries, report->people);
	else
		terminal_error(
			"plimsoll: %s: There is no erasure list. Whatever was removed or erased since "
			"this backup was made is back. Put the list there before the service is "
			"started: it then goes again.\n",
			list);
}

int command_restore(const struct options *options)
{
	struct workplace workplace;
	struct erase_again_report report;
	struct fault fault = {.status = STATUS_OK};
	int file = open(options->arguments[0], O_RDONLY | O_CLOEXEC);
	if (file < 0) {
		fault_errno(&fault, options->arguments[0], "The backup cannot be opened");
		return command_failed(&fault);
	}
	enum status status = workplace_open(options, &workplace, &fault);
	if (status == STATUS_OK)
		status = backup_restore(&workplace.database, file, &fault);
	if (status == STATUS_OK)
		status = trail_add(&workplace.database, AUDIT_BY_SHELL, AUDIT_RESTORED, &fault);
	if (status == STATUS_OK) {
		char columns[LIST_PATH_LENGTH];
		erasing_columns_path(&workplace, columns);
		column_remove(columns); // of the database before
		status = erasing_again(&workplace, &report, &fault);
	}
	if (status == STATUS_OK)
		tell_of_erasing(&workplace, &report);
	workplace_close(&workplace);
	close(file);
	if (status != STATUS_OK)
		return command_failed(&fault);
	puts("Everything is restored. Put the copy of the key beside the data now, or imports will "
		 "not know\nwhat they have seen.");
	return 0;
}

int command_programme(const struct options *options)
{
	struct desk desk;
	struct text hosts[ARGUMENTS_LIMIT];
	struct fault fault = {.status = STATUS_OK};
	size_t patterns = 0;
	if (strcmp(options->arguments[0], "adopt") != 0) {
		fault_set(
			&fault, STATUS_INVALID, options->arguments[0], "Usage: plimsoll programme adopt HOST…");
		command_failed(&fault);
		return 2;
	}
	size_t count = (size_t)options->argument_count - 1;
	for (size_t i = 0; i < count; i++)
		hosts[i] = text_of(options->arguments[i + 1]);
	enum status status = desk_open(options, &desk, &fault);
	if (status == STATUS_OK) {
		struct audit_actor by = trail_operator(&desk);
		status = programme_adopt(
			desk.recorder, &desk.setting.organisation, hosts, count, &by, &patterns, &fault);
	}
	desk_close(&desk);
	if (status != STATUS_OK)
		return command_failed(&fault);
	printf("%zu patterns of sessions, led by %zu people.\n", patterns, count);
	return 0;
}
