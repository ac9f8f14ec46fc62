// SPDX-License-Identifier: MIT
#include "tools/page_command.h"

#include <string.h>

static bool is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

// A sentence as it is translated: written over several lines, it is still one.
static bool check_sentence(struct page_compiler *page, int line, struct text sentence)
{
	if (!sentence.length)
		return page_fail(page, line, "The sentence is empty.");
	if (sentence.start[0] == ' ' || sentence.start[sentence.length - 1] == ' ')
		return page_fail(page, line, "The sentence begins or ends with white space.");
	return true;
}

// From behind the opening quote to behind the closing one, which is known to be there.
static bool read_characters(struct page_compiler *page, char *out, size_t *length)
{
	for (char c; (c = page_peek(page, 0)) != '"'; page_skip(page, 1)) {
		if (c == '\\') {
			page_skip(page, 1);
			c = page_peek(page, 0);
			if (c != '"' && c != '\\')
				return page_fail(
					page, page->line, "In a sentence \\ stands before \" or \\ alone.");
		}
		if (is_white(c) && *length && out[*length - 1] == ' ')
			continue;
		out[(*length)++] = is_white(c) ? ' ' : c;
	}
	page_skip(page, 1);
	return true;
}

static bool read_string(struct page_compiler *page, struct page_token *token)
{
	int line = page->line;
	size_t size = 1;
	page_skip(page, 1);
	while (page_peek(page, size - 1) != '"') {
		size += page_peek(page, size - 1) == '\\' ? 2 : 1;
		if (size - 1 >= page->bytes.length - page->at)
			return page_fail(page, line, "The sentence has no closing quote.");
	}
	char *out = arena_allocate(page->arena, size);
	if (!out) {
		page->out_of_memory = true;
		return false;
	}
	*token = (struct page_token){TOKEN_STRING, {out, 0}};
	return read_characters(page, out, &token->text.length) &&
		   check_sentence(page, line, token->text);
}

static bool read_token(struct page_compiler *page, struct page_token *token)
{
	char quote[PAGE_QUOTE_SIZE];
	if (page_peek(page, 0) == '"')
		return read_string(page, token);
	struct text word = page_word(page, "_.");
	bool equals = page_peek(page, 0) == '=';
	if (!word.length && !equals)
		return page_fail(page, page->line, "“%s” has no place in a command.",
			page_quote(
				(struct text){page->bytes.start + page->at, page->bytes.length - page->at}, quote));
	*token = (struct page_token){equals ? TOKEN_EQUALS : TOKEN_WORD, word};
	page_skip(page, equals ? 1 : word.length);
	return true;
}

bool page_read_tokens(struct page_compiler *page, struct page_command *command)
{
	*command = (struct page_command){.line = page->line};
	page_skip(page, strlen("{{"));
	while (true) {
		while (is_white(page_peek(page, 0)))
			page_skip(page, 1);
		if (page->at == page->bytes.length)
			return page_fail(page, command->line, "The command has no }}.");
		if (page_sees(page, "}}"))
			break;
		if (command->count == PAGE_TOKENS_LIMIT)
			return page_fail(page, command->line, "The command is too long.");
		if (!read_token(page, &command->tokens[command->count++]))
			return false;
	}
	page_skip(page, strlen("}}"));
	return command->count || page_fail(page, command->line, "The command is empty.");
}
