// SPDX-License-Identifier: MIT
// The erasure list: what was removed by its owner or erased, in a file beside the database and
// outside its backups, so that restoring an older backup does not bring it back.
//
// A line for each entry and each person, in order of time, at most ERASURE_LINE_LENGTH bytes:
//
//     1 ORGANISATION entry PERSON EXPOSURE 2026-11-26T03:00:00Z CHECKSUM
//     1 ORGANISATION person PERSON - 2026-11-26T03:00:00Z CHECKSUM
//
// The checksum is the first 16 digits of digest_text of what stands before its blank. A line only
// grows the file, and is on the disk before what it says is destroyed; the same line twice says no
// more than once. What was cut off while it was written is left alone, and the next line begins
// anew. Lines of several such files may be put together in one, in any order.
//
// The ids stand there as they are. They are random, or made with the organisation's key, and name
// nobody: once a row is gone nothing says whose the id was, and who has a backup that still does
// has the row itself. A hash with the key would tell no less to whoever has this folder, in which
// the key is, and restoring would have to hash every row to find one.
#pragma once

#include "base/fault.h"
#include "core/ids.h"
#include "core/instant.h"

#define ERASURE_LINE_LENGTH 192

struct erasure_record {
	bool is_person;
	struct person_id person;
	struct exposure_id exposure; // of an entry
	struct instant at;
};

// Adds lines; they are on the disk when this returns STATUS_OK. Makes the file (mode 0600) where
// there is none. STATUS_INVALID where others can read it. On failure some of the lines may be
// there.
CHECKED enum status erasure_list_append(const char *path, struct organisation_id organisation,
	const struct erasure_record *records, size_t count, struct fault *fault);

struct erasure_list;

// STATUS_NOT_FOUND where there is no such file.
CHECKED enum status erasure_list_open(const char *path, struct organisation_id organisation,
	struct erasure_list **out, struct fault *fault);

// The next at most `most` records of this organisation; fewer only at the end.
CHECKED enum status erasure_list_read(struct erasure_list *list, struct erasure_record *records,
	size_t most, size_t *count, struct fault *fault);

// Of what was read so far: lines of other organisations, and lines that are damaged and were left
// out; what was cut off at the end is neither.
size_t erasure_list_others(const struct erasure_list *list);
size_t erasure_list_damaged(const struct erasure_list *list);
void erasure_list_close(struct erasure_list *list); // accepts NULL
