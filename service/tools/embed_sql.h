// SPDX-License-Identifier: MIT
// Between embed_sql.c, which reads folders and writes C, and embed_query.c, which reads a
// statement.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct file {
	char path[1024];
	char name[128]; // without ".sql"
	char *bytes;
	size_t length;
};

struct folder {
	struct file *files; // by name
	size_t count;
};

struct query {
	const struct file *file;
	int line; // of the header being read
	bool described, copy;
	unsigned roles;
	int takes, gives;
	char *takes_text, *gives_text, *needs_text; // C initialisers
	const char *sql;
};

// Reads the comment and checks the statement of one file; `folder` is all of them.
struct query query_parse(const struct folder *folder, const struct file *file);

void write_upper(FILE *out, const char *name); // the name of a statement in enum query

void *memory(void *pointer); // the pointer, which is not NULL

_Noreturn void fail(const char *path, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

int by_name(const void *a, const void *b); // order of files, for qsort and bsearch
