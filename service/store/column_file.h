// SPDX-License-Identifier: MIT
// The columnar cache: every standing exposure in 8 bytes, by person and time, in a file.
//
// It is derived from PostgreSQL and may be deleted at any time. What is in it is personal data: an
// index from people's ids to what they met and when. So its files have mode 0600, stand in the data
// directory, and follow what is removed and erased (store/columns.h).
//
// PATH is the base, written whole beside its place and renamed into it: a header, exposures by
// person in order of the log, the people in order of their ids, each with how many before are
// others', and the kinds of exposure as lines. PATH.changes are batches behind one another, each
// with people whose exposures are to be taken from it instead; one without any is a tombstone. A
// batch belongs to one base, by its generation. All numbers are the machine's own; header, body and
// batches have checksums. A batch that was cut off, as by a power cut, and what is behind it, is
// left out: it is as if it had not been followed so far.
#pragma once

#include "base/fault.h"
#include "core/ids.h"
#include "core/replay.h"

#define COLUMN_PATH_LIMIT 4224
#define COLUMN_OF_LENGTH 160

struct column_person {
	struct person_id person;
	const struct replay_exposure *exposures; // in order of the log
	size_t count;
};

struct column_file;

// Reads the file, its checksums too. STATUS_NOT_FOUND where there is none; STATUS_VERSION, with
// half a sentence of why, where it is torn, damaged, of another program or of other tables than
// `of` says, or can be read by others. Whoever changes it holds the lock.
CHECKED enum status column_file_open(
	const char *path, const char *of, struct column_file **out, struct fault *fault);
void column_file_close(struct column_file *file); // accepts NULL

// Everybody who is in it, in order of their ids, and the kinds by number, as long as it is open.
const struct column_person *column_file_people(const struct column_file *file, size_t *count);
const struct replay_kind *column_file_kinds(const struct column_file *file, size_t *count);

// The number of the transaction that is the first that it may not have seen.
int64_t column_file_settled(const struct column_file *file);

// Whether it still holds bytes of what people do not have any more.
bool column_file_has_lost(const struct column_file *file);

// Exposures in the changes, and in the base.
size_t column_file_changed(const struct column_file *file);
size_t column_file_based(const struct column_file *file);

// Waits until nobody else changes the files of this path; -1 where it cannot be had.
int column_lock(const char *path, struct fault *fault);
void column_unlock(int lock);

void column_remove(const char *path);

// Writing a new base, or a batch of changes to one. People come in ascending order of their ids and
// each is followed by their exposures.
struct column_writer;

CHECKED enum status column_writer_base(
	const char *path, const char *of, struct column_writer **out, struct fault *fault);
CHECKED enum status column_writer_changes(const char *path, const struct column_file *file,
	struct column_writer **out, struct fault *fault);
CHECKED enum status column_writer_person(
	struct column_writer *writer, struct person_id person, struct fault *fault);

// `amount` beyond the limit becomes several, of which all but the first are marked as continued.
CHECKED enum status column_writer_exposure(struct column_writer *writer, struct instant at,
	const struct replay_kind *kind, int32_t amount, struct fault *fault);

// What was written for the newest person, until the next call.
const struct replay_exposure *column_writer_newest(
	const struct column_writer *writer, size_t *count);
void column_writer_lost(struct column_writer *writer); // some bytes in the base are nobody's now

// All of a file once more as a new base, without what is lost.
CHECKED enum status column_file_rewrite(
	const char *path, const char *of, const struct column_file *file, struct fault *fault);

// On the disk when this returns STATUS_OK, a base in its place, with no changes to it. Frees it.
CHECKED enum status column_writer_finish(
	struct column_writer *writer, int64_t settled, struct fault *fault);
void column_writer_abandon(struct column_writer *writer); // accepts NULL
