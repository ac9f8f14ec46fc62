// SPDX-License-Identifier: MIT
// Passwords: which are refused, and argon2id over the others.
//
// Nothing is kept between calls, so that the work can be done by any thread: it takes the memory
// and about the time that its cost says, and nothing else.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/text.h"

#define PASSWORD_LEAST 12 // bytes
#define PASSWORD_MOST 256

struct password_cost {
	uint64_t passes;
	size_t memory; // bytes
};

// OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
#define PASSWORD_COST ((struct password_cost){2, (size_t)19 << 20})

struct password_hash {
	char text[128]; // with its salt and cost, as argon2's reference writes it
};

enum password_flaw {
	PASSWORD_GOOD,
	PASSWORD_SHORT,
	PASSWORD_LONG,
	PASSWORD_NOT_TEXT, // not UTF-8, or with control characters
	PASSWORD_OBVIOUS,  // little else than a name, a common password or one thing repeated
};

// What is wrong with a password that somebody wants. `names` are the organisation's, the person's
// and the one they sign in with; of what has an @ the part before it counts too.
enum password_flaw password_flaw(struct text password, const struct text *names, size_t count);

CHECKED enum status password_make(const struct password_cost *cost, struct text password,
	struct password_hash *out, struct fault *fault);

// `*right` is whether the hash is the password's. Where there is no hash (start NULL), since nobody
// has that name, the same work is done with the cost and `*right` is false.
CHECKED enum status password_verify(const struct password_cost *cost, struct text hash,
	struct text password, bool *right, struct fault *fault);

// Whether a hash has another cost and should be made anew when its password is known.
bool password_is_outdated(const struct password_cost *cost, struct text hash);

// A password nobody chose, 100 random bits, in a file of mode 0600, made where there is none;
// `*made` tells which.
#define PASSWORD_RANDOM_LENGTH 23
CHECKED enum status password_open(
	const char *path, char out[static PASSWORD_RANDOM_LENGTH + 1], bool *made, struct fault *fault);
