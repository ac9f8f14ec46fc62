// SPDX-License-Identifier: MIT
#include "calendar/roster_child.h"

#include <string.h>

#include "calendar/child.h"

#define TOO_SHORT "What is asked for is cut off."

// The words of a request, whose texts stay where they are.
static bool read_words(const struct roster_request *request, struct text *input,
	struct roster_word *words, const char **texts)
{
	size_t size = request->words * sizeof(struct roster_request_word), left = request->bytes;
	if (input->length < size || input->length - size < left)
		return false;
	const char *fixed = input->start, *text = input->start + size;
	for (size_t i = 0; i < request->words; i++) {
		struct roster_request_word word;
		memcpy(&word, fixed + i * sizeof word, sizeof word);
		if (word.length > left || word.kind > ROSTER_KIND_COUNT)
			return false;
		words[i] = (struct roster_word){{text, word.length}, (enum roster_kind)word.kind,
			word.has_hours != 0, word.from, word.until};
		text += word.length;
		left -= word.length;
	}
	*texts = text + left;
	return true;
}

static enum status read_request(struct text *input, struct arena *arena,
	struct roster_request *request, struct roster_calendar *how, struct fault *fault)
{
	const char *rest;
	if (input->length < sizeof *request)
		return fault_set(fault, STATUS_SYSTEM, "", TOO_SHORT);
	memcpy(request, input->start, sizeof *request);
	*input = (struct text){input->start + sizeof *request, input->length - sizeof *request};
	if (request->words > ROSTER_REQUEST_WORDS_LIMIT || request->bytes > ROSTER_REQUEST_LIMIT ||
		!memchr(request->person, 0, sizeof request->person))
		return fault_set(fault, STATUS_SYSTEM, "", TOO_SHORT);
	struct roster_word *words = arena_array(arena, request->words, sizeof *words);
	if (!words)
		return fault_memory(fault);
	if (!read_words(request, input, words, &rest))
		return fault_set(fault, STATUS_SYSTEM, "", TOO_SHORT);
	*input = (struct text){rest, input->length - (size_t)(rest - input->start)};
	how->words = words;
	how->word_count = request->words;
	how->person = request->person[0] ? request->person : NULL;
	return STATUS_OK;
}

// What is written after the answer's head.
struct tables {
	struct roster_reply_row *rows;
	struct roster_reply_word *words;
	struct text_builder texts;
};

// Between characters, and of what can be shown.
static struct text shown(struct text word)
{
	size_t length = word.length < ROSTER_UNKNOWN_MOST ? word.length : ROSTER_UNKNOWN_MOST;
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)word.start[i] < ' ' || word.start[i] == 0x7F)
			length = i;
	}
	while (length && !text_is_utf8((struct text){word.start, length}))
		length--;
	return (struct text){word.start, length};
}

static bool fill(struct tables *tables, const struct roster_read *read, struct arena *arena)
{
	tables->rows = arena_array(arena, read->count, sizeof *tables->rows);
	tables->words = arena_array(arena, read->unknown_count, sizeof *tables->words);
	if (!tables->rows || !tables->words)
		return false;
	for (size_t i = 0; i < read->count; i++) {
		const struct roster_row *row = &read->rows[i];
		bool same = i && text_equal(row->person, read->rows[i - 1].person);
		tables->rows[i] = (struct roster_reply_row){
			.from = row->entry.during.from.seconds,
			.to = row->entry.during.to.seconds,
			.kind = (uint32_t)row->entry.kind,
			.line = (uint32_t)row->line,
			.person =
				same ? tables->rows[i - 1].person : (uint32_t)builder_view(&tables->texts).length,
			.person_length = (uint32_t)row->person.length,
		};
		if (!same)
			builder_add(&tables->texts, row->person);
	}
	for (size_t i = 0; i < read->unknown_count; i++) {
		struct text word = shown(read->unknown[i].word);
		tables->words[i] = (struct roster_reply_word){read->unknown[i].events,
			(uint32_t)builder_view(&tables->texts).length, (uint32_t)word.length};
		builder_add(&tables->texts, word);
	}
	return !tables->texts.failed;
}

static bool answer(
	unsigned guards, const struct roster_read *read, struct arena *arena, struct fault *fault)
{
	struct tables tables = {.rows = NULL};
	struct roster_read none = {.first = {.status = STATUS_OK}};
	builder_init(&tables.texts);
	if (fault->status == STATUS_OK && !fill(&tables, read, arena))
		(void)fault_memory(fault);
	if (fault->status != STATUS_OK)
		read = &none;
	struct text texts = fault->status == STATUS_OK ? builder_view(&tables.texts) : TEXT("");
	struct roster_reply head = {
		.guards = guards,
		.events = read->events,
		.repeated = read->repeated,
		.unreadable = read->unreadable,
		.unknown_events = read->unknown_events,
		.unknown_zones = read->unknown_zones,
		.rows = read->count,
		.words = read->unknown_count,
		.bytes = texts.length,
		.fault = *fault,
		.first = read->first,
	};
	memcpy(head.magic, ROSTER_REPLY_MAGIC, sizeof head.magic);
	return child_write(&head, sizeof head) &&
		   child_write(tables.rows, read->count * sizeof *tables.rows) &&
		   child_write(tables.words, read->unknown_count * sizeof *tables.words) &&
		   child_write(texts.start, texts.length);
}

bool roster_child(struct text input, struct text zone, struct interval window, unsigned guards,
	enum status status, struct arena *arena, struct fault *fault)
{
	struct roster_request request;
	struct roster_calendar how = {.zone = zone};
	struct roster_read read = {.first = {.status = STATUS_OK}};
	if (status == STATUS_OK)
		status = read_request(&input, arena, &request, &how, fault);
	if (status == STATUS_OK)
		status = roster_reader_read(input, &how, window, arena, &read, fault);
	if (status != STATUS_OK && fault->status == STATUS_OK)
		(void)fault_memory(fault);
	return answer(guards, &read, arena, fault);
}
