// SPDX-License-Identifier: MIT
#include "words/catalogue.h"

#include "words/plural.h"

#define MAGIC 0x950412DE
#define HEADER_SIZE 28
#define ENTRY_SIZE 8 // a length and where the string is

// Both only where the four bytes are known to be inside.
static uint32_t number_at(struct text bytes, uint64_t at)
{
	const unsigned char *byte = (const unsigned char *)bytes.start + at;
	return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

static bool holds(struct text bytes, uint64_t at, uint64_t length)
{
	return at <= bytes.length && length <= bytes.length - at;
}

bool catalogue_open(struct text bytes, struct catalogue *out)
{
	if (!holds(bytes, 0, HEADER_SIZE) || number_at(bytes, 0) != MAGIC ||
		number_at(bytes, 4) >> 16 != 0) // the major revision
		return false;
	struct catalogue catalogue = {
		bytes, number_at(bytes, 8), number_at(bytes, 12), number_at(bytes, 16)};
	uint64_t size = (uint64_t)catalogue.count * ENTRY_SIZE;
	if (!holds(bytes, catalogue.messages, size) || !holds(bytes, catalogue.translations, size))
		return false;
	*out = catalogue;
	return true;
}

static bool string_at(
	const struct catalogue *catalogue, uint32_t table, uint32_t index, struct text *out)
{
	uint64_t entry = table + (uint64_t)index * ENTRY_SIZE;
	uint64_t length = number_at(catalogue->bytes, entry);
	uint64_t start = number_at(catalogue->bytes, entry + 4);
	if (!holds(catalogue->bytes, start, length))
		return false;
	*out = (struct text){catalogue->bytes.start + start, (size_t)length};
	return true;
}

// All forms of a translation, with a NUL between each two.
static bool find_forms(const struct catalogue *catalogue, const char *message, struct text *forms)
{
	struct text wanted = text_of(message), found;
	uint32_t low = 0, high = catalogue->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (!string_at(catalogue, catalogue->messages, middle, &found))
			return false;
		int order = text_compare(wanted, text_cut(&found, '\0'));
		if (order == 0)
			return string_at(catalogue, catalogue->translations, middle, forms);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

bool catalogue_find(const struct catalogue *catalogue, const char *message, struct text *out)
{
	struct text forms;
	if (!find_forms(catalogue, message, &forms))
		return false;
	*out = text_cut(&forms, '\0');
	return true;
}

// The rule of plurals stands in the translation of the empty message.
static bool find_rule(const struct catalogue *catalogue, struct text *rule)
{
	static const char field[] = "Plural-Forms:";
	struct text header;
	if (!catalogue_find(catalogue, "", &header))
		return false;
	while (header.length) {
		struct text line = text_cut(&header, '\n');
		if (text_starts(line, field)) {
			*rule = (struct text){line.start + sizeof field - 1, line.length - (sizeof field - 1)};
			return true;
		}
	}
	return false;
}

bool catalogue_find_plural(
	const struct catalogue *catalogue, const char *one, uint64_t count, struct text *out)
{
	struct text rule, forms;
	uint64_t form;
	if (!find_rule(catalogue, &rule) || !plural_form(rule, count, &form) ||
		!find_forms(catalogue, one, &forms))
		return false;
	for (uint64_t i = 0; i < form; i++) {
		(void)text_cut(&forms, '\0');
		if (forms.length == 0)
			return false;
	}
	*out = text_cut(&forms, '\0');
	return true;
}
