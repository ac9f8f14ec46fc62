// SPDX-License-Identifier: MIT
// Reading of characters, and what is a word.
#include "tools/page_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool page_fail(struct page_compiler *page, int line, const char *format, ...)
{
	char where[sizeof page->fault->where], message[sizeof page->fault->message];
	va_list arguments;
	va_start(arguments, format);
	(void)vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	(void)snprintf(where, sizeof where, "%s:%d", page->source->path, line);
	(void)fault_set(page->fault, STATUS_INVALID, where, "%s", message);
	return false;
}

char page_peek(const struct page_compiler *page, size_t ahead)
{
	return ahead < page->bytes.length - page->at ? page->bytes.start[page->at + ahead] : '\0';
}

bool page_sees(const struct page_compiler *page, const char *string)
{
	return text_starts(
		(struct text){page->bytes.start + page->at, page->bytes.length - page->at}, string);
}

void page_skip(struct page_compiler *page, size_t count)
{
	for (; count; count--)
		page->line += page->bytes.start[page->at++] == '\n';
}

void page_copy(struct page_compiler *page, size_t count)
{
	builder_add(&page->literal, (struct text){page->bytes.start + page->at, count});
	page_skip(page, count);
}

struct text page_word(const struct page_compiler *page, const char *among)
{
	size_t length = 0;
	for (char c; (c = page_peek(page, length)) != '\0'; length++) {
		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
			!strchr(among, c))
			break;
	}
	return (struct text){page->bytes.start + page->at, length};
}

const char *page_quote(struct text text, char out[static PAGE_QUOTE_SIZE])
{
	size_t length = 0, most = PAGE_QUOTE_SIZE - sizeof "…";
	text = text_trim(text);
	while (text.length) {
		bool good;
		size_t next = text_sequence(text, &good);
		if (!good || length + next > most)
			break;
		memcpy(out + length, text.start, next);
		if ((unsigned char)out[length] < ' ' || out[length] == 0x7F)
			out[length] = ' ';
		length += next;
		text = (struct text){text.start + next, text.length - next};
	}
	memcpy(out + length, text.length ? "…" : "", text.length ? sizeof "…" : 1);
	return out;
}

// Copies "&name;", which has to be known.
static bool copy_reference(struct page_compiler *page)
{
	char quote[PAGE_QUOTE_SIZE];
	size_t start = page->at;
	page->at++;
	struct text name = page_word(page, "#");
	page->at = start;
	if (page_peek(page, name.length + 1) != ';')
		return page_fail(page, page->line, "A & begins no character reference here: write &amp;.");
	if (!page_reference_is_known(name))
		return page_fail(page, page->line,
			"The character reference &%s; is not among those of pages: write the character itself.",
			page_quote(name, quote));
	page_copy(page, name.length + 2);
	return true;
}

// The code point of a well-formed sequence.
static uint32_t code_point(const char *bytes, size_t length)
{
	const unsigned char *at = (const unsigned char *)bytes;
	uint32_t point = length == 1 ? at[0] : at[0] & (0x7Fu >> length);
	for (size_t i = 1; i < length; i++)
		point = point << 6 | (at[i] & 0x3F);
	return point;
}

// Letters of any script. Beyond ASCII, what is not in a block of punctuation or signs counts as
// one.
static bool is_letter(uint32_t point)
{
	static const uint32_t signs[][2] = {{0xA0, 0xA9}, {0xAB, 0xB4}, {0xB6, 0xB9}, {0xBB, 0xBF},
		{0xD7, 0xD7}, {0xF7, 0xF7}, {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2190, 0x27BF}};
	if (point < 0x80)
		return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (point >= signs[i][0] && point <= signs[i][1])
			return false;
	}
	return true;
}

// Where the run ends that begins here.
static size_t run_end(const struct page_compiler *page, const char *ends)
{
	size_t end = page->at;
	while (end < page->bytes.length && !strchr(ends, page->bytes.start[end]) &&
		   !text_starts((struct text){page->bytes.start + end, page->bytes.length - end}, "{{"))
		end++;
	return end;
}

bool page_run(struct page_compiler *page, const char *ends, struct page_bare *bare)
{
	size_t end = run_end(page, ends);
	while (page->at < end) {
		struct text rest = {page->bytes.start + page->at, end - page->at};
		bool good;
		size_t length = text_sequence(rest, &good);
		if (*rest.start == '&') {
			if (!copy_reference(page))
				return false;
			continue;
		}
		if (page_sees(page, "}}"))
			return page_fail(page, page->line, "}} ends no command here.");
		if (!bare->line && is_letter(code_point(rest.start, length)))
			*bare = (struct page_bare){rest, page->tag.attribute, page->line};
		page_copy(page, length);
	}
	return true;
}
