// SPDX-License-Identifier: MIT
// Prints when a calendar keeps its person busy: read_busy FILE ZONE FROM TO. A line for each time,
// from and to; then "events N, unreadable N, unknown zones N", and why for the first that is
// unreadable. A file that is refused gives "refused: " and the reason. It is read as the service
// reads it, in a limited process.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/child.h"
#include "calendar/limited.h"

static struct text read_file(const char *path, struct arena *arena)
{
	static const size_t most = 16 << 20;
	FILE *file = fopen(path, "rb");
	char *bytes = arena_allocate(arena, most);
	if (!file || !bytes)
		exit(EXIT_FAILURE);
	size_t length = fread(bytes, 1, most, file);
	fclose(file);
	return (struct text){bytes, length};
}

static void print(const struct busy_time *read)
{
	for (size_t i = 0; i < read->count; i++) {
		char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
		instant_format(read->busy[i].from, from);
		instant_format(read->busy[i].to, to);
		printf("%s %s\n", from, to);
	}
	printf("events %zu, unreadable %zu, unknown zones %zu\n", read->events, read->unreadable,
		read->unknown_zones);
	if (read->unreadable)
		printf("%s: %s\n", read->first.where, read->first.message);
}

int main(int count, char **arguments)
{
	struct arena arena;
	struct interval window;
	struct busy_time read;
	unsigned guards = 0;
	const struct limited limited = {"/proc/self/exe", -1, LIMITED_SECONDS};
	struct fault fault = {.status = STATUS_OK};
	if (count > 1 && strcmp(arguments[1], CHILD_COMMAND) == 0)
		calendar_child(count, arguments);
	if (count != 5 || !instant_parse(text_of(arguments[3]), &window.from) ||
		!instant_parse(text_of(arguments[4]), &window.to)) {
		fprintf(stderr, "Usage: read_busy FILE ZONE FROM TO\n");
		return EXIT_FAILURE;
	}
	arena_init(&arena);
	if (limited_read(&limited, read_file(arguments[1], &arena), text_of(arguments[2]), window,
			&arena, &read, &guards, &fault) == STATUS_OK)
		print(&read);
	else
		printf("refused: %s %s\n", fault.where, fault.message);
	arena_done(&arena);
	return EXIT_SUCCESS;
}
