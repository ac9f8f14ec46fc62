// SPDX-License-Identifier: MIT
// A small secret in a file of mode 0600, made once and read ever after. Private to secret/.
#pragma once

#include <stddef.h>

#include "base/fault.h"

struct secret_file {
	const char *what; // "The organisation's key", for sentences
	const char *form; // "a key of 32 bytes"
	size_t size;      // of the whole file
	void (*make)(void *bytes);
};

// Reads the whole file, or makes it; of two that make it at once both get the same. STATUS_INVALID
// for a file of another size or that others can read.
CHECKED enum status secret_file_open(
	const char *path, const struct secret_file *kind, void *out, struct fault *fault);
