// SPDX-License-Identifier: MIT
#include "app/exposures/batch.h"

#include <string.h>

void batch_init(struct batch *batch, struct arena *arena)
{
	*batch = (struct batch){.arena = arena};
}

void *batch_grow(struct batch *batch, void **list, size_t *count, size_t *size, size_t item)
{
	if (*count == *size) {
		size_t wanted = *size ? *size * 2 : 16;
		void *bigger = arena_array(batch->arena, wanted, item);
		if (!bigger) {
			batch->failed = true;
			return NULL;
		}
		if (*count)
			memcpy(bigger, *list, *count * item);
		*list = bigger;
		*size = wanted;
	}
	return (char *)*list + (*count)++ * item;
}
