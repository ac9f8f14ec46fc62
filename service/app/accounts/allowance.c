// SPDX-License-Identifier: MIT
#include "app/accounts/allowance.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define WAYS 8

// The generic cell rate algorithm: a bucket is the second at which it is full again.
struct bucket {
	uint64_t key;
	int64_t full_at;
};

struct table {
	struct allowance_rate rate;
	struct bucket *buckets;
};

enum { ADDRESSES, STRANGERS, DEVICES, TABLES };

struct allowance {
	pthread_mutex_t lock;
	struct hash_seed seed;
	size_t slots;
	struct table tables[TABLES];
};

struct allowance *allowance_new(const struct allowance_limits *limits, const struct hash_seed *seed)
{
	assert(limits->slots >= WAYS && (limits->slots & (limits->slots - 1)) == 0);
	struct allowance *allowance = calloc(1, sizeof *allowance);
	if (!allowance)
		return NULL;
	pthread_mutex_init(&allowance->lock, NULL);
	allowance->seed = *seed;
	allowance->slots = limits->slots;
	allowance->tables[ADDRESSES].rate = limits->address;
	allowance->tables[STRANGERS].rate = limits->strangers;
	allowance->tables[DEVICES].rate = limits->device;
	for (size_t i = 0; i < TABLES; i++) {
		allowance->tables[i].buckets = calloc(limits->slots, sizeof(struct bucket));
		if (!allowance->tables[i].buckets) {
			allowance_free(allowance);
			return NULL;
		}
	}
	return allowance;
}

void allowance_free(struct allowance *allowance)
{
	if (!allowance)
		return;
	for (size_t i = 0; i < TABLES; i++)
		free(allowance->tables[i].buckets);
	pthread_mutex_destroy(&allowance->lock);
	free(allowance);
}

// A clock that is set back must not make anybody wait longer than an empty bucket takes.
static void settle(const struct table *table, struct bucket *bucket, int64_t now)
{
	int64_t emptied = now + (int64_t)table->rate.burst * table->rate.seconds;
	if (bucket->full_at < now)
		bucket->full_at = now;
	if (bucket->full_at > emptied)
		bucket->full_at = emptied;
}

// The bucket of a key; else the fullest of those it may lie in, made the key's and full.
static struct bucket *bucket_of(
	const struct allowance *allowance, struct table *table, uint64_t key, int64_t now)
{
	struct bucket *set =
		&table->buckets[(size_t)key & (allowance->slots - 1) & ~(size_t)(WAYS - 1)];
	struct bucket *fullest = set;
	for (size_t i = 0; i < WAYS; i++) {
		if (set[i].key == key) {
			settle(table, &set[i], now);
			return &set[i];
		}
		if (set[i].full_at < fullest->full_at)
			fullest = &set[i];
	}
	*fullest = (struct bucket){key, now};
	return fullest;
}

static uint64_t key_of(const struct allowance *allowance, const void *bytes, size_t count)
{
	return hash_short(&allowance->seed, bytes, count);
}

static uint64_t address_key(const struct allowance *allowance, const struct client_address *address)
{
	static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
	bool version_4 = memcmp(address->bytes, mapped, sizeof mapped) == 0;
	return key_of(allowance, address->bytes, version_4 ? sizeof address->bytes : 8);
}

struct draw {
	struct table *table;
	struct bucket *bucket;
};

// The two buckets of an attempt.
static void draws_of(struct allowance *allowance, const struct sign_in_attempt *attempt,
	int64_t now, struct draw out[static 2])
{
	struct table *other = &allowance->tables[attempt->known ? DEVICES : STRANGERS];
	uint64_t key = attempt->known
					   ? key_of(allowance, attempt->device.bytes, sizeof attempt->device.bytes)
					   : key_of(allowance, attempt->name.bytes, sizeof attempt->name.bytes);
	out[0].table = &allowance->tables[ADDRESSES];
	out[0].bucket =
		bucket_of(allowance, out[0].table, address_key(allowance, &attempt->address), now);
	out[1].table = other;
	out[1].bucket = bucket_of(allowance, other, key, now);
}

// Seconds until the bucket has a token; 0 or less: it has one.
static int64_t wait_for(const struct draw *draw, int64_t now)
{
	const struct allowance_rate *rate = &draw->table->rate;
	return draw->bucket->full_at - now - (int64_t)(rate->burst - 1) * rate->seconds;
}

int64_t allowance_take(
	struct allowance *allowance, const struct sign_in_attempt *attempt, struct instant now)
{
	struct draw draws[2];
	int64_t wait = 0;
	pthread_mutex_lock(&allowance->lock);
	draws_of(allowance, attempt, now.seconds, draws);
	for (size_t i = 0; i < 2; i++) {
		int64_t own = wait_for(&draws[i], now.seconds);
		wait = own > wait ? own : wait;
	}
	for (size_t i = 0; wait == 0 && i < 2; i++)
		draws[i].bucket->full_at += draws[i].table->rate.seconds;
	pthread_mutex_unlock(&allowance->lock);
	return wait;
}

void allowance_give_back(
	struct allowance *allowance, const struct sign_in_attempt *attempt, struct instant now)
{
	struct draw draws[2];
	pthread_mutex_lock(&allowance->lock);
	draws_of(allowance, attempt, now.seconds, draws);
	for (size_t i = 0; i < 2; i++)
		draws[i].bucket->full_at -= draws[i].table->rate.seconds;
	pthread_mutex_unlock(&allowance->lock);
}
