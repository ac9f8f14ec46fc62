// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature) // clang
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__
#endif
#endif

#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_SIZE 0
#else
#define BLOCK_SIZE 16384
#endif

struct arena_block {
	struct arena_block *before;
	size_t used;
	size_t size;
	max_align_t memory[];
};

void arena_init(struct arena *arena)
{
	arena->last = NULL;
}

void arena_done(struct arena *arena)
{
	while (arena->last) {
		struct arena_block *block = arena->last;
		arena->last = block->before;
		free(block);
	}
}

void arena_reset(struct arena *arena)
{
	arena_done(arena);
}

void *arena_allocate(struct arena *arena, size_t size)
{
	const size_t unit = sizeof(max_align_t);
	if (size > SIZE_MAX / 2)
		return NULL;
	if (BLOCK_SIZE > 0) // a block of its own has no neighbour, and is as long as was asked for
		size = (size + unit - 1) / unit * unit;
	struct arena_block *block = arena->last;
	if (BLOCK_SIZE == 0 || !block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		block = calloc(1, sizeof *block + room);
		if (!block)
			return NULL;
		block->size = room;
		block->before = arena->last;
		arena->last = block;
	}
	void *memory = (char *)block->memory + block->used;
	block->used += size;
	return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(count, size, &total))
		return NULL;
	return arena_allocate(arena, total);
}

bool arena_grow(struct arena *arena, void **list, size_t count, size_t *size, size_t item)
{
	if (count < *size)
		return true;
	size_t larger = *size ? *size * 2 : 8;
	void *copy = arena_array(arena, larger, item);
	if (!copy)
		return false;
	if (count)
		memcpy(copy, *list, count * item);
	*list = copy;
	*size = larger;
	return true;
}
