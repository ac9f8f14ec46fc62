// SPDX-License-Identifier: MIT
// Between cluster.c and the process it starts. Only for this folder.
//
// The process is "self postgres-child MODE USER PARENT DATA RUNTIME PROGRAMS": MODE is "initdb" or
// "serve", USER empty to stay who we are, PARENT our process id. Its standard output and error are
// PostgreSQL's log. On descriptor CHILD_REPORT it writes a struct fault when it fails, and nothing
// when it has become initdb or postgres.
#pragma once

#define CHILD_REPORT 3

enum child_argument {
	CHILD_MODE = 2,
	CHILD_USER,
	CHILD_PARENT,
	CHILD_DATA,
	CHILD_RUNTIME,
	CHILD_PROGRAMS,
	CHILD_ARGUMENTS
};
