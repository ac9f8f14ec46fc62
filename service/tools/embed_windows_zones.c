// SPDX-License-Identifier: MIT
// Turns CLDR's windowsZones.xml into a C source: the names that Windows gives to time zones, each
// with its zone in tzdata where no territory is named (territory 001).
//
//   embed_windows_zones windowsZones.xml OUT.c
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// The value of an attribute of the element that begins at `element`; false where it has none.
static bool attribute(const char *element, const char *name, char out[static 100])
{
	char start[40];
	snprintf(start, sizeof start, " %s=\"", name);
	const char *value = strstr(element, start);
	if (!value)
		return false;
	value += strlen(start);
	size_t length = strcspn(value, "\"\\\n&");
	if (value[length] != '"' || length >= 100)
		return false;
	memcpy(out, value, length);
	out[length] = '\0';
	return true;
}

int main(int count, char **arguments)
{
	char line[4096], name[100], territory[100], zone[100];
	int written = 0;
	FILE *in = count == 3 ? fopen(arguments[1], "r") : NULL;
	FILE *out = in ? fopen(arguments[2], "w") : NULL;
	if (!out) {
		fprintf(stderr, "Usage: embed_windows_zones windowsZones.xml OUT.c\n");
		return 1;
	}
	fputs("#include \"calendar/windows_zones.h\"\n\n"
		  "const struct windows_zone windows_zones[] = {\n",
		out);
	while (fgets(line, sizeof line, in)) {
		const char *element = strstr(line, "<mapZone");
		if (!element || !attribute(element, "territory", territory) ||
			strcmp(territory, "001") != 0 || !attribute(element, "other", name) ||
			!attribute(element, "type", zone))
			continue;
		fprintf(out, "\t{\"%s\", \"%s\"},\n", name, zone);
		written++;
	}
	fprintf(out, "\t{0, 0},\n};\n");
	fclose(in);
	if (fclose(out) != 0 || written < 100) {
		fprintf(stderr, "embed_windows_zones: %s names only %d zones\n", arguments[1], written);
		return 1;
	}
	return 0;
}
