// SPDX-License-Identifier: MIT
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "calendar/child.h"
#include "process/commands.h"
#include "process/terminal.h"
#include "store/cluster.h"

int command_failed(const struct fault *fault)
{
	terminal_error("plimsoll: %s%s%s\n", fault->where, *fault->where ? ": " : "", fault->message);
	return 1;
}

// What is in memory is people's logs: no core dumps, and files only for their owner.
static void keep_private(void)
{
	struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	umask(0077);
}

static int wrongly_called(const struct fault *fault)
{
	command_failed(fault);
	return 2;
}

int main(int count, char **arguments)
{
	struct options options;
	struct fault fault = {.status = STATUS_OK};
	if (count > 1 && strcmp(arguments[1], "postgres-child") == 0)
		return cluster_child(count, arguments);
	if (count > 1 && strcmp(arguments[1], CHILD_COMMAND) == 0)
		calendar_child(count, arguments);
	keep_private();
	terminal_guard();
	if (count < 2 || strcmp(arguments[1], "--help") == 0 || strcmp(arguments[1], "help") == 0) {
		help_print(count < 2 ? stderr : stdout);
		return count < 2 ? 2 : 0;
	}
	if (strcmp(arguments[1], "--version") == 0) {
		puts("plimsoll " PLIMSOLL_VERSION);
		return 0;
	}
	const struct command *command = command_find(arguments[1]);
	if (!command) {
		fault_set(&fault, STATUS_INVALID, arguments[1],
			"There is no such command; plimsoll --help lists them.");
		return wrongly_called(&fault);
	}
	for (int i = 2; i < count; i++) {
		if (strcmp(arguments[i], "--help") == 0) {
			help_command(stdout, command);
			return 0;
		}
	}
	if (options_read(command, count - 2, arguments + 2, &options, &fault) != STATUS_OK)
		return wrongly_called(&fault);
	return command->run(&options);
}
