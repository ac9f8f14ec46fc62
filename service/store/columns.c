// SPDX-License-Identifier: MIT
#include "store/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/query.h"

#define PEOPLE_AT_ONCE 10000
#define READ_AT_ONCE 100
#define TOO_OLD (INT64_C(1) << 31) // transactions: their 32-bit numbers come round again

struct following {
	struct connection *connection;
	const char *path;
	char of[COLUMN_OF_LENGTH];
	int64_t settled;
	struct column_file *file; // NULL: it is built
	size_t place;             // in the file's people: all before are dealt with
	struct column_writer *writer;
	struct person_id *stale; // to be read, in order
	size_t stale_count, stale_size;
	bool lost;
	struct columns_report *report;
};

static enum status look(struct following *following, struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(following->connection, QUERY_COLUMNS_SEEN, NULL, &rows, fault);
	if (status != STATUS_OK)
		return status;
	following->settled = row_integer(rows, 0, 0);
	snprintf(following->of, sizeof following->of, "%.*s", TEXT_ARGUMENTS(row_text(rows, 0, 1)));
	rows_free(rows);
	return STATUS_OK;
}

static bool add_stale(struct following *following, struct person_id person)
{
	if (following->stale_count == following->stale_size) {
		size_t size = following->stale_size ? following->stale_size * 2 : 1024;
		struct person_id *stale = realloc(following->stale, size * sizeof *stale);
		if (!stale)
			return false;
		following->stale = stale;
		following->stale_size = size;
	}
	following->stale[following->stale_count++] = person;
	return true;
}

// Those in the file before somebody who are not among the people any more are read, too: nothing
// is found of them.
static bool add_gone(struct following *following, const struct person_id *before)
{
	size_t count = 0;
	const struct column_person *people =
		following->file ? column_file_people(following->file, &count) : NULL;
	while (following->place < count) {
		struct person_id person = people[following->place].person;
		int order = before ? uuid_compare(person.uuid, before->uuid) : -1;
		if (order > 0)
			break;
		following->place++;
		if (order < 0 && !add_stale(following, person))
			return false;
	}
	return true;
}

static enum status take_page(struct following *following, struct person_id *after, size_t *count,
	struct arena *arena, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool whole = true;
	parameters_start(&values, arena);
	parameter_bigint(&values, following->file ? column_file_settled(following->file) : 0);
	parameter_uuid(&values, after->uuid);
	parameter_integer(&values, PEOPLE_AT_ONCE);
	enum status status =
		query_run(following->connection, QUERY_COLUMNS_PEOPLE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	*count = (size_t)rows_count(rows);
	for (int i = 0; i < (int)*count && whole; i++) {
		*after = (struct person_id){row_uuid(rows, i, 0)};
		whole = add_gone(following, after);
		if (whole && (!following->file || row_boolean(rows, i, 1)))
			whole = add_stale(following, *after);
	}
	rows_free(rows);
	return whole ? STATUS_OK : fault_memory(fault);
}

static enum status find_stale(struct following *following, struct fault *fault)
{
	struct person_id after = {{{0}}};
	size_t count = PEOPLE_AT_ONCE;
	enum status status = STATUS_OK;
	struct arena arena;
	arena_init(&arena);
	following->stale_count = following->place = 0;
	while (status == STATUS_OK && count == PEOPLE_AT_ONCE) {
		arena_reset(&arena);
		status = take_page(following, &after, &count, &arena, fault);
	}
	if (status == STATUS_OK && !add_gone(following, NULL))
		status = fault_memory(fault);
	arena_done(&arena);
	return status;
}

static bool read_kind(const struct rows *rows, int row, struct replay_kind *out)
{
	struct text modifiers = row_text(rows, row, 4);
	*out = (struct replay_kind){.category = row_text(rows, row, 2)};
	out->unit = row_integer(rows, row, 5)   ? REPLAY_MINUTES
				: row_integer(rows, row, 6) ? REPLAY_ITEMS
											: REPLAY_NO_AMOUNT;
	while (modifiers.length && out->modifier_count < EXPOSURE_MODIFIERS_LIMIT)
		out->modifiers[out->modifier_count++] = text_cut(&modifiers, ' ');
	return involvement_parse(row_text(rows, row, 3), &out->involvement);
}

static enum status write_row(
	struct following *following, const struct rows *rows, int row, struct fault *fault)
{
	struct replay_kind kind;
	if (!read_kind(rows, row, &kind))
		return fault_set(fault, STATUS_VERSION, "exposure", "The log has an unknown involvement.");
	int64_t amount = row_integer(rows, row, kind.unit == REPLAY_ITEMS ? 6 : 5);
	return column_writer_exposure(
		following->writer, row_instant(rows, row, 1), &kind, (int32_t)amount, fault);
}

// Whether each of the old exposures, in order, is among the new.
static bool has_all(
	const struct column_person *old, const struct replay_exposure *new, size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count && found < old->count; i++)
		found += memcmp(&old->exposures[found], &new[i], sizeof *new) == 0;
	return found == old->count;
}

static const struct column_person *find_old(struct following *following, struct person_id person)
{
	size_t count = 0;
	const struct column_person *people =
		following->file ? column_file_people(following->file, &count) : NULL;
	while (following->place < count &&
		   uuid_compare(people[following->place].person.uuid, person.uuid) < 0)
		following->place++;
	return following->place < count && uuid_equal(people[following->place].person.uuid, person.uuid)
			   ? &people[following->place]
			   : NULL;
}

// The rows of one person, from `*row` on. Whom a new file would have nothing of is left out.
static enum status write_person(struct following *following, struct person_id person,
	const struct rows *rows, int *row, struct fault *fault)
{
	size_t count;
	int end = *row, all = rows_count(rows);
	while (end < all && uuid_equal(row_uuid(rows, end, 0), person.uuid))
		end++;
	const struct column_person *old = find_old(following, person);
	if (end == *row && !old)
		return STATUS_OK;
	enum status status = column_writer_person(following->writer, person, fault);
	for (; status == STATUS_OK && *row < end; ++*row)
		status = write_row(following, rows, *row, fault);
	const struct replay_exposure *new = column_writer_newest(following->writer, &count);
	if (status == STATUS_OK && old && !has_all(old, new, count))
		following->lost = true;
	return status;
}

static enum status read_some(
	struct following *following, const struct person_id *people, size_t count, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows = NULL;
	int row = 0;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuids(&values, &people->uuid, count);
	enum status status =
		query_run(following->connection, QUERY_COLUMNS_READ, &values, &rows, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = write_person(following, people[i], rows, &row, fault);
	rows_free(rows);
	arena_done(&arena);
	return status;
}

static enum status read_stale(struct following *following, struct fault *fault)
{
	enum status status = STATUS_OK;
	following->place = 0;
	for (size_t i = 0; status == STATUS_OK && i < following->stale_count; i += READ_AT_ONCE) {
		size_t left = following->stale_count - i;
		status = read_some(
			following, following->stale + i, left < READ_AT_ONCE ? left : READ_AT_ONCE, fault);
	}
	following->report->people = following->stale_count;
	return status;
}

// Reads who is stale and writes them down, as a new base where there is no file.
static enum status write(struct following *following, struct fault *fault)
{
	enum status status =
		following->file
			? column_writer_changes(following->path, following->file, &following->writer, fault)
			: column_writer_base(following->path, following->of, &following->writer, fault);
	if (status != STATUS_OK)
		return status;
	status = read_stale(following, fault);
	if (status != STATUS_OK) {
		column_writer_abandon(following->writer);
		return status;
	}
	if (following->lost)
		column_writer_lost(following->writer);
	return column_writer_finish(following->writer, following->settled, fault);
}

static enum status open_again(struct following *following, struct fault *fault)
{
	column_file_close(following->file);
	following->file = NULL;
	return column_file_open(following->path, following->of, &following->file, fault);
}

// What is there, unless it cannot be followed; why not is in the report.
static enum status open_file(struct following *following, bool *there, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	struct columns_report *report = following->report;
	enum status status = column_file_open(following->path, following->of, &following->file, &own);
	*there = status != STATUS_NOT_FOUND;
	if (status == STATUS_VERSION || status == STATUS_LIMIT) {
		snprintf(report->because, sizeof report->because, "%s", own.message);
		return STATUS_OK;
	}
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	int64_t behind = following->settled - column_file_settled(following->file);
	if (behind >= 0 && behind < TOO_OLD)
		return STATUS_OK;
	snprintf(report->because, sizeof report->because,
		behind < 0 ? "it is of another database" : "it has not been followed for too long");
	column_file_close(following->file);
	following->file = NULL;
	return STATUS_OK;
}

// Where more than a quarter is to be read anew, all is; and where more than a quarter has changed
// so far, or something is lost that is to go, the file is written once more without it.
static enum status follow(
	struct following *following, enum columns_how how, bool there, struct fault *fault)
{
	size_t people = 0;
	enum status status = find_stale(following, fault);
	if (status == STATUS_OK && following->file) {
		(void)column_file_people(following->file, &people);
		if (following->stale_count > people / 4 + READ_AT_ONCE) {
			column_file_close(following->file);
			following->file = NULL;
			status = find_stale(following, fault);
		}
	}
	following->report->built = !following->file;
	if (!following->file && there)
		column_remove(following->path);
	if (status == STATUS_OK && (!following->file || following->stale_count)) {
		status = write(following, fault);
		if (status == STATUS_OK)
			status = open_again(following, fault);
	}
	if (status != STATUS_OK)
		return status;
	bool many =
		column_file_changed(following->file) > column_file_based(following->file) / 4 + 10000;
	if (!many && (how != COLUMNS_REFRESH || !column_file_has_lost(following->file)))
		return STATUS_OK;
	following->report->written_anew = true;
	status = column_file_rewrite(following->path, following->of, following->file, fault);
	return status == STATUS_OK ? open_again(following, fault) : status;
}

enum status columns_follow(struct connection *connection, const char *path, enum columns_how how,
	struct column_file **out, struct columns_report *report, struct fault *fault)
{
	bool there = false;
	struct columns_report own = {.built = false};
	struct following following = {.connection = connection, .path = path, .report = &own};
	int lock = column_lock(path, fault);
	if (lock < 0)
		return STATUS_SYSTEM;
	enum status status = look(&following, fault);
	if (status == STATUS_OK)
		status = open_file(&following, &there, fault);
	if (status == STATUS_OK && (there || how == COLUMNS_FOLLOW))
		status = follow(&following, how, there, fault);
	free(following.stale);
	column_unlock(lock);
	if (status == STATUS_OK)
		*report = own;
	if (status == STATUS_OK && out)
		*out = following.file;
	else
		column_file_close(following.file);
	return status;
}
