// SPDX-License-Identifier: MIT
// Other people's calendars: what is read lies in the window, in order, and apart.
#include "calendar/reader.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena;
	struct busy_time read = {0};
	struct fault fault = {.status = STATUS_OK};
	const struct interval window = {{1790000000}, {1820000000}}; // September 2026 to September 2027
	arena_init(&arena);
	enum status status = reader_read((struct text){(const char *)bytes, size},
		TEXT("Europe/London"), window, &arena, &read, &fault);
	PROMISED(status == STATUS_OK || status == STATUS_INVALID || status == STATUS_LIMIT);
	PROMISED((status == STATUS_OK) == (fault.status == STATUS_OK));
	PROMISED((read.unreadable > 0) == (read.first.status != STATUS_OK));
	for (size_t i = 0; i < read.count; i++) {
		PROMISED(instant_before(read.busy[i].from, read.busy[i].to));
		PROMISED(!instant_before(read.busy[i].from, window.from));
		PROMISED(!instant_before(window.to, read.busy[i].to));
		PROMISED(i == 0 || instant_before(read.busy[i - 1].to, read.busy[i].from));
	}
	arena_done(&arena);
	return 0;
}
