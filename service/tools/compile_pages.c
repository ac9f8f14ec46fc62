// SPDX-License-Identifier: MIT
// compile_pages FOLDER PREFIX FILE...: turns pages into C (tools/page.h).
//
// FILE is NAME.html, as a fault is to name it. In FOLDER it writes page_NAME.c for each, which
// includes "PREFIX/pages.h" with the view structs; PREFIX/page_functions.h, which declares the
// functions; and pages.pot, the sentences to translate. A file that would not change is left alone,
// so that a change of one page compiles one page. The first fault ends the run.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/page.h"

#define FILE_LIMIT (1024 * 1024)

struct output {
	const char *folder, *prefix;
	char views[256], functions[256];
	struct page_messages messages;
	struct text_builder header;
	struct arena arena;
};

static bool says(const char *where, const char *what)
{
	fprintf(stderr, "%s: %s\n", where, what);
	return false;
}

// Allocated in the arena; start is NULL after a fault.
static struct text read_file(struct arena *arena, const char *path)
{
	struct text content = {NULL, 0};
	char *bytes = arena_allocate(arena, FILE_LIMIT);
	FILE *in = bytes ? fopen(path, "rb") : NULL;
	if (!in) {
		says(path, strerror(errno));
		return content;
	}
	size_t length = fread(bytes, 1, FILE_LIMIT, in);
	if (ferror(in))
		says(path, strerror(errno));
	else if (length == FILE_LIMIT)
		says(path, "The page is too large.");
	else
		content = (struct text){bytes, length};
	fclose(in);
	return content;
}

static bool is_same(struct arena *arena, const char *path, struct text content)
{
	struct stat about;
	if (stat(path, &about) != 0 || about.st_size != (off_t)content.length)
		return false;
	FILE *in = fopen(path, "rb");
	char *bytes = arena_allocate(arena, content.length);
	bool same = in && bytes && fread(bytes, 1, content.length, in) == content.length &&
				memcmp(bytes, content.start, content.length) == 0;
	if (in)
		fclose(in);
	return same;
}

static bool save(struct output *output, const char *name, const struct text_builder *content)
{
	char path[4096];
	struct text text = builder_view(content);
	snprintf(path, sizeof path, "%s/%s", output->folder, name);
	if (content->failed)
		return says(path, "There is not enough memory.");
	if (is_same(&output->arena, path, text))
		return true;
	FILE *out = fopen(path, "wb");
	bool written = out && fwrite(text.start, 1, text.length, out) == text.length;
	if (out && fclose(out) != 0)
		written = false;
	return written || says(path, strerror(errno));
}

// The file's name without its folder and ".html".
static struct text page_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct text name = text_of(slash ? slash + 1 : path);
	size_t ending = strlen(".html");
	if (name.length <= ending || strcmp(name.start + name.length - ending, ".html") != 0)
		return TEXT("");
	return (struct text){name.start, name.length - ending};
}

static bool compile(struct output *output, const char *path, struct text_builder *content)
{
	struct fault fault = {.status = STATUS_OK};
	struct page_source source = {
		.path = path,
		.name = page_name(path),
		.views = output->views,
		.functions = output->functions,
	};
	char name[128];
	if (!page_name_is_good(source.name))
		return says(path, "A page is named NAME.html, in small letters, digits and _.");
	source.bytes = read_file(&output->arena, path);
	if (!source.bytes.start)
		return false;
	if (page_compile(&source, &output->arena, content, &output->messages, &fault) != STATUS_OK)
		return says(fault.where[0] ? fault.where : path, fault.message);
	builder_format(&output->header,
		"\nstruct page_%.*s;\nvoid page_%.*s(\n"
		"\tstruct text_builder *out, enum language language, const struct page_%.*s *view);\n",
		TEXT_ARGUMENTS(source.name), TEXT_ARGUMENTS(source.name), TEXT_ARGUMENTS(source.name));
	snprintf(name, sizeof name, "page_%.*s.c", TEXT_ARGUMENTS(source.name));
	return save(output, name, content);
}

static bool compile_all(struct output *output, char **paths, int count)
{
	bool good = true;
	if (count)
		builder_string(&output->header, "\n#include \"base/text.h\"\n#include \"words/words.h\"\n");
	for (int i = 0; good && i < count; i++) {
		struct text_builder content;
		for (int j = 0; j < i; j++) {
			if (text_equal(page_name(paths[i]), page_name(paths[j])))
				return says(paths[i], "Another page has the same name.");
		}
		builder_init(&content);
		good = compile(output, paths[i], &content);
		builder_done(&content);
	}
	return good;
}

static bool save_rest(struct output *output)
{
	struct text_builder template;
	builder_init(&template);
	page_messages_write(&output->messages, &template);
	bool good =
		save(output, output->functions, &output->header) && save(output, "pages.pot", &template);
	builder_done(&template);
	return good;
}

int main(int count, char **arguments)
{
	if (count < 3) {
		fprintf(stderr, "usage: compile_pages FOLDER PREFIX FILE...\n");
		return EXIT_FAILURE;
	}
	struct output output = {.folder = arguments[1], .prefix = arguments[2]};
	snprintf(output.views, sizeof output.views, "%s/pages.h", output.prefix);
	snprintf(output.functions, sizeof output.functions, "%s/page_functions.h", output.prefix);
	arena_init(&output.arena);
	builder_init(&output.header);
	builder_string(&output.header, "// Made by compile_pages.\n#pragma once\n");
	bool good = compile_all(&output, arguments + 3, count - 3) && save_rest(&output);
	builder_done(&output.header);
	arena_done(&output.arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
