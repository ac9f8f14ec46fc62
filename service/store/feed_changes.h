// SPDX-License-Identifier: MIT
// What has changed in the feeds since the last look, for caches of them.
//
// Every change carries the number of its transaction (changed_in, migration 6). A look asks for
// all from the oldest that had not ended at the look before, so that nothing is missed, in whatever
// order transactions end: no counter that every writer would have to wait for, and no clock, which
// two machines never agree on. What it costs is an index of the changes, and that a transaction
// that stays open has the changes since its start told again; those that are the same are known by
// their number.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "store/connection.h"

enum feed_change_of {
	CHANGE_OF_ATTENDED,
	CHANGE_OF_HOSTED,
	CHANGE_OF_TEAM,
	CHANGE_OF_PROGRAMME,
	CHANGE_OF_LINK
};

#define FEED_CHANGE_KEY 32

struct feed_change {
	enum feed_change_of of;
	// The person, for a team its manager, the organisation (16 bytes, then zeroes) or the hash of
	// the link's token.
	unsigned char key[FEED_CHANGE_KEY];
	int64_t changed_in;
};

#define FEED_SERVER_LENGTH 100

// How far a look has seen. Another server, or other tables: nothing that was known before holds.
struct feed_horizon {
	int64_t settled;
	char server[FEED_SERVER_LENGTH]; // empty before the first look
};

// Moves the horizon, which is left as it was on a failure. `*same` is false where the server is
// another one, or has less behind it than before; then no changes are listed. Role recorder.
CHECKED enum status feed_changes_list(struct connection *connection, struct arena *arena,
	struct feed_horizon *horizon, bool *same, struct feed_change **out, size_t *count,
	struct fault *fault);
