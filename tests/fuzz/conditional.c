// SPDX-License-Identifier: MIT
// Conditional requests: If-None-Match, a line feed, If-Modified-Since.
#include "fuzz/fuzz.h"

#include "web/conditional.h"

#define TAG "4c1f0d"
#define MODIFIED ((struct instant){1796115600})

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text rest = {(const char *)bytes, size}, none = {NULL, 0};
	struct text tags = text_cut(&rest, '\n');
	bool by_tag = not_modified(tags, none, TAG, MODIFIED);
	// Where there is a tag no date is looked at.
	PROMISED(not_modified(tags, rest, TAG, MODIFIED) == by_tag);
	PROMISED(not_modified(tags, rest, TAG, (struct instant){0}) == by_tag);
	// What has not changed since a date has not changed since where its last change was earlier.
	if (not_modified(none, rest, TAG, MODIFIED))
		PROMISED(not_modified(none, rest, TAG, (struct instant){MODIFIED.seconds - 1}));
	return 0;
}
