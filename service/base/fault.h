// SPDX-License-Identifier: MIT
// What went wrong, where, in one sentence.
//
// The caller owns the fault and may pass NULL. The first fault wins: setting one that is already
// set changes nothing, so the cause survives whatever its clean-up meets. Never personal data.
#pragma once

#include <stdbool.h>

#include "base/attributes.h"
#include "base/status.h"

struct fault {
	enum status status; // STATUS_OK while nothing has failed
	char where[160];    // a path, "line 12", a file name; empty where nothing fits
	char message[400];  // one sentence for the person who has to act on it
};

// Records the fault unless one is recorded, and returns `status` for the caller to return.
enum status fault_set(struct fault *fault, enum status status, const char *where,
	const char *format, ...) FORMAT(4, 5);

// STATUS_MEMORY with its usual sentence.
enum status fault_memory(struct fault *fault);

// STATUS_DISK_FULL for ENOSPC and EDQUOT, else STATUS_SYSTEM: "<what>: <what errno says>".
enum status fault_errno(struct fault *fault, const char *where, const char *what);

void fault_clear(struct fault *fault);
