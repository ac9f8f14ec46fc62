// SPDX-License-Identifier: MIT
// Turns files into a C source, so that the service carries them inside itself.
//
//   embed_files OUT.h OUT.c PREFIX FILE...
//
// gives `extern const struct embedded_file PREFIX_files[]` in the order of the command line and
// `extern const size_t PREFIX_file_count`. `name` is the file's name without its folder; `bytes`
// are followed by a NUL that `length` does not count.
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_PER_LINE 20

static bool fails(const char *path)
{
	fprintf(stderr, "embed_files: %s: %s\n", path, strerror(errno));
	return false;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool is_identifier(const char *name)
{
	if (!isalpha((unsigned char)*name))
		return false;
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && *name != '_')
			return false;
	return true;
}

// The names become string literals and have to be told apart.
static bool names_are_usable(char **paths, int count)
{
	for (int i = 0; i < count; i++) {
		const char *name = base_name(paths[i]);
		if (strpbrk(name, "\"\\\n") || !*name) {
			fprintf(stderr, "embed_files: %s: rename the file to plain letters\n", paths[i]);
			return false;
		}
		for (int j = 0; j < i; j++)
			if (!strcmp(name, base_name(paths[j]))) {
				fprintf(stderr, "embed_files: two files are named %s\n", name);
				return false;
			}
	}
	return true;
}

// Both outputs declare everything, so neither has to find the other.
static void write_declarations(FILE *out, const char *prefix)
{
	fprintf(out,
		"#include <stddef.h>\n\n"
		"#ifndef PLIMSOLL_EMBEDDED_FILE\n"
		"#define PLIMSOLL_EMBEDDED_FILE\n"
		"struct embedded_file {\n"
		"\tconst char *name;\n"
		"\tconst char *bytes;\n"
		"\tsize_t length;\n"
		"};\n"
		"#endif\n\n"
		"extern const struct embedded_file %s_files[];\n"
		"extern const size_t %s_file_count;\n",
		prefix, prefix);
}

static bool write_bytes(FILE *out, const char *path, int index)
{
	FILE *in = fopen(path, "rb");
	if (!in)
		return fails(path);
	fprintf(out, "\nstatic const unsigned char bytes_%d[] = {", index);
	unsigned long length = 0;
	for (int byte; (byte = getc(in)) != EOF; length++)
		fprintf(out, "%s%d,", length % BYTES_PER_LINE ? " " : "\n\t", byte);
	fprintf(out, "\n\t0};\n");
	bool read = !ferror(in);
	fclose(in);
	return read || fails(path);
}

static void write_table(FILE *out, const char *prefix, char **paths, int count)
{
	fprintf(out, "\nconst struct embedded_file %s_files[] = {\n", prefix);
	for (int i = 0; i < count; i++)
		fprintf(out, "\t{\"%s\", (const char *)bytes_%d, sizeof bytes_%d - 1},\n",
			base_name(paths[i]), i, i);
	fprintf(out, "};\n\nconst size_t %s_file_count = %d;\n", prefix, count);
}

static bool close_output(FILE *out, const char *path)
{
	bool written = !ferror(out);
	return (fclose(out) == 0 && written) || fails(path);
}

static bool write_header(const char *path, const char *prefix)
{
	FILE *out = fopen(path, "w");
	if (!out)
		return fails(path);
	fprintf(out, "// Made by embed_files.\n#pragma once\n\n");
	write_declarations(out, prefix);
	return close_output(out, path);
}

static bool write_source(const char *path, const char *prefix, char **paths, int count)
{
	FILE *out = fopen(path, "w");
	if (!out)
		return fails(path);
	fprintf(out, "// Made by embed_files.\n");
	write_declarations(out, prefix);
	bool read = true;
	for (int i = 0; read && i < count; i++)
		read = write_bytes(out, paths[i], i);
	write_table(out, prefix, paths, count);
	return close_output(out, path) && read;
}

int main(int count, char **arguments)
{
	if (count < 5 || !is_identifier(arguments[3])) {
		fprintf(stderr, "usage: embed_files OUT.h OUT.c PREFIX FILE...\n");
		return EXIT_FAILURE;
	}
	char **paths = arguments + 4;
	int path_count = count - 4;
	bool done = names_are_usable(paths, path_count) && write_header(arguments[1], arguments[3]) &&
				write_source(arguments[2], arguments[3], paths, path_count);
	if (!done) { // a half-written source must not look built
		remove(arguments[1]);
		remove(arguments[2]);
	}
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
