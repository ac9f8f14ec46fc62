// SPDX-License-Identifier: MIT
#include "support/random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct random random_start(void)
{
	const char *given = getenv("TEST_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : 20261123;
	printf("# TEST_SEED=%" PRIu64 "\n", seed);
	return (struct random){seed ? seed : 1};
}

uint64_t random_next(struct random *random)
{
	random->state ^= random->state >> 12;
	random->state ^= random->state << 25;
	random->state ^= random->state >> 27;
	return random->state * UINT64_C(0x2545F4914F6CDD1D);
}

int64_t random_between(struct random *random, int64_t least, int64_t most)
{
	return least + (int64_t)(random_next(random) % (uint64_t)(most - least + 1));
}

double random_real(struct random *random, double least, double most)
{
	return least + (most - least) * ((double)(random_next(random) >> 11) * 0x1p-53);
}

void random_shuffle(struct random *random, void *items, size_t count, size_t size)
{
	unsigned char *bytes = items;
	for (size_t i = count; i > 1; i--) {
		size_t j = (size_t)random_between(random, 0, (int64_t)i - 1);
		for (size_t k = 0; k < size; k++) {
			unsigned char byte = bytes[(i - 1) * size + k];
			bytes[(i - 1) * size + k] = bytes[j * size + k];
			bytes[j * size + k] = byte;
		}
	}
}
