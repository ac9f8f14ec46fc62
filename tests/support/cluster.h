// SPDX-License-Identifier: MIT
// A private PostgreSQL for one test program, in a temporary folder, removed when the program ends.
//
// It is the embedded cluster itself, made fast at the price of not surviving a power cut: fsync is
// off, and initdb runs once per build folder (TEST_BUILD) and is copied from then on. As root the
// server runs as another user. A program that links this may be started as "postgres-child …".
// Whatever fails here ends the program with a sentence: a test has nothing to say about it.
#pragma once

#include "store/cluster.h"

// The cluster's database, with the schema this program was built with. Started at the first call.
const struct database *test_database(void);

// Another, empty database in the same cluster; a name may be used once.
const struct database *test_database_new(const char *name);

// Stops and starts the cluster: connections are lost.
void test_cluster_restart(void);

// Makes `directory`, which must not exist, as if cluster_start had been there once. The first
// program to come in a build folder has to make what is copied.
void test_cluster_copy(const char *directory);

// For tests of the cluster itself: a folder of this program's own in which every user may look up
// names, a user who is not root (NULL when we are not root either), and this program's path.
const char *test_folder(void);
const char *test_user(void);
const char *test_self(void);
