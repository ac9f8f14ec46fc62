// SPDX-License-Identifier: MIT
// Making and ending feed links. A link is shown once; only its hash is kept.
#pragma once

#include "secret/token.h"
#include "store/feed_links.h"

// Makes a link for `link` (its created_at is now) and gives its token. As the recorder.
CHECKED enum status feed_link_make(struct connection *connection, const struct feed_link *link,
	struct text label, struct token *out, struct fault *fault);

// Ends a link by its token, or by a whole address that ends in "/f/<token>.ics".
CHECKED enum status feed_link_end(
	struct connection *connection, struct text token, struct instant now, struct fault *fault);
