// SPDX-License-Identifier: MIT
// Addresses in values: either one is inserted whole, and looked at when the page is written, or it
// begins with a fixed part, and what is inserted after that cannot change where it leads.
#include "tools/page_read.h"

#include <string.h>

static bool is_strict(const struct page_tag *tag)
{
	return strcmp(tag->element->name, "script") == 0 || strcmp(tag->element->name, "link") == 0 ||
		   strcmp(tag->element->name, "use") == 0;
}

static bool fail_strict(struct page_compiler *page, int line)
{
	return page_fail(page, line,
		"What <%s> brings in is the service's own: its address begins with a fixed /.",
		page->tag.element->name);
}

static bool scheme_passes(struct text scheme)
{
	static const char *const schemes[] = {"http", "https", "webcal", "mailto", "tel"};
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		if (text_is(scheme, schemes[i]))
			return true;
	}
	return false;
}

// How much of the literal stands before the first of these.
static size_t before(struct text literal, const char *signs)
{
	size_t length = 0;
	while (length < literal.length && !strchr(signs, literal.start[length]))
		length++;
	return length;
}

static bool check_scheme(struct page_compiler *page, int line, struct text literal)
{
	struct page_tag *tag = &page->tag;
	char quote[PAGE_QUOTE_SIZE];
	size_t length = before(literal, ":/?#");
	if (length == literal.length)
		return true;
	tag->scheme_open = false;
	struct text scheme = {literal.start, length};
	if (literal.start[length] != ':' || (tag->address == ADDRESS_EMPTY && scheme_passes(scheme)))
		return true;
	return page_fail(page, line,
		"“%s:” begins no address of a page: only http, https, webcal, mailto and tel do.",
		page_quote(scheme, quote));
}

static bool fail_after_whole(struct page_compiler *page, int line)
{
	return page_fail(page, line,
		"An address that is inserted is the whole value: begin with a fixed part instead.");
}

bool page_address_literal(struct page_compiler *page, int line, struct text literal)
{
	struct page_tag *tag = &page->tag;
	bool begins = tag->address == ADDRESS_EMPTY;
	if (tag->address == ADDRESS_WHOLE)
		return fail_after_whole(page, line);
	if (before(literal, " \t\n\\") < literal.length)
		return page_fail(page, line, "There is white space or a backslash in an address.");
	if (begins && is_strict(tag) &&
		(!(*literal.start == '/' || (*literal.start == '#' && tag->element->name[0] == 'u')) ||
			text_starts(literal, "//")))
		return fail_strict(page, line);
	if (tag->scheme_open && !check_scheme(page, line, literal))
		return false;
	tag->address = ADDRESS_BEGUN;
	return true;
}

bool page_address_insert(struct page_compiler *page, int line, const char **escape)
{
	struct page_tag *tag = &page->tag;
	*escape = tag->address == ADDRESS_EMPTY ? "html_url" : "html_url_part";
	if (tag->address == ADDRESS_WHOLE)
		return fail_after_whole(page, line);
	if (tag->address == ADDRESS_EMPTY && is_strict(tag))
		return fail_strict(page, line);
	if (tag->address == ADDRESS_EMPTY)
		tag->address = ADDRESS_WHOLE;
	return true;
}
