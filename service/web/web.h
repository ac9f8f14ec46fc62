// SPDX-License-Identifier: MIT
// The service's face: routes, headers and codes over the app.
#pragma once

#include "app/accounts/accounts.h"
#include "app/feeds/freshness.h"
#include "app/feeds/reads.h"
#include "core/instant.h"
#include "secret/token.h"
#include "store/connection.h"

struct web_options {
	const struct database *database;
	struct instant (*now)(void); // process/clock
	int64_t (*monotonic_microseconds)(void);
	const char *address;
	uint16_t port;    // 0: any free one
	unsigned loops;   // threads that talk to clients
	unsigned readers; // threads that read the database, with a connection each
	unsigned writers; // threads that record, with a connection each
	// Of feeds, kept by a thread of the caller's; how many bytes of them to remember.
	const struct freshness *freshness;
	struct reads *reads;
	size_t feed_bytes;
	struct token_hash operator; // of the token that may record, and read a demonstration's loads
	const char *columns;        // path of the columnar cache
	const struct accounts *accounts; // what signing in works with
	const char *url;                 // under which people reach it; NULL: as it listens
	bool sends_mail;                 // reminders can be sent
	bool secure;                     // that is https, so cookies are for it alone
	bool behind_proxy;               // on this machine, which says where clients are
};

struct web;

// Listens and answers until web_stop. Logs one line per request: its number, route, method, status
// and duration, never its address.
CHECKED enum status web_start(
	const struct web_options *options, struct web **out, struct fault *fault);
uint16_t web_port(const struct web *web);

// Lets requests under way finish for at most `milliseconds`. Accepts NULL.
void web_stop(struct web *web, int64_t milliseconds);
