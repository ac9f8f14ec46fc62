// SPDX-License-Identifier: MIT
#include "support/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 20)

bool text_file_read(const char *path, struct text_file *out)
{
	char whole[4096];
	const char *folder = getenv("TEST_DATA");
	snprintf(whole, sizeof whole, "%s/%s", folder ? folder : ".", path);
	FILE *file = folder ? fopen(whole, "r") : NULL;
	if (!file) {
		printf("# skipped: the test data %s is not there\n", path);
		return false;
	}
	char *start = calloc(1, FILE_LIMIT);
	if (start)
		start[fread(start, 1, FILE_LIMIT - 1, file)] = '\0';
	fclose(file);
	out->start = start;
	return start != NULL;
}

static const char *find_name(const char *at, const char *name)
{
	char quoted[128];
	snprintf(quoted, sizeof quoted, "\"%s\"", name);
	const char *found = at ? strstr(at, quoted) : NULL;
	return found ? found + strlen(quoted) : NULL;
}

size_t numbers_find(
	const struct text_file *file, const char *section, const char *name, double *out, size_t size)
{
	size_t count = 0;
	const char *at = find_name(find_name(file->start, section), name);
	at = at ? strchr(at, '[') : NULL;
	const char *end = at ? strchr(at, ']') : NULL;
	while (end && at < end && count < size) {
		at += strspn(at, "[, \n\t");
		char *after;
		double value = strtod(at, &after);
		if (after == at) {
			if (strncmp(at, "null", 4) != 0)
				break;
			value = NAN;
			after += 4;
		}
		out[count++] = value;
		at = after + strspn(after, " \n\t,");
	}
	return count;
}

bool number_find(const struct text_file *file, const char *section, const char *name, double *out)
{
	const char *at = find_name(find_name(file->start, section), name);
	if (!at)
		return false;
	at += strspn(at, ": \n\t");
	char *after;
	*out = strtod(at, &after);
	return after != at;
}
