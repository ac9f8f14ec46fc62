// SPDX-License-Identifier: MIT
// Compiled catalogues: whatever is found is inside the bytes, what is not found touches nothing.
#include "words/catalogue.h"

#include "fuzz/fuzz.h"

static void check(struct text bytes, bool found, struct text text)
{
	if (!found) {
		PROMISED(text.start == NULL && text.length == 7);
		return;
	}
	PROMISED(text.start >= bytes.start && text.length <= bytes.length);
	PROMISED((size_t)(text.start - bytes.start) <= bytes.length - text.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
	static const char *const messages[] = {"", "day", "Hello", "zebra"};
	struct text bytes = {(const char *)input, size};
	struct catalogue catalogue;
	if (!catalogue_open(bytes, &catalogue))
		return 0;
	for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
		struct text text = {NULL, 7};
		check(bytes, catalogue_find(&catalogue, messages[i], &text), text);
		for (uint64_t count = 0; count < 4; count++) {
			text = (struct text){NULL, 7};
			check(bytes, catalogue_find_plural(&catalogue, messages[i], count, &text), text);
		}
	}
	return 0;
}
