// SPDX-License-Identifier: MIT
// What comes in while a calendar is fetched: the functions that libcurl calls. Within this folder.
#pragma once

#include <curl/curl.h>

#include "net/fetch.h"

struct fetch_answer {
	const struct networks *allowed;
	struct text_builder body;
	char etag[FETCH_VALIDATOR_LIMIT + 1], modified[FETCH_VALIDATOR_LIMIT + 1]; // "": none
	int64_t retry_after;
	size_t header_bytes, encodings;
	bool refused;   // an address that may not be connected to
	bool too_large; // compressed or not
	bool odd;       // headers that nobody needs
};

// Empty, for the next redirection too.
void fetch_answer_reset(struct fetch_answer *answer);

// Has a handle give what comes in to `answer`.
void fetch_answer_attach(CURL *handle, struct fetch_answer *answer);
