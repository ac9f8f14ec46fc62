// SPDX-License-Identifier: MIT
#include "store/column_block.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define PRIME UINT64_C(0x100000001b3)

struct column_checksum column_checksum_start(void)
{
	return (struct column_checksum){{1, 2, 3, 4}, 0};
}

static inline uint64_t step(uint64_t lane, uint64_t word)
{
	lane = (lane ^ word) * PRIME;
	return lane ^ lane >> 29; // or high bits would never reach low ones
}

void column_checksum_add(struct column_checksum *sum, const void *words, size_t bytes)
{
	const char *at = words;
	uint64_t lanes[4], word[4];
	assert(bytes % 8 == 0);
	for (; bytes && sum->words % 4; bytes -= 8, at += 8, sum->words++) {
		memcpy(word, at, 8);
		sum->lanes[sum->words % 4] = step(sum->lanes[sum->words % 4], word[0]);
	}
	memcpy(lanes, sum->lanes, sizeof lanes);
	for (; bytes >= sizeof word; bytes -= sizeof word, at += sizeof word, sum->words += 4) {
		memcpy(word, at, sizeof word);
		for (int i = 0; i < 4; i++)
			lanes[i] = step(lanes[i], word[i]);
	}
	memcpy(sum->lanes, lanes, sizeof lanes);
	for (; bytes; bytes -= 8, at += 8, sum->words++) {
		memcpy(word, at, 8);
		sum->lanes[sum->words % 4] = step(sum->lanes[sum->words % 4], word[0]);
	}
}

uint64_t column_checksum_end(const struct column_checksum *sum)
{
	uint64_t end = sum->words;
	for (int i = 0; i < 4; i++)
		end = step(end, sum->lanes[i]);
	return end;
}

uint64_t column_checksum_header(const struct column_header *header)
{
	struct column_checksum sum = column_checksum_start();
	column_checksum_add(&sum, header, offsetof(struct column_header, header));
	return column_checksum_end(&sum);
}

size_t column_body_length(const struct column_header *header)
{
	return header->exposures * sizeof(struct replay_exposure) +
		   header->people * sizeof(struct column_index) + (header->kinds_length + 7) / 8 * 8;
}

void column_path_changes(const char *path, char out[static COLUMN_PATH_LIMIT])
{
	snprintf(out, COLUMN_PATH_LIMIT, "%s.changes", path);
}

void column_path_draft(const char *path, char out[static COLUMN_PATH_LIMIT])
{
	snprintf(out, COLUMN_PATH_LIMIT, "%s.new", path);
}

int column_lock(const char *path, struct fault *fault)
{
	char name[COLUMN_PATH_LIMIT];
	snprintf(name, sizeof name, "%s.lock", path);
	int lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock < 0 || flock(lock, LOCK_EX) != 0) {
		(void)fault_errno(fault, name, "The columnar cache cannot be locked");
		if (lock >= 0)
			close(lock);
		return -1;
	}
	return lock;
}

void column_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}

void column_remove(const char *path)
{
	char name[COLUMN_PATH_LIMIT];
	unlink(path);
	column_path_changes(path, name);
	unlink(name);
	column_path_draft(path, name);
	unlink(name);
}
