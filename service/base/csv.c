// SPDX-License-Identifier: MIT
#include "base/csv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RECORD_LIMIT (1024u * 1024u)

enum place { FIELD_START, UNQUOTED, QUOTED, QUOTE_IN_QUOTED };

struct csv_reader {
	int descriptor;
	char separator;
	unsigned char buffer[65536];
	size_t at, filled;
	unsigned long long consumed;
	unsigned long line;
	struct text_builder bytes;         // the record's fields, one after another
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

// The next byte, -1 at the end, -2 when reading failed.
static int next_byte(struct csv_reader *reader)
{
	if (reader->at == reader->filled) {
		ssize_t got;
		do
			got = read(reader->descriptor, reader->buffer, sizeof reader->buffer);
		while (got < 0 && errno == EINTR);
		if (got <= 0)
			return got == 0 ? -1 : -2;
		reader->at = 0;
		reader->filled = (size_t)got;
	}
	reader->consumed++;
	return reader->buffer[reader->at++];
}

static void skip_byte_order_mark(struct csv_reader *reader)
{
	int first = next_byte(reader); // fills the buffer
	if (first < 0)
		return;
	reader->at--;
	reader->consumed--;
	if (reader->filled >= 3 && memcmp(reader->buffer, "\xEF\xBB\xBF", 3) == 0) {
		reader->at = 3;
		reader->consumed = 3;
	}
}

static enum status refuse(
	const struct csv_reader *reader, enum status status, struct fault *fault, const char *why)
{
	char where[32];
	snprintf(where, sizeof where, "line %lu", reader->line);
	return fault_set(fault, status, where, "%s", why);
}

static enum status end_field(struct csv_reader *reader, struct fault *fault)
{
	if (reader->count + 1 >= CSV_FIELDS_LIMIT)
		return refuse(reader, STATUS_LIMIT, fault, "The record has more than 1,024 fields.");
	reader->starts[++reader->count] = reader->bytes.length;
	return STATUS_OK;
}

static enum status add_byte(struct csv_reader *reader, int byte, struct fault *fault)
{
	if (byte == 0)
		return refuse(reader, STATUS_INVALID, fault, "There is a NUL byte; this is not a text file.");
	if (reader->bytes.length - reader->starts[reader->count] >= CSV_FIELD_LIMIT)
		return refuse(reader, STATUS_LIMIT, fault, "A field is longer than 65,536 bytes.");
	if (reader->bytes.length >= RECORD_LIMIT)
		return refuse(reader, STATUS_LIMIT, fault, "A record is longer than 1 MiB.");
	builder_character(&reader->bytes, (char)byte);
	return reader->bytes.failed ? fault_memory(fault) : STATUS_OK;
}

// Takes one byte outside the end of a record. A quote opens only at the start of a field.
static enum status take(
	struct csv_reader *reader, enum place *place, int byte, struct fault *fault)
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
		return refuse(reader, STATUS_INVALID, fault, "There is text after a closing quote.");
	*place = UNQUOTED;
	return add_byte(reader, byte, fault);
}

// Reads one record's bytes; `*ended` when the file ended before it began.
static enum status read_record(struct csv_reader *reader, bool *ended, struct fault *fault)
{
	enum place place = FIELD_START;
	bool carriage = false, any = false;
	for (;;) {
		int byte = next_byte(reader);
		if (byte == -2)
			return fault_errno(fault, NULL, "The file cannot be read");
		if (byte == -1) {
			if (place == QUOTED)
				return refuse(reader, STATUS_INVALID, fault, "A quote is opened and never closed.");
			*ended = !any;
			return STATUS_OK;
		}
		any = true;
		if (place != QUOTED && byte == '\n') {
			reader->line++;
			return STATUS_OK;
		}
		if (carriage) { // a CR that did not end a line belongs to the field
			enum status status = take(reader, &place, '\r', fault);
			if (status != STATUS_OK)
				return status;
		}
		carriage = place != QUOTED && byte == '\r';
		if (carriage)
			continue;
		enum status status = take(reader, &place, byte, fault);
		if (status != STATUS_OK)
			return status;
	}
}

enum status csv_next(struct csv_reader *reader, struct csv_record *record, struct fault *fault)
{
	if (reader->consumed == 0)
		skip_byte_order_mark(reader);
	for (;;) {
		bool ended = false;
		builder_reset(&reader->bytes);
		reader->count = 0;
		reader->starts[0] = 0;
		unsigned long line = reader->line;
		enum status status = read_record(reader, &ended, fault);
		if (status != STATUS_OK)
			return status;
		if (ended)
			return STATUS_NOT_FOUND;
		if (reader->count == 0 && reader->bytes.length == 0)
			continue;
		reader->starts[reader->count + 1] = reader->bytes.length;
		struct text bytes = builder_view(&reader->bytes);
		for (size_t i = 0; i <= reader->count; i++) {
			reader->fields[i] = (struct text){
				bytes.start + reader->starts[i], reader->starts[i + 1] - reader->starts[i]};
		}
		*record = (struct csv_record){reader->fields, reader->count + 1, line};
		return STATUS_OK;
	}
}
