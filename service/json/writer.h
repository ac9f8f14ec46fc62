// SPDX-License-Identifier: MIT
// Writes one JSON value piece by piece into a builder: commas, escapes and number forms are right
// by construction; nesting is checked by assertion. Numbers are written so that they read back
// exactly. Failure is the builder's.
#pragma once

#include "core/ids.h"
#include "core/instant.h"

#define JSON_DEPTH_LIMIT 16

struct json_writer {
	struct text_builder *out;
	int depth;
	bool has_members[JSON_DEPTH_LIMIT];
	bool after_name;
};

void json_start(struct json_writer *writer, struct text_builder *out);
void json_object(struct json_writer *writer);
void json_object_end(struct json_writer *writer);
void json_array(struct json_writer *writer);
void json_array_end(struct json_writer *writer);
void json_name(struct json_writer *writer, const char *name); // before each member's value
void json_text(struct json_writer *writer, struct text text); // what is not UTF-8 becomes U+FFFD
void json_integer(struct json_writer *writer, int64_t value);
void json_number(struct json_writer *writer, double value); // finite
void json_boolean(struct json_writer *writer, bool value);
void json_null(struct json_writer *writer);
void json_uuid(struct json_writer *writer, struct uuid uuid);
void json_instant(struct json_writer *writer, struct instant instant);
