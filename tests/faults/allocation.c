// SPDX-License-Identifier: MIT
#include "faults/allocation.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>

#define EXPORTED __attribute__((visibility("default")))

// The C library's own, by the names under which it always has them.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void __libc_free(void *block);

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

EXPORTED void *malloc(size_t size)
{
	void *block = fails() ? NULL : __libc_malloc(size);
	live += block != NULL;
	return block;
}

EXPORTED void *calloc(size_t count, size_t size)
{
	void *block = fails() ? NULL : __libc_calloc(count, size);
	live += block != NULL;
	return block;
}

EXPORTED void *realloc(void *block, size_t size)
{
	void *moved = fails() ? NULL : __libc_realloc(block, size);
	live += !block && moved;
	return moved;
}

EXPORTED void free(void *block)
{
	live -= block != NULL;
	__libc_free(block);
}
