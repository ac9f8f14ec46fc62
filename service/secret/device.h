// SPDX-License-Identifier: MIT
// Device cookies (OWASP, Slow Down Online Guessing Attacks with Device Cookies): what a device is
// given that has signed in with a name, so that others who guess at the name slow down only
// themselves. It opens nothing. And short keyed hashes for tables in memory.
#pragma once

#include "secret/key.h"
#include "secret/token.h"

#define DEVICE_COOKIE_LENGTH 64 // a random id of 16 bytes and a MAC, in URL-safe base 64

struct device_cookie {
	char text[DEVICE_COOKIE_LENGTH + 1];
};

// For whoever signs in with the name of this hash.
struct device_cookie device_cookie_new(const struct key *key, const struct token_hash *name);

// False for anything that was not made with this key for this name; else the device's id.
bool device_cookie_check(
	const struct key *key, const struct token_hash *name, struct text cookie, struct uuid *id);

// 64 bits that nobody can aim at without the seed: SipHash-2-4.
struct hash_seed {
	unsigned char bytes[16];
};

struct hash_seed hash_seed_new(void);
uint64_t hash_short(const struct hash_seed *seed, const void *bytes, size_t count);
