// SPDX-License-Identifier: MIT
// What the pages in pages/ show.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

// Every place where a value may stand.
struct page_places {
	struct text value, address;
	struct {
		struct text value;
	} inner;
	int64_t whole;
	double real;
};

struct page_blocks {
	bool shown;
	struct page_places_group {
		struct text name;
		bool last;
		const struct text *members;
		size_t members_count;
	} * groups;
	size_t groups_count;
};

struct page_part {
	struct text name;
	int64_t count;
};

struct page_sentences {
	struct text name, date;
	int64_t count;
	struct page_part part;
	const struct page_part *parts;
	size_t parts_count;
};
