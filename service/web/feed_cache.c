// SPDX-License-Identifier: MIT
#include "web/feed_cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "web/gzip.h"

#define PLAIN_SHARE 8   // of the bytes, one part for expanded copies
#define USUAL_COPY 2048 // bytes, for the number of buckets
#define MALLOC_SHARE 16 // what malloc takes for a piece

struct feed_bytes {
	_Atomic unsigned holders;
	size_t length;
	char bytes[];
};

// Ends of a list point to the list's own ring.
struct ring {
	struct ring *next, *before;
};

struct copy {
	struct copy *next; // in the bucket
	struct ring used;  // the latest read first
	struct ring expanded;
	struct token_hash hash;
	struct freshness_key key;
	uint32_t number;
	struct instant from, until;
	struct instant modified;
	struct link_id link;
	char tag[33];
	size_t plain_length;
	struct feed_bytes *packed, *plain; // plain: NULL unless expanded
};

struct feed_cache {
	const struct freshness *freshness;
	pthread_mutex_t lock;
	size_t most, bytes, plain_bytes;
	struct ring used, expanded;
	size_t bucket_count; // a power of two
	struct copy *buckets[];
};

void feed_bytes_free(void *held)
{
	struct feed_bytes *bytes = held;
	if (bytes && atomic_fetch_sub(&bytes->holders, 1) == 1)
		free(bytes);
}

static struct feed_bytes *bytes_new(size_t length)
{
	struct feed_bytes *bytes = malloc(sizeof *bytes + length);
	if (bytes) {
		atomic_init(&bytes->holders, 1);
		bytes->length = length;
	}
	return bytes;
}

static void ring_start(struct ring *ring)
{
	ring->next = ring->before = ring;
}

static void ring_leave(struct ring *ring)
{
	ring->next->before = ring->before;
	ring->before->next = ring->next;
	ring_start(ring);
}

static void ring_put_first(struct ring *list, struct ring *ring)
{
	ring->next = list->next;
	ring->before = list;
	list->next->before = ring;
	list->next = ring;
}

static size_t bytes_of(const struct feed_bytes *bytes)
{
	return sizeof *bytes + bytes->length + MALLOC_SHARE;
}

static size_t copy_bytes(const struct copy *copy)
{
	return sizeof *copy + MALLOC_SHARE + bytes_of(copy->packed);
}

struct feed_cache *feed_cache_new(size_t bytes, const struct freshness *freshness)
{
	size_t count = 64;
	while (count < bytes / USUAL_COPY)
		count *= 2;
	struct feed_cache *cache = calloc(1, sizeof *cache + count * sizeof cache->buckets[0]);
	if (!cache)
		return NULL;
	cache->freshness = freshness;
	cache->most = bytes;
	cache->bucket_count = count;
	ring_start(&cache->used);
	ring_start(&cache->expanded);
	pthread_mutex_init(&cache->lock, NULL);
	return cache;
}

// The hash is random already.
static struct copy **bucket_of(struct feed_cache *cache, const struct token_hash *hash)
{
	size_t number;
	memcpy(&number, hash->bytes, sizeof number);
	return &cache->buckets[number & (cache->bucket_count - 1)];
}

static struct copy **place_of(struct feed_cache *cache, const struct token_hash *hash)
{
	struct copy **place = bucket_of(cache, hash);
	while (*place && memcmp(&(*place)->hash, hash, sizeof *hash) != 0)
		place = &(*place)->next;
	return place;
}

static void drop_plain(struct feed_cache *cache, struct copy *copy)
{
	if (!copy->plain)
		return;
	cache->plain_bytes -= bytes_of(copy->plain);
	ring_leave(&copy->expanded);
	feed_bytes_free(copy->plain);
	copy->plain = NULL;
}

static void drop(struct feed_cache *cache, struct copy **place)
{
	struct copy *copy = *place;
	*place = copy->next;
	drop_plain(cache, copy);
	cache->bytes -= copy_bytes(copy);
	ring_leave(&copy->used);
	feed_bytes_free(copy->packed);
	free(copy);
}

void feed_cache_free(struct feed_cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < cache->bucket_count; i++) {
		while (cache->buckets[i])
			drop(cache, &cache->buckets[i]);
	}
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static bool is_fresh(
	const struct feed_cache *cache, const struct copy *copy, struct feed_times times)
{
	return !instant_before(times.now, copy->from) && instant_before(times.now, copy->until) &&
		   freshness_holds(cache->freshness, copy->key, copy->number, times.monotonic);
}

static void tell(const struct copy *copy, struct feed_bytes *body, struct feed_found *out)
{
	*out = (struct feed_found){
		.modified = copy->modified,
		.link = copy->link,
		.packed_length = copy->packed->length,
		.plain_length = copy->plain_length,
		.holder = body,
	};
	memcpy(out->tag, copy->tag, sizeof out->tag);
	if (body) {
		out->body = (struct text){body->bytes, body->length};
		atomic_fetch_add(&body->holders, 1);
	}
}

bool feed_cache_find(struct feed_cache *cache, const struct token_hash *hash,
	struct feed_times times, bool packed, struct feed_found *out)
{
	pthread_mutex_lock(&cache->lock);
	struct copy *copy = *place_of(cache, hash);
	bool found = copy && is_fresh(cache, copy, times);
	if (found) {
		ring_leave(&copy->used);
		ring_put_first(&cache->used, &copy->used);
		if (copy->plain) {
			ring_leave(&copy->expanded);
			ring_put_first(&cache->expanded, &copy->expanded);
		}
		tell(copy, packed ? copy->packed : copy->plain, out);
	}
	pthread_mutex_unlock(&cache->lock);
	return found;
}

// Lets the longest unread go until all have room.
static void make_room(struct feed_cache *cache)
{
	while (cache->plain_bytes > cache->most / PLAIN_SHARE) {
		struct ring *last = cache->expanded.before;
		drop_plain(cache, (struct copy *)((char *)last - offsetof(struct copy, expanded)));
	}
	while (cache->bytes + cache->plain_bytes > cache->most && cache->used.before != &cache->used) {
		struct ring *last = cache->used.before;
		struct copy *copy = (struct copy *)((char *)last - offsetof(struct copy, used));
		drop(cache, place_of(cache, &copy->hash));
	}
}

enum status feed_cache_expand(struct feed_cache *cache, const struct token_hash *hash,
	struct feed_found *found, struct fault *fault)
{
	struct feed_bytes *plain = bytes_new(found->plain_length);
	if (!plain)
		return fault_memory(fault);
	enum status status = gzip_expand(found->body, plain->bytes, plain->length, fault);
	if (status != STATUS_OK) {
		feed_bytes_free(plain);
		return status;
	}
	feed_bytes_free(found->holder);
	found->holder = plain;
	found->body = (struct text){plain->bytes, plain->length};
	pthread_mutex_lock(&cache->lock);
	struct copy *copy = *place_of(cache, hash);
	if (copy && !copy->plain && memcmp(copy->tag, found->tag, sizeof copy->tag) == 0) {
		atomic_fetch_add(&plain->holders, 1);
		copy->plain = plain;
		ring_put_first(&cache->expanded, &copy->expanded);
		cache->plain_bytes += bytes_of(plain);
		make_room(cache);
	}
	pthread_mutex_unlock(&cache->lock);
	return STATUS_OK;
}

static struct copy *copy_of(const struct token_hash *hash, uint32_t number, struct instant now,
	const struct feed_document *document, struct text packed)
{
	struct copy *copy = malloc(sizeof *copy);
	struct feed_bytes *bytes = bytes_new(packed.length);
	if (!copy || !bytes) {
		free(copy);
		free(bytes);
		return NULL;
	}
	*copy = (struct copy){
		.hash = *hash,
		.key = freshness_key(&document->link, hash),
		.number = number,
		.from = now,
		.until = document->until,
		.modified = document->modified,
		.link = document->link.id,
		.plain_length = document->body.length,
		.packed = bytes,
	};
	memcpy(copy->tag, document->tag, sizeof copy->tag);
	memcpy(bytes->bytes, packed.start, packed.length);
	ring_start(&copy->used);
	ring_start(&copy->expanded);
	return copy;
}

void feed_cache_keep(struct feed_cache *cache, const struct token_hash *hash, uint32_t number,
	struct feed_times times, const struct feed_document *document, struct text packed)
{
	// Out of memory, it is just not kept.
	struct copy *copy = copy_of(hash, number, times.now, document, packed);
	if (!copy)
		return;
	pthread_mutex_lock(&cache->lock);
	struct copy **place = place_of(cache, hash);
	if (*place && (*place)->number <= number)
		drop(cache, place);
	place = place_of(cache, hash);
	if (!*place && is_fresh(cache, copy, times)) {
		copy->next = NULL;
		*place = copy;
		ring_put_first(&cache->used, &copy->used);
		cache->bytes += copy_bytes(copy);
		make_room(cache);
		copy = NULL;
	}
	pthread_mutex_unlock(&cache->lock);
	if (copy) {
		feed_bytes_free(copy->packed);
		free(copy);
	}
}

size_t feed_cache_bytes(struct feed_cache *cache)
{
	pthread_mutex_lock(&cache->lock);
	size_t bytes = cache->bytes + cache->plain_bytes;
	pthread_mutex_unlock(&cache->lock);
	return bytes;
}
