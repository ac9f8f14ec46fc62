// SPDX-License-Identifier: MIT
// Random input that can be had again: a generator whose seed is printed.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

// The seed is TEST_SEED where that is set, else always the same; it is printed as a TAP comment.
struct random random_start(void);

uint64_t random_next(struct random *random); // xorshift64*: Vigna 2016, never 0
int64_t random_between(struct random *random, int64_t least, int64_t most); // both possible
double random_real(struct random *random, double least, double most);

// Puts `count` items of `size` bytes into random order (Fisher–Yates).
void random_shuffle(struct random *random, void *items, size_t count, size_t size);
