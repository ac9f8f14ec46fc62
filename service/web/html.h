// SPDX-License-Identifier: MIT
// Writes values into HTML, each escaped for where it stands. The compiled pages call these.
//
// Whatever the bytes of a value are, a parser reads back exactly them: NUL and bytes that are not
// UTF-8 become U+FFFD, all else stays. There is no function that writes a value as it is.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

void html_text(struct text_builder *out, struct text value);      // between tags
void html_attribute(struct text_builder *out, struct text value); // between quotes

// The whole of an address, between quotes. A relative address passes, and one with the scheme http,
// https, webcal, mailto or tel; anything else becomes "#", and so does what holds white space,
// control characters or a backslash, which browsers take out or change before they read it.
void html_url(struct text_builder *out, struct text value);

// A part of an address, between quotes: all but the unreserved characters of RFC 3986 is percent-
// encoded, so that it stays within its step of the path or its value of the query.
void html_url_part(struct text_builder *out, struct text value);

// Whether an address may stand in a page: the rule of html_url.
bool html_url_passes(struct text value);

void html_number(struct text_builder *out, int64_t value);

// Rounded to two decimals, without zeros at the end and never with an exponent: "-0.5", "12". What
// is not a number becomes 0, what is beyond 10^15 becomes that.
void html_decimal(struct text_builder *out, double value);

// What stands for {name} in a sentence (words/words.h).
struct html_place {
	const char *name;
	struct text value;
	bool is_number;
	int64_t number;
};

struct html_place html_place(const char *name, struct text value);
struct html_place html_place_number(const char *name, int64_t number);

// A sentence with its places filled, numbers as words_number writes them, all of it written by
// `escape`: html_text or html_attribute. A place that is not given stays as it stands.
void html_sentence(struct text_builder *out,
	void (*escape)(struct text_builder *out, struct text value), struct text sentence,
	const struct html_place *places, size_t count);

// What a page inserts has exactly the type it says, or it does not compile.
#define HTML_BOOL(value) _Generic((value), bool : (value))
#define HTML_INTEGER(value) _Generic((value), int64_t : (value))
#define HTML_DOUBLE(value) _Generic((value), double : (value))
