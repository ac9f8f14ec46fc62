// SPDX-License-Identifier: MIT
#include "secret/secret_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE_LIMIT 64

// A new name in a folder is durable only when the folder is.
static bool sync_folder(const char *path)
{
	char folder[4096];
	const char *slash = strrchr(path, '/');
	int length = slash ? (int)(slash - path) + 1 : 0;
	if (snprintf(folder, sizeof folder, "%.*s.", length, path) >= (int)sizeof folder)
		return false;
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return false;
	bool synced = fsync(descriptor) == 0;
	close(descriptor);
	return synced;
}

static bool write_draft(const char *draft, const void *bytes, size_t size)
{
	int file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return false;
	bool written = write(file, bytes, size) == (ssize_t)size && fsync(file) == 0;
	int error = errno;
	close(file);
	errno = error;
	return written;
}

static enum status cannot(
	const char *path, const struct secret_file *kind, const char *done, struct fault *fault)
{
	char sentence[128];
	int error = errno;
	snprintf(sentence, sizeof sentence, "%s cannot be %s", kind->what, done);
	errno = error;
	return fault_errno(fault, path, sentence);
}

// link, not rename: of two that make it at once the first wins, and both then read the same.
static enum status make(
	const char *path, const struct secret_file *kind, void *out, struct fault *fault)
{
	unsigned char bytes[SIZE_LIMIT];
	char draft[4096];
	if (snprintf(draft, sizeof draft, "%s.%08x.new", path, (unsigned)randombytes_random()) >=
		(int)sizeof draft)
		return fault_set(fault, STATUS_LIMIT, path, "The path of this file is too long.");
	kind->make(bytes);
	enum status status = STATUS_OK;
	if (!write_draft(draft, bytes, kind->size) || (link(draft, path) != 0 && errno != EEXIST) ||
		!sync_folder(path))
		status = cannot(path, kind, "made", fault);
	sodium_memzero(bytes, sizeof bytes);
	unlink(draft);
	return status == STATUS_OK ? secret_file_open(path, kind, out, fault) : status;
}

enum status secret_file_open(
	const char *path, const struct secret_file *kind, void *out, struct fault *fault)
{
	unsigned char bytes[SIZE_LIMIT];
	struct stat about;
	char more;
	assert(kind->size <= sizeof bytes);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 && errno == ENOENT)
		return make(path, kind, out, fault);
	if (file < 0 || fstat(file, &about) != 0) {
		enum status status = cannot(path, kind, "read", fault);
		if (file >= 0)
			close(file);
		return status;
	}
	bool whole = read(file, bytes, kind->size) == (ssize_t)kind->size && read(file, &more, 1) == 0;
	close(file);
	enum status status = STATUS_OK;
	if (!whole)
		status = fault_set(fault, STATUS_INVALID, path, "This file is not %s.", kind->form);
	else if (about.st_mode & 077)
		status = fault_set(
			fault, STATUS_INVALID, path, "Others can read this secret. Give the file mode 0600.");
	else
		memcpy(out, bytes, kind->size);
	sodium_memzero(bytes, sizeof bytes);
	return status;
}
