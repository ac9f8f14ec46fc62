// SPDX-License-Identifier: MIT
// What a form with a file in it brings (multipart/form-data, RFC 7578), strictly: parts follow each
// other with nothing around them, lines of heads end in CRLF, every part has a name. Nothing is
// copied or decoded, and what a file is called is not looked at.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

#define MULTIPART_LIMIT 16 // parts of a form

struct multipart_part {
	struct text name, content; // of the body
	bool file;
};

struct multipart {
	struct multipart_part parts[MULTIPART_LIMIT];
	size_t count;
};

// Reads a body by the Content-Type that it came with. False for another type, and for what is not
// exactly such a form.
bool multipart_read(struct text content_type, struct text body, struct multipart *out);

// The content of the first part of that name which is a file or is none; start NULL without one.
struct text multipart_content(const struct multipart *form, const char *name, bool file);
