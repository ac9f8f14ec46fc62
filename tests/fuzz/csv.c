// SPDX-License-Identifier: MIT
// The CSV reader: the first byte says which separator. What was read, written again with every
// field quoted, reads as the same.
#include "fuzz/fuzz.h"

#include <unistd.h>

#include "base/csv.h"
#include "support/bytes.h"

static void add_record(struct text_builder *out, const struct csv_record *record, char separator)
{
	for (size_t i = 0; i < record->count; i++) {
		if (i > 0)
			builder_character(out, separator);
		builder_character(out, '"');
		for (size_t at = 0; at < record->fields[i].length; at++) {
			if (record->fields[i].start[at] == '"')
				builder_character(out, '"');
			builder_character(out, record->fields[i].start[at]);
		}
		builder_character(out, '"');
	}
	builder_character(out, '\n');
}

// Reads all there is and writes it again; gives how it ended.
static enum status read_all(struct text bytes, char separator, struct text_builder *out)
{
	int descriptor = bytes_open(bytes.start, bytes.length);
	struct csv_reader *reader = csv_new(descriptor, separator);
	struct csv_record record;
	struct fault fault = {.status = STATUS_OK};
	unsigned long line = 0;
	enum status status;
	PROMISED(reader);
	while ((status = csv_next(reader, &record, &fault)) == STATUS_OK) {
		PROMISED(record.count > 0 && record.count <= CSV_FIELDS_LIMIT && record.line > line);
		PROMISED(csv_position(reader) <= bytes.length);
		line = record.line;
		add_record(out, &record, separator);
	}
	PROMISED(status == STATUS_NOT_FOUND || status == STATUS_INVALID || status == STATUS_LIMIT);
	PROMISED(status == STATUS_NOT_FOUND || text_starts(text_of(fault.where), "line "));
	csv_free(reader);
	close(descriptor);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char separators[] = {',', ';', '\t', '|'};
	if (size == 0)
		return 0;
	char separator = separators[bytes[0] % sizeof separators];
	struct text_builder once, twice;
	builder_init(&once);
	builder_init(&twice);
	(void)read_all((struct text){(const char *)bytes + 1, size - 1}, separator, &once);
	PROMISED(read_all(builder_view(&once), separator, &twice) == STATUS_NOT_FOUND);
	PROMISED(text_equal(builder_view(&once), builder_view(&twice)));
	builder_done(&once);
	builder_done(&twice);
	return 0;
}
