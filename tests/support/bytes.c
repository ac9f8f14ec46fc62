// SPDX-License-Identifier: MIT
#include "support/bytes.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int bytes_open(const void *bytes, size_t length)
{
	int file = memfd_create("bytes", MFD_CLOEXEC);
	if (file < 0 || (length > 0 && write(file, bytes, length) != (ssize_t)length) ||
		lseek(file, 0, SEEK_SET) != 0)
		abort();
	return file;
}
