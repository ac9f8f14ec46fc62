// SPDX-License-Identifier: MIT
#include "calendar/limited_roster.h"

#include <string.h>

#include "calendar/child.h"
#include "calendar/confine.h"
#include "calendar/content.h"
#include "calendar/limited_run.h"
#include "calendar/roster_child.h"

#define TEXTS_LIMIT (CONTENT_BYTES_LIMIT + (size_t)ROSTER_READER_UNKNOWN_KEPT * ROSTER_UNKNOWN_MOST)
#define ANSWER_LIMIT                                                                               \
	(sizeof(struct roster_reply) + ROSTER_READER_ROWS_LIMIT * sizeof(struct roster_reply_row) +    \
		ROSTER_READER_UNKNOWN_KEPT * sizeof(struct roster_reply_word) + TEXTS_LIMIT)
#define LONGEST (ROSTER_ROW_DAYS_MOST * SECONDS_PER_DAY + SECONDS_PER_DAY)

// What is asked for, as it goes before the calendar; in `out`, which the caller ends.
static enum status write_request(
	const struct roster_calendar *how, struct text_builder *out, struct fault *fault)
{
	struct roster_request request = {.words = how->word_count};
	size_t length = how->person ? strlen(how->person) : 0;
	if (how->word_count > ROSTER_REQUEST_WORDS_LIMIT || length >= sizeof request.person)
		return fault_set(fault, STATUS_LIMIT, "", "The mapping of the roster has too many words.");
	if (length)
		memcpy(request.person, how->person, length);
	for (size_t i = 0; i < how->word_count; i++)
		request.bytes += how->words[i].value.length;
	builder_add(out, (struct text){(const char *)&request, sizeof request});
	for (size_t i = 0; i < how->word_count; i++) {
		const struct roster_word *word = &how->words[i];
		struct roster_request_word fixed = {(uint32_t)word->value.length, (uint32_t)word->kind,
			word->has_hours, word->from, word->until};
		builder_add(out, (struct text){(const char *)&fixed, sizeof fixed});
	}
	for (size_t i = 0; i < how->word_count; i++)
		builder_add(out, how->words[i].value);
	if (builder_view(out).length > ROSTER_REQUEST_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "The mapping of the roster has too many words.");
	return out->failed ? fault_memory(fault) : STATUS_OK;
}

// An answer and what follows it.
struct parts {
	const struct roster_reply *head;
	const struct roster_reply_row *rows;
	const struct roster_reply_word *words;
	const char *texts;
};

static bool find_parts(const struct limited_run *run, struct parts *out)
{
	const struct roster_reply *head = (const struct roster_reply *)run->bytes;
	if (run->length < sizeof *head ||
		memcmp(head->magic, ROSTER_REPLY_MAGIC, sizeof head->magic) != 0 ||
		head->rows > ROSTER_READER_ROWS_LIMIT || head->words > ROSTER_READER_UNKNOWN_KEPT ||
		head->bytes > TEXTS_LIMIT)
		return false;
	out->head = head;
	out->rows = (const struct roster_reply_row *)(head + 1);
	out->words = (const struct roster_reply_word *)(out->rows + head->rows);
	out->texts = (const char *)(out->words + head->words);
	return run->length == (size_t)(out->texts - run->bytes) + head->bytes;
}

static bool text_at(const struct parts *parts, uint32_t at, uint32_t length, struct text *out)
{
	if (length > parts->head->bytes || at > parts->head->bytes - length)
		return false;
	*out = (struct text){parts->texts + at, length};
	return limited_text_is_plain(*out);
}

static bool read_row(
	const struct parts *parts, size_t index, struct interval window, struct roster_row *out)
{
	const struct roster_reply_row *row = &parts->rows[index];
	struct interval during = {{row->from}, {row->to}};
	*out = (struct roster_row){.entry = {during, (enum roster_kind)row->kind}, .line = row->line};
	return row->kind < ROSTER_KIND_COUNT && row->from > window.from.seconds - LONGEST &&
		   row->to < window.to.seconds + LONGEST && row->from < row->to &&
		   interval_overlaps(during, window) && row->person_length <= ROSTER_ROW_PERSON_MOST &&
		   text_at(parts, row->person, row->person_length, &out->person);
}

static bool read_parts(const struct parts *parts, struct interval window, struct arena *arena,
	struct roster_read *out, struct fault *fault)
{
	const struct roster_reply *head = parts->head;
	out->rows = arena_array(arena, head->rows, sizeof *out->rows);
	out->unknown = arena_array(arena, head->words, sizeof *out->unknown);
	if (!out->rows || !out->unknown) {
		(void)fault_memory(fault);
		return false;
	}
	for (; out->count < head->rows; out->count++) {
		if (!read_row(parts, out->count, window, &out->rows[out->count]))
			return false;
	}
	for (; out->unknown_count < head->words; out->unknown_count++) {
		const struct roster_reply_word *word = &parts->words[out->unknown_count];
		struct roster_unknown *unknown = &out->unknown[out->unknown_count];
		unknown->events = word->events;
		if (word->length > ROSTER_UNKNOWN_MOST ||
			!text_at(parts, word->word, word->length, &unknown->word))
			return false;
	}
	return true;
}

static enum status use_answer(const struct limited_run *run, struct interval window,
	struct arena *arena, struct roster_read *out, unsigned *guards, struct fault *fault)
{
	struct parts parts;
	struct fault own = {.status = STATUS_OK};
	if (!find_parts(run, &parts) || !limited_fault_is_sound(&parts.head->fault) ||
		!limited_fault_is_sound(&parts.head->first) || parts.head->events > READER_EVENTS_LIMIT ||
		(parts.head->unreadable > 0) != (parts.head->first.status != STATUS_OK) ||
		parts.head->unknown_events < parts.head->words)
		return limited_failure(run, fault);
	const struct roster_reply *head = parts.head;
	*guards = (unsigned)head->guards & GUARD_ALL;
	if (head->fault.status == STATUS_MEMORY)
		return fault_set(fault, STATUS_LIMIT, "", "Reading the calendar takes too much memory.");
	if (head->fault.status != STATUS_OK)
		return fault_set(fault, head->fault.status, head->fault.where, "%s", head->fault.message);
	struct roster_read read = {
		.events = head->events,
		.repeated = head->repeated,
		.unreadable = head->unreadable,
		.unknown_events = head->unknown_events,
		.unknown_zones = head->unknown_zones,
		.first = head->first,
	};
	if (!read_parts(&parts, window, arena, &read, &own))
		return own.status != STATUS_OK ? fault_memory(fault) : limited_failure(run, fault);
	*out = read;
	return STATUS_OK;
}

enum status limited_roster_read(const struct limited *limited, struct text document,
	const struct roster_calendar *how, struct interval window, struct arena *arena,
	struct roster_read *out, unsigned *guards, struct fault *fault)
{
	struct limited_run run = {.limited = limited, .asked = CHILD_ROSTER, .size = ANSWER_LIMIT};
	struct text_builder request;
	builder_init(&request);
	enum status status = write_request(how, &request, fault);
	run.request = builder_view(&request);
	if (status == STATUS_OK)
		status = limited_run(&run, document, how->zone, window, arena, fault);
	builder_done(&request);
	return status == STATUS_OK ? use_answer(&run, window, arena, out, guards, fault) : status;
}
