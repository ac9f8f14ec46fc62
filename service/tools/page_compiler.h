// SPDX-License-Identifier: MIT
// What the parts of the page compiler share. Functions that give a bool give false after a fault.
#pragma once

#include "tools/page.h"
#include "tools/page_html.h"

#define PAGE_ELEMENTS_LIMIT 64
#define PAGE_BLOCKS_LIMIT 16
#define PAGE_ATTRIBUTES_LIMIT 48
#define PAGE_IDS_LIMIT 256

enum page_where { IN_CONTENT, IN_TAG, IN_VALUE };

// How far the address in a value has come: nothing yet, a whole one was inserted, or a beginning
// that is fixed, after which parts may be inserted.
enum page_address { ADDRESS_EMPTY, ADDRESS_WHOLE, ADDRESS_BEGUN };

struct page_open {
	const struct page_element *element;
	int line;
	bool as_written; // lang or translate="no": its own words are not to be translated
};

// A name that may not come twice. While the else of an {{if}} is read, those of its first side are
// hidden: `hidden` is the depth of that block.
struct page_name {
	struct text name;
	size_t hidden;
};

struct page_names {
	struct page_name *list;
	size_t count, limit;
};

struct page_block {
	bool is_each, has_else;
	int line;
	struct text variable, expression; // of an {{each}}
	enum page_where where;
	size_t depth; // open elements
	enum page_address address;
	bool scheme_open, spaced;
	size_t ids, attributes; // how many there were before it
};

// Words that stand in an attribute as they are.
struct page_bare {
	struct text word, attribute;
	int line; // 0: there are none
};

struct page_tag {
	const struct page_element *element;
	int line;
	bool spaced; // white space stands before what comes next
	bool as_written;
	struct text type, name;          // their values where they are fixed
	struct page_bare words, perhaps; // in what a person reads; in a value or content
	struct text attribute;           // the one being read
	enum page_attribute kind;        // its
	size_t value_start;
	int value_line;
	bool inserted; // the value is not all fixed
	enum page_address address;
	bool scheme_open; // the address has no ":", "/", "?" or "#" yet
};

struct page_compiler {
	const struct page_source *source;
	struct text bytes;
	size_t at;
	int line;
	struct arena *arena;
	struct text_builder *out;
	struct text_builder literal; // HTML that is not yet written
	struct page_messages *messages;
	struct fault *fault;
	bool out_of_memory;

	enum page_where where;
	struct page_tag tag;
	struct page_open open[PAGE_ELEMENTS_LIMIT];
	size_t depth;
	struct page_block blocks[PAGE_BLOCKS_LIMIT];
	size_t block_count;
	struct page_name id_list[PAGE_IDS_LIMIT], attribute_list[PAGE_ATTRIBUTES_LIMIT];
	struct page_names ids, attributes;
};

// page_content.c
bool page_read_content(struct page_compiler *page);
bool page_tag_end(struct page_compiler *page);                         // at ">" or "/>"
const struct page_open *page_inside(const struct page_compiler *page); // the innermost, or NULL
bool page_check_end(struct page_compiler *page); // of the file: nothing is open

// page_tag.c and page_address.c
bool page_read_tag(struct page_compiler *page);
bool page_read_value(struct page_compiler *page);

// Notes a name, which is not there yet; `what` is for the fault.
bool page_use_name(
	struct page_compiler *page, struct page_names *names, struct text name, const char *what);

// A fixed part of an address, and an insertion, with the function that escapes it.
bool page_address_literal(struct page_compiler *page, int line, struct text literal);
bool page_address_insert(struct page_compiler *page, int line, const char **escape);

// page_command.c: {{ … }}
bool page_read_command(struct page_compiler *page);
