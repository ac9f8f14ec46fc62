// SPDX-License-Identifier: MIT
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "store/column_block.h"

#define BUFFER 131072 // exposures that are written at once

struct column_writer {
	char path[COLUMN_PATH_LIMIT], draft[COLUMN_PATH_LIMIT]; // draft: empty for changes
	int file;
	off_t at; // of the header
	struct column_header header;
	struct column_checksum sum;
	struct column_kinds kinds;
	size_t kinds_from; // those before are in the file already
	struct column_index *people;
	size_t person_size;
	struct replay_exposure *newest; // of the newest person
	size_t newest_count, newest_size;
	char *buffer;
	size_t buffered;
};

static enum status cannot(const struct column_writer *writer, struct fault *fault)
{
	return fault_errno(fault, writer->path, "The columnar cache cannot be written");
}

static enum status flush(struct column_writer *writer, struct fault *fault)
{
	const char *from = writer->buffer;
	column_checksum_add(&writer->sum, from, writer->buffered);
	while (writer->buffered) {
		ssize_t written = write(writer->file, from, writer->buffered);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return cannot(writer, fault);
		from += written;
		writer->buffered -= (size_t)written;
	}
	return STATUS_OK;
}

static enum status put(
	struct column_writer *writer, const void *bytes, size_t length, struct fault *fault)
{
	const char *from = bytes;
	while (length) {
		size_t room = BUFFER * sizeof *writer->newest - writer->buffered;
		size_t part = length < room ? length : room;
		memcpy(writer->buffer + writer->buffered, from, part);
		writer->buffered += part;
		from += part;
		length -= part;
		if (part == room) {
			enum status status = flush(writer, fault);
			if (status != STATUS_OK)
				return status;
		}
	}
	return STATUS_OK;
}

static struct column_writer *new_writer(const char *path)
{
	struct column_writer *writer = calloc(1, sizeof *writer);
	if (!writer)
		return NULL;
	*writer = (struct column_writer){.file = -1, .sum = column_checksum_start()};
	column_kinds_init(&writer->kinds);
	snprintf(writer->path, sizeof writer->path, "%s", path);
	memcpy(writer->header.magic, COLUMN_MAGIC, sizeof writer->header.magic);
	writer->header.version = COLUMN_VERSION;
	writer->header.byte_order = COLUMN_BYTE_ORDER;
	writer->buffer = malloc(BUFFER * sizeof *writer->newest);
	return writer;
}

// Room for the header, which is written when everything else is.
static enum status begin(struct column_writer *writer, struct fault *fault)
{
	if (!writer->buffer)
		return fault_memory(fault);
	if (writer->file < 0 || ftruncate(writer->file, writer->at) != 0 ||
		lseek(writer->file, writer->at + (off_t)sizeof writer->header, SEEK_SET) < 0)
		return cannot(writer, fault);
	return STATUS_OK;
}

static enum status begun(
	struct column_writer *writer, enum status status, struct column_writer **out)
{
	if (status == STATUS_OK)
		*out = writer;
	else
		column_writer_abandon(writer);
	return status;
}

enum status column_writer_base(
	const char *path, const char *of, struct column_writer **out, struct fault *fault)
{
	struct column_writer *writer = new_writer(path);
	if (!writer)
		return fault_memory(fault);
	column_path_draft(path, writer->draft);
	snprintf(writer->header.of, sizeof writer->header.of, "%s", of);
	unlink(writer->draft); // what a run before left behind
	writer->file = open(writer->draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (getrandom(&writer->header.generation, sizeof writer->header.generation, 0) < 0)
		return begun(writer, cannot(writer, fault), out);
	return begun(writer, begin(writer, fault), out);
}

static enum status take_kinds(
	struct column_writer *writer, const struct column_file *file, struct fault *fault)
{
	size_t count;
	uint16_t number;
	const struct replay_kind *kinds = column_file_kinds(file, &count);
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = column_kinds_number(&writer->kinds, &kinds[i], &number, fault);
	writer->kinds_from = count;
	return status;
}

enum status column_writer_changes(const char *path, const struct column_file *file,
	struct column_writer **out, struct fault *fault)
{
	char name[COLUMN_PATH_LIMIT];
	struct column_writer *writer = new_writer(path);
	if (!writer)
		return fault_memory(fault);
	column_path_changes(path, name);
	writer->at = (off_t)column_file_changes_end(file);
	writer->header.generation = column_file_generation(file);
	writer->file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum status status = begin(writer, fault);
	if (status == STATUS_OK)
		status = take_kinds(writer, file, fault);
	return begun(writer, status, out);
}

enum status column_writer_person(
	struct column_writer *writer, struct person_id person, struct fault *fault)
{
	size_t count = writer->header.people;
	assert(count == 0 || uuid_compare(writer->people[count - 1].person.uuid, person.uuid) < 0);
	if (count == writer->person_size) {
		size_t size = count ? count * 2 : 1024;
		struct column_index *people = realloc(writer->people, size * sizeof *people);
		if (!people)
			return fault_memory(fault);
		writer->people = people;
		writer->person_size = size;
	}
	writer->people[count] = (struct column_index){person, writer->header.exposures};
	writer->header.people++;
	writer->newest_count = 0;
	return STATUS_OK;
}

static enum status add(
	struct column_writer *writer, struct replay_exposure exposure, struct fault *fault)
{
	assert(writer->header.people > 0);
	if (writer->newest_count == writer->newest_size) {
		size_t size = writer->newest_size ? writer->newest_size * 2 : 1024;
		struct replay_exposure *newest = realloc(writer->newest, size * sizeof *newest);
		if (!newest)
			return fault_memory(fault);
		writer->newest = newest;
		writer->newest_size = size;
	}
	writer->newest[writer->newest_count++] = exposure;
	writer->header.exposures++;
	return put(writer, &exposure, sizeof exposure, fault);
}

enum status column_writer_exposure(struct column_writer *writer, struct instant at,
	const struct replay_kind *kind, int32_t amount, struct fault *fault)
{
	struct replay_kind part = *kind;
	int64_t second = at.seconds < 0 ? 0 : at.seconds > UINT32_MAX ? UINT32_MAX : at.seconds;
	int32_t left = amount > 0 ? amount : 0;
	enum status status;
	do {
		struct replay_exposure exposure = {.second = (uint32_t)second};
		exposure.amount =
			left < (int32_t)REPLAY_AMOUNT_LIMIT ? (uint16_t)left : REPLAY_AMOUNT_LIMIT;
		left -= exposure.amount;
		status = column_kinds_number(&writer->kinds, &part, &exposure.kind, fault);
		if (status == STATUS_OK)
			status = add(writer, exposure, fault);
		part.continued = true;
	} while (status == STATUS_OK && left > 0);
	return status;
}

const struct replay_exposure *column_writer_newest(
	const struct column_writer *writer, size_t *count)
{
	*count = writer->newest_count;
	return writer->newest;
}

void column_writer_lost(struct column_writer *writer)
{
	writer->header.lost = 1;
}

static enum status put_rest(struct column_writer *writer, struct fault *fault)
{
	static const char zeros[8];
	struct text_builder lines;
	builder_init(&lines);
	column_kinds_write(&writer->kinds, writer->kinds_from, &lines);
	struct text text = builder_view(&lines);
	enum status status = lines.failed ? fault_memory(fault) : STATUS_OK;
	writer->header.kinds_length = text.length;
	if (status == STATUS_OK)
		status = put(writer, writer->people, writer->header.people * sizeof *writer->people, fault);
	if (status == STATUS_OK)
		status = put(writer, text.start, text.length, fault);
	if (status == STATUS_OK)
		status = put(writer, zeros, (8 - text.length % 8) % 8, fault);
	if (status == STATUS_OK)
		status = flush(writer, fault);
	builder_done(&lines);
	return status;
}

static bool sync_folder(const char *path)
{
	char folder[COLUMN_PATH_LIMIT];
	const char *slash = strrchr(path, '/');
	snprintf(folder, sizeof folder, "%.*s.", slash ? (int)(slash - path) + 1 : 0, path);
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = descriptor >= 0 && fsync(descriptor) == 0;
	if (descriptor >= 0)
		close(descriptor);
	return synced;
}

// Changes of the base before are of another generation; removing them frees their place.
static bool take_place(const struct column_writer *writer)
{
	char changes[COLUMN_PATH_LIMIT];
	column_path_changes(writer->path, changes);
	if (rename(writer->draft, writer->path) != 0 || !sync_folder(writer->path))
		return false;
	return unlink(changes) == 0 || errno == ENOENT;
}

enum status column_writer_finish(struct column_writer *writer, int64_t settled, struct fault *fault)
{
	enum status status = put_rest(writer, fault);
	writer->header.settled = settled;
	writer->header.body = column_checksum_end(&writer->sum);
	writer->header.header = column_checksum_header(&writer->header);
	if (status == STATUS_OK &&
		(pwrite(writer->file, &writer->header, sizeof writer->header, writer->at) !=
				(ssize_t)sizeof writer->header ||
			fsync(writer->file) != 0 || (*writer->draft && !take_place(writer))))
		status = cannot(writer, fault);
	column_writer_abandon(writer);
	return status;
}

void column_writer_abandon(struct column_writer *writer)
{
	if (!writer)
		return;
	if (writer->file >= 0)
		close(writer->file);
	if (*writer->draft)
		unlink(writer->draft); // renamed when it was finished
	column_kinds_done(&writer->kinds);
	free(writer->people);
	free(writer->newest);
	free(writer->buffer);
	free(writer);
}

// Kinds are numbered anew, so that one that nobody has any more is not named either.
enum status column_file_rewrite(
	const char *path, const char *of, const struct column_file *file, struct fault *fault)
{
	size_t people, kind_count;
	struct column_writer *writer = NULL;
	const struct column_person *list = column_file_people(file, &people);
	const struct replay_kind *kinds = column_file_kinds(file, &kind_count);
	uint32_t *numbers = calloc(kind_count + 1, sizeof *numbers); // and 1
	if (!numbers)
		return fault_memory(fault);
	enum status status = column_writer_base(path, of, &writer, fault);
	for (size_t i = 0; status == STATUS_OK && i < people; i++) {
		status = column_writer_person(writer, list[i].person, fault);
		for (size_t j = 0; status == STATUS_OK && j < list[i].count; j++) {
			struct replay_exposure exposure = list[i].exposures[j];
			uint32_t *number = &numbers[exposure.kind];
			uint16_t new = (uint16_t)(*number - 1);
			if (!*number)
				status = column_kinds_number(&writer->kinds, &kinds[exposure.kind], &new, fault);
			*number = (uint32_t) new + 1;
			exposure.kind = new;
			if (status == STATUS_OK)
				status = add(writer, exposure, fault);
		}
	}
	free(numbers);
	if (status == STATUS_OK)
		return column_writer_finish(writer, column_file_settled(file), fault);
	column_writer_abandon(writer);
	return status;
}
