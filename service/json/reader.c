// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include <stdarg.h>
#include <string.h>

#include "json/document.h"

#define QUOTE_LENGTH_LIMIT 40 // bytes, without the mark that something was cut off

void reader_init(struct reader *reader, struct arena *arena, struct json_faults *faults)
{
	*reader = (struct reader){.arena = arena, .faults = faults};
	if (faults)
		faults->count = faults->omitted = 0;
}

enum status reader_status(const struct reader *reader)
{
	if (reader->out_of_memory)
		return STATUS_MEMORY;
	return reader->fault_count ? STATUS_INVALID : STATUS_OK;
}

json_t *reader_parse(struct reader *reader, struct text document)
{
	struct fault fault = {.status = STATUS_OK};
	json_t *root = document_parse(document, &fault);
	if (root)
		return root;
	reader->out_of_memory |= fault.status == STATUS_MEMORY;
	reader->fault_count++;
	if (reader->faults)
		reader->faults->list[reader->faults->count++] = fault;
	return NULL;
}

void *reader_array(struct reader *reader, size_t count, size_t size)
{
	void *array = arena_array(reader->arena, count, size);
	reader->out_of_memory |= !array;
	return array;
}

void reader_quote(struct text text, char out[static READER_QUOTE_SIZE])
{
	size_t length = text.length;
	if (length > QUOTE_LENGTH_LIMIT) {
		length = QUOTE_LENGTH_LIMIT;
		while (length && ((unsigned char)text.start[length] & 0xC0) == 0x80)
			length--;
	}
	for (size_t i = 0; i < length; i++)
		out[i] = (unsigned char)text.start[i] < 0x20 || text.start[i] == 0x7F ? ' ' : text.start[i];
	snprintf(out + length, READER_QUOTE_SIZE - length, "%s", length < text.length ? "…" : "");
}

static bool is_plain_name(const char *name)
{
	return name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")] ==
			   '\0' &&
		   *name && strlen(name) <= QUOTE_LENGTH_LIMIT;
}

static void add_path(struct text_builder *path, const struct place *place)
{
	if (!place)
		return;
	add_path(path, place->in);
	if (!place->name)
		builder_format(path, "[%zu]", place->index);
	else if (is_plain_name(place->name))
		builder_format(path, "%s%s", path->length ? "." : "", place->name);
	else {
		char quoted[READER_QUOTE_SIZE];
		reader_quote(text_of(place->name), quoted);
		builder_format(path, "[\"%s\"]", quoted);
	}
}

void reader_fault(struct reader *reader, const struct place *place, const char *format, ...)
{
	struct json_faults *faults = reader->faults;
	reader->fault_count++;
	if (!faults)
		return;
	if (faults->count == JSON_FAULTS_LIMIT) {
		faults->omitted++;
		return;
	}
	char message[sizeof faults->list[0].message];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	struct text_builder path;
	builder_init(&path);
	add_path(&path, place);
	reader->out_of_memory |= path.failed;
	struct fault *fault = &faults->list[faults->count++];
	fault_clear(fault);
	fault_set(fault, STATUS_INVALID, builder_view(&path).start, "%s", message);
	builder_done(&path);
}

static void describe(const json_t *value, char *out, size_t size)
{
	char quoted[READER_QUOTE_SIZE];
	switch (json_typeof(value)) {
	case JSON_STRING:
		reader_quote((struct text){json_string_value(value), json_string_length(value)}, quoted);
		snprintf(out, size, "\"%s\"", quoted);
		return;
	case JSON_REAL:
	case JSON_INTEGER:
		snprintf(out, size, "%.12g", json_number_value(value));
		return;
	case JSON_OBJECT:
		snprintf(out, size, "an object");
		return;
	case JSON_ARRAY:
		snprintf(out, size,
			json_array_size(value) == 1 ? "a list of %zu item" : "a list of %zu items",
			json_array_size(value));
		return;
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		break;
	}
	snprintf(out, size, "%s",
		json_is_null(value)   ? "null"
		: json_is_true(value) ? "true"
							  : "false");
}

void reader_unexpected(
	struct reader *reader, const struct place *place, const char *expected, const json_t *value)
{
	reader_unexpected_near(reader, place, expected, value, TEXT(""));
}

void reader_unexpected_near(struct reader *reader, const struct place *place, const char *expected,
	const json_t *value, struct text nearest)
{
	char subject[READER_QUOTE_SIZE + 8] = "This item", found[READER_QUOTE_SIZE + 16];
	if (!place)
		snprintf(subject, sizeof subject, "The document");
	else if (place->name)
		snprintf(subject, sizeof subject, "\"%s\"", place->name);
	describe(value, found, sizeof found);
	if (nearest.length)
		reader_fault(reader, place, "%s must be %s, and is %s. Did you mean \"%.*s\"?", subject,
			expected, found, TEXT_ARGUMENTS(nearest));
	else
		reader_fault(reader, place, "%s must be %s, and is %s.", subject, expected, found);
}
