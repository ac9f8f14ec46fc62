// SPDX-License-Identifier: MIT
#include "process/terminal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"

// The controls of ASCII; those of Latin 1 and the ones that turn the direction of writing come in
// UTF-8.
static size_t control_length(const unsigned char *at, size_t left)
{
	if ((*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7f)
		return 1;
	if (left >= 2 && at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f)
		return 2;
	bool turns =
		left >= 3 && at[0] == 0xe2 &&
		((at[1] == 0x80 && ((at[2] >= 0xaa && at[2] <= 0xae) || at[2] == 0x8e || at[2] == 0x8f)) ||
			(at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9));
	return turns ? 3 : 0;
}

static void escape(struct text_builder *out, const char *bytes, size_t size)
{
	const unsigned char *at = (const unsigned char *)bytes;
	for (size_t i = 0; i < size;) {
		size_t length = control_length(at + i, size - i);
		if (!length)
			builder_character(out, bytes[i++]);
		for (; length; length--)
			builder_format(out, "\\x%02x", at[i++]);
	}
}

static ssize_t write_guarded(void *unused, const char *bytes, size_t size)
{
	struct text_builder out;
	(void)unused;
	builder_init(&out);
	escape(&out, bytes, size);
	struct text rest = builder_view(&out);
	bool failed = out.failed;
	while (!failed && rest.length) {
		ssize_t written = write(STDOUT_FILENO, rest.start, rest.length);
		if (written > 0)
			rest = (struct text){rest.start + written, rest.length - (size_t)written};
		failed = written < 0 && errno != EINTR;
	}
	builder_done(&out);
	return failed ? 0 : (ssize_t)size;
}

void terminal_guard(void)
{
	if (!isatty(STDOUT_FILENO))
		return;
	FILE *guarded = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_guarded});
	if (!guarded)
		return;
	setvbuf(guarded, NULL, _IOLBF, BUFSIZ);
	stdout = guarded;
}

void terminal_error(const char *format, ...)
{
	char line[2048];
	struct text_builder out;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	builder_init(&out);
	escape(&out, line, strlen(line));
	struct text text = builder_view(&out);
	fprintf(stderr, "%.*s", TEXT_ARGUMENTS(text));
	builder_done(&out);
}
