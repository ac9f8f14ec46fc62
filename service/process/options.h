// SPDX-License-Identifier: MIT
// The command line: commands and options, each from one table.
#pragma once

#include <stdio.h>

#include "base/fault.h"

enum option {
#define OPTION(name, ...) OPTION_##name,
#include "process/options.def"
#undef OPTION
	OPTION_COUNT
};

enum {
	ON_SERVE = 1 << 0,
	ON_IMPORT = 1 << 1,
	ON_FEED = 1 << 2,
	ON_LOAD = 1 << 3,
	ON_POLICY = 1 << 4,
	ON_PROGRAMME = 1 << 5,
	ON_MIGRATE = 1 << 6,
	ON_BACKUP = 1 << 7,
	ON_RESTORE = 1 << 8,
	ON_MAPPING = 1 << 9,
	ON_DEMO = 1 << 10,
	ON_ACCOUNT = 1 << 11,
	ON_AUDIT = 1 << 12,
	ON_RETENTION = 1 << 13,
	ON_ERASE = 1 << 14,
	ON_REBUILD = 1 << 15,
	ON_ABSENCE = 1 << 16,
	ON_ROSTER = 1 << 17,
	ON_HOLIDAYS = 1 << 18,
	ON_PLAN = 1 << 19,
	ON_PATTERN = 1 << 20,
	ON_HOST = 1 << 21,
	ON_FOUNDING = ON_SERVE | ON_DEMO,
	ON_DATABASE = ON_PLAN | ON_SERVE | ON_IMPORT | ON_FEED | ON_LOAD | ON_PROGRAMME | ON_MIGRATE |
				  ON_BACKUP | ON_RESTORE | ON_MAPPING | ON_DEMO | ON_ACCOUNT | ON_AUDIT |
				  ON_RETENTION | ON_ERASE | ON_POLICY | ON_REBUILD | ON_ABSENCE | ON_ROSTER |
				  ON_HOLIDAYS | ON_PATTERN | ON_HOST,
};

#define ARGUMENTS_LIMIT 64
#define SETS_LIMIT 64

struct options {
	const char *values[OPTION_COUNT]; // the default, or NULL; a switch that is on is ""
	const char *arguments[ARGUMENTS_LIMIT];
	int argument_count;
	const char *sets[SETS_LIMIT]; // each --set, which may be given more than once
	int set_count;
};

struct command {
	const char *name;
	const char *arguments; // as --help shows them
	const char *summary;
	const char *explanation; // some sentences more
	int bit;                 // ON_…
	int least, most;         // arguments
	int (*run)(const struct options *options);
};

// The command of that name, or NULL.
const struct command *command_find(const char *name);

// Reads what follows the command's name. STATUS_INVALID names what is unknown, missing or given to
// a command that does not take it.
CHECKED enum status options_read(const struct command *command, int count, char **arguments,
	struct options *out, struct fault *fault);

// Usage of the program, or of one command.
void help_print(FILE *out);
void help_command(FILE *out, const struct command *command);
