// SPDX-License-Identifier: MIT
// embed_sql SQL_FOLDER HEADER SOURCE: turns the statements of sql/ into C (store/definition.h).
//
// A query file is comment lines, then one statement:
//   -- What it is for.
//   -- role: recorder                     who may run it, several with commas
//   -- takes: person_id uuid, lines text[]
//   -- gives: load double precision       absent: nothing
//   -- needs: incoming_create             what makes the temporary tables it uses
//   -- copy                               for COPY … FROM STDIN (FORMAT binary)
// Checksums are FNV-1a, 64 bits, over the bytes of the file. The first fault ends the run with its
// file, its line and a sentence.
#include "tools/embed_sql.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT (1024 * 1024)

void fail(const char *path, int line, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fprintf(stderr, "%s:%d: ", path, line);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	exit(1);
}

void *memory(void *pointer)
{
	if (!pointer)
		fail("embed_sql", 0, "There is not enough memory.");
	return pointer;
}

static void read_file(struct file *file)
{
	FILE *in = fopen(file->path, "rb");
	if (!in)
		fail(file->path, 0, "cannot be read: %s", strerror(errno));
	file->bytes = memory(calloc(1, FILE_LIMIT + 1));
	file->length = fread(file->bytes, 1, FILE_LIMIT + 1, in);
	fclose(in);
	if (file->length > FILE_LIMIT)
		fail(file->path, 1, "is larger than %d bytes", FILE_LIMIT);
	if (strlen(file->bytes) != file->length)
		fail(file->path, 1, "holds a NUL byte");
}

int by_name(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static void check_name(const struct file *file)
{
	for (const char *at = file->name; *at; at++) {
		if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '_')
			fail(file->path, 1, "the name of the file is not lower_snake");
	}
}

static void add_file(struct folder *folder, const char *path, const char *name)
{
	size_t size = (folder->count + 1) * sizeof *folder->files;
	folder->files = memory(realloc(folder->files, size));
	struct file *file = &folder->files[folder->count++];
	snprintf(file->path, sizeof file->path, "%s/%s", path, name);
	if (strlen(name) - 4 >= sizeof file->name)
		fail(file->path, 1, "the name of the file is too long");
	snprintf(file->name, sizeof file->name, "%.*s", (int)(strlen(name) - 4), name);
	check_name(file);
	read_file(file);
}

static struct folder read_folder(const char *root, const char *name)
{
	struct folder folder = {NULL, 0};
	char path[900];
	snprintf(path, sizeof path, "%s/%s", root, name);
	DIR *directory = opendir(path);
	if (!directory)
		fail(path, 0, "cannot be read: %s", strerror(errno));
	for (struct dirent *entry; (entry = readdir(directory));) {
		size_t length = strlen(entry->d_name);
		if (entry->d_name[0] != '.' && length > 4 &&
			strcmp(entry->d_name + length - 4, ".sql") == 0)
			add_file(&folder, path, entry->d_name);
	}
	closedir(directory);
	if (folder.count)
		qsort(folder.files, folder.count, sizeof *folder.files, by_name);
	return folder;
}

static uint64_t checksum(const struct file *file)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < file->length; i++)
		hash = (hash ^ (unsigned char)file->bytes[i]) * UINT64_C(1099511628211);
	return hash;
}

static void write_string(FILE *out, const char *string)
{
	fputs("\n\t\"", out);
	for (const char *at = string; *at; at++) {
		if (*at == '\n')
			fputs(at[1] ? "\\n\"\n\t\"" : "\\n", out);
		else if (*at == '"' || *at == '\\' || *at == '?')
			fprintf(out, "\\%c", *at);
		else if ((unsigned char)*at < 0x20 || (unsigned char)*at > 0x7E)
			fprintf(out, "\\%03o", (unsigned)(unsigned char)*at);
		else
			fputc(*at, out);
	}
	fputc('"', out);
}

void write_upper(FILE *out, const char *name)
{
	fputs("QUERY_", out);
	for (; *name; name++)
		fputc(toupper((unsigned char)*name), out);
}

static void write_query(FILE *out, const struct query *query)
{
	fputs("\t[", out);
	write_upper(out, query->file->name);
	fprintf(out, "] = {.name = \"%s\", .sql = ", query->file->name);
	write_string(out, query->sql);
	fprintf(out, ",\n\t.roles = 0x%x, .copy = %s", query->roles, query->copy ? "true" : "false");
	if (query->takes)
		fprintf(out, ",\n\t.take_count = %d, .takes = (const struct query_column[]){%s}",
			query->takes, query->takes_text);
	if (query->gives)
		fprintf(out, ",\n\t.give_count = %d, .gives = (const struct query_column[]){%s}",
			query->gives, query->gives_text);
	fprintf(out, ",\n\t.needs = (const enum query[]){%sQUERY_COUNT}},\n",
		query->needs_text ? query->needs_text : "");
}

static void write_queries(FILE *out, const struct folder *folder)
{
	fputs("const struct query_definition query_definitions[QUERY_COUNT] = {\n", out);
	for (size_t i = 0; i < folder->count; i++) {
		struct query query = query_parse(folder, &folder->files[i]);
		write_query(out, &query);
	}
	fputs("};\n\n", out);
}

// Migrations are numbered 0001 up, without a gap.
static void write_scripts(FILE *out, const struct folder *folder, bool numbered)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct file *file = &folder->files[i];
		char *end = NULL;
		if (numbered &&
			(strtoul(file->name, &end, 10) != i + 1 || end != file->name + 4 || *end != '_'))
			fail(file->path, 1, "the migration before this one is missing: %04zu was expected",
				i + 1);
		fprintf(out,
			"\t{.name = \"%s\", .checksum = UINT64_C(0x%016" PRIx64 "), .sql = ", file->name,
			checksum(file));
		write_string(out, file->bytes);
		fputs("},\n", out);
	}
}

static void write_source(FILE *out, const char *root, const struct folder *queries)
{
	struct folder migrations = read_folder(root, "migrations");
	struct folder functions = read_folder(root, "functions");
	struct folder policies = read_folder(root, "policies");
	struct folder top = read_folder(root, ".");
	fputs("// Made by embed_sql from the files in sql/.\n#include \"store/definition.h\"\n\n"
		  "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n",
		out);
	write_queries(out, queries);
	fputs("const struct script_definition migration_definitions[] = {\n", out);
	write_scripts(out, &migrations, true);
	fprintf(out, "\t{0}};\nconst int migration_count = %zu;\n\n", migrations.count);
	fputs("const struct script_definition recreated_definitions[] = {\n", out);
	write_scripts(out, &functions, false);
	write_scripts(out, &policies, false);
	fputs("\t{0}};\n", out);
	for (size_t i = 0; i < top.count; i++) {
		if (strcmp(top.files[i].name, "distribute") == 0)
			continue;
		fprintf(out, "\nconst char %s_script[] =", top.files[i].name);
		write_string(out, top.files[i].bytes);
		fputs(";\n", out);
	}
}

static void write_header(FILE *out, const struct folder *queries)
{
	fputs(
		"// Made by embed_sql from the files in sql/queries.\n#pragma once\n\nenum query {\n", out);
	for (size_t i = 0; i < queries->count; i++) {
		fputc('\t', out);
		write_upper(out, queries->files[i].name);
		fputs(",\n", out);
	}
	fputs("\tQUERY_COUNT\n};\n", out);
}

static void save(const char *path, const char *bytes, size_t length)
{
	FILE *out = fopen(path, "wb");
	if (!out || fwrite(bytes, 1, length, out) != length || fclose(out) != 0)
		fail(path, 0, "cannot be written: %s", strerror(errno));
}

int main(int argc, char **argv)
{
	char *header, *source;
	size_t header_length, source_length;
	if (argc != 4)
		fail("embed_sql", 0, "usage: embed_sql SQL_FOLDER HEADER SOURCE");
	struct folder queries = read_folder(argv[1], "queries");
	FILE *header_out = memory(open_memstream(&header, &header_length));
	FILE *source_out = memory(open_memstream(&source, &source_length));
	write_header(header_out, &queries);
	write_source(source_out, argv[1], &queries);
	fclose(header_out);
	fclose(source_out);
	save(argv[2], header, header_length);
	save(argv[3], source, source_length);
	return 0;
}
