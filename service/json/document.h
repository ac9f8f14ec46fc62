// SPDX-License-Identifier: MIT
// From bytes to jansson's tree, bounded in size and depth. Private to json/.
#pragma once

#include <jansson.h>

#include "base/fault.h"
#include "base/text.h"

#define DOCUMENT_SIZE_LIMIT 1048576u // 1 MiB
#define DOCUMENT_DEPTH_LIMIT 16

// The tree, to be released with json_decref; every number in it is a real. NULL with the fault:
// what is not JSON with its line and column, a name that occurs twice in one object, bytes that are
// not UTF-8, more than the limits; STATUS_INVALID, or STATUS_MEMORY. A byte order mark is skipped.
CHECKED json_t *document_parse(struct text document, struct fault *fault);
