// SPDX-License-Identifier: MIT
// Private to web: several files as one, as people's own computers open it.
#pragma once

#include "base/fault.h"
#include "base/text.h"
#include "core/instant.h"

struct archive_file {
	const char *name;
	struct text bytes;
};

// Appends a .zip of the files, all of one time. STATUS_MEMORY; STATUS_SYSTEM where it cannot be
// made.
CHECKED enum status archive_zip(const struct archive_file *files, size_t count, struct instant at,
	struct text_builder *out, struct fault *fault);
