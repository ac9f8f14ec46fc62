// SPDX-License-Identifier: MIT
#include "tools/embed_sql.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_LIMIT 24 // QUERY_PARAMETERS_LIMIT of store/query.h, also for answers

static const char *const roles[] = {"admin", "owner", "web", "recorder", "erasure", "backup"};

static const struct {
	const char *name, *constant;
	bool array;    // whether parameters may be arrays of it
	bool readable; // and what statements give
} types[] = {
	{"uuid", "TYPE_UUID", true, false},
	{"timestamptz", "TYPE_TIMESTAMPTZ", true, true},
	{"tstzrange", "TYPE_TSTZRANGE", true, false},
	{"integer", "TYPE_INTEGER", true, true},
	{"bigint", "TYPE_BIGINT", false, false},
	{"double precision", "TYPE_DOUBLE", true, true},
	{"boolean", "TYPE_BOOLEAN", true, false},
	{"text", "TYPE_TEXT", true, true},
	{"bytea", "TYPE_BYTEA", false, false},
};

static char *trim(char *string)
{
	while (isspace((unsigned char)*string))
		string++;
	size_t length = strlen(string);
	while (length && isspace((unsigned char)string[length - 1]))
		string[--length] = '\0';
	return string;
}

static void parse_roles(struct query *query, char *list)
{
	for (char *rest, *item = strtok_r(list, ",", &rest); item; item = strtok_r(NULL, ",", &rest)) {
		size_t role = 0;
		item = trim(item);
		while (role < sizeof roles / sizeof roles[0] && strcmp(roles[role], item) != 0)
			role++;
		if (role == sizeof roles / sizeof roles[0])
			fail(query->file->path, query->line, "there is no role \"%s\"", item);
		query->roles |= 1u << role;
	}
}

static void write_type(FILE *out, const struct query *query, char *type, bool taken)
{
	size_t length = strlen(type), i = 0;
	bool array = length > 2 && strcmp(type + length - 2, "[]") == 0;
	if (array)
		type[length - 2] = '\0';
	while (i < sizeof types / sizeof types[0] && strcmp(types[i].name, type) != 0)
		i++;
	if (i == sizeof types / sizeof types[0])
		fail(query->file->path, query->line, "\"%s\" is not a type that statements may use", type);
	if (array && !(taken ? types[i].array : types[i].readable))
		fail(query->file->path, query->line, "an array of %s cannot be %s", type,
			taken ? "a parameter" : "read");
	fprintf(out, "%s%s", types[i].constant, array ? " | TYPE_ARRAY" : "");
}

// "name type, name type" as initialisers of struct query_column.
static char *parse_columns(const struct query *query, char *list, bool taken, int *count)
{
	char *text;
	size_t size;
	FILE *out = memory(open_memstream(&text, &size));
	for (char *rest, *item = strtok_r(list, ",", &rest); item; item = strtok_r(NULL, ",", &rest)) {
		char *name = trim(item), *type = name + strcspn(name, " \t");
		if (!*type)
			fail(query->file->path, query->line, "\"%s\" is not a name and a type", name);
		if (++*count > COLUMNS_LIMIT)
			fail(query->file->path, query->line, "there are more than %d", COLUMNS_LIMIT);
		*type++ = '\0';
		fprintf(out, "{\"%s\", ", name);
		write_type(out, query, trim(type), taken);
		fputs("}, ", out);
	}
	fclose(out);
	return text;
}

static char *parse_needs(const struct query *query, const struct folder *folder, char *list)
{
	char *text;
	size_t size;
	FILE *out = memory(open_memstream(&text, &size));
	for (char *rest, *item = strtok_r(list, ",", &rest); item; item = strtok_r(NULL, ",", &rest)) {
		struct file wanted = {0};
		snprintf(wanted.name, sizeof wanted.name, "%s", trim(item));
		if (!bsearch(&wanted, folder->files, folder->count, sizeof wanted, by_name))
			fail(query->file->path, query->line, "there is no statement \"%s\"", wanted.name);
		write_upper(out, wanted.name);
		fputs(", ", out);
	}
	fclose(out);
	return text;
}

static void once(const struct query *query, const void *before, const char *key)
{
	if (before)
		fail(query->file->path, query->line, "\"%s:\" is given twice", key);
}

static void parse_header_line(struct query *query, const struct folder *folder, char *line)
{
	char *colon = strchr(line, ':');
	size_t key = colon ? (size_t)(colon - line) : 0;
	if (strcmp(line, "copy") == 0) {
		query->copy = true;
	} else if (key == 4 && strncmp(line, "role", 4) == 0) {
		once(query, query->roles ? query : NULL, "role");
		parse_roles(query, colon + 1);
	} else if (key == 5 && strncmp(line, "takes", 5) == 0) {
		once(query, query->takes_text, "takes");
		query->takes_text = parse_columns(query, colon + 1, true, &query->takes);
	} else if (key == 5 && strncmp(line, "gives", 5) == 0) {
		once(query, query->gives_text, "gives");
		query->gives_text = parse_columns(query, colon + 1, false, &query->gives);
	} else if (key == 5 && strncmp(line, "needs", 5) == 0) {
		once(query, query->needs_text, "needs");
		query->needs_text = parse_needs(query, folder, colon + 1);
	} else if (*line) {
		if (query->roles)
			fail(query->file->path, query->line,
				"\"%s\" is none of role, takes, gives, needs and copy", line);
		query->described = true;
	}
}

// Skips a quoted string, a quoted name or a comment at `at`; returns its last character.
static const char *skip_quoted(const char *at)
{
	if (*at == '\'' || *at == '"') {
		const char *end = strchr(at + 1, *at);
		return end ? end : at + strlen(at) - 1;
	}
	if (at[0] == '-' && at[1] == '-')
		return at + strcspn(at, "\n") - 1;
	return at;
}

// One statement whose placeholders are exactly $1 … $takes.
static void check_statement(const struct query *query, int line)
{
	unsigned used = 0;
	for (const char *at = query->sql; *at; at++) {
		const char *end = skip_quoted(at);
		bool quoted = end > at;
		for (; at < end; at++)
			line += *at == '\n';
		if (quoted)
			continue;
		if (*at == '\n')
			line++;
		else if (*at == ';')
			fail(query->file->path, line, "a file holds one statement");
		else if (*at == '$' && isdigit((unsigned char)at[1])) {
			long number = strtol(at + 1, NULL, 10);
			if (query->copy || number < 1 || number > query->takes)
				fail(query->file->path, line, "$%ld is not among what the statement takes", number);
			used |= 1u << (number - 1);
		}
	}
	if (!query->copy && used != (1u << query->takes) - 1)
		fail(query->file->path, line, "a parameter that the statement takes is not used");
	if (query->copy && (strncmp(query->sql, "COPY ", 5) != 0 || !query->takes || query->gives ||
						   !strstr(query->sql, "FROM STDIN (FORMAT binary)")))
		fail(query->file->path, line,
			"a copy is COPY table (columns) FROM STDIN (FORMAT binary) and takes the columns");
}

struct query query_parse(const struct folder *folder, const struct file *file)
{
	struct query query = {.file = file, .line = 1};
	char *rest = memory(strdup(file->bytes));
	while (strncmp(rest, "--", 2) == 0) {
		char *line = rest + 2, *end = strchr(rest, '\n');
		if (!end)
			fail(file->path, query.line, "there is no statement below the comment");
		*end = '\0';
		rest = end + 1;
		parse_header_line(&query, folder, trim(line));
		query.line++;
	}
	if (!query.described)
		fail(file->path, 1, "the file does not start with a comment that says what it is for");
	if (!query.roles)
		fail(file->path, query.line, "there is no line \"-- role: …\"");
	while (*rest == '\n') {
		rest++;
		query.line++;
	}
	char *sql = trim(rest);
	size_t length = strlen(sql);
	if (length && sql[length - 1] == ';')
		sql[length - 1] = '\0';
	if (!*trim(sql))
		fail(file->path, query.line, "there is no statement below the comment");
	query.sql = sql;
	check_statement(&query, query.line);
	return query;
}
