// SPDX-License-Identifier: MIT
// Attributes and their values.
#include "tools/page_read.h"

#include <string.h>

bool page_use_name(
	struct page_compiler *page, struct page_names *names, struct text name, const char *what)
{
	char quote[PAGE_QUOTE_SIZE];
	for (size_t i = 0; i < names->count; i++) {
		if (!names->list[i].hidden && text_equal(names->list[i].name, name))
			return page_fail(
				page, page->line, "The %s %s is there twice.", what, page_quote(name, quote));
	}
	if (names->count == names->limit)
		return page_fail(
			page, page->line, "There are more than %zu of the kind: %s.", names->limit, what);
	names->list[names->count++] = (struct page_name){.name = name};
	return true;
}

static bool refuse_attribute(struct page_compiler *page, struct text name, enum page_attribute kind)
{
	char quote[PAGE_QUOTE_SIZE];
	if (text_is(name, "style"))
		return page_fail(page, page->line, "The attribute style is refused: use a class.");
	if (kind == ATTRIBUTE_REFUSED)
		return page_fail(page, page->line,
			"The attribute %s is refused: what stands in it is not only read.",
			page_quote(name, quote));
	return page_fail(
		page, page->line, "There is no attribute %s in pages.", page_quote(name, quote));
}

static bool begin_value(struct page_compiler *page, struct text name, enum page_attribute kind)
{
	char quote[PAGE_QUOTE_SIZE];
	struct page_tag *tag = &page->tag;
	if (page_peek(page, 1) != '"')
		return page_fail(page, page->line, "The value of %s does not stand in double quotes.",
			page_quote(name, quote));
	page_copy(page, 2);
	page->where = IN_VALUE;
	tag->attribute = name;
	tag->kind = kind;
	tag->value_start = page->at;
	tag->value_line = page->line;
	tag->inserted = false;
	tag->address = ADDRESS_EMPTY;
	tag->scheme_open = true;
	return true;
}

static bool read_attribute(struct page_compiler *page)
{
	struct text name = page_word(page, "-_:.");
	enum page_attribute kind = page_attribute(name);
	char quote[PAGE_QUOTE_SIZE];
	if (!name.length)
		return page_fail(page, page->line, "“%s” is no attribute of <%s>.",
			page_quote((struct text){page->bytes.start + page->at, 1}, quote),
			page->tag.element->name);
	if (kind == ATTRIBUTE_UNKNOWN || kind == ATTRIBUTE_REFUSED)
		return refuse_attribute(page, name, kind);
	if (!page->tag.spaced)
		return page_fail(page, page->line, "There is no white space before the attribute %s.",
			page_quote(name, quote));
	if (!page_use_name(page, &page->attributes, name, "attribute"))
		return false;
	page_copy(page, name.length);
	page->tag.spaced = false;
	if (page_peek(page, 0) == '=')
		return begin_value(page, name, kind);
	if (kind != ATTRIBUTE_PLAIN && kind != ATTRIBUTE_FIXED)
		return page_fail(
			page, page->line, "The attribute %s has no value.", page_quote(name, quote));
	return true;
}

bool page_read_tag(struct page_compiler *page)
{
	char next = page_peek(page, 0);
	if (next == ' ' || next == '\n' || next == '\t') {
		page_copy(page, 1);
		page->tag.spaced = true;
		return true;
	}
	if (next == '>' || page_sees(page, "/>"))
		return page_tag_end(page);
	return read_attribute(page);
}

static bool note_id(struct page_compiler *page, struct text id)
{
	char quote[PAGE_QUOTE_SIZE];
	for (size_t i = 0; i < page->block_count; i++) {
		if (page->blocks[i].is_each)
			return page_fail(page, page->tag.value_line,
				"The id %s would be there for every item of the {{each}} of line %d.",
				page_quote(id, quote), page->blocks[i].line);
	}
	return page_use_name(page, &page->ids, id, "id");
}

// What a value that is all fixed tells of its element.
static bool note_value(struct page_compiler *page, struct text value)
{
	struct page_tag *tag = &page->tag;
	if (text_is(tag->attribute, "id"))
		return note_id(page, value);
	if (text_is(tag->attribute, "type"))
		tag->type = value;
	if (text_is(tag->attribute, "name"))
		tag->name = value;
	if (text_is(tag->attribute, "translate") && text_is(value, "no"))
		tag->as_written = true;
	if (text_is(tag->attribute, "lang")) {
		if (strcmp(tag->element->name, "html") == 0)
			return page_fail(page, tag->value_line,
				"The language of a page is its reader's: insert it into lang.");
		tag->as_written = true;
	}
	return true;
}

static bool end_value(struct page_compiler *page)
{
	struct page_tag *tag = &page->tag;
	const struct page_block *block =
		page->block_count ? &page->blocks[page->block_count - 1] : NULL;
	char quote[PAGE_QUOTE_SIZE];
	if (block && block->where == IN_VALUE)
		return page_fail(page, page->line, "The {{%s}} of line %d is not ended within %s.",
			block->is_each ? "each" : "if", block->line, page_quote(tag->attribute, quote));
	if (!tag->inserted && !note_value(page, (struct text){page->bytes.start + tag->value_start,
												page->at - tag->value_start}))
		return false;
	page_copy(page, 1);
	page->where = IN_TAG;
	return true;
}

bool page_read_value(struct page_compiler *page)
{
	struct page_tag *tag = &page->tag;
	struct page_bare other = {.line = 0};
	size_t start = page->at;
	int line = page->line;
	if (page_peek(page, 0) == '"')
		return end_value(page);
	struct page_bare *bare = tag->kind == ATTRIBUTE_WORDS    ? &tag->words
							 : tag->kind == ATTRIBUTE_EITHER ? &tag->perhaps
															 : &other;
	if (!page_run(page, "\"<", bare))
		return false;
	if (page_peek(page, 0) == '<')
		return page_fail(page, page->line, "A < stands in a value: write &lt;.");
	return tag->kind != ATTRIBUTE_ADDRESS ||
		   page_address_literal(
			   page, line, (struct text){page->bytes.start + start, page->at - start});
}
