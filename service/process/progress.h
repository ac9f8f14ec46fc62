// SPDX-License-Identifier: MIT
// How far an import is, on a terminal: a bar, rows per second and the time that is left.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/import/dispatch.h"

struct progress {
	bool shown;                // on a terminal
	unsigned long long size;   // of the file in bytes; 0: not known
	bool recording;            // the part that is timed
	int64_t started, shown_at; // microseconds, monotonic
};

// `quiet`: never show anything. Standard error that is no terminal is quiet too.
void progress_start(struct progress *progress, int file, bool quiet);

// A dispatch_import's `progress`, with the struct progress as context.
void progress_show(void *progress, const struct dispatch_progress *now);

// Leaves the line empty.
void progress_end(struct progress *progress);
