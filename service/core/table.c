// SPDX-License-Identifier: MIT
#include "core/table.h"

#include <string.h>

// The file's column names for a message, cut off where they get long.
static void list_header(const struct text *header, size_t count, char *out, size_t size)
{
	static const char more[] = ", …";
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		struct text name = text_trim(header[i]);
		if (name.length > size || used + name.length + sizeof ", " + sizeof more > size) {
			memcpy(out + used, more + (used == 0 ? 2 : 0), sizeof more - (used == 0 ? 2 : 0));
			return;
		}
		if (used > 0) {
			memcpy(out + used, ", ", 2);
			used += 2;
		}
		if (name.length)
			memcpy(out + used, name.start, name.length);
		used += name.length;
	}
	out[used] = '\0';
}

struct header {
	const struct text *names;
	size_t count;
	bool is_known; // it names some column of the mapping: what it has may be repeated
};

static bool has_name(const struct header *header, struct text name)
{
	for (size_t i = 0; i < header->count; i++) {
		if (name.start && text_equal(text_trim(header->names[i]), text_trim(name)))
			return true;
	}
	return false;
}

static bool is_header(const struct table_column *columns, size_t count, const struct header *header)
{
	for (size_t i = 0; i < count; i++) {
		if (has_name(header, columns[i].name))
			return true;
	}
	return false;
}

static enum status missing(
	const struct header *header, const char *member, struct text name, struct fault *fault)
{
	char names[256];
	if (!header->is_known)
		return fault_set(fault, STATUS_INVALID, member,
			"The file has no column \"%.*s\": its first line names none of the mapping's columns.",
			TEXT_ARGUMENTS(name));
	list_header(header->names, header->count, names, sizeof names);
	return fault_set(fault, STATUS_INVALID, member, "The file has no column \"%.*s\"; it has: %s.",
		TEXT_ARGUMENTS(name), names);
}

static enum status find_column(const struct header *header, const char *member, struct text name,
	size_t *out, struct fault *fault)
{
	size_t found = SIZE_MAX;
	struct text wanted = text_trim(name);
	for (size_t i = 0; i < header->count; i++) {
		if (!text_equal(text_trim(header->names[i]), wanted))
			continue;
		if (found != SIZE_MAX)
			return fault_set(fault, STATUS_INVALID, member,
				"The file has the column \"%.*s\" twice; rename one of them.",
				TEXT_ARGUMENTS(wanted));
		found = i;
	}
	if (found == SIZE_MAX)
		return missing(header, member, wanted, fault);
	*out = found;
	return STATUS_OK;
}

enum status table_find(const struct table_column *columns, size_t count, const struct text *names,
	size_t header_count, struct fault *fault)
{
	struct header header = {names, header_count, false};
	header.is_known = is_header(columns, count, &header);
	for (size_t i = 0; i < count; i++) {
		*columns[i].at = SIZE_MAX;
		if (!columns[i].name.start)
			continue;
		enum status status =
			find_column(&header, columns[i].member, columns[i].name, columns[i].at, fault);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

bool table_is_encoded(const struct table_form *form, struct text raw)
{
	return form->encoding != TABLE_UTF_8 || text_is_utf8(raw);
}

struct text table_value(const struct table_form *form, struct text field)
{
	struct text value = text_trim(field);
	for (size_t i = 0; i < form->null_word_count; i++) {
		if (text_equal_ignoring_case(value, form->null_words[i]))
			return (struct text){value.start, 0};
	}
	return value;
}

struct text table_field(const struct table_form *form, struct arena *arena, struct text raw)
{
	if (form->encoding == TABLE_UTF_8 || (form->encoding == TABLE_ANY && text_is_utf8(raw)))
		return table_value(form, raw);
	struct text copy = table_decoded(arena, raw);
	return copy.start ? table_value(form, copy) : copy;
}

struct text table_decoded(struct arena *arena, struct text raw)
{
	struct text_builder decoded;
	builder_init(&decoded);
	builder_windows_1252(&decoded, raw);
	struct text copy =
		decoded.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&decoded));
	builder_done(&decoded);
	return copy;
}
