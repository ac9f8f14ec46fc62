// SPDX-License-Identifier: MIT
// What stands between tags, and which element is inside which.
#include "tools/page_read.h"

#include <string.h>

const struct page_open *page_inside(const struct page_compiler *page)
{
	return page->depth ? &page->open[page->depth - 1] : NULL;
}

static bool read_words(struct page_compiler *page)
{
	const struct page_open *inside = page_inside(page);
	struct page_bare bare = {.line = 0};
	size_t start = page->at;
	int line = page->line;
	char quote[PAGE_QUOTE_SIZE];
	if (!page_run(page, "<", &bare))
		return false;
	struct text run = {page->bytes.start + start, page->at - start};
	if (inside && inside->element->flags & ELEMENT_NO_WORDS && text_trim(run).length)
		return page_fail(
			page, line, "There cannot be text directly inside <%s>.", inside->element->name);
	if (bare.line && !(inside && inside->as_written))
		return page_fail(page, bare.line,
			"The words “%s” are not translated: write {{\"…\"}}, or mark the element with "
			"translate=\"no\" or its own lang.",
			page_quote(bare.word, quote));
	return true;
}

// Comments are for who writes the page and are not sent.
static bool skip_comment(struct page_compiler *page)
{
	int line = page->line;
	page_skip(page, strlen("<!--"));
	while (!page_sees(page, "-->")) {
		if (page->at == page->bytes.length)
			return page_fail(page, line, "The comment is not ended.");
		if (page_sees(page, "{{"))
			return page_fail(page, page->line, "There cannot be a command in a comment.");
		page_skip(page, 1);
	}
	page_skip(page, strlen("-->"));
	return true;
}

static bool check_nesting(struct page_compiler *page, const struct page_element *element)
{
	bool in_svg = false;
	for (size_t i = 0; i < page->depth; i++) {
		const struct page_open *open = &page->open[i];
		if (element->flags & ELEMENT_BLOCK && strcmp(open->element->name, "p") == 0)
			return page_fail(
				page, page->line, "<%s> would end the <p> of line %d.", element->name, open->line);
		if (element->flags & ELEMENT_SINGLE && open->element == element)
			return page_fail(page, page->line, "<%s> cannot be inside the <%s> of line %d.",
				element->name, element->name, open->line);
		in_svg =
			in_svg || strcmp(open->element->name, "svg") == 0 || open->element->flags & ELEMENT_SVG;
	}
	if (in_svg && !(element->flags & (ELEMENT_SVG | ELEMENT_BOTH)))
		return page_fail(page, page->line, "<%s> cannot be inside <svg>.", element->name);
	if (!in_svg && page->depth && element->flags & ELEMENT_SVG)
		return page_fail(page, page->line, "<%s> belongs inside <svg>.", element->name);
	return true;
}

static bool refuse_name(struct page_compiler *page, struct text name)
{
	char quote[PAGE_QUOTE_SIZE];
	if (text_is(name, "style"))
		return page_fail(page, page->line, "<style> is refused: rules belong in a stylesheet.");
	if (name.length)
		return page_fail(
			page, page->line, "There is no element <%s> in pages.", page_quote(name, quote));
	if (page_sees(page, "{{"))
		return page_fail(page, page->line, "A command cannot stand for the name of an element.");
	return page_fail(page, page->line, "A < begins no tag here: write &lt;.");
}

static bool open_tag(struct page_compiler *page)
{
	page_copy(page, 1);
	struct text name = page_word(page, "-:");
	const struct page_element *element = page_element(name);
	if (!element)
		return refuse_name(page, name);
	if (!check_nesting(page, element))
		return false;
	page->tag = (struct page_tag){.element = element, .line = page->line};
	page->attributes.count = 0;
	page->where = IN_TAG;
	page_copy(page, name.length);
	return true;
}

static bool close_tag(struct page_compiler *page)
{
	const struct page_open *inside = page_inside(page);
	char quote[PAGE_QUOTE_SIZE];
	page_copy(page, strlen("</"));
	struct text name = page_word(page, "-:");
	if (!inside)
		return page_fail(
			page, page->line, "</%s> ends nothing that is open.", page_quote(name, quote));
	if (!text_is(name, inside->element->name))
		return page_fail(page, page->line, "</%s> stands where the <%s> of line %d is open.",
			page_quote(name, quote), inside->element->name, inside->line);
	if (page->block_count && page->depth <= page->blocks[page->block_count - 1].depth)
		return page_fail(page, page->line,
			"</%s> ends the one of line %d, which is outside the {{%s}} of line %d.",
			inside->element->name, inside->line,
			page->blocks[page->block_count - 1].is_each ? "each" : "if",
			page->blocks[page->block_count - 1].line);
	if (page_peek(page, name.length) != '>')
		return page_fail(page, page->line, "There is no > after </%s.", inside->element->name);
	page_copy(page, name.length + 1);
	page->depth--;
	return true;
}

bool page_read_content(struct page_compiler *page)
{
	const struct page_open *inside = page_inside(page);
	unsigned flags = inside ? inside->element->flags : 0;
	bool closes = page_sees(page, "</");
	if (flags & ELEMENT_EMPTY && !closes)
		return page_fail(page, page->line, "<%s> has no content here: it belongs in a file.",
			inside->element->name);
	if (page_peek(page, 0) != '<')
		return read_words(page);
	if (flags & ELEMENT_WORDS && !closes)
		return page_fail(
			page, page->line, "<%s> holds words alone, no tags.", inside->element->name);
	if (closes)
		return close_tag(page);
	if (page_sees(page, "<!--"))
		return skip_comment(page);
	if (page_sees(page, "<!doctype html>") && page->at == 0) {
		page_copy(page, strlen("<!doctype html>"));
		return true;
	}
	return open_tag(page);
}

static bool uses(const struct page_compiler *page, const char *attribute)
{
	for (size_t i = 0; i < page->attributes.count; i++) {
		if (text_is(page->attributes.list[i].name, attribute))
			return true;
	}
	return false;
}

// Whether a person reads the value or content of the element.
static bool shows_value(const struct page_tag *tag)
{
	bool input = strcmp(tag->element->name, "input") == 0;
	return (input && (text_is(tag->type, "submit") || text_is(tag->type, "button") ||
						 text_is(tag->type, "reset"))) ||
		   text_is(tag->name, "description");
}

static bool check_tag(struct page_compiler *page)
{
	const struct page_tag *tag = &page->tag;
	const struct page_bare *bare = &tag->words;
	char quote[PAGE_QUOTE_SIZE], name[PAGE_QUOTE_SIZE];
	if (page->block_count && page->blocks[page->block_count - 1].where == IN_TAG)
		return page_fail(page, page->line, "The {{if}} of line %d is not ended within <%s>.",
			page->blocks[page->block_count - 1].line, tag->element->name);
	if (tag->element->flags & ELEMENT_EMPTY && !uses(page, "src"))
		return page_fail(page, tag->line, "<%s> needs a src.", tag->element->name);
	if (tag->perhaps.line && shows_value(tag))
		bare = &tag->perhaps;
	if (bare->line && !tag->as_written)
		return page_fail(page, bare->line,
			"The words “%s” in %s are not translated: write {{\"…\"}}.",
			page_quote(bare->word, quote), page_quote(bare->attribute, name));
	return true;
}

bool page_tag_end(struct page_compiler *page)
{
	const struct page_element *element = page->tag.element;
	bool closed = page_peek(page, 0) == '/';
	if (!check_tag(page))
		return false;
	if (closed && !(element->flags & (ELEMENT_VOID | ELEMENT_SVG)))
		return page_fail(page, page->line, "<%s/> is not ended by its slash: write </%s>.",
			element->name, element->name);
	page_copy(page, closed ? 2 : 1);
	page->where = IN_CONTENT;
	page->tag.attribute = (struct text){NULL, 0};
	if (closed || element->flags & ELEMENT_VOID)
		return true;
	if (page->depth == PAGE_ELEMENTS_LIMIT)
		return page_fail(
			page, page->line, "More than %d elements are inside one another.", PAGE_ELEMENTS_LIMIT);
	if (element->flags & ELEMENT_LINE_LOST)
		builder_character(&page->literal, '\n');
	page->open[page->depth++] = (struct page_open){element, page->tag.line, page->tag.as_written};
	return true;
}

bool page_check_end(struct page_compiler *page)
{
	const struct page_open *inside = page_inside(page);
	if (page->where == IN_VALUE)
		return page_fail(page, page->tag.value_line, "The value is not ended.");
	if (page->where == IN_TAG)
		return page_fail(
			page, page->tag.line, "The tag <%s> is not ended.", page->tag.element->name);
	if (page->block_count)
		return page_fail(page, page->blocks[page->block_count - 1].line, "{{%s}} has no {{end}}.",
			page->blocks[page->block_count - 1].is_each ? "each" : "if");
	if (inside)
		return page_fail(page, inside->line, "<%s> is not ended.", inside->element->name);
	return true;
}
