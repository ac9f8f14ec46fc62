// SPDX-License-Identifier: MIT
// Fetching a calendar that somebody else keeps on the web.
//
// http and https only. Every address that a connection is made to is looked at as it is made
// (net/network.h), at each redirection too, so a name that resolves to something else the next
// moment gains nothing. Bounds: FETCH_BYTES, also of what is compressed once it is not;
// some seconds for everything; FETCH_REDIRECTIONS_MOST. No proxy, cookie, or password of another
// server's is sent. Neither the address nor what is in it stands in any fault.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "net/network.h"

#define FETCH_BYTES (INT64_C(2) << 20)
#define FETCH_SECONDS 30
#define FETCH_REDIRECTIONS_MOST 3
#define FETCH_VALIDATOR_LIMIT 200 // bytes; longer ones are not kept

enum fetch_result {
#define FETCH(name, ...) FETCH_##name,
#include "net/fetch.def"
#undef FETCH
	FETCH_COUNT
};

// What it is kept by.
const char *fetch_result_name(enum fetch_result result);

struct fetch_request {
	struct text url;            // as url_read gives it
	struct text etag, modified; // of what there is already; empty: none
	struct networks allowed;
	int64_t seconds; // for everything; FETCH_SECONDS
	int stop;        // a descriptor: once it can be read, nothing is waited for; −1 for none
};

struct fetched {
	enum fetch_result result;
	struct text body;           // of FETCH_BODY
	struct text etag, modified; // of FETCH_BODY; empty: none
	int64_t retry_after;        // seconds that the server wants to be left alone for; 0: not said
};

// Once, before threads start. STATUS_SYSTEM.
CHECKED enum status fetch_prepare(struct fault *fault);

// Whatever the other side does is a result. STATUS_UNAVAILABLE when told to stop, STATUS_MEMORY.
CHECKED enum status fetch_get(const struct fetch_request *request, struct arena *arena,
	struct fetched *out, struct fault *fault);
