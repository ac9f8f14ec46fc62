// SPDX-License-Identifier: MIT
// Writes C. Each statement is given the line of its command, so that what a C compiler says of a
// field names the page.
#include "tools/page_command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define STRING_LIMIT 3000 // a compiler promises 4095

void page_emit_string(struct text_builder *out, struct text text)
{
	builder_character(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.start[i];
		if (c == '\n')
			builder_string(out, i + 1 < text.length ? "\\n\"\n\t\t\"" : "\\n");
		else if (c == '"' || c == '\\' || c == '?')
			builder_format(out, "\\%c", c);
		else if (c < ' ' || c > '~')
			builder_format(out, "\\%03o", (unsigned)c);
		else
			builder_character(out, (char)c);
	}
	builder_character(out, '"');
}

static void indent(struct page_compiler *page)
{
	for (size_t i = 0; i <= page->block_count; i++)
		builder_character(page->out, '\t');
}

void page_emit_literal(struct page_compiler *page)
{
	struct text rest = builder_view(&page->literal);
	while (rest.length) {
		struct text piece = {rest.start, rest.length < STRING_LIMIT ? rest.length : STRING_LIMIT};
		indent(page);
		builder_string(page->out, "builder_add(out, TEXT(");
		page_emit_string(page->out, piece);
		builder_string(page->out, "));\n");
		rest = (struct text){rest.start + piece.length, rest.length - piece.length};
	}
	page->out_of_memory = page->out_of_memory || page->literal.failed;
	builder_reset(&page->literal);
}

struct text page_text(struct page_compiler *page, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	char *text = length < 0 ? NULL : arena_allocate(page->arena, (size_t)length + 1);
	if (text)
		(void)vsnprintf(text, (size_t)length + 1, format, again);
	else
		page->out_of_memory = true;
	va_end(again);
	return text_of(text);
}

void page_emit(struct page_compiler *page, int line, const char *format, ...)
{
	char *statement;
	va_list arguments;
	va_start(arguments, format);
	int length = vasprintf(&statement, format, arguments);
	va_end(arguments);
	page_emit_literal(page);
	if (length < 0) {
		page->out_of_memory = true;
		return;
	}
	builder_format(page->out, "#line %d ", line);
	page_emit_string(page->out, text_of(page->source->path));
	builder_character(page->out, '\n');
	indent(page);
	builder_add(page->out, (struct text){statement, (size_t)length});
	builder_character(page->out, '\n');
	free(statement);
}
