// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/column_block.h"

struct mapping {
	const char *start; // NULL: no file, or an empty one
	size_t length;
};

struct column_file {
	struct mapping base, changes;
	struct column_kinds kinds;
	struct column_person *people;
	size_t count;
	size_t based, changed;
	size_t changes_end; // of the batches that are whole
	uint64_t generation;
	int64_t settled;
	bool lost;
};

static enum status map(const char *path, struct mapping *out, struct fault *fault)
{
	struct stat about;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0 && errno == ENOENT)
		return fault_set(fault, STATUS_NOT_FOUND, path, "there is none");
	if (file < 0 || fstat(file, &about) != 0) {
		if (file >= 0)
			close(file);
		return fault_errno(fault, path, "The columnar cache cannot be read");
	}
	enum status status = STATUS_OK;
	if (!S_ISREG(about.st_mode) || about.st_mode & 077 || about.st_uid != geteuid())
		status = fault_set(fault, STATUS_VERSION, path, "others can read it");
	if (status == STATUS_OK && about.st_size > 0) {
		void *start =
			mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
		if (start == MAP_FAILED)
			status = fault_errno(fault, path, "The columnar cache cannot be read");
		else
			*out = (struct mapping){start, (size_t)about.st_size};
	}
	close(file);
	return status;
}

static void unmap(struct mapping *mapping)
{
	if (mapping->start)
		munmap((void *)(uintptr_t)mapping->start, mapping->length);
	mapping->start = NULL;
}

// A whole block, of which the header points into the mapping.
static const char *check_block(
	const struct mapping *mapping, size_t at, const struct column_header **out)
{
	const struct column_header *header = (const void *)(mapping->start + at);
	size_t left = mapping->length - at, most = mapping->length;
	if (at > mapping->length || left < sizeof *header)
		return "it is cut off";
	if (memcmp(header->magic, COLUMN_MAGIC, sizeof header->magic) != 0)
		return "it is something else";
	if (header->version != COLUMN_VERSION || header->byte_order != COLUMN_BYTE_ORDER)
		return "it is of another version of Plimsoll or another kind of machine";
	if (header->header != column_checksum_header(header))
		return "its header is damaged";
	if (header->exposures > most || header->people > most || header->kinds_length > most ||
		column_body_length(header) > left - sizeof *header)
		return "it is cut off";
	struct column_checksum sum = column_checksum_start();
	column_checksum_add(&sum, header + 1, column_body_length(header));
	if (header->body != column_checksum_end(&sum))
		return "it is damaged";
	*out = header;
	return NULL;
}

static const struct replay_exposure *exposures_of(const struct column_header *header)
{
	return (const void *)(header + 1);
}

// The people of a block, one after another. False where they are out of order.
static bool list_people(const struct column_header *header, struct column_person *out)
{
	const struct column_index *index = (const void *)(exposures_of(header) + header->exposures);
	for (size_t i = 0; i < header->people; i++) {
		uint64_t end = i + 1 < header->people ? index[i + 1].before : header->exposures;
		if (end < index[i].before || end > header->exposures ||
			(i > 0 && uuid_compare(index[i - 1].person.uuid, index[i].person.uuid) >= 0))
			return false;
		out[i] = (struct column_person){
			index[i].person, exposures_of(header) + index[i].before, end - index[i].before};
	}
	return header->people == 0 || index[0].before == 0;
}

static enum status read_kinds(
	struct column_file *file, const struct column_header *header, struct fault *fault)
{
	const struct column_index *index = (const void *)(exposures_of(header) + header->exposures);
	struct text lines = {(const char *)(index + header->people), header->kinds_length};
	enum status status = column_kinds_read(&file->kinds, lines, fault);
	if (status != STATUS_OK)
		return status;
	const struct replay_exposure *exposures = exposures_of(header);
	size_t beyond = 0;
	for (size_t i = 0; i < header->exposures; i++)
		beyond += exposures[i].kind >= file->kinds.count;
	return beyond ? fault_set(fault, STATUS_VERSION, NULL, "it has kinds that it does not name")
				  : STATUS_OK;
}

// Both lists in order; of somebody who is in both the newer counts, and without exposures means
// that they are gone.
static enum status lay_over(
	struct column_file *file, const struct column_person *newer, size_t count, struct fault *fault)
{
	struct column_person *both = malloc((file->count + count + 1) * sizeof *both);
	size_t old = 0, new = 0, number = 0;
	if (!both)
		return fault_memory(fault);
	while (old < file->count || new < count) {
		int order = old == file->count ? 1
					: new == count
						? -1
						: uuid_compare(file->people[old].person.uuid, newer[new].person.uuid);
		if (order < 0) {
			both[number++] = file->people[old++];
			continue;
		}
		if (newer[new].count)
			both[number++] = newer[new];
		old += order == 0;
		new ++;
	}
	free(file->people);
	file->people = both;
	file->count = number;
	return STATUS_OK;
}

static enum status add_block(
	struct column_file *file, const struct column_header *header, struct fault *fault)
{
	struct column_person *people = malloc((header->people + 1) * sizeof *people);
	if (!people)
		return fault_memory(fault);
	enum status status = read_kinds(file, header, fault);
	if (status == STATUS_OK && !list_people(header, people))
		status = fault_set(fault, STATUS_VERSION, NULL, "its people are out of order");
	if (status == STATUS_OK)
		status = lay_over(file, people, header->people, fault);
	free(people);
	file->settled = header->settled;
	file->lost |= header->lost != 0;
	return status;
}

static enum status read_base(
	struct column_file *file, const char *path, const char *of, struct fault *fault)
{
	const struct column_header *header = NULL;
	enum status status = map(path, &file->base, fault);
	if (status != STATUS_OK)
		return status;
	const char *why = check_block(&file->base, 0, &header);
	if (!why && file->base.length != sizeof *header + column_body_length(header))
		why = "there is more behind its end";
	if (!why && strncmp(header->of, of, sizeof header->of) != 0)
		why = "it is of another database";
	if (why)
		return fault_set(fault, STATUS_VERSION, path, "%s", why);
	file->generation = header->generation;
	file->based = header->exposures;
	return add_block(file, header, fault);
}

// What is torn or of another base is left out, as is what stands behind it.
static enum status read_changes(struct column_file *file, const char *path, struct fault *fault)
{
	char name[COLUMN_PATH_LIMIT];
	struct fault own = {.status = STATUS_OK};
	const struct column_header *header = NULL;
	column_path_changes(path, name);
	enum status status = map(name, &file->changes, &own);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	while (status == STATUS_OK && file->changes_end < file->changes.length &&
		   !check_block(&file->changes, file->changes_end, &header) &&
		   header->generation == file->generation) {
		status = add_block(file, header, &own);
		file->changed += header->exposures;
		file->changes_end += sizeof *header + column_body_length(header);
	}
	return status == STATUS_OK ? STATUS_OK : fault_set(fault, status, name, "%s", own.message);
}

enum status column_file_open(
	const char *path, const char *of, struct column_file **out, struct fault *fault)
{
	struct column_file *file = calloc(1, sizeof *file);
	if (!file)
		return fault_memory(fault);
	column_kinds_init(&file->kinds);
	enum status status = read_base(file, path, of, fault);
	if (status == STATUS_OK)
		status = read_changes(file, path, fault);
	if (status != STATUS_OK) {
		column_file_close(file);
		return status;
	}
	*out = file;
	return STATUS_OK;
}

void column_file_close(struct column_file *file)
{
	if (!file)
		return;
	unmap(&file->base);
	unmap(&file->changes);
	column_kinds_done(&file->kinds);
	free(file->people);
	free(file);
}

const struct column_person *column_file_people(const struct column_file *file, size_t *count)
{
	*count = file->count;
	return file->people;
}

const struct replay_kind *column_file_kinds(const struct column_file *file, size_t *count)
{
	*count = file->kinds.count;
	return file->kinds.kinds;
}

int64_t column_file_settled(const struct column_file *file)
{
	return file->settled;
}

bool column_file_has_lost(const struct column_file *file)
{
	return file->lost;
}

size_t column_file_changed(const struct column_file *file)
{
	return file->changed;
}

size_t column_file_based(const struct column_file *file)
{
	return file->based;
}

uint64_t column_file_generation(const struct column_file *file)
{
	return file->generation;
}

size_t column_file_changes_end(const struct column_file *file)
{
	return file->changes_end;
}
