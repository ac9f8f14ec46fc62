// SPDX-License-Identifier: MIT
// Commands of pages, {{ … }}: what they are made of, and the C that they become.
#pragma once

#include "tools/page_read.h"

#define PAGE_TOKENS_LIMIT 32

struct page_token {
	enum page_token_kind { TOKEN_WORD, TOKEN_STRING, TOKEN_EQUALS } kind;
	struct text text; // of a string, what it says, its white space made single blanks
};

struct page_command {
	int line;
	size_t count;
	struct page_token tokens[PAGE_TOKENS_LIMIT];
};

// page_token.c: reads from "{{" to behind "}}".
bool page_read_tokens(struct page_compiler *page, struct page_command *command);

// page_emit.c
void page_emit_literal(struct page_compiler *page); // writes the HTML that waits
void page_emit(struct page_compiler *page, int line, const char *format, ...) FORMAT(3, 4);
void page_emit_string(struct text_builder *out, struct text text); // a C literal
struct text page_text(struct page_compiler *page, const char *format, ...) FORMAT(2, 3);

// page_field.c: the C expression of a field, and what takes fields.
bool page_field(struct page_compiler *page, const struct page_command *command, size_t index,
	struct text *expression);
bool page_insert(struct page_compiler *page, const struct page_command *command);
bool page_insert_number(
	struct page_compiler *page, const struct page_command *command, bool decimal);
bool page_include(struct page_compiler *page, const struct page_command *command);
const char *page_escape(struct page_compiler *page, int line); // for this place, NULL after a fault

// page_block.c
bool page_if(struct page_compiler *page, const struct page_command *command);
bool page_each(struct page_compiler *page, const struct page_command *command);
bool page_else(struct page_compiler *page, const struct page_command *command);
bool page_end(struct page_compiler *page, const struct page_command *command);

// page_sentence.c
bool page_sentence(struct page_compiler *page, const struct page_command *command);
bool page_plural(struct page_compiler *page, const struct page_command *command);

// page_message.c
bool page_message_add(struct page_compiler *page, int line, struct text one, struct text other);
