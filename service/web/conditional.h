// SPDX-License-Identifier: MIT
// Conditional requests (RFC 9110 §13).
#pragma once

#include "core/instant.h"

// Whether a GET can be answered 304. If-None-Match ("*", or tags compared weakly) decides alone
// where it is given; else If-Modified-Since does, unless it cannot be read. Texts that start with
// NULL were not sent. `tag` is without quotes.
bool not_modified(struct text if_none_match, struct text if_modified_since, const char *tag,
	struct instant modified);
