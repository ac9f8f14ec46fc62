// SPDX-License-Identifier: MIT
// The thread that follows what changes in feeds, every second, and writes each minute who has read
// them.
#pragma once

#include "app/feeds/freshness.h"
#include "app/feeds/reads.h"

struct feed_watch;

CHECKED enum status feed_watch_start(
	const struct database *database, struct feed_watch **out, struct fault *fault);

const struct freshness *feed_watch_freshness(const struct feed_watch *watch);
struct reads *feed_watch_reads(struct feed_watch *watch);

// Writes what was counted last. Nobody may use the two any more. Accepts NULL.
void feed_watch_stop(struct feed_watch *watch);
