// SPDX-License-Identifier: MIT
#include "faults/allocation.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>

#define EXPORTED __attribute__((visibility("default")))

#ifdef ALLOCATION_WRAPPED // by the linker, see --wrap in ld(1)
#define OURS(name) __wrap_##name
#define BENEATH(name) __real_##name
#else // the C library's own, by the names under which it always has them
#define OURS(name) name
#define BENEATH(name) __libc_##name
#endif

void *OURS(malloc)(size_t size);
void *OURS(calloc)(size_t count, size_t size);
void *OURS(realloc)(void *block, size_t size);
void OURS(free)(void *block);
void *BENEATH(malloc)(size_t size);
void *BENEATH(calloc)(size_t count, size_t size);
void *BENEATH(realloc)(void *block, size_t size);
void BENEATH(free)(void *block);

static _Thread_local unsigned long countdown;
static _Thread_local bool failed;
static _Thread_local long live;

void allocation_fail_at(unsigned long number)
{
	countdown = number;
	failed = false;
}

bool allocation_failed(void)
{
	countdown = 0;
	return failed;
}

long allocation_live(void)
{
	return live;
}

static bool fails(void)
{
	if (countdown == 0 || --countdown > 0)
		return false;
	failed = true;
	errno = ENOMEM;
	return true;
}

EXPORTED void *OURS(malloc)(size_t size)
{
	void *block = fails() ? NULL : BENEATH(malloc)(size);
	live += block != NULL;
	return block;
}

EXPORTED void *OURS(calloc)(size_t count, size_t size)
{
	void *block = fails() ? NULL : BENEATH(calloc)(count, size);
	live += block != NULL;
	return block;
}

EXPORTED void *OURS(realloc)(void *block, size_t size)
{
	void *moved = fails() ? NULL : BENEATH(realloc)(block, size);
	live += !block && moved;
	return moved;
}

EXPORTED void OURS(free)(void *block)
{
	live -= block != NULL;
	BENEATH(free)(block);
}
