// SPDX-License-Identifier: MIT
#include "json/names.h"

#include "json/suggestion.h"

#define REFERENCES_LIMIT 500
#define EXPECTED_SIZE 80

void names_init(
	struct names *names, const struct list *list, const char *list_name, const char *member)
{
	*names = (struct names){.list = list_name, .member = member, .incomplete = !list->value};
	names->texts = reader_array(list->reader, list->count, sizeof *names->texts);
}

struct text names_read(
	struct names *names, const struct object *object, const struct text_form *form)
{
	struct text text = object_text(object, names->member, form);
	struct place here = {object->place, names->member, 0};
	for (size_t i = 0; i < names->count && text.length; i++) {
		if (!text_equal(names->texts[i], text))
			continue;
		reader_fault(object->reader, &here, "\"%.*s\" is already the %s of %s[%zu]; use another.",
			TEXT_ARGUMENTS(text), names->member, names->list, i);
		break;
	}
	if (names->texts)
		names->texts[names->count++] = text;
	names->incomplete |= text.length == 0;
	return text;
}

static void expect(const struct names *names, char out[static EXPECTED_SIZE])
{
	snprintf(out, EXPECTED_SIZE, "one of the %ss in %s", names->member, names->list);
}

static size_t find(const struct names *names, struct reader *reader, const struct place *place,
	const json_t *value)
{
	char expected[EXPECTED_SIZE];
	expect(names, expected);
	if (!json_is_string(value)) {
		reader_unexpected(reader, place, expected, value);
		return SIZE_MAX;
	}
	struct text text = {json_string_value(value), json_string_length(value)};
	for (size_t i = 0; i < names->count; i++) {
		if (text_equal(names->texts[i], text))
			return i;
	}
	if (names->incomplete)
		return SIZE_MAX;
	struct suggestion suggestion = suggestion_for(text);
	for (size_t i = 0; i < names->count; i++) {
		if (names->texts[i].length)
			suggestion_consider(&suggestion, names->texts[i]);
	}
	char quoted[READER_QUOTE_SIZE];
	reader_quote(text, quoted);
	if (suggestion.nearest.start)
		reader_fault(reader, place, "Nothing in %s has the %s \"%s\". Did you mean \"%.*s\"?",
			names->list, names->member, quoted, TEXT_ARGUMENTS(suggestion.nearest));
	else
		reader_unexpected(reader, place, expected, value);
	return SIZE_MAX;
}

size_t object_reference(const struct object *object, const char *name, const struct names *names)
{
	char expected[EXPECTED_SIZE];
	expect(names, expected);
	const json_t *value = object_member(object, name, expected);
	struct place here = {object->place, name, 0};
	return value ? find(names, object->reader, &here, value) : SIZE_MAX;
}

size_t object_reference_or_null(
	const struct object *object, const char *name, const struct names *names)
{
	if (json_is_null(json_object_get(object->value, name)))
		return SIZE_MAX;
	return object_reference(object, name, names);
}

struct references object_references(
	const struct object *object, const char *name, const struct names *names)
{
	struct list list = object_list(object, name, 0, REFERENCES_LIMIT);
	struct references references = {.count = list.count};
	references.indexes = reader_array(list.reader, list.count, sizeof *references.indexes);
	for (size_t i = 0; i < list.count && references.indexes; i++) {
		struct place here = {&list.place, NULL, i};
		size_t index = find(names, list.reader, &here, list_item(&list, i));
		references.indexes[i] = index;
		for (size_t j = 0; j < i && index != SIZE_MAX; j++) {
			if (references.indexes[j] != index)
				continue;
			reader_fault(list.reader, &here, "\"%.*s\" is listed twice; keep one.",
				TEXT_ARGUMENTS(names->texts[index]));
			break;
		}
	}
	return references;
}

struct references object_references_or_none(
	const struct object *object, const char *name, const struct names *names)
{
	if (!object->value || !json_object_get(object->value, name))
		return (struct references){NULL, 0};
	return object_references(object, name, names);
}

const struct text *object_named(
	const struct object *object, const char *name, const struct names *names, size_t *count)
{
	*count = 0;
	struct references references = object_references_or_none(object, name, names);
	struct text *texts = reader_array(object->reader, references.count, sizeof *texts);
	if (!texts || !references.indexes)
		return NULL;
	for (size_t i = 0; i < references.count; i++) {
		if (references.indexes[i] != SIZE_MAX)
			texts[i] = names->texts[references.indexes[i]];
	}
	*count = references.count;
	return texts;
}

// Empty, the failure remembered, where there is no memory for them.
static struct names names_for(
	struct reader *reader, const char *list, const char *member, size_t count)
{
	struct text *texts = reader_array(reader, count, sizeof *texts);
	return (struct names){list, member, texts, texts ? count : 0, !texts};
}

struct names names_of_categories(struct reader *reader, const struct policy *policy)
{
	struct names names =
		names_for(reader, "the policy's categories", "code", policy->category_count);
	for (size_t i = 0; i < names.count; i++)
		names.texts[i] = policy->categories[i].code;
	return names;
}

struct names names_of_modifiers(struct reader *reader, const struct policy *policy)
{
	struct names names =
		names_for(reader, "the policy's modifiers", "code", policy->modifier_count);
	for (size_t i = 0; i < names.count; i++)
		names.texts[i] = policy->modifiers[i].code;
	return names;
}

struct names names_of_profiles(struct reader *reader, const struct policy *policy)
{
	struct names names = names_for(reader, "the policy's profiles", "id", policy->profile_count);
	for (size_t i = 0; i < names.count; i++)
		names.texts[i] = policy->profiles[i].id;
	return names;
}
