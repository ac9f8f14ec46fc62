// SPDX-License-Identifier: MIT
// Pages: whatever is taken gives C of printable ASCII whose braces and sentences are in order, and
// whatever is refused names a line of the page.
#include "fuzz/fuzz.h"

#include <string.h>

#include "tools/page.h"

static size_t lines(struct text text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.length; i++)
		count += text.start[i] == '\n';
	return count;
}

static void check_fault(const struct fault *fault, struct text page)
{
	struct text where = text_of(fault->where), message = text_of(fault->message);
	int64_t line = 0;
	PROMISED(fault->status == STATUS_INVALID && message.length > 0);
	PROMISED(text_starts(where, "x.html:"));
	where = (struct text){where.start + strlen("x.html:"), where.length - strlen("x.html:")};
	PROMISED(text_to_integer(where, &line) && line >= 1 && (size_t)line <= lines(page));
	PROMISED(text_is_utf8(message));
	for (size_t i = 0; i < message.length; i++)
		PROMISED((unsigned char)message.start[i] >= 0x20 && message.start[i] != 0x7F);
}

// Braces outside strings; a string ends on its line.
static void check_source(struct text source)
{
	size_t depth = 0;
	bool in_string = false;
	for (size_t i = 0; i < source.length; i++) {
		char c = source.start[i];
		PROMISED((c >= ' ' && c <= '~') || c == '\n' || c == '\t');
		PROMISED(!in_string || c != '\n');
		if (in_string && c == '\\')
			i++;
		else if (c == '"')
			in_string = !in_string;
		else if (!in_string && c == '{')
			depth++;
		else if (!in_string && c == '}')
			PROMISED(depth-- > 0);
	}
	PROMISED(depth == 0 && !in_string);
}

static void check_messages(const struct page_messages *messages)
{
	struct text_builder template;
	builder_init(&template);
	page_messages_write(messages, &template);
	PROMISED(text_is_utf8(builder_view(&template)));
	for (const struct page_message *message = messages->first; message; message = message->next) {
		PROMISED(message->one.length > 0 && message->places);
		PROMISED(!memchr(message->one.start, '\n', message->one.length));
	}
	builder_done(&template);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct page_source source = {
		"x.html", TEXT("x"), {(const char *)bytes, size}, "web/pages.h", "web/page_functions.h"};
	struct page_messages messages = {NULL, NULL};
	struct fault fault = {.status = STATUS_OK};
	struct text_builder out;
	struct arena arena;
	arena_init(&arena);
	builder_init(&out);
	enum status status = page_compile(&source, &arena, &out, &messages, &fault);
	PROMISED(status == fault.status);
	if (status == STATUS_OK) {
		check_source(builder_view(&out));
		check_messages(&messages);
	} else {
		check_fault(&fault, source.bytes);
	}
	builder_done(&out);
	arena_done(&arena);
	return 0;
}
