// SPDX-License-Identifier: MIT
#include "json/mapping_parts.h"

#include <string.h>

#include "core/time_form.h"

#define NULL_WORDS_LIMIT 20
#define VALUE_LENGTH_LIMIT 200

// A column or a value as an export has it; exports are read with the space around them trimmed.
static bool is_value(struct text text)
{
	struct text trimmed = text_trim(text);
	return text.length && text.length <= VALUE_LENGTH_LIMIT && trimmed.length == text.length &&
		   !memchr(text.start, '\n', text.length) && !memchr(text.start, '\r', text.length);
}

// "UTC" or "Europe/London": whether there is such a zone is not known here.
static bool is_zone(struct text text)
{
	static const char parts[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-";
	if (text_is(text, "UTC"))
		return true;
	size_t slashes = 0;
	for (size_t i = 0; i < text.length; i++) {
		bool at_end = i == 0 || i + 1 == text.length || text.start[i - 1] == '/';
		if (text.start[i] == '/' ? at_end : !memchr(parts, text.start[i], sizeof parts - 1))
			return false;
		slashes += text.start[i] == '/';
	}
	return text.length <= 64 && slashes >= 1 && slashes <= 2;
}

static bool is_separator(struct text text)
{
	return text.length == 1 && strchr(",;|\t", text.start[0]);
}

const struct text_form form_cell = {
	is_value, "one line of 1 to 200 bytes without space around it, as the export has it"};
const struct text_form form_zone = {is_zone, "\"UTC\" or a zone such as \"Europe/London\""};
const struct text_form form_time = {time_form_is_valid,
	"made of YYYY, MM and DD, perhaps hh, mm, ss and AM, each once, or "
	"\"epoch\" or \"epoch milliseconds\""};
static const struct text_form form_separator = {is_separator, "\",\", \";\", \"|\" or a tab"};

const struct text *mapping_texts(const struct object *object, const char *name,
	const struct text_form *form, size_t most, size_t *count)
{
	const json_t *value = object_member(object, name, form->expected);
	*count = 0;
	if (!value)
		return NULL;
	if (!json_is_array(value)) {
		struct text *one = reader_array(object->reader, 1, sizeof *one);
		if (one)
			one[(*count)++] = object_text(object, name, form);
		return one;
	}
	struct list list = object_list(object, name, 1, most);
	struct text *texts = reader_array(list.reader, list.count, sizeof *texts);
	for (size_t i = 0; i < list.count && texts; i++)
		texts[i] = list_text(&list, i, form);
	*count = texts ? list.count : 0;
	return texts;
}

static void read_null_words(const struct object *document, struct table_form *out)
{
	if (!object_has(document, "null_words"))
		return;
	struct list list = object_list(document, "null_words", 0, NULL_WORDS_LIMIT);
	struct text *words = reader_array(list.reader, list.count, sizeof *words);
	for (size_t i = 0; i < list.count && words; i++)
		words[i] = list_text(&list, i, &form_cell);
	out->null_words = words;
	out->null_word_count = words ? list.count : 0;
}

struct table_form mapping_table(const struct object *document)
{
	static const struct text encodings[] = {
		TEXT_CONSTANT("utf-8"), TEXT_CONSTANT("windows-1252")}; // as enum table_encoding
	struct table_form form = {.separator = ','};
	if (object_has(document, "separator"))
		form.separator = object_text(document, "separator", &form_separator).start[0];
	if (object_has(document, "encoding"))
		form.encoding = (enum table_encoding)(1 + object_word(document, "encoding", encodings, 2));
	read_null_words(document, &form);
	return form;
}
