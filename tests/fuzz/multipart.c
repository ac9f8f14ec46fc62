// SPDX-License-Identifier: MIT
// Forms with a file in them: the first line is the Content-Type. What is read lies in the body, in
// order and apart; it is the same where what is after it is another form's.
#include "web/multipart.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct multipart form;
	struct text body = {(const char *)bytes, size};
	struct text type = text_cut(&body, '\n');
	if (!multipart_read(type, body, &form)) {
		PROMISED(form.count == 0);
		return 0;
	}
	PROMISED(form.count <= MULTIPART_LIMIT);
	const char *last = body.start;
	for (size_t i = 0; i < form.count; i++) {
		const struct multipart_part *part = &form.parts[i];
		PROMISED(part->name.length > 0 && part->name.start >= last);
		PROMISED(part->content.start >= part->name.start + part->name.length);
		last = part->content.start + part->content.length;
		PROMISED(last <= body.start + body.length);
	}
	return 0;
}
