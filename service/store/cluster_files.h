// SPDX-License-Identifier: MIT
// What the embedded cluster finds on disk. Only for this folder and its tests.
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/fault.h"

#define PATH_LIMIT 4096
#define CLUSTER_PORT "5432"   // of the socket's name; nothing listens on a network
#define SOCKET_PATH_LIMIT 107 // sun_path without its NUL
#define POSTGRES_OLDEST 15    // major version

// Where everything is; each path fits PATH_LIMIT.
struct cluster_paths {
	char data[PATH_LIMIT];     // <directory>/postgresql
	char draft[PATH_LIMIT];    // <directory>/postgresql.new, until it is whole
	char log[PATH_LIMIT];      // <directory>/postgresql.log
	char lock[PATH_LIMIT];     // <directory>/cluster.lock
	char programs[PATH_LIMIT]; // the folder of initdb and postgres
};

// All but `programs`. STATUS_LIMIT for a path that is too long.
CHECKED enum status paths_set(
	struct cluster_paths *paths, const char *directory, struct fault *fault);

// Whether a socket in this folder can be opened and named to PostgreSQL.
CHECKED enum status runtime_check(const char *runtime, struct fault *fault);

// The major version that made the data folder, 0 where there is none.
CHECKED enum status data_version(const char *data, int *version, struct fault *fault);

// Finds initdb and postgres: of `version` when not 0, else of the version this program was built
// with, else the newest there is.
CHECKED enum status programs_find(struct cluster_paths *paths, int version, struct fault *fault);

enum postmaster_state { POSTMASTER_NONE, POSTMASTER_STARTING, POSTMASTER_READY, POSTMASTER_ENDING };

// What postmaster.pid says, if the process it names is alive and runs on this folder. `stale` is
// set where the file names a living process that is something else, or none at all.
enum postmaster_state postmaster_read(const char *data, pid_t *process, bool *stale);

// Why PostgreSQL or initdb ended, from what its log holds after `offset`.
CHECKED enum status log_reason(
	const char *log, off_t offset, const char *what, struct fault *fault);
