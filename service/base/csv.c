// SPDX-License-Identifier: MIT
#include "base/csv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum place { FIELD_START, UNQUOTED, QUOTED, QUOTE_IN_QUOTED };

struct csv_reader {
	int descriptor;
	char separator;
	unsigned char buffer[65536];
	size_t at, filled;
	bool failed; // the last read
	bool unended;
	unsigned long long consumed;
	unsigned long line, record_line;     // now, and where the record starts
	struct text_builder bytes;           // the record's fields, one after another
	size_t starts[CSV_FIELDS_LIMIT + 1]; // where each field starts in `bytes`
	struct text fields[CSV_FIELDS_LIMIT];
	size_t count;
};

struct csv_reader *csv_new(int descriptor, char separator)
{
	struct csv_reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		return NULL;
	reader->descriptor = descriptor;
	reader->separator = separator;
	reader->line = 1;
	builder_init(&reader->bytes);
	return reader;
}

void csv_free(struct csv_reader *reader)
{
	if (!reader)
		return;
	builder_done(&reader->bytes);
	free(reader);
}

unsigned long long csv_position(const struct csv_reader *reader)
{
	return reader->consumed;
}

bool csv_is_unended(const struct csv_reader *reader)
{
	return reader->unended;
}

// Adds to the buffer what one read gives: false at the end of the file and when reading failed.
static bool fill(struct csv_reader *reader)
{
	ssize_t got;
	if (reader->at == reader->filled)
		reader->at = reader->filled = 0;
	do
		got = read(reader->descriptor, reader->buffer + reader->filled,
			sizeof reader->buffer - reader->filled);
	while (got < 0 && errno == EINTR);
	reader->failed = got < 0;
	if (got > 0)
		reader->filled += (size_t)got;
	return got > 0;
}

// The next byte, or -1 where there is none.
static int next_byte(struct csv_reader *reader)
{
	if (reader->at == reader->filled && !fill(reader))
		return -1;
	reader->consumed++;
	return reader->buffer[reader->at++];
}

static void skip_byte_order_mark(struct csv_reader *reader)
{
	static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
	while (reader->filled < sizeof mark && fill(reader))
		;
	if (reader->filled >= sizeof mark && memcmp(reader->buffer, mark, sizeof mark) == 0)
		reader->consumed = reader->at = sizeof mark;
}

static enum status refuse(
	enum status status, unsigned long line, struct fault *fault, const char *why)
{
	char where[32];
	(void)snprintf(where, sizeof where, "line %lu", line);
	return fault_set(fault, status, where, "%s", why);
}

static enum status end_field(struct csv_reader *reader, struct fault *fault)
{
	if (reader->count + 1 >= CSV_FIELDS_LIMIT)
		return refuse(STATUS_LIMIT, reader->line, fault, "The record has more than 1,024 fields.");
	reader->starts[++reader->count] = reader->bytes.length;
	return STATUS_OK;
}

static enum status add(struct csv_reader *reader, struct text bytes, struct fault *fault)
{
	if (reader->bytes.length - reader->starts[reader->count] + bytes.length > CSV_FIELD_LIMIT)
		return refuse(STATUS_LIMIT, reader->line, fault, "A field is longer than 65,536 bytes.");
	if (reader->bytes.length + bytes.length > CSV_RECORD_LIMIT)
		return refuse(STATUS_LIMIT, reader->line, fault, "A record is longer than 1 MiB.");
	builder_add(&reader->bytes, bytes);
	return reader->bytes.failed ? fault_memory(fault) : STATUS_OK;
}

static enum status add_byte(struct csv_reader *reader, int byte, struct fault *fault)
{
	char character = (char)byte;
	if (byte == 0)
		return refuse(
			STATUS_INVALID, reader->line, fault, "There is a NUL byte; this is not a text file.");
	return add(reader, (struct text){&character, 1}, fault);
}

// The bytes at hand that mean nothing in any place.
static struct text take_plain(struct csv_reader *reader)
{
	const unsigned char *start = reader->buffer + reader->at;
	const unsigned char *end = reader->buffer + reader->filled, *at = start;
	while (at < end && *at != '"' && *at != '\n' && *at != '\r' && *at != 0 &&
		   *at != (unsigned char)reader->separator)
		at++;
	reader->at += (size_t)(at - start);
	reader->consumed += (size_t)(at - start);
	return (struct text){(const char *)start, (size_t)(at - start)};
}

// Takes one byte outside the end of a record. A quote opens only at the start of a field.
static enum status take(struct csv_reader *reader, enum place *place, int byte, struct fault *fault)
{
	if (*place == QUOTED) {
		if (byte == '"') {
			*place = QUOTE_IN_QUOTED;
			return STATUS_OK;
		}
		if (byte == '\n')
			reader->line++;
		return add_byte(reader, byte, fault);
	}
	if (*place == QUOTE_IN_QUOTED && byte == '"') {
		*place = QUOTED;
		return add_byte(reader, byte, fault);
	}
	if (byte == (unsigned char)reader->separator) {
		*place = FIELD_START;
		return end_field(reader, fault);
	}
	if (*place == FIELD_START && byte == '"') {
		*place = QUOTED;
		return STATUS_OK;
	}
	if (*place == QUOTE_IN_QUOTED)
		return refuse(STATUS_INVALID, reader->line, fault, "There is text after a closing quote.");
	*place = UNQUOTED;
	return add_byte(reader, byte, fault);
}

// What the end of the file means where a record may have begun.
static enum status end_of_file(
	const struct csv_reader *reader, enum place place, struct fault *fault)
{
	if (reader->failed)
		return fault_errno(fault, NULL, "The file cannot be read");
	if (place == QUOTED)
		return refuse(STATUS_INVALID, reader->record_line, fault,
			"A quote is opened in this record and never closed.");
	return place == FIELD_START && reader->count == 0 ? STATUS_NOT_FOUND : STATUS_OK;
}

// Reads one record's bytes; `*blank` where its line holds none.
static enum status read_record(struct csv_reader *reader, bool *blank, struct fault *fault)
{
	enum place place = FIELD_START;
	enum status status = STATUS_OK;
	bool carriage = false; // a CR has been read, and may be part of the line's end
	while (status == STATUS_OK) {
		if (!carriage && place != QUOTE_IN_QUOTED) {
			struct text plain = take_plain(reader);
			if (plain.length > 0) {
				place = place == QUOTED ? QUOTED : UNQUOTED;
				status = add(reader, plain, fault);
				continue;
			}
		}
		int byte = next_byte(reader);
		if (byte == -1) {
			reader->unended = place != FIELD_START || reader->count > 0;
			return end_of_file(reader, place, fault);
		}
		if (place != QUOTED && byte == '\n') {
			reader->line++;
			*blank = place == FIELD_START && reader->count == 0;
			return STATUS_OK;
		}
		if (carriage)
			status = take(reader, &place, '\r', fault);
		carriage = place != QUOTED && byte == '\r';
		if (!carriage && status == STATUS_OK)
			status = take(reader, &place, byte, fault);
	}
	return status;
}

enum status csv_next(struct csv_reader *reader, struct csv_record *record, struct fault *fault)
{
	bool blank;
	if (reader->consumed == 0)
		skip_byte_order_mark(reader);
	do {
		blank = false;
		builder_reset(&reader->bytes);
		reader->count = 0;
		reader->record_line = reader->line;
		enum status status = read_record(reader, &blank, fault);
		if (status != STATUS_OK)
			return status;
	} while (blank);
	reader->starts[reader->count + 1] = reader->bytes.length;
	struct text bytes = builder_view(&reader->bytes);
	for (size_t i = 0; i <= reader->count; i++) {
		reader->fields[i] = (struct text){
			bytes.start + reader->starts[i], reader->starts[i + 1] - reader->starts[i]};
	}
	*record = (struct csv_record){reader->fields, reader->count + 1, reader->record_line};
	return STATUS_OK;
}
