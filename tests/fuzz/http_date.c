// SPDX-License-Identifier: MIT
// HTTP dates: what is read is written as the same bytes.
#include "web/http_date.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text text = {(const char *)bytes, size};
	struct instant instant = {-7};
	char again[HTTP_DATE_LENGTH + 1];
	if (!http_date_parse(text, &instant)) {
		PROMISED(instant.seconds == -7);
		return 0;
	}
	http_date_format(instant, again);
	PROMISED(text_is(text, again));
	return 0;
}
