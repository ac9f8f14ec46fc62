// SPDX-License-Identifier: MIT
// Gives a fuzz target its corpus, as a test: PROGRAM FOLDER.
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <string.h>

#define FILE_LIMIT 65536u
#define CHANGES 400 // of each kind to each file, spread over it

static uint8_t file[FILE_LIMIT];
static unsigned long runs;

// In memory of exactly this size, so that reading beyond its end is found.
static void run(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	if (!copy)
		abort();
	memcpy(copy, bytes, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	runs++;
}

static void run_file(size_t size)
{
	static const uint8_t others[] = {0, '"', '\n', 0x80, 0xFF, '0'};
	size_t step = size / CHANGES + 1;
	run(file, size);
	for (size_t at = 0; at < size; at += step) {
		uint8_t kept = file[at];
		run(file, at);
		file[at] = others[(at / step) % sizeof others];
		run(file, size);
		file[at] = kept ^ 1;
		run(file, size);
		file[at] = kept;
	}
}

static bool run_path(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *stream = fopen(path, "rb");
	if (!stream)
		return false;
	size_t size = fread(file, 1, sizeof file, stream);
	fclose(stream);
	run_file(size);
	return true;
}

int main(int count, char **arguments)
{
	DIR *folder = count == 2 ? opendir(arguments[1]) : NULL;
	int files = 0;
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		if (entry->d_name[0] != '.' && run_path(arguments[1], entry->d_name))
			files++;
	}
	if (folder)
		closedir(folder);
	printf("1..1\n%sok 1 - %lu inputs from %d files break no promise\n", files ? "" : "not ", runs,
		files);
	return files ? 0 : 1;
}
