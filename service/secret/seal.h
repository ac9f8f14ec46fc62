// SPDX-License-Identifier: MIT
// Sealing what the service has to read again, such as the address of a calendar.
//
// With the organisation's key, for one person and one purpose (XSalsa20-Poly1305, a random nonce):
// who has a backup, or can write to the database, but not the key, can neither read it nor give it
// to another person or use.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "secret/key.h"

#define SEAL_BYTES (24 + 16) // that what is sealed is longer by

// In the arena. `purpose` is a name of the use, the same to open it. STATUS_MEMORY.
CHECKED enum status seal_make(const struct key *key, struct person_id person, const char *purpose,
	struct text plain, struct arena *arena, struct text *out, struct fault *fault);

// STATUS_DENIED for what was not sealed with this key, for this person and purpose; STATUS_MEMORY.
CHECKED enum status seal_open(const struct key *key, struct person_id person, const char *purpose,
	struct text sealed, struct arena *arena, struct text *out, struct fault *fault);
