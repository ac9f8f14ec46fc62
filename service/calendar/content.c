// SPDX-License-Identifier: MIT
#include "calendar/content.h"

#include <string.h>

static bool ends_line(char character)
{
	return character == '\r' || character == '\n';
}

// Copies without folds, each line ended by a single LF.
static struct text unfold(struct text document, char *out)
{
	size_t length = 0;
	for (size_t i = 0; i < document.length; i++) {
		char character = document.start[i];
		if (!ends_line(character)) {
			out[length++] = character;
			continue;
		}
		if (character == '\r' && i + 1 < document.length && document.start[i + 1] == '\n')
			i++;
		bool folded = i + 1 < document.length &&
					  (document.start[i + 1] == ' ' || document.start[i + 1] == '\t');
		if (folded)
			i++;
		else
			out[length++] = '\n';
	}
	return (struct text){out, length};
}

enum status content_open(
	struct text document, struct arena *arena, struct content *out, struct fault *fault)
{
	if (document.length > CONTENT_BYTES_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "The calendar is larger than %d MiB.",
			(int)(CONTENT_BYTES_LIMIT >> 20));
	if (document.length > 0 && memchr(document.start, 0, document.length))
		return fault_set(fault, STATUS_INVALID, "",
			"This is no calendar: it has NUL bytes. A file in UTF-16 has to be saved as UTF-8.");
	if (text_starts(document, "\xef\xbb\xbf"))
		document = (struct text){document.start + 3, document.length - 3};
	char *copy = arena_allocate(arena, document.length + 1);
	if (!copy)
		return fault_memory(fault);
	*out = (struct content){unfold(document, copy), 0};
	return STATUS_OK;
}

// Where the value begins: at the first colon that is not within quotes.
static const char *find_colon(struct text line)
{
	bool quoted = false;
	for (size_t i = 0; i < line.length; i++) {
		if (line.start[i] == '"')
			quoted = !quoted;
		else if (line.start[i] == ':' && !quoted)
			return line.start + i;
	}
	return NULL;
}

static bool split(struct text line, struct content_line *out)
{
	const char *colon = find_colon(line);
	if (!colon)
		return false;
	struct text head = {line.start, (size_t)(colon - line.start)};
	out->value = (struct text){colon + 1, line.length - head.length - 1};
	out->name = text_cut(&head, ';');
	out->parameters = head;
	return out->name.length > 0;
}

bool content_next(struct content *content, struct content_line *out)
{
	while (content->left.length > 0) {
		struct text line = text_cut(&content->left, '\n');
		content->line++;
		if (split(line, out))
			return true;
	}
	return false;
}

// The first parameter of a list, cut off it; a semicolon within quotes does not end one.
static struct text cut_parameter(struct text *left)
{
	bool quoted = false;
	size_t length = 0;
	for (; length < left->length && (quoted || left->start[length] != ';'); length++)
		quoted ^= left->start[length] == '"';
	struct text parameter = {left->start, length};
	size_t cut = length < left->length ? length + 1 : length;
	*left = (struct text){left->start + cut, left->length - cut};
	return parameter;
}

struct text content_parameter(const struct content_line *line, const char *name)
{
	struct text left = line->parameters;
	while (left.length > 0) {
		struct text value = cut_parameter(&left);
		struct text found = text_cut(&value, '=');
		if (!text_equal_ignoring_case(found, text_of(name)))
			continue;
		if (value.length >= 2 && value.start[0] == '"' && value.start[value.length - 1] == '"')
			value = (struct text){value.start + 1, value.length - 2};
		return value;
	}
	return (struct text){NULL, 0};
}

bool content_value(struct text *values, struct text *out)
{
	if (values->length == 0)
		return false;
	*out = text_trim(text_cut(values, ','));
	return true;
}

struct text content_text(struct arena *arena, struct text value)
{
	char *out = arena_allocate(arena, value.length + 1);
	size_t length = 0;
	if (!out)
		return (struct text){NULL, 0};
	for (size_t i = 0; i < value.length; i++) {
		bool escaped = value.start[i] == '\\' && i + 1 < value.length;
		char character = value.start[i + escaped];
		i += escaped;
		out[length++] = escaped && (character == 'n' || character == 'N') ? '\n' : character;
	}
	return (struct text){out, length};
}
