// SPDX-License-Identifier: MIT
#include "app/import/staff_writing.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "secret/token.h"

#define AT_ONCE 1000
#define SHOWN 12 // people of a circle

static enum status write_all(
	int descriptor, struct text_builder *out, const char *where, struct fault *fault)
{
	struct text text = builder_view(out);
	enum status status = out->failed ? fault_memory(fault) : STATUS_OK;
	while (status == STATUS_OK && text.length) {
		ssize_t written = write(descriptor, text.start, text.length);
		if (written < 0 && errno != EINTR)
			status = fault_errno(fault, where, "The file cannot be written");
		if (written > 0)
			text = (struct text){text.start + written, text.length - (size_t)written};
	}
	builder_done(out);
	return status;
}

static void add_field(struct text_builder *out, struct text field, char end)
{
	builder_character(out, '"');
	for (size_t i = 0; i < field.length; i++) {
		if (field.start[i] == '"')
			builder_character(out, '"');
		builder_character(out, field.start[i]);
	}
	builder_character(out, '"');
	builder_character(out, end);
}

enum status staff_write_rejects(const struct staff_import *import, struct fault *fault)
{
	struct text_builder out;
	struct arena arena;
	enum status status;
	unsigned long after = 0;
	size_t count;
	arena_init(&arena);
	builder_init(&out);
	builder_add(&out, TEXT("line,staff_number,reason\n"));
	do {
		struct staff_reject *rejects;
		arena_reset(&arena);
		status = staff_rejects(
			import->recorder->connection, after, AT_ONCE, &arena, &rejects, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			after = rejects[i].line;
			builder_format(&out, "%lu,", rejects[i].line);
			add_field(&out, rejects[i].reference, ',');
			add_field(&out, text_of(staff_fault_sentence(rejects[i].fault)), '\n');
		}
		if (status == STATUS_OK)
			status = write_all(import->rejects, &out, "--rejects", fault);
		builder_init(&out);
	} while (status == STATUS_OK && count == AT_ONCE);
	builder_done(&out);
	arena_done(&arena);
	return status;
}

enum status staff_write_links(const struct staff_import *import, const struct staff_person *people,
	size_t count, unsigned char (*hashes)[ROW_HASH_BYTES], struct fault *fault)
{
	struct text_builder out;
	builder_init(&out);
	for (size_t i = 0; i < count; i++) {
		struct token token = token_new();
		struct token_hash hash = token_hash(&token);
		memcpy(hashes[i], hash.bytes, ROW_HASH_BYTES);
		add_field(&out, people[i].reference, ',');
		add_field(&out, people[i].display_name, ',');
		add_field(&out, people[i].sign_in_name, ',');
		builder_format(&out, "%s/welcome/%s\n", import->url, token.text);
	}
	return write_all(import->links, &out, "--links", fault);
}

enum status staff_write_circle(struct connection *connection, const struct person_id *circle,
	size_t length, struct arena *arena, struct text *out, struct fault *fault)
{
	struct text numbers[SHOWN];
	struct text_builder text;
	size_t shown = length < SHOWN ? length : SHOWN;
	enum status status = staff_numbers(connection, circle, shown, arena, numbers, fault);
	if (status != STATUS_OK)
		return status;
	builder_init(&text);
	for (size_t i = 0; i < shown; i++) {
		builder_add(&text, numbers[i]);
		builder_add(&text, TEXT(" → "));
	}
	if (shown < length)
		builder_format(&text, "… %zu more … → ", length - shown);
	builder_add(&text, numbers[0]);
	struct text copy = text.failed ? (struct text){NULL, 0} : text_copy(arena, builder_view(&text));
	builder_done(&text);
	if (!copy.start)
		return fault_memory(fault);
	*out = copy;
	return STATUS_OK;
}
