// SPDX-License-Identifier: MIT
// Writes one JSON value piece by piece into a builder: commas, escapes and number forms are right
// by construction; nesting is checked by assertion. Numbers are written so that they read back
// exactly. Failure is the builder's.
#pragma once

#include "core/ids.h"
#include "core/instant.h"

#define WRITER_DEPTH_LIMIT 16

struct json_writer {
	struct text_builder *out;
	int depth;
	bool is_object[WRITER_DEPTH_LIMIT + 1]; // by depth; 0 is around the whole value
	bool has_members[WRITER_DEPTH_LIMIT + 1];
	bool after_name;
};

void writer_start(struct json_writer *writer, struct text_builder *out);
void writer_object(struct json_writer *writer);
void writer_object_end(struct json_writer *writer);
void writer_array(struct json_writer *writer);
void writer_array_end(struct json_writer *writer);
void writer_name(struct json_writer *writer, const char *name); // before each member's value
void writer_text(struct json_writer *writer, struct text text); // what is not UTF-8 becomes U+FFFD
void writer_integer(struct json_writer *writer, int64_t value);
void writer_number(struct json_writer *writer, double value); // finite
void writer_boolean(struct json_writer *writer, bool value);
void writer_null(struct json_writer *writer);
void writer_uuid(struct json_writer *writer, struct uuid uuid);
void writer_instant(struct json_writer *writer, struct instant instant);
