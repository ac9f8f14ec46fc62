// SPDX-License-Identifier: MIT
// The content lines of an iCalendar file (RFC 5545 §3.1), one at a time, in linear time.
//
// For files of other people: lines end in CRLF, LF or CR and are unfolded; a byte order mark is
// passed over. Nothing is decoded but what is asked for. Views are into memory of the arena.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

#define CONTENT_BYTES_LIMIT (INT64_C(2) << 20)

struct content {
	struct text left; // unfolded, each line ends in LF
	size_t line;      // number of the last that was given, from 1, as unfolded
};

struct content_line {
	struct text name, parameters, value;
};

// Refuses what is no text: STATUS_LIMIT for a larger file, STATUS_INVALID for one with a NUL byte
// (UTF-16 has them), STATUS_MEMORY.
CHECKED enum status content_open(
	struct text document, struct arena *arena, struct content *out, struct fault *fault);

// The next line that has a name and a colon; others are passed over. False at the end.
bool content_next(struct content *content, struct content_line *out);

// The value of a parameter, without its quotes; start is NULL where it is not there.
struct text content_parameter(const struct content_line *line, const char *name);

// Cuts the next of a list of values that commas separate; false at the end.
bool content_value(struct text *values, struct text *out);

// A text without its escapes (RFC 5545 §3.3.11); start is NULL when out of memory.
struct text content_text(struct arena *arena, struct text value);
