// SPDX-License-Identifier: MIT
// Compiles a page, HTML with commands in {{ }}, into a C function; docs/pages.md is the language.
//
//   void page_NAME(struct text_builder *out, enum language language, const struct page_NAME *view);
//
// What is not understood, or could not be escaped, is a fault with "PATH:LINE" and a sentence.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

// A place that asks for a sentence.
struct page_place {
	const char *path;
	int line;
	struct page_place *next;
};

// A sentence that pages ask to be translated.
struct page_message {
	struct text one, other; // other.start is NULL where there is no plural
	struct page_place *places, *last_place;
	struct page_message *next;
};

struct page_messages {
	struct page_message *first, *last; // in the order in which they were met
};

struct page_source {
	const char *path; // as faults and references name it
	struct text name; // NAME: lower_snake
	struct text bytes;
	const char *views; // the header with the view structs, for #include
	const char *functions;
};

// Appends the C source to `out`, and to `messages` what is to be translated; they live as long as
// the arena does. After a fault, STATUS_INVALID, what was appended is of no use.
CHECKED enum status page_compile(const struct page_source *source, struct arena *arena,
	struct text_builder *out, struct page_messages *messages, struct fault *fault);

// Whether a page may be named so.
bool page_name_is_good(struct text name);

// The messages as a gettext template.
void page_messages_write(const struct page_messages *messages, struct text_builder *out);
