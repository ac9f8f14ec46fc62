// SPDX-License-Identifier: MIT
#include "words/words.h"

#include <assert.h>

#include "words/catalogue.h"
#include "words/catalogues.h"

// False for English, which needs none.
static bool open_catalogue(enum language language, struct catalogue *out)
{
	assert((unsigned)language < LANGUAGE_COUNT);
	for (size_t i = 0; i < catalogues_file_count; i++) {
		const struct embedded_file *file = &catalogues_files[i];
		if (text_starts(text_of(file->name), language_code(language)))
			return catalogue_open((struct text){file->bytes, file->length}, out);
	}
	return false;
}

struct text words(enum language language, const char *message)
{
	struct catalogue catalogue;
	struct text translation;
	if (*message && open_catalogue(language, &catalogue) &&
		catalogue_find(&catalogue, message, &translation))
		return translation;
	return text_of(message);
}

static uint64_t magnitude(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

struct text words_plural(enum language language, const char *one, const char *other, int64_t count)
{
	struct catalogue catalogue;
	struct text translation;
	if (open_catalogue(language, &catalogue) &&
		catalogue_find_plural(&catalogue, one, magnitude(count), &translation))
		return translation;
	return text_of(magnitude(count) == 1 ? one : other);
}

static bool is_of_a_name(char c)
{
	return (c >= 'a' && c <= 'z') || c == '_';
}

// The length of the place at the start of the text, braces included; 0 if there is none.
static size_t place_length(struct text text)
{
	size_t at = 1;
	while (at < text.length && is_of_a_name(text.start[at]))
		at++;
	return at > 1 && at < text.length && text.start[at] == '}' ? at + 1 : 0;
}

bool words_next_place(struct text *rest, struct text *before, struct text *name)
{
	for (size_t at = 0; at < rest->length; at++) {
		if (rest->start[at] != '{')
			continue;
		struct text here = {rest->start + at, rest->length - at};
		size_t length = place_length(here);
		if (length == 0)
			continue;
		*before = (struct text){rest->start, at};
		*name = (struct text){here.start + 1, length - 2};
		*rest = (struct text){here.start + length, here.length - length};
		return true;
	}
	*before = *rest;
	*rest = (struct text){rest->start + rest->length, 0};
	return false;
}

static void add_place(
	struct text_builder *out, struct text name, const struct place *places, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (text_is(name, places[i].name)) {
			builder_add(out, places[i].value);
			return;
		}
	}
	builder_format(out, "{%.*s}", TEXT_ARGUMENTS(name));
}

void words_format(
	struct text_builder *out, struct text sentence, const struct place *places, size_t count)
{
	struct text before, name;
	while (words_next_place(&sentence, &before, &name)) {
		builder_add(out, before);
		add_place(out, name, places, count);
	}
	builder_add(out, before);
}

struct text words_number(char out[static WORDS_NUMBER_SIZE], int64_t number)
{
	size_t start = WORDS_NUMBER_SIZE, digits = 0;
	uint64_t left = magnitude(number);
	do {
		if (digits > 0 && digits % 3 == 0)
			out[--start] = ',';
		out[--start] = (char)('0' + left % 10);
		digits++;
		left /= 10;
	} while (left);
	if (number < 0)
		out[--start] = '-';
	return (struct text){out + start, WORDS_NUMBER_SIZE - start};
}

void words_count(struct text_builder *out, enum language language, const char *one,
	const char *other, int64_t count)
{
	char number[WORDS_NUMBER_SIZE];
	struct place place = {"count", words_number(number, count)};
	words_format(out, words_plural(language, one, other, count), &place, 1);
}

void words_list(
	struct text_builder *out, enum language language, const struct text *items, size_t count)
{
	for (size_t i = 0; i + 2 < count; i++) {
		builder_add(out, items[i]);
		builder_string(out, ", ");
	}
	if (count < 2) {
		builder_add(out, count ? items[0] : TEXT(""));
		return;
	}
	const struct place places[] = {{"item", items[count - 2]}, {"last", items[count - 1]}};
	words_format(out, words(language, "{item} and {last}"), places, 2);
}
