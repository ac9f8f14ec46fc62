// SPDX-License-Identifier: MIT
// Folders of its own for each test of the embedded cluster.
#pragma once

#include "store/cluster.h"

struct place {
	char directory[128], runtime[128], data[160];
	struct cluster_options options;
};

extern struct place place; // of the test that runs

int new_place(void **state);  // for setup: an empty folder
int used_place(void **state); // for setup: one with a cluster that is stopped

struct cluster *must_start(const struct place *where);
void write_text(const char *folder, const char *name, const char *text);
void give_to_the_user(const char *path); // to whom the server runs as
