// SPDX-License-Identifier: MIT
// Private to the staff import: the files it writes, and lines that go round in words.
#pragma once

#include "app/import/staff.h"

// Writes the lines left out: line, staff_number, reason.
CHECKED enum status staff_write_rejects(const struct staff_import *import, struct fault *fault);

// Makes a one-time link for each of some people and writes them; gives their hashes.
CHECKED enum status staff_write_links(const struct staff_import *import,
	const struct staff_person *people, size_t count, unsigned char (*hashes)[ROW_HASH_BYTES],
	struct fault *fault);

// The staff numbers of a circle, with arrows between; of a long one its beginning and its end.
CHECKED enum status staff_write_circle(struct connection *connection,
	const struct person_id *circle, size_t length, struct arena *arena, struct text *out,
	struct fault *fault);
