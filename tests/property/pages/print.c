// SPDX-License-Identifier: MIT
// For each value in hexadecimal digits on a line, the page that shows it, in such digits too.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "property/pages/page_functions.h"
#include "property/pages/pages.h"

static size_t read_value(const char *line, char *value)
{
	size_t length = strcspn(line, "\n") / 2;
	for (size_t i = 0; i < length; i++) {
		unsigned byte;
		if (sscanf(line + 2 * i, "%2x", &byte) != 1)
			exit(EXIT_FAILURE);
		value[i] = (char)byte;
	}
	return length;
}

int main(void)
{
	char line[4096], value[sizeof line / 2];
	while (fgets(line, sizeof line, stdin)) {
		struct page_all view = {.value = {value, read_value(line, value)}};
		struct text_builder out;
		builder_init(&out);
		page_all(&out, LANGUAGE_ENGLISH, &view);
		if (out.failed)
			return EXIT_FAILURE;
		for (size_t i = 0; i < out.length; i++)
			printf("%02x", (unsigned)(unsigned char)out.start[i]);
		putchar('\n');
		builder_done(&out);
	}
	return EXIT_SUCCESS;
}
