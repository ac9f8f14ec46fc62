// SPDX-License-Identifier: MIT
// Compressed answers (RFC 9110 §8.4.1.3): a calendar of a thousand events is 16 KB instead of 435.
#pragma once

#include "base/fault.h"
#include "base/text.h"

// Whether the client takes gzip by its Accept-Encoding, and is none of Microsoft's calendar
// programs, some of which say so and then fail. Texts that start with NULL were not sent.
bool gzip_wanted(struct text accept_encoding, struct text user_agent);

// Appends the compressed bytes; the same input gives the same bytes.
CHECKED enum status gzip_add(struct text bytes, struct text_builder *out, struct fault *fault);

// The other way, into exactly `length` bytes.
CHECKED enum status gzip_expand(struct text packed, char *out, size_t length, struct fault *fault);
