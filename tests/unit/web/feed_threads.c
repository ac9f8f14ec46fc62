// SPDX-License-Identifier: MIT
// Calendars in memory, and what says whether they hold, in the hands of several threads: for
// ThreadSanitizer above all.
#include "support/cmocka.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "faults/fake_libpq.h"
#include "web/feed_cache.h"
#include "web/gzip.h"

#define READERS 4
#define LOOKS 300 // of a millisecond and more
#define FEEDS 64
#define LENGTH 2000
#define BYTES 32768 // not enough for all of them, or for all that are expanded
#define NOW ((struct instant){1796115600})

static struct freshness *freshness;
static struct feed_cache *cache;
static struct connection *connection;
static struct feed_document documents[FEEDS];
static struct text_builder packed[FEEDS];
static struct token_hash hashes[FEEDS];
static _Atomic int64_t clock_now = 1;
static atomic_size_t found_count, wrong_count;
static atomic_bool done;

static void make_document(size_t n)
{
	struct feed_document *document = &documents[n];
	uint32_t letter = (uint32_t)n;
	document->until = INSTANT_NEVER;
	builder_init(&document->body);
	builder_init(&packed[n]);
	for (size_t i = 0; i < LENGTH; i++) {
		letter = letter * 1664525u + 1013904223u;
		builder_character(&document->body, (char)('0' + (letter >> 24) % 64));
	}
	snprintf(document->tag, sizeof document->tag, "%032zu", n);
	hashes[n].bytes[0] = (unsigned char)n;
	assert_int_equal(gzip_add(builder_view(&document->body), &packed[n], NULL), STATUS_OK);
}

static struct feed_times times_now(void)
{
	return (struct feed_times){NOW, atomic_load(&clock_now)};
}

static void check(const struct feed_found *found, struct text expected, size_t n)
{
	atomic_fetch_add(&found_count, 1);
	if (!text_equal(found->body, expected) || strcmp(found->tag, documents[n].tag) != 0)
		atomic_fetch_add(&wrong_count, 1);
}

static void read_feed(size_t n)
{
	struct feed_found found;
	uint32_t number = freshness_number(freshness);
	if (!feed_cache_find(cache, &hashes[n], times_now(), true, &found)) {
		feed_cache_keep(
			cache, &hashes[n], number, times_now(), &documents[n], builder_view(&packed[n]));
		return;
	}
	check(&found, builder_view(&packed[n]), n);
	if (feed_cache_expand(cache, &hashes[n], &found, NULL) != STATUS_OK)
		atomic_fetch_add(&wrong_count, 1);
	else
		check(&found, builder_view(&documents[n].body), n);
	feed_bytes_free(found.holder);
	if (!feed_cache_find(cache, &hashes[n], times_now(), false, &found))
		return;
	if (found.body.start)
		check(&found, builder_view(&documents[n].body), n);
	feed_bytes_free(found.holder);
}

static void *read_feeds(void *given)
{
	uint32_t random = (uint32_t)(uintptr_t)given;
	while (!atomic_load(&done)) {
		random = random * 1664525u + 1013904223u;
		read_feed(random >> 26);
		if (feed_cache_bytes(cache) > BYTES)
			atomic_fetch_add(&wrong_count, 1);
	}
	return NULL;
}

// The looks of the one thread that does them; now and then the database is away.
static void *look(void *unused)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};
	for (int i = 0; i < LOOKS; i++) {
		fake_play(&fine);
		int64_t now = atomic_fetch_add(&clock_now, FRESHNESS_MICROSECONDS / 4);
		if (freshness_refresh(freshness, connection, now, NULL) != STATUS_OK)
			atomic_fetch_add(&wrong_count, 1);
		poll(NULL, 0, 1);
		if (i % 64 == 63)
			freshness_lose(freshness);
	}
	atomic_store(&done, true);
	return unused;
}

static void threads_find_whole_copies_while_looks_come_and_go(void **state)
{
	(void)state;
	pthread_t looker, readers[READERS];
	assert_int_equal(pthread_create(&looker, NULL, look, NULL), 0);
	for (uintptr_t i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&readers[i], NULL, read_feeds, (void *)i), 0);
	for (size_t i = 0; i < READERS; i++)
		pthread_join(readers[i], NULL);
	pthread_join(looker, NULL);
	assert_int_equal(atomic_load(&wrong_count), 0);
	assert_true(atomic_load(&found_count) > LOOKS);
}

static void nothing_is_found_once_the_database_is_away(void **state)
{
	(void)state;
	struct feed_found found;
	freshness_lose(freshness);
	for (size_t n = 0; n < FEEDS; n++)
		assert_false(feed_cache_find(cache, &hashes[n], times_now(), true, &found));
}

static int start(void **state)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};
	const struct database database = {"dbname=x", true, false};
	(void)state;
	fake_play(&fine);
	freshness = freshness_new();
	cache = feed_cache_new(BYTES, freshness);
	for (size_t n = 0; n < FEEDS; n++)
		make_document(n);
	return !freshness || !cache ||
		   connection_open(&database, DATABASE_RECORDER, &connection, NULL) != STATUS_OK;
}

static int end(void **state)
{
	(void)state;
	for (size_t n = 0; n < FEEDS; n++) {
		builder_done(&documents[n].body);
		builder_done(&packed[n]);
	}
	connection_close(connection);
	feed_cache_free(cache);
	freshness_free(freshness);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_find_whole_copies_while_looks_come_and_go),
		cmocka_unit_test(nothing_is_found_once_the_database_is_away),
	};
	return cmocka_run_group_tests(tests, start, end);
}
