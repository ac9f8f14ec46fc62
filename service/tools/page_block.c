// SPDX-License-Identifier: MIT
// {{if}} and {{each}}: whatever they begin inside they end inside, so that a page is in order
// whichever side is taken and however many items there are.
#include "tools/page_command.h"

#include <string.h>

static const char *block_name(const struct page_block *block)
{
	return block->is_each ? "each" : "if";
}

static bool push(struct page_compiler *page, const struct page_command *command, bool is_each)
{
	if (page->block_count == PAGE_BLOCKS_LIMIT)
		return page_fail(
			page, command->line, "More than %d blocks are inside one another.", PAGE_BLOCKS_LIMIT);
	if (page->where == IN_TAG && is_each)
		return page_fail(page, command->line, "An {{each}} cannot make attributes.");
	if (page->where == IN_TAG && !page->tag.spaced)
		return page_fail(page, command->line, "There is no white space before {{if}} in a tag.");
	if (page->where == IN_VALUE && page->tag.kind == ATTRIBUTE_FIXED)
		return page_fail(page, command->line, "The value of an attribute of this name is fixed.");
	page->blocks[page->block_count++] = (struct page_block){
		.is_each = is_each,
		.line = command->line,
		.where = page->where,
		.depth = page->depth,
		.address = page->tag.address,
		.scheme_open = page->tag.scheme_open,
		.spaced = page->tag.spaced,
		.ids = page->ids.count,
		.attributes = page->attributes.count,
	};
	return true;
}

bool page_if(struct page_compiler *page, const struct page_command *command)
{
	size_t negated = command->count > 1 && text_is(command->tokens[1].text, "not");
	struct text field;
	if (command->count > 2 + negated)
		return page_fail(page, command->line, "It is {{if FIELD}} or {{if not FIELD}}.");
	if (!page_field(page, command, 1 + negated, &field))
		return false;
	page_emit(
		page, command->line, "if (%sHTML_BOOL(%.*s)) {", negated ? "!" : "", TEXT_ARGUMENTS(field));
	return push(page, command, false);
}

// A variable that is not yet one, and no field of a field.
static bool check_variable(struct page_compiler *page, const struct page_command *command)
{
	struct text name = command->tokens[1].text, expression;
	char quote[PAGE_QUOTE_SIZE];
	if (!page_field(page, command, 1, &expression))
		return false;
	if (memchr(name.start, '.', name.length))
		return page_fail(
			page, command->line, "“%s” is no name for an item.", page_quote(name, quote));
	for (size_t i = 0; i < page->block_count; i++) {
		if (page->blocks[i].is_each && text_equal(page->blocks[i].variable, name))
			return page_fail(page, command->line, "An item is called “%s” already, in line %d.",
				page_quote(name, quote), page->blocks[i].line);
	}
	return true;
}

bool page_each(struct page_compiler *page, const struct page_command *command)
{
	struct text field;
	size_t depth = page->block_count;
	if (command->count != 4 || !text_is(command->tokens[2].text, "in"))
		return page_fail(page, command->line, "It is {{each ITEM in FIELD}}.");
	if (!check_variable(page, command) || !page_field(page, command, 3, &field))
		return false;
	page_emit(page, command->line, "for (size_t i%zu = 0; i%zu < %.*s_count; i%zu++) {", depth,
		depth, TEXT_ARGUMENTS(field), depth);
	if (!push(page, command, true))
		return false;
	page->blocks[depth].variable = command->tokens[1].text;
	page->blocks[depth].expression = page_text(page, "%.*s[i%zu]", TEXT_ARGUMENTS(field), depth);
	return true;
}

// The innermost block, if it may end or change sides here.
static struct page_block *check_block(
	struct page_compiler *page, const struct page_command *command, const char *what)
{
	struct page_block *block = page->block_count ? &page->blocks[page->block_count - 1] : NULL;
	if (command->count > 1)
		(void)page_fail(page, command->line, "{{%s}} takes nothing.", what);
	else if (!block)
		(void)page_fail(page, command->line, "{{%s}} belongs to no block.", what);
	else if (page->where != block->where)
		(void)page_fail(page, command->line, "The tag <%s> of line %d is not ended before {{%s}}.",
			page->tag.element->name, page->tag.line, what);
	else if (page->depth != block->depth)
		(void)page_fail(page, command->line, "<%s> of line %d is not ended before {{%s}}.",
			page_inside(page)->element->name, page_inside(page)->line, what);
	else
		return block;
	return NULL;
}

// An address has come equally far whichever way was taken.
static bool check_address(
	struct page_compiler *page, const struct page_command *command, const struct page_block *block)
{
	if (page->where != IN_VALUE || page->tag.kind != ATTRIBUTE_ADDRESS ||
		page->tag.address == block->address)
		return true;
	return page_fail(page, command->line,
		"The address may or may not have begun in the {{%s}} of line %d: put that around the "
		"attribute.",
		block_name(block), block->line);
}

static void set_hidden(struct page_names *names, size_t first, size_t from, size_t to)
{
	for (size_t i = first; i < names->count; i++) {
		if (names->list[i].hidden == from)
			names->list[i].hidden = to;
	}
}

// How far the address had come, for how far it has come on the first side.
static void swap_address(struct page_tag *tag, struct page_block *block)
{
	enum page_address address = block->address;
	bool scheme_open = block->scheme_open;
	block->address = tag->address;
	block->scheme_open = tag->scheme_open;
	tag->address = address;
	tag->scheme_open = scheme_open;
}

bool page_else(struct page_compiler *page, const struct page_command *command)
{
	struct page_block *block = check_block(page, command, "else");
	if (!block)
		return false;
	if (block->is_each || block->has_else)
		return page_fail(page, command->line, "{{else}} belongs to an {{if}}, once.");
	block->has_else = true;
	swap_address(&page->tag, block);
	page->tag.spaced = block->spaced;
	set_hidden(&page->ids, block->ids, 0, page->block_count);
	set_hidden(&page->attributes, block->attributes, 0, page->block_count);
	page_emit_literal(page);
	page->block_count--;
	page_emit(page, command->line, "} else {");
	page->block_count++;
	return true;
}

bool page_end(struct page_compiler *page, const struct page_command *command)
{
	struct page_block *block = check_block(page, command, "end");
	if (!block || !check_address(page, command, block))
		return false;
	page->tag.scheme_open = page->tag.scheme_open || block->scheme_open;
	set_hidden(&page->ids, block->ids, page->block_count, 0);
	if (page->where != IN_CONTENT)
		set_hidden(&page->attributes, block->attributes, page->block_count, 0);
	if (page->where == IN_TAG)
		page->tag.spaced = false;
	page_emit_literal(page);
	page->block_count--;
	page_emit(page, command->line, "}");
	return true;
}
