// SPDX-License-Identifier: MIT
// Memory for one request or one job: many small allocations, freed together.
//
// Nothing in an arena is freed singly, so what grows without bound does not belong in one. Under
// AddressSanitizer every allocation is its own block, so an overrun is found where it happens.
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *last;
};

void arena_init(struct arena *arena);
void arena_done(struct arena *arena);

// Frees everything; the arena can be used again.
void arena_reset(struct arena *arena);

// Zeroed memory aligned for any type, or NULL when there is none. Size 0 gives a valid pointer.
void *arena_allocate(struct arena *arena, size_t size);

// The same for `count` items, NULL also where the product overflows.
void *arena_array(struct arena *arena, size_t count, size_t size);

// Makes room for one more item in a list of `count` that has room for `*size`: `*list` may move,
// and what it leaves stays until the arena is done with. False, leaving both, where memory ran out.
bool arena_grow(struct arena *arena, void **list, size_t count, size_t *size, size_t item);
