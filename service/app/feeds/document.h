// SPDX-License-Identifier: MIT
// The calendar behind a feed link, with the validators HTTP needs.
//
// The bytes depend on the bookings alone: they change when one does, or when one leaves the feed
// (a cancelled one 14 days after its date, others after 90), and are the same wherever the database
// is restored. Nothing in them says why a session was offered, and nobody is named. When an event
// was made or changed is told as a day.
#pragma once

#include "app/audits/audit.h"
#include "secret/token.h"
#include "store/connection.h"
#include "store/feed_links.h"

#define FEED_KEEP_CANCELLED (INT64_C(14) * 86400)
#define FEED_KEEP_PAST (INT64_C(90) * 86400)

struct feed_document {
	struct text_builder body; // the caller's: builder_done
	char tag[32 + 1];         // an entity tag without its quotes, from the bytes
	struct instant modified;  // never goes back; may be a few seconds ahead of now
	struct instant until;     // when an event leaves it next, by time alone; NEVER
	struct feed_link link;    // the one asked for
};

// Builds the document of the link, as the web role, reading in one transaction. STATUS_NOT_FOUND
// when the link is not in force.
CHECKED enum status feed_document_build(struct connection *connection,
	const struct token_hash *hash, struct instant now, struct feed_document *out,
	struct fault *fault);

// The same, once, for the person of `link` themselves, who needs no link for it (which has no id,
// then). A look at a team's is on the trail of everybody in it. As the web role.
CHECKED enum status feed_document_copy(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, struct feed_document *out, struct fault *fault);
