// SPDX-License-Identifier: MIT
// Who reads a link: the family of calendar program and the minute, so that its owner can see what
// is alive and whether a second kind of program has come to use it. Never an address or a whole
// User-Agent. Counted in memory and written each minute; what a killed service had counted since is
// lost, and so are counts beyond READS_LIMIT links in one go.
#pragma once

#include "store/feed_reads.h"

#define READS_LIMIT 32768

struct reads;

struct reads *reads_new(void); // NULL when out of memory
void reads_free(struct reads *reads);

enum feed_client reads_client_of(struct text user_agent);
const char *reads_client_name(enum feed_client client); // as its maker calls it

// From any thread.
void reads_count(
	struct reads *reads, struct link_id link, enum feed_client client, struct instant now);

// Whether so many wait that they should be written before the minute is over.
bool reads_are_many(struct reads *reads);

// Writes what was counted, as the recorder; what could not be written stays.
CHECKED enum status reads_flush(
	struct reads *reads, struct connection *recorder, struct fault *fault);
