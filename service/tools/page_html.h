// SPDX-License-Identifier: MIT
// The elements and attributes that pages may use, and what may stand in them. What is not listed
// is refused: a slip of the pen, or something whose escaping nobody has thought about.
#pragma once

#include "base/text.h"

enum page_element_flag {
	ELEMENT_VOID = 1,       // has no content and no end tag
	ELEMENT_WORDS = 2,      // holds text only, where tags are not tags
	ELEMENT_EMPTY = 4,      // has an end tag and no content
	ELEMENT_NO_WORDS = 8,   // a parser would move text out of it
	ELEMENT_BLOCK = 16,     // ends a paragraph
	ELEMENT_SINGLE = 32,    // not inside itself
	ELEMENT_SVG = 64,       // only inside <svg>
	ELEMENT_BOTH = 128,     // inside <svg> and outside
	ELEMENT_LINE_LOST = 256 // a parser takes away a first line break
};

struct page_element {
	const char *name;
	unsigned flags;
};

enum page_attribute {
	ATTRIBUTE_UNKNOWN,
	ATTRIBUTE_PLAIN,   // values may be inserted
	ATTRIBUTE_FIXED,   // they may not
	ATTRIBUTE_ADDRESS, // escaped as an address
	ATTRIBUTE_WORDS,   // a person reads it: words are to be translated
	ATTRIBUTE_EITHER,  // plain, or a sentence
	ATTRIBUTE_REFUSED  // no escaping helps
};

const struct page_element *page_element(struct text name); // NULL: none
enum page_attribute page_attribute(struct text name);

// Whether the character reference &name; may stand in a page.
bool page_reference_is_known(struct text name);
