// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include <math.h>
#include <string.h>

#include "json/suggestion.h"

#define EXPECTED_SIZE 160

static struct place place_of(const struct object *object, const char *name)
{
	return (struct place){object->place, name, 0};
}

static bool is_known(const struct object *object, const char *name)
{
	for (const char *const *known = object->known; *known; known++) {
		if (strcmp(*known, name) == 0)
			return true;
	}
	return false;
}

// What an unknown member was perhaps meant to be, among those the object lacks.
static struct text meant(const struct object *object, const char *name)
{
	struct suggestion suggestion = suggestion_for(text_of(name));
	for (const char *const *known = object->known; *known; known++) {
		if (!json_object_get(object->value, *known))
			suggestion_consider(&suggestion, text_of(*known));
	}
	return suggestion.nearest;
}

struct object object_read(struct reader *reader, const struct place *place, const json_t *value,
	const char *what, const char *const *known)
{
	struct object object = {reader, place, json_is_object(value) ? value : NULL, known};
	if (value && !object.value)
		reader_unexpected(reader, place, "an object, written in { and }", value);
	const char *name;
	json_t *member;
	json_object_foreach((json_t *)object.value, name, member)
	{
		if (is_known(&object, name))
			continue;
		struct place here = place_of(&object, name);
		struct text nearest = meant(&object, name);
		if (nearest.start)
			reader_fault(reader, &here, "%s has no member of this name. Did you mean \"%.*s\"?",
				what, TEXT_ARGUMENTS(nearest));
		else
			reader_fault(reader, &here, "%s has no member of this name; remove it.", what);
	}
	return object;
}

bool object_has(const struct object *object, const char *name)
{
	const json_t *value = json_object_get(object->value, name);
	return value && !json_is_null(value);
}

// Whether the member is there under a misspelt name, which has had its fault.
static bool is_misspelt(const struct object *object, const char *name)
{
	const char *other;
	json_t *member;
	json_object_foreach((json_t *)object->value, other, member)
	{
		if (!is_known(object, other) && text_is(meant(object, other), name))
			return true;
	}
	return false;
}

const json_t *object_member(const struct object *object, const char *name, const char *expected)
{
	if (!object->value)
		return NULL;
	const json_t *value = json_object_get(object->value, name);
	struct place here = place_of(object, name);
	if (!value && !is_misspelt(object, name))
		reader_fault(object->reader, &here, "\"%s\" is missing; it must be %s.", name, expected);
	return value;
}

static struct text kept_text(struct reader *reader, const struct place *place, const json_t *value,
	const struct text_form *form)
{
	struct text text = {"", 0};
	if (json_is_string(value))
		text = (struct text){json_string_value(value), json_string_length(value)};
	if (!json_is_string(value) || !form->fits(text)) {
		reader_unexpected(reader, place, form->expected, value);
		return (struct text){"", 0};
	}
	struct text copy = text_copy(reader->arena, text);
	reader->out_of_memory |= !copy.start;
	return copy.start ? copy : (struct text){"", 0};
}

struct text object_text(const struct object *object, const char *name, const struct text_form *form)
{
	const json_t *value = object_member(object, name, form->expected);
	struct place here = place_of(object, name);
	return value ? kept_text(object->reader, &here, value, form) : (struct text){"", 0};
}

static double number_in(const struct object *object, const char *name, const char *expected,
	double least, double most, bool whole)
{
	const json_t *value = object_member(object, name, expected);
	if (!value)
		return least;
	double number = json_number_value(value);
	if (json_is_number(value) && number >= least && number <= most &&
		(!whole || number == floor(number)))
		return number;
	struct place here = place_of(object, name);
	reader_unexpected(object->reader, &here, expected, value);
	return least;
}

double object_number(const struct object *object, const char *name, double least, double most)
{
	char expected[EXPECTED_SIZE];
	snprintf(expected, sizeof expected, "a number from %.12g to %.12g", least, most);
	return number_in(object, name, expected, least, most, false);
}

int32_t object_integer(const struct object *object, const char *name, int32_t least, int32_t most)
{
	char expected[EXPECTED_SIZE];
	snprintf(expected, sizeof expected, "a whole number from %d to %d", least, most);
	return (int32_t)number_in(object, name, expected, least, most, true);
}

bool object_flag(const struct object *object, const char *name)
{
	const json_t *value = object_member(object, name, "true or false");
	if (value && !json_is_boolean(value)) {
		struct place place = {object->place, name, 0};
		reader_unexpected(object->reader, &place, "true or false", value);
	}
	return json_is_true(value);
}

int64_t object_seconds(
	const struct object *object, const char *name, int64_t unit_seconds, double least, double most)
{
	return llround(object_number(object, name, least, most) * (double)unit_seconds);
}

void object_version(const struct object *object, const char *name, int version)
{
	char expected[EXPECTED_SIZE];
	snprintf(expected, sizeof expected, "%d, the version of this form of document", version);
	number_in(object, name, expected, version, version, true);
}

static void list_words(const struct text *words, size_t count, char out[static EXPECTED_SIZE])
{
	size_t length = 0;
	out[0] = '\0';
	for (size_t i = 0; i < count && length < EXPECTED_SIZE; i++) {
		const char *before = i == 0 ? "" : i + 1 < count ? ", " : " or ";
		length += (size_t)snprintf(
			out + length, EXPECTED_SIZE - length, "%s\"%.*s\"", before, TEXT_ARGUMENTS(words[i]));
	}
}

static size_t word_index(struct reader *reader, const struct place *place, const json_t *value,
	const struct text *words, size_t count)
{
	char expected[EXPECTED_SIZE];
	const char *word = json_is_string(value) ? json_string_value(value) : "";
	struct suggestion suggestion = suggestion_for(text_of(word));
	for (size_t i = 0; i < count; i++) {
		if (json_is_string(value) && text_is(words[i], word))
			return i;
		suggestion_consider(&suggestion, words[i]);
	}
	list_words(words, count, expected);
	struct text nearest = *word && suggestion.nearest.start ? suggestion.nearest : TEXT("");
	reader_unexpected_near(reader, place, expected, value, nearest);
	return 0;
}

size_t object_word(
	const struct object *object, const char *name, const struct text *words, size_t count)
{
	char expected[EXPECTED_SIZE];
	list_words(words, count, expected);
	const json_t *value = object_member(object, name, expected);
	struct place here = place_of(object, name);
	return value ? word_index(object->reader, &here, value, words, count) : 0;
}

void object_evidence(const struct object *object)
{
	object_text(object, "evidence", &form_evidence);
}

struct object object_object(const struct object *object, struct place *place, const char *name,
	const char *what, const char *const *known)
{
	*place = place_of(object, name);
	const json_t *value = object_member(object, name, "an object, written in { and }");
	return object_read(object->reader, place, value, what, known);
}

struct list object_list(const struct object *object, const char *name, size_t least, size_t most)
{
	char expected[EXPECTED_SIZE];
	struct list list = {.reader = object->reader, .place = place_of(object, name)};
	snprintf(
		expected, sizeof expected, "a list of %zu to %zu items, written in [ and ]", least, most);
	const json_t *value = object_member(object, name, expected);
	size_t count = json_array_size(value);
	if (value && (!json_is_array(value) || count < least || count > most))
		reader_unexpected(list.reader, &list.place, expected, value);
	else if (value) {
		list.value = value;
		list.count = count;
	}
	return list;
}

const json_t *list_item(const struct list *list, size_t index)
{
	return json_array_get(list->value, index);
}

struct text list_text(const struct list *list, size_t index, const struct text_form *form)
{
	struct place here = {&list->place, NULL, index};
	return kept_text(list->reader, &here, list_item(list, index), form);
}

size_t object_words(const struct object *object, const char *name, size_t least,
	const struct text *words, size_t count, size_t *out)
{
	struct list list = object_list(object, name, least, count);
	for (size_t i = 0; i < list.count; i++) {
		struct place here = {&list.place, NULL, i};
		size_t before = list.reader->fault_count;
		out[i] = word_index(list.reader, &here, list_item(&list, i), words, count);
		for (size_t j = 0; j < i && list.reader->fault_count == before; j++) {
			if (out[j] == out[i] && json_equal(list_item(&list, i), list_item(&list, j)))
				reader_fault(list.reader, &here, "\"%.*s\" is listed twice; keep one.",
					TEXT_ARGUMENTS(words[out[i]]));
		}
	}
	return list.count;
}
