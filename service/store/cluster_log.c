// SPDX-License-Identifier: MIT
#include "store/cluster_log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/cluster_files.h"

int cluster_log_open(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

// From an offset to the end; errno says what failed.
static bool copy_end(int from, off_t offset, int to)
{
	char bytes[16384];
	ssize_t length;
	while ((length = pread(from, bytes, sizeof bytes, offset)) > 0) {
		errno = ENOSPC; // what a short write means
		if (write(to, bytes, (size_t)length) != length)
			return false;
		offset += length;
	}
	return length == 0;
}

static enum status keep_end(const char *path, int log, off_t offset, struct fault *fault)
{
	char old[PATH_LIMIT + 8], draft[PATH_LIMIT + 16];
	snprintf(old, sizeof old, "%s.old", path);
	snprintf(draft, sizeof draft, "%s.new", old);
	unlink(draft); // what a crash left
	int file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return fault_errno(fault, old, "The end of PostgreSQL's log cannot be kept");
	enum status status = STATUS_OK;
	if (!copy_end(log, offset, file) || rename(draft, old) != 0) {
		status = fault_errno(fault, old, "The end of PostgreSQL's log cannot be kept");
		unlink(draft);
	}
	close(file);
	return status;
}

// PostgreSQL appends, so what it writes next stands at the beginning. A line that it writes between
// the two steps is lost.
static enum status empty(const char *path, int log, off_t size, struct fault *fault)
{
	enum status status = keep_end(path, log, size - CLUSTER_LOG_LIMIT, fault);
	if (ftruncate(log, 0) != 0)
		status = fault_errno(fault, path, "PostgreSQL's log cannot be emptied");
	return status;
}

enum status cluster_log_bound(const char *path, bool *emptied, struct fault *fault)
{
	struct stat about;
	int log = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	*emptied = false;
	if (log < 0 && errno == ENOENT)
		return STATUS_OK;
	if (log < 0)
		return fault_errno(fault, path, "The log of PostgreSQL cannot be opened");
	enum status status = STATUS_OK;
	if (fstat(log, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > CLUSTER_LOG_LIMIT) {
		status = empty(path, log, about.st_size, fault);
		*emptied = status == STATUS_OK;
	}
	close(log);
	return status;
}
