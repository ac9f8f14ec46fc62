// SPDX-License-Identifier: MIT
// What a command works in: the database, embedded or named, the data directory and the key.
#pragma once

#include "app/organisation/setting.h"
#include "process/options.h"
#include "secret/key.h"
#include "store/cluster.h"

#define DIRECTORY_LIMIT 4096

struct workplace {
	char directory[DIRECTORY_LIMIT];
	struct database database;
	struct cluster *cluster; // NULL with --database
	struct key key;
};

// Becomes --user when started as root (open the user's own files before), makes the data directory
// where it is missing, reads the key, starts or joins the embedded database and lets --clock count.
// From the main thread only.
CHECKED enum status workplace_open(
	const struct options *options, struct workplace *out, struct fault *fault);
void workplace_close(struct workplace *workplace);

// Opens the workplace and a connection as the recorder, and reads the organisation and its policy.
struct desk {
	struct workplace workplace;
	struct connection *recorder;
	struct arena arena;
	struct setting setting;
};

CHECKED enum status desk_open(const struct options *options, struct desk *out, struct fault *fault);
void desk_close(struct desk *desk);

// A whole file in the arena. STATUS_LIMIT beyond `most` bytes.
CHECKED enum status file_read(
	const char *path, size_t most, struct arena *arena, struct text *out, struct fault *fault);

// A policy document: a shipped one's name, or a file.
CHECKED enum status policy_document(
	const char *name, struct arena *arena, struct text *out, struct fault *fault);
