// SPDX-License-Identifier: MIT
#include "app/feeds/freshness.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS (UINT32_C(1) << 18)

struct freshness {
	_Atomic uint32_t number;  // of the last look that is complete
	_Atomic int64_t began;    // when it began; in the past where nothing holds
	_Atomic int64_t answered; // the same, wherever the database went since
	_Atomic uint32_t dropped; // the look that found another database: what is older does not hold
	struct feed_horizon horizon;
	_Atomic uint32_t changed[SLOTS]; // the last look that found a change
	int64_t known[SLOTS];            // the transaction of that change
};

struct freshness *freshness_new(void)
{
	return calloc(1, sizeof(struct freshness));
}

void freshness_free(struct freshness *freshness)
{
	free(freshness);
}

static uint32_t slot_of(enum feed_change_of of, const unsigned char key[static FEED_CHANGE_KEY])
{
	uint64_t hash = (uint64_t)of + 1, word;
	for (size_t i = 0; i < FEED_CHANGE_KEY; i += sizeof word) {
		memcpy(&word, key + i, sizeof word);
		hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return (uint32_t)(hash % SLOTS);
}

struct freshness_key freshness_key(const struct feed_link *link, const struct token_hash *hash)
{
	static const enum feed_change_of kinds[] = {
		[FEED_OF_PERSON] = CHANGE_OF_ATTENDED,
		[FEED_OF_HOST] = CHANGE_OF_HOSTED,
		[FEED_OF_TEAM] = CHANGE_OF_TEAM,
		[FEED_OF_PROGRAMME] = CHANGE_OF_PROGRAMME,
	};
	unsigned char subject[FEED_CHANGE_KEY] = {0};
	const struct uuid *id =
		link->of == FEED_OF_PROGRAMME ? &link->organisation.uuid : &link->person.uuid;
	memcpy(subject, id->bytes, sizeof id->bytes);
	return (struct freshness_key){
		.subject = slot_of(kinds[link->of], subject),
		.link = slot_of(CHANGE_OF_LINK, hash->bytes),
	};
}

uint32_t freshness_number(const struct freshness *freshness)
{
	return atomic_load(&freshness->number);
}

bool freshness_holds(
	const struct freshness *freshness, struct freshness_key key, uint32_t number, int64_t now)
{
	return number && number >= atomic_load(&freshness->dropped) &&
		   now - atomic_load(&freshness->began) <= FRESHNESS_MICROSECONDS &&
		   number >= atomic_load(&freshness->changed[key.subject]) &&
		   number >= atomic_load(&freshness->changed[key.link]);
}

bool freshness_is_away(const struct freshness *freshness, int64_t now)
{
	return atomic_load(&freshness->number) &&
		   now - atomic_load(&freshness->answered) > FRESHNESS_AWAY_MICROSECONDS;
}

enum status freshness_refresh(
	struct freshness *freshness, struct connection *recorder, int64_t now, struct fault *fault)
{
	struct arena arena;
	struct feed_change *changes = NULL;
	size_t count = 0;
	bool same = false;
	arena_init(&arena);
	enum status status =
		feed_changes_list(recorder, &arena, &freshness->horizon, &same, &changes, &count, fault);
	if (status == STATUS_OK) {
		uint32_t number = atomic_load(&freshness->number) + 1;
		if (!same)
			memset(freshness->known, 0, sizeof freshness->known);
		for (size_t i = 0; i < count; i++) {
			uint32_t slot = slot_of(changes[i].of, changes[i].key);
			if (freshness->known[slot] == changes[i].changed_in)
				continue;
			freshness->known[slot] = changes[i].changed_in;
			atomic_store(&freshness->changed[slot], number);
		}
		if (!same)
			atomic_store(&freshness->dropped, number);
		// Last, so that nobody takes the number for what is not marked yet.
		atomic_store(&freshness->began, now);
		atomic_store(&freshness->answered, now);
		atomic_store(&freshness->number, number);
	}
	arena_done(&arena);
	return status;
}

void freshness_lose(struct freshness *freshness)
{
	freshness->horizon = (struct feed_horizon){.settled = 0};
	atomic_store(&freshness->began, -2 * FRESHNESS_MICROSECONDS);
}
