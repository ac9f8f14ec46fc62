// SPDX-License-Identifier: MIT
// Private to the columnar cache: the shape of a base and of a batch of changes. A header, then
// exposures, people and kinds (column_kinds.h), of which the last are filled up to whole words.
#pragma once

#include <assert.h>

#include "store/column_file.h"
#include "store/column_kinds.h"

#define COLUMN_MAGIC "plimcol"
#define COLUMN_VERSION 1u
#define COLUMN_BYTE_ORDER 0x01020304u

struct column_header {
	char magic[8];
	uint32_t version, byte_order;
	uint64_t generation; // of the base
	int64_t settled;
	uint64_t exposures, people, kinds_length;
	uint64_t lost;             // 1: the base holds bytes of what people do not have any more
	char of[COLUMN_OF_LENGTH]; // of a base: which tables it is of
	uint64_t body, header;     // checksums
};

struct column_index {
	struct person_id person;
	uint64_t before; // exposures of others before theirs
};

static_assert(sizeof(struct column_header) == 240 && sizeof(struct column_index) == 24 &&
				  sizeof(struct replay_exposure) == 8,
	"what is written has no padding");

// FNV-1a over whole words instead of bytes, in four lanes so that a processor can do them at once.
struct column_checksum {
	uint64_t lanes[4];
	size_t words;
};

struct column_checksum column_checksum_start(void);
void column_checksum_add(struct column_checksum *sum, const void *words, size_t bytes);
uint64_t column_checksum_end(const struct column_checksum *sum);
uint64_t column_checksum_header(const struct column_header *header);

size_t column_body_length(const struct column_header *header);

// Where changes stand, and where what is written waits until it is whole.
void column_path_changes(const char *path, char out[static COLUMN_PATH_LIMIT]);
void column_path_draft(const char *path, char out[static COLUMN_PATH_LIMIT]);

// For whoever appends: the base's generation, where the changes end, and all kinds.
uint64_t column_file_generation(const struct column_file *file);
size_t column_file_changes_end(const struct column_file *file);
