// SPDX-License-Identifier: MIT
// Feed links, one per device. The web role finds one only by the exact hash of its token, and the
// token itself is nowhere.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "core/language.h"
#include "store/connection.h"

#define FEED_HASH_BYTES 32

enum feed_of { FEED_OF_PERSON, FEED_OF_HOST, FEED_OF_TEAM, FEED_OF_PROGRAMME };
enum feed_detail { FEED_NEUTRAL, FEED_TYPE };

struct feed_link {
	struct link_id id; // what it is called where its token is not known; opens nothing
	struct organisation_id organisation;
	enum feed_of of;
	struct person_id person; // whose link; nil: to the programme, and the organisation's
	enum feed_detail detail;
	enum language language; // of the calendar's sentences
	struct instant created_at;
};

// Makes a link; role recorder.
CHECKED enum status feed_link_add(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], const struct feed_link *link,
	struct text label, struct fault *fault);

// Ends a link, telling what it was; STATUS_NOT_FOUND when there is none in force. Role recorder.
CHECKED enum status feed_link_revoke(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct instant at, struct feed_link *out,
	struct fault *fault);

// Inside a transaction of the web role: limits what the rest of it sees to the holder of the link,
// and with feed_begin_person to the person behind it. STATUS_NOT_FOUND for a link not in force.
CHECKED enum status feed_link_find(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct feed_link *out, struct fault *fault);
CHECKED enum status feed_begin_person(
	struct connection *connection, struct person_id person, struct fault *fault);

struct listed_link {
	struct link_id id;
	struct text label;
	enum feed_detail detail;
	struct instant created_at;
};

// The links in force to the feed that `link` is of, oldest first. Role recorder.
CHECKED enum status feed_links_list(struct connection *connection, const struct feed_link *link,
	struct arena *arena, struct listed_link **out, size_t *count, struct fault *fault);

// The link in force with an id, in the organisation that `link` names: fills the rest of it.
// STATUS_NOT_FOUND. Role recorder.
CHECKED enum status feed_link_by_id(struct connection *connection, struct link_id id,
	struct arena *arena, struct feed_link *link, struct text *label,
	unsigned char hash[static FEED_HASH_BYTES], struct fault *fault);
