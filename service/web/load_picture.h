// SPDX-License-Identifier: MIT
// Private to web: the picture of a load for the page load_picture.html, with what is said of it.
#pragma once

#include "app/loads/course.h"
#include "web/line_words.h"
#include "web/routes.h"
#include "web/view_load.h"

// Messages, which are not the same for whose load it is and for who is shown it.
struct load_captions {
	enum line_reader reader;
	const char *title, *line, *description, *falls;
};

// Of one line of a course. False without memory.
bool load_picture_of(const struct web_call *call, const struct course *course, size_t index,
	struct instant now, const struct load_captions *captions, struct page_load_picture *out);
