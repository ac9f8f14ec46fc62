// SPDX-License-Identifier: MIT
// The characters of a page, one after another, and faults that quote them.
#pragma once

#include "tools/page_compiler.h"

bool page_fail(struct page_compiler *page, int line, const char *format, ...) FORMAT(3, 4);
char page_peek(const struct page_compiler *page, size_t ahead);             // '\0' beyond the end
bool page_sees(const struct page_compiler *page, const char *string);       // it comes next
void page_skip(struct page_compiler *page, size_t count);                   // counting lines
void page_copy(struct page_compiler *page, size_t count);                   // into the HTML
struct text page_word(const struct page_compiler *page, const char *among); // what comes next
#define PAGE_QUOTE_SIZE 40
const char *page_quote(struct text text, char out[static PAGE_QUOTE_SIZE]); // for a fault

// Copies a run up to one of `ends` or a command. `bare` is set to its first word, if it has one and
// none is set.
bool page_run(struct page_compiler *page, const char *ends, struct page_bare *bare);
