// SPDX-License-Identifier: MIT
#include "json/writer.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

#define REPLACEMENT "\xEF\xBF\xBD" // U+FFFD

void writer_start(struct json_writer *writer, struct text_builder *out)
{
	*writer = (struct json_writer){.out = out};
}

// What has to stand before a value or a name: a comma, unless it is the first.
static void separate(struct json_writer *writer)
{
	bool *has_members = &writer->has_members[writer->depth];
	assert(writer->depth > 0 || !*has_members); // one value only
	if (*has_members)
		builder_character(writer->out, ',');
	*has_members = true;
}

static void before_value(struct json_writer *writer)
{
	assert(writer->after_name == writer->is_object[writer->depth]);
	if (!writer->after_name)
		separate(writer);
	writer->after_name = false;
}

static void start_nested(struct json_writer *writer, char bracket)
{
	before_value(writer);
	assert(writer->depth < WRITER_DEPTH_LIMIT);
	writer->depth++;
	writer->is_object[writer->depth] = bracket == '{';
	writer->has_members[writer->depth] = false;
	builder_character(writer->out, bracket);
}

static void end_nested(struct json_writer *writer, char bracket)
{
	assert(writer->depth > 0 && !writer->after_name);
	assert(writer->is_object[writer->depth] == (bracket == '}'));
	writer->depth--;
	builder_character(writer->out, bracket);
}

void writer_object(struct json_writer *writer)
{
	start_nested(writer, '{');
}

void writer_object_end(struct json_writer *writer)
{
	end_nested(writer, '}');
}

void writer_array(struct json_writer *writer)
{
	start_nested(writer, '[');
}

void writer_array_end(struct json_writer *writer)
{
	end_nested(writer, ']');
}

static void write_ascii(struct text_builder *out, char c)
{
	static const char escaped[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	for (size_t i = 0; i < sizeof escaped - 1; i++) {
		if (c == escaped[i]) {
			builder_character(out, '\\');
			builder_character(out, names[i]);
			return;
		}
	}
	if ((unsigned char)c < 0x20)
		builder_format(out, "\\u%04x", (unsigned)c);
	else
		builder_character(out, c);
}

static void write_string(struct text_builder *out, struct text text)
{
	builder_character(out, '"');
	while (text.length) {
		bool well_formed;
		size_t length = text_sequence(text, &well_formed);
		if (!well_formed)
			builder_string(out, REPLACEMENT);
		else if (length == 1)
			write_ascii(out, text.start[0]);
		else
			builder_add(out, (struct text){text.start, length});
		text.start += length;
		text.length -= length;
	}
	builder_character(out, '"');
}

void writer_name(struct json_writer *writer, const char *name)
{
	assert(writer->is_object[writer->depth] && !writer->after_name);
	separate(writer);
	write_string(writer->out, text_of(name));
	builder_character(writer->out, ':');
	writer->after_name = true;
}

void writer_text(struct json_writer *writer, struct text text)
{
	before_value(writer);
	write_string(writer->out, text);
}

void writer_integer(struct json_writer *writer, int64_t value)
{
	before_value(writer);
	builder_format(writer->out, "%" PRId64, value);
}

void writer_number(struct json_writer *writer, double value)
{
	assert(isfinite(value));
	before_value(writer);
	char digits[32];
	for (int precision = 15; precision <= 17; precision++) { // 17 always suffices
		double read = 0;
		snprintf(digits, sizeof digits, "%.*g", precision, value);
		if (text_to_number(text_of(digits), &read) && read == value)
			break;
	}
	builder_string(writer->out, digits);
}

void writer_boolean(struct json_writer *writer, bool value)
{
	before_value(writer);
	builder_string(writer->out, value ? "true" : "false");
}

void writer_null(struct json_writer *writer)
{
	before_value(writer);
	builder_string(writer->out, "null");
}

void writer_uuid(struct json_writer *writer, struct uuid uuid)
{
	char form[UUID_TEXT_LENGTH + 1];
	uuid_format(uuid, form);
	writer_text(writer, text_of(form));
}

void writer_instant(struct json_writer *writer, struct instant instant)
{
	char form[INSTANT_TEXT_LENGTH + 1];
	instant_format(instant, form);
	writer_text(writer, text_of(form));
}
