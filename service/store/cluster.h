// SPDX-License-Identifier: MIT
// The embedded PostgreSQL cluster: made when missing, started as a child, stopped with us.
//
// Data in <directory>/postgresql, unix socket only, in a short directory of mode 0700, checksums
// on, its own log terse and without parameters. The server dies with the thread that called
// cluster_start, also when that is killed with SIGKILL: call it from the main thread. Whoever
// started it holds a lock on the directory for as long as they live. PostgreSQL refuses to run as
// root: when we are, the child changes to `user` first.
#pragma once

#include "store/connection.h"

struct cluster;

struct cluster_options {
	const char *directory;         // exists, writable; holds the postgresql folder
	const char *runtime_directory; // for the socket and only that; made 0700 when missing
	const char *user;              // whom to become when started as root; NULL when not root
	const char *self;              // path of this program, run again as "self postgres-child …"
};

// Starts the cluster, or joins one that is running on this directory (another plimsoll process):
// then stopping leaves it running. Each of these is one clear sentence in the fault: a stale or
// live lock, a full disk, a data directory of another major version, a socket path beyond 107
// bytes, no PostgreSQL installed, started as root without a user to change to, files of another
// owner.
CHECKED enum status cluster_start(
	const struct cluster_options *options, struct cluster **out, struct fault *fault);

// How to connect; valid until stop.
const struct database *cluster_database(const struct cluster *cluster);

// The child's process id, 0 when joined. Its end is a reason to end.
int cluster_process(const struct cluster *cluster);

// Empties PostgreSQL's log, <directory>/postgresql.log, when it has more than 1 MiB; the last of
// it is kept in <directory>/postgresql.log.old. A start does so too, and while the server runs this
// is to be called every few seconds. Nothing is done when joined.
CHECKED enum status cluster_bound_log(
	const struct cluster *cluster, bool *emptied, struct fault *fault);

// Fast shutdown, waits for it. Accepts NULL.
void cluster_stop(struct cluster *cluster);

// What the child does, in a fresh process: become `user`, ask the kernel to be told when the parent
// dies, run PostgreSQL. Returns only on failure, with the exit code.
int cluster_child(int argc, char **argv);
