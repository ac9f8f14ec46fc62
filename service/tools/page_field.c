// SPDX-License-Identifier: MIT
// Fields of the view, and what inserts them.
#include "tools/page_command.h"

#include <string.h>

static bool is_path(struct text path)
{
	bool begins = true; // a name has to begin here
	for (size_t i = 0; i < path.length; i++) {
		char c = path.start[i];
		bool letter = c >= 'a' && c <= 'z';
		if (begins ? !letter : !letter && !(c >= '0' && c <= '9') && c != '_' && c != '.')
			return false;
		begins = c == '.';
	}
	return !begins;
}

static bool is_command(struct text word)
{
	static const char *const commands[] = {
		"if", "not", "else", "end", "each", "in", "include", "number", "decimal", "plural"};
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		if (text_is(word, commands[i]))
			return true;
	}
	return false;
}

bool page_field(struct page_compiler *page, const struct page_command *command, size_t index,
	struct text *expression)
{
	const struct page_token *token = &command->tokens[index];
	char quote[PAGE_QUOTE_SIZE];
	if (index >= command->count)
		return page_fail(page, command->line, "The command has no field.");
	if (token->kind == TOKEN_WORD && is_command(token->text))
		return page_fail(page, command->line, "“%s” is a command and cannot be a field.",
			page_quote(token->text, quote));
	if (token->kind != TOKEN_WORD || !is_path(token->text))
		return page_fail(page, command->line,
			"“%s” is no field: its name is of small letters, digits and _.",
			page_quote(token->text, quote));
	struct text rest = token->text, name = text_cut(&rest, '.');
	struct text behind = {name.start + name.length, token->text.length - name.length};
	for (size_t i = page->block_count; i-- > 0;) {
		const struct page_block *block = &page->blocks[i];
		if (block->is_each && text_equal(block->variable, name)) {
			*expression = page_text(
				page, "%.*s%.*s", TEXT_ARGUMENTS(block->expression), TEXT_ARGUMENTS(behind));
			return true;
		}
	}
	*expression = page_text(page, "view->%.*s", TEXT_ARGUMENTS(token->text));
	return true;
}

static const char *escape_of_value(struct page_compiler *page, int line)
{
	char quote[PAGE_QUOTE_SIZE];
	const char *escape = "html_attribute";
	page_quote(page->tag.attribute, quote);
	if (page->tag.kind == ATTRIBUTE_FIXED) {
		(void)page_fail(page, line, "The value of %s is fixed: nothing can be inserted.", quote);
		return NULL;
	}
	if (page->tag.kind == ATTRIBUTE_ADDRESS && !page_address_insert(page, line, &escape))
		return NULL;
	return escape;
}

const char *page_escape(struct page_compiler *page, int line)
{
	const struct page_open *inside = page_inside(page);
	if (page->where == IN_VALUE)
		return escape_of_value(page, line);
	if (page->where == IN_TAG) {
		(void)page_fail(page, line,
			"Nothing can be inserted into the tag <%s> but in the quotes of a value.",
			page->tag.element->name);
		return NULL;
	}
	if (inside && inside->element->flags & (ELEMENT_NO_WORDS | ELEMENT_EMPTY)) {
		(void)page_fail(
			page, line, "There cannot be text directly inside <%s>.", inside->element->name);
		return NULL;
	}
	return "html_text";
}

bool page_insert(struct page_compiler *page, const struct page_command *command)
{
	struct text field;
	char quote[PAGE_QUOTE_SIZE];
	if (command->count > 1)
		return page_fail(page, command->line, "There is no command “%s”.",
			page_quote(command->tokens[0].text, quote));
	if (!page_field(page, command, 0, &field))
		return false;
	const char *escape = page_escape(page, command->line);
	if (escape)
		page_emit(page, command->line, "%s(out, %.*s);", escape, TEXT_ARGUMENTS(field));
	return escape != NULL;
}

bool page_insert_number(
	struct page_compiler *page, const struct page_command *command, bool decimal)
{
	struct text field;
	if (command->count > 2)
		return page_fail(page, command->line, "A number is one field.");
	if (!page_field(page, command, 1, &field) || !page_escape(page, command->line))
		return false;
	if (page->tag.address == ADDRESS_WHOLE) // digits are no scheme
		page->tag.address = ADDRESS_BEGUN;
	page_emit(page, command->line,
		decimal ? "html_decimal(out, HTML_DOUBLE(%.*s));" : "html_number(out, HTML_INTEGER(%.*s));",
		TEXT_ARGUMENTS(field));
	return true;
}

bool page_include(struct page_compiler *page, const struct page_command *command)
{
	struct text field;
	char quote[PAGE_QUOTE_SIZE];
	const struct page_open *inside = page_inside(page);
	if (page->where != IN_CONTENT ||
		(inside && inside->element->flags & (ELEMENT_WORDS | ELEMENT_EMPTY)))
		return page_fail(page, command->line, "A page is included between tags, nowhere else.");
	if (command->count != 3 || !page_name_is_good(command->tokens[1].text))
		return page_fail(page, command->line, "It is {{include PAGE FIELD}}.");
	if (text_equal(command->tokens[1].text, page->source->name))
		return page_fail(page, command->line, "The page %s would include itself.",
			page_quote(page->source->name, quote));
	if (!page_field(page, command, 2, &field))
		return false;
	page_emit(page, command->line, "page_%.*s(out, language, &%.*s);",
		TEXT_ARGUMENTS(command->tokens[1].text), TEXT_ARGUMENTS(field));
	return true;
}
