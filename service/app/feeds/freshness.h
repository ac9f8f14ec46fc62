// SPDX-License-Identifier: MIT
// Which feeds that are kept in memory may still be answered from it, without asking the database.
//
// One thread looks for changes every second. Looks are numbered. What is read after look n and
// before the next holds until a later look finds a change of what it shows, or the end of its link.
// Changes are marked in a table of slots: two feeds may share one, and then one is read anew for
// the other's sake; no change is missed. Nothing holds longer than FRESHNESS_MICROSECONDS after the
// start of the last look, so that a link that was ended is dead by then in every service, and a
// database that is away leaves nothing to be answered. All but freshness_refresh from any thread.
#pragma once

#include "secret/token.h"
#include "store/feed_changes.h"
#include "store/feed_links.h"

#define FRESHNESS_MICROSECONDS INT64_C(1900000)

struct freshness;

struct freshness *freshness_new(void); // NULL when out of memory
void freshness_free(struct freshness *freshness);

// What one feed depends on.
struct freshness_key {
	uint32_t subject, link; // slots
};

struct freshness_key freshness_key(const struct feed_link *link, const struct token_hash *hash);

// The number of the last look, to be taken before a feed is read. 0: there was none, nothing holds.
uint32_t freshness_number(const struct freshness *freshness);

// Whether what was read at `number` may be answered at `now` (monotonic microseconds).
bool freshness_holds(
	const struct freshness *freshness, struct freshness_key key, uint32_t number, int64_t now);

// Whether the database has not answered a look for FRESHNESS_AWAY_MICROSECONDS: it may stand still,
// and whoever asked it would wait. False before the first look.
#define FRESHNESS_AWAY_MICROSECONDS INT64_C(5000000)
bool freshness_is_away(const struct freshness *freshness, int64_t now);

// One look, begun at `now` (monotonic microseconds), by the one thread that does it.
CHECKED enum status freshness_refresh(
	struct freshness *freshness, struct connection *recorder, int64_t now, struct fault *fault);

// The database is away: nothing holds any more, and what comes back may be another one.
void freshness_lose(struct freshness *freshness);
