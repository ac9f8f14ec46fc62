// SPDX-License-Identifier: MIT
// Private to web: calendars kept in memory, compressed, until they change.
//
// A copy is what one link showed at one look (app/feeds/freshness.h), found by the hash of its
// token. What has changed since, or has an event that has left by now, is not found. Copies take at
// most the bytes given; of those beyond, the longest unread go. After a client that takes no gzip
// has asked, a copy is also kept expanded, in an eighth of the bytes. From any thread.
#pragma once

#include "app/feeds/document.h"
#include "app/feeds/freshness.h"

struct feed_cache;

// NULL when out of memory. The freshness stays the caller's.
struct feed_cache *feed_cache_new(size_t bytes, const struct freshness *freshness);
void feed_cache_free(struct feed_cache *cache); // accepts NULL

// Bytes of a document, compressed or not, that live until all who hold them have let go.
struct feed_bytes;
void feed_bytes_free(void *bytes); // for http_response.release

struct feed_times {
	struct instant now;
	int64_t monotonic; // microseconds
};

struct feed_found {
	char tag[33];
	struct instant modified;
	struct link_id link;
	size_t packed_length, plain_length;
	struct text body;          // in the form asked for; start is NULL where it is to be expanded
	struct feed_bytes *holder; // of the body, to be let go
};

// A fresh copy, or false.
bool feed_cache_find(struct feed_cache *cache, const struct token_hash *hash,
	struct feed_times times, bool packed, struct feed_found *out);

// Expands what feed_cache_find gave packed, into `body`, and keeps it where the copy is still
// there.
CHECKED enum status feed_cache_expand(struct feed_cache *cache, const struct token_hash *hash,
	struct feed_found *found, struct fault *fault);

// Keeps a document and its compressed form, if it is fresh: it was read after look `number`.
void feed_cache_keep(struct feed_cache *cache, const struct token_hash *hash, uint32_t number,
	struct feed_times times, const struct feed_document *document, struct text packed);

// What all copies take.
size_t feed_cache_bytes(struct feed_cache *cache);
