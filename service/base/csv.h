// SPDX-License-Identifier: MIT
// A streaming reader of comma-separated values (RFC 4180), bounded in memory.
//
// Records end in LF or CRLF; fields may be quoted, "" is a quote, quoted fields may span lines. The
// separator can be set. A UTF-8 byte order mark at the start is skipped. A quote inside an unquoted
// field is kept as it is; text after a closing quote, a quote that never closes and a NUL byte are
// faults with their line.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/text.h"

#define CSV_FIELD_LIMIT 65536u    // bytes in one field
#define CSV_RECORD_LIMIT 1048576u // bytes in one record's fields
#define CSV_FIELDS_LIMIT 1024u    // fields in one record

struct csv_reader;

struct csv_record {
	const struct text *fields; // borrowed until the next call
	size_t count;
	unsigned long line; // the line on which the record starts, from 1
};

// Reads from `descriptor`, which stays the caller's. NULL when out of memory.
struct csv_reader *csv_new(int descriptor, char separator);
void csv_free(struct csv_reader *reader);

// The next record. STATUS_OK, STATUS_NOT_FOUND at the end, STATUS_INVALID or STATUS_LIMIT with the
// line in `where`, STATUS_SYSTEM when reading failed. Blank lines are passed over; a line that is
// only
// "" is a record of one empty field. After a fault there is nothing more to read.
CHECKED enum status csv_next(
	struct csv_reader *reader, struct csv_record *record, struct fault *fault);

// Bytes consumed so far, for progress.
unsigned long long csv_position(const struct csv_reader *reader);

// Whether the last record was ended by the end of the file instead of its line's: it may be cut.
bool csv_is_unended(const struct csv_reader *reader);
