// SPDX-License-Identifier: MIT
// Lists of numbers out of the JSON files of the test data.
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct text_file {
	char *start; // NUL at the end; free it
};

// The file below $TEST_DATA, or false where the data is not there, with a line that says so.
bool text_file_read(const char *path, struct text_file *out);

// The numbers of the array that follows "name" after "section"; "null" is NaN. 0 where there is
// none.
size_t numbers_find(
	const struct text_file *file, const char *section, const char *name, double *out, size_t size);

// The single number of that name after "section"; false where there is none.
bool number_find(const struct text_file *file, const char *section, const char *name, double *out);
