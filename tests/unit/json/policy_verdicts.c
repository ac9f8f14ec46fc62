// SPDX-License-Identifier: MIT
// policy_verdicts FILE... : for each policy document one line of JSON, a list of its faults as
// [path, message]; empty where the document is accepted. "schema" and the names of shipped
// documents print those instead.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json/policy.h"
#include "json/writer.h"

static char buffer[2 * 1024 * 1024];

static void print_verdict(struct text document)
{
	static struct json_faults faults;
	struct arena arena;
	struct policy policy;
	struct text_builder out;
	struct json_writer writer;
	arena_init(&arena);
	builder_init(&out);
	writer_start(&writer, &out);
	writer_array(&writer);
	if (policy_read(document, &arena, &policy, &faults) != STATUS_OK) {
		for (size_t i = 0; i < faults.count; i++) {
			writer_array(&writer);
			writer_text(&writer, text_of(faults.list[i].where));
			writer_text(&writer, text_of(faults.list[i].message));
			writer_array_end(&writer);
		}
	}
	writer_array_end(&writer);
	puts(builder_view(&out).start);
	builder_done(&out);
	arena_done(&arena);
}

static int read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return EXIT_FAILURE;
	}
	size_t length = fread(buffer, 1, sizeof buffer, file);
	fclose(file);
	print_verdict((struct text){buffer, length});
	return EXIT_SUCCESS;
}

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++) {
		struct text shipped = strcmp(arguments[i], "schema") == 0
								  ? policy_schema()
								  : policy_shipped(text_of(arguments[i]));
		if (shipped.start)
			fwrite(shipped.start, 1, shipped.length, stdout);
		else if (read_file(arguments[i]) != EXIT_SUCCESS)
			return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
