// SPDX-License-Identifier: MIT
#include "app/retention/erasure_list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "secret/token.h"

#define PATH_LENGTH 4096
#define CHECKSUM_LENGTH 16
#define KIND_PLACE 39 // in a line, before the word entry or person
#define ENTRY_LENGTH 156
#define PERSON_LENGTH 122

struct erasure_list {
	FILE *file;
	struct organisation_id organisation;
	size_t others, damaged;
	char path[PATH_LENGTH];
};

static void add_line(struct text_builder *out, struct organisation_id organisation,
	const struct erasure_record *record)
{
	char line[ERASURE_LINE_LENGTH], of[UUID_TEXT_LENGTH + 1], person[UUID_TEXT_LENGTH + 1];
	char exposure[UUID_TEXT_LENGTH + 1] = "-", at[INSTANT_TEXT_LENGTH + 1];
	char digest[DIGEST_TEXT_LENGTH + 1];
	uuid_format(organisation.uuid, of);
	uuid_format(record->person.uuid, person);
	if (!record->is_person)
		uuid_format(record->exposure.uuid, exposure);
	instant_format(record->at, at);
	snprintf(line, sizeof line, "1 %s %s %s %s %s", of, record->is_person ? "person" : "entry",
		person, exposure, at);
	digest_text(text_of(line), digest);
	builder_format(out, "%s %.*s\n", line, CHECKSUM_LENGTH, digest);
}

// What was cut off at the end must not run into the next line.
static bool ends_in_line(int file, off_t size)
{
	char last;
	return size == 0 || (pread(file, &last, 1, size - 1) == 1 && last == '\n');
}

static bool write_all(int file, struct text bytes)
{
	while (bytes.length) {
		ssize_t written = write(file, bytes.start, bytes.length);
		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0)
			bytes = (struct text){bytes.start + written, bytes.length - (size_t)written};
	}
	return true;
}

// A new name in a folder is durable only when the folder is.
static bool sync_folder(const char *path)
{
	char folder[PATH_LENGTH];
	const char *slash = strrchr(path, '/');
	int length = slash ? (int)(slash - path) + 1 : 0;
	if (snprintf(folder, sizeof folder, "%.*s.", length, path) >= (int)sizeof folder)
		return false;
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = descriptor >= 0 && fsync(descriptor) == 0;
	if (descriptor >= 0)
		close(descriptor);
	return synced;
}

static enum status cannot(const char *path, const char *done, struct fault *fault)
{
	char sentence[64];
	int error = errno;
	snprintf(sentence, sizeof sentence, "The erasure list cannot be %s", done);
	errno = error;
	return fault_errno(fault, path, sentence);
}

// Alone in the file until it is closed.
static enum status append(int file, const char *path, struct text lines, struct fault *fault)
{
	struct stat about;
	if (flock(file, LOCK_EX) != 0 || fstat(file, &about) != 0)
		return cannot(path, "written", fault);
	if (!S_ISREG(about.st_mode) || (about.st_mode & 077))
		return fault_set(fault, STATUS_INVALID, path,
			"Others can read the erasure list. Make it a file of mode 0600.");
	bool whole = ends_in_line(file, about.st_size) || write_all(file, TEXT("\n"));
	if (!whole || !write_all(file, lines) || fsync(file) != 0)
		return cannot(path, "written", fault);
	return about.st_size > 0 || sync_folder(path) ? STATUS_OK : cannot(path, "written", fault);
}

enum status erasure_list_append(const char *path, struct organisation_id organisation,
	const struct erasure_record *records, size_t count, struct fault *fault)
{
	struct text_builder lines;
	if (count == 0)
		return STATUS_OK;
	builder_init(&lines);
	for (size_t i = 0; i < count; i++)
		add_line(&lines, organisation, &records[i]);
	if (lines.failed) {
		builder_done(&lines);
		return fault_memory(fault);
	}
	int file = open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	enum status status =
		file < 0 ? cannot(path, "opened", fault) : append(file, path, builder_view(&lines), fault);
	if (file >= 0)
		close(file);
	builder_done(&lines);
	return status;
}

enum status erasure_list_open(const char *path, struct organisation_id organisation,
	struct erasure_list **out, struct fault *fault)
{
	FILE *file = fopen(path, "re");
	if (!file && errno == ENOENT)
		return fault_set(fault, STATUS_NOT_FOUND, path, "There is no erasure list.");
	if (!file)
		return cannot(path, "opened", fault);
	struct erasure_list *list = calloc(1, sizeof *list);
	if (!list) {
		fclose(file);
		return fault_memory(fault);
	}
	list->file = file;
	list->organisation = organisation;
	snprintf(list->path, sizeof list->path, "%s", path);
	*out = list;
	return STATUS_OK;
}

static bool has_checksum(struct text line)
{
	char digest[DIGEST_TEXT_LENGTH + 1];
	if (line.length < CHECKSUM_LENGTH + 2)
		return false;
	struct text said = {line.start, line.length - CHECKSUM_LENGTH - 1};
	struct text sum = {said.start + said.length + 1, CHECKSUM_LENGTH};
	digest_text(said, digest);
	return said.start[said.length] == ' ' &&
		   text_equal(sum, (struct text){digest, CHECKSUM_LENGTH});
}

static bool parse(
	struct text line, struct organisation_id *organisation, struct erasure_record *out)
{
	struct erasure_record record = {.is_person = false};
	if (!has_checksum(line))
		return false;
	struct text version = text_cut(&line, ' '), of = text_cut(&line, ' ');
	struct text kind = text_cut(&line, ' '), person = text_cut(&line, ' ');
	struct text exposure = text_cut(&line, ' '), at = text_cut(&line, ' ');
	record.is_person = text_is(kind, "person");
	if (!text_is(version, "1") || !uuid_parse(of, &organisation->uuid) ||
		(!record.is_person && !text_is(kind, "entry")) ||
		!uuid_parse(person, &record.person.uuid) || !instant_parse(at, &record.at))
		return false;
	if (record.is_person ? !text_is(exposure, "-") : !uuid_parse(exposure, &record.exposure.uuid))
		return false;
	*out = record;
	return true;
}

// Less than a line: what a power cut left of one that nothing was destroyed by.
static bool is_cut_off(struct text line)
{
	bool person = line.length > KIND_PLACE && line.start[KIND_PLACE] == 'p';
	return line.length < (person ? PERSON_LENGTH : ENTRY_LENGTH);
}

// The next line without its end, false at the end of the file. One that is too long is cut, and so
// has no checksum; zeros, which a power cut may leave, are passed over.
static bool next_line(FILE *file, char line[static ERASURE_LINE_LENGTH])
{
	size_t length = 0;
	int next = getc_unlocked(file);
	if (next == EOF)
		return false;
	for (; next != '\n' && next != EOF; next = getc_unlocked(file)) {
		if (next && length < ERASURE_LINE_LENGTH - 1)
			line[length++] = (char)next;
	}
	line[length] = '\0';
	return true;
}

enum status erasure_list_read(struct erasure_list *list, struct erasure_record *records,
	size_t most, size_t *count, struct fault *fault)
{
	char bytes[ERASURE_LINE_LENGTH];
	size_t got = 0;
	while (got < most && next_line(list->file, bytes)) {
		struct organisation_id organisation;
		struct text line = text_of(bytes);
		if (!parse(line, &organisation, &records[got]))
			list->damaged += !is_cut_off(line);
		else if (!uuid_equal(organisation.uuid, list->organisation.uuid))
			list->others++;
		else
			got++;
	}
	if (ferror(list->file))
		return cannot(list->path, "read", fault);
	*count = got;
	return STATUS_OK;
}

size_t erasure_list_others(const struct erasure_list *list)
{
	return list->others;
}

size_t erasure_list_damaged(const struct erasure_list *list)
{
	return list->damaged;
}

void erasure_list_close(struct erasure_list *list)
{
	if (!list)
		return;
	fclose(list->file);
	free(list);
}
