// SPDX-License-Identifier: MIT
// Feeds in memory: what is found, what is dropped, and that what is being sent stays.
#include "support/cmocka.h"

#include "integration/engine/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "web/feed_cache.h"
#include "web/gzip.h"

#define NOW ((struct feed_times){{START}, 1000000})
#define BYTES (UINT64_C(1) << 20)

static struct freshness *freshness;
static struct feed_cache *cache;

static int begin(void **state)
{
	struct fault fault = {.status = STATUS_OK};
	freshness = freshness_new();
	cache = feed_cache_new(BYTES, freshness);
	return !freshness || !cache || found_empty(state) != 0 ||
		   freshness_refresh(freshness, recorder, NOW.monotonic, &fault) != STATUS_OK;
}

static int end(void **state)
{
	feed_cache_free(cache);
	freshness_free(freshness);
	return leave(state);
}

static struct token_hash hash_of(uint32_t n)
{
	struct token_hash hash = {{0}};
	n *= 2654435761u;
	for (size_t i = 0; i < sizeof hash.bytes; i++)
		hash.bytes[i] = (unsigned char)((n >> (i % 4 * 8)) + i);
	return hash;
}

// A document of incompressible letters, all different by n.
static void keep(uint32_t n, size_t length, uint32_t number, struct instant until)
{
	struct feed_document document = {.until = until, .modified = {START - 5}};
	struct text_builder packed;
	struct fault fault = {.status = STATUS_OK};
	struct token_hash hash = hash_of(n);
	uint32_t letter = n;
	builder_init(&document.body);
	builder_init(&packed);
	for (size_t i = 0; i < length; i++) {
		letter = letter * 1664525u + 1013904223u;
		builder_character(&document.body, (char)('0' + (letter >> 24) % 64));
	}
	snprintf(document.tag, sizeof document.tag, "%032u", n);
	memcpy(document.link.person.uuid.bytes, &n, sizeof n);
	assert_int_equal(gzip_add(builder_view(&document.body), &packed, &fault), STATUS_OK);
	feed_cache_keep(cache, &hash, number, NOW, &document, builder_view(&packed));
	builder_done(&document.body);
	builder_done(&packed);
}

static bool find(uint32_t n, struct feed_times times, bool packed, struct feed_found *out)
{
	struct token_hash hash = hash_of(n);
	return feed_cache_find(cache, &hash, times, packed, out);
}

static bool is_there(uint32_t n)
{
	struct feed_found found;
	bool there = find(n, NOW, true, &found);
	if (there)
		feed_bytes_free(found.holder);
	return there;
}

static void what_is_kept_is_found_until_something_leaves_it(void **state)
{
	(void)state;
	struct feed_found found;
	keep(1, 3000, 1, (struct instant){START + 10});
	assert_false(is_there(2));
	assert_true(find(1, NOW, true, &found));
	assert_int_equal(found.plain_length, 3000);
	assert_int_equal(found.packed_length, found.body.length);
	assert_string_equal(found.tag, "00000000000000000000000000000001");
	feed_bytes_free(found.holder);
	const struct feed_times later = {{START + 10}, NOW.monotonic},
							before = {{START - 1}, NOW.monotonic};
	assert_false(find(1, later, true, &found));
	assert_false(find(1, before, true, &found)); // the clock was stepped back
}

static void what_was_read_before_a_change_is_not_kept(void **state)
{
	(void)state;
	keep(1, 3000, 0, INSTANT_NEVER);
	assert_false(is_there(1));
	assert_int_equal(feed_cache_bytes(cache), 0);
}

static void an_older_document_does_not_replace_a_newer_one(void **state)
{
	(void)state;
	struct feed_found found;
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(freshness_refresh(freshness, recorder, NOW.monotonic, &fault), STATUS_OK);
	keep(1, 3000, 2, INSTANT_NEVER);
	keep(1, 500, 1, INSTANT_NEVER);
	assert_true(find(1, NOW, true, &found));
	assert_int_equal(found.plain_length, 3000);
	feed_bytes_free(found.holder);
}

static void copies_take_no_more_than_they_may_and_the_longest_unread_go(void **state)
{
	(void)state;
	for (uint32_t n = 1; n <= 2000; n++) {
		keep(n, 2000, 1, INSTANT_NEVER);
		assert_true(feed_cache_bytes(cache) <= BYTES);
		assert_true(is_there(1)); // read again and again
	}
	assert_true(feed_cache_bytes(cache) > BYTES * 9 / 10);
	assert_false(is_there(2));
	assert_true(is_there(2000));
	assert_true(is_there(1900));
}

static void a_document_larger_than_all_memory_is_not_kept(void **state)
{
	(void)state;
	keep(1, 3 * BYTES, 1, INSTANT_NEVER);
	assert_false(is_there(1));
	assert_int_equal(feed_cache_bytes(cache), 0);
}

static void expanded_copies_are_the_same_bytes_and_take_an_eighth(void **state)
{
	(void)state;
	struct fault fault = {.status = STATUS_OK};
	for (uint32_t n = 1; n <= 100; n++) {
		struct feed_found packed, plain;
		struct token_hash hash = hash_of(n);
		keep(n, 4000, 1, INSTANT_NEVER);
		assert_true(find(n, NOW, false, &plain));
		assert_null(plain.body.start);
		assert_true(find(n, NOW, true, &packed));
		assert_int_equal(feed_cache_expand(cache, &hash, &packed, &fault), STATUS_OK);
		assert_int_equal(packed.body.length, 4000);
		assert_true(find(n, NOW, false, &plain));
		assert_true(text_equal(plain.body, packed.body));
		feed_bytes_free(packed.holder);
		feed_bytes_free(plain.holder);
		assert_true(feed_cache_bytes(cache) <= n * 4600 + BYTES / 8);
	}
	struct feed_found first;
	assert_true(find(1, NOW, false, &first));
	assert_null(first.body.start);
}

static void what_is_being_sent_stays_when_it_is_dropped(void **state)
{
	(void)state;
	struct feed_found found;
	keep(1, 5000, 1, INSTANT_NEVER);
	assert_true(find(1, NOW, true, &found));
	char *before = malloc(found.body.length);
	assert_non_null(before);
	memcpy(before, found.body.start, found.body.length);
	for (uint32_t n = 2; n <= 2000; n++)
		keep(n, 2000, 1, INSTANT_NEVER);
	assert_false(is_there(1));
	assert_memory_equal(before, found.body.start, found.body.length);
	feed_bytes_free(found.holder);
	free(before);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(what_is_kept_is_found_until_something_leaves_it),
		TEST(what_was_read_before_a_change_is_not_kept),
		TEST(an_older_document_does_not_replace_a_newer_one),
		TEST(copies_take_no_more_than_they_may_and_the_longest_unread_go),
		TEST(a_document_larger_than_all_memory_is_not_kept),
		TEST(expanded_copies_are_the_same_bytes_and_take_an_eighth),
		TEST(what_is_being_sent_stays_when_it_is_dropped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
