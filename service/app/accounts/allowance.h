// SPDX-License-Identifier: MIT
// How often signing in may be tried: token buckets in memory, which nobody can use to lock somebody
// else out.
//
// Each attempt takes one token of its address (IPv6: its /64), and one of the name it is for: of
// the bucket that all strangers share, or, from a device that has signed in with the name before,
// of that device's own. So guessing at a name slows down strangers only, as in OWASP's device
// cookies. A success gives its tokens back: a whole station behind one address signs in at the
// start of a shift.
//
// Memory is fixed. When it is full, what has failed least is forgotten, so that a flood of names
// forgets itself and not the name that is guessed at. Each service counts by itself. From any
// thread.
#pragma once

#include "core/instant.h"
#include "secret/device.h"

struct allowance_rate {
	int32_t burst;   // tokens of a full bucket
	int32_t seconds; // until one comes back
};

struct allowance_limits {
	struct allowance_rate address, strangers, device;
	size_t slots; // of each table, 16 bytes each; a power of 2, at least 8
};

#define ALLOWANCE_LIMITS ((struct allowance_limits){{60, 5}, {10, 300}, {10, 60}, (size_t)1 << 16})

struct client_address {
	unsigned char bytes[16]; // IPv4 as ::ffff:a.b.c.d
};

struct sign_in_attempt {
	struct client_address address;
	struct token_hash name;
	bool known; // by a device cookie for this name
	struct uuid device;
};

struct allowance;

struct allowance *allowance_new(
	const struct allowance_limits *limits, const struct hash_seed *seed); // NULL: out of memory
void allowance_free(struct allowance *allowance);

// Takes the tokens of an attempt and gives 0; or takes none and gives the seconds until there are
// some. Before the password is looked at, so that a thousand attempts at once are no way around.
CHECKED int64_t allowance_take(
	struct allowance *allowance, const struct sign_in_attempt *attempt, struct instant now);

// The attempt was right: puts back what it took.
void allowance_give_back(
	struct allowance *allowance, const struct sign_in_attempt *attempt, struct instant now);
