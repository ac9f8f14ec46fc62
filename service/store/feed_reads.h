// SPDX-License-Identifier: MIT
// Which kinds of calendar program read a link, and when last. As the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

enum feed_client {
	CLIENT_GOOGLE,
	CLIENT_OUTLOOK,
	CLIENT_APPLE,
	CLIENT_THUNDERBIRD,
	CLIENT_DAVX5,
	CLIENT_OTHER
};

struct feed_read {
	struct link_id link;
	enum feed_client client;
	int32_t reads;          // at most INT32_MAX, however many there were
	struct instant read_at; // the last of them
};

// Adds to what was counted before; no link and client may be there twice.
CHECKED enum status feed_reads_add(struct connection *connection, const struct feed_read *reads,
	size_t count, struct fault *fault);

// Those of one link, the last first.
CHECKED enum status feed_reads_list(struct connection *connection, struct link_id link,
	struct arena *arena, struct feed_read **out, size_t *count, struct fault *fault);
