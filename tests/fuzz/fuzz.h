// SPDX-License-Identifier: MIT
// Fuzz targets: each is a program with this function, which ends the program where a promise of
// what it calls is broken. Built with clang's libFuzzer it looks for such input; as a test it is
// given its corpus, every beginning of each file in it and simple changes of them.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "json/policy.h"

// A promise; unlike an assertion it says what the input was only through the fuzzer.
#define PROMISED(condition)                                                                        \
	do {                                                                                           \
		if (!(condition)) {                                                                        \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                \
			abort();                                                                               \
		}                                                                                          \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

// A document that was refused says why, in sentences that can be printed; one that was taken has
// no fault.
static inline void fuzz_check_faults(enum status status, const struct json_faults *faults)
{
	PROMISED(status == STATUS_OK || status == STATUS_INVALID);
	PROMISED((faults->count > 0) == (status == STATUS_INVALID));
	for (size_t i = 0; i < faults->count; i++) {
		struct text message = text_of(faults->list[i].message);
		PROMISED(message.length > 0 && message.length < sizeof faults->list[i].message);
		PROMISED(text_is_utf8(message) && text_is_utf8(text_of(faults->list[i].where)));
		for (size_t at = 0; at < message.length; at++)
			PROMISED((unsigned char)message.start[at] >= 0x20 && message.start[at] != 0x7F);
	}
}
