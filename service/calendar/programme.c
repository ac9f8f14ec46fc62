// SPDX-License-Identifier: MIT
#include "calendar/programme.h"

#include <stdio.h>
#include <string.h>

#include "calendar/files.h"
#include "calendar/pattern.h"

#define HOLIDAYS_PREFIX "bank-holidays-"

static bool is_pattern_file(const struct embedded_file *file)
{
	return !text_starts(text_of(file->name), HOLIDAYS_PREFIX);
}

enum status programme_read(
	struct arena *arena, struct series **out, size_t *count, struct fault *fault)
{
	struct series *all = NULL;
	size_t total = 0;
	for (size_t i = 0; i < calendar_file_count; i++) {
		const struct embedded_file *file = &calendar_files[i];
		if (!is_pattern_file(file))
			continue;
		struct series *some;
		size_t some_count;
		enum status status =
			patterns_parse(file->name, file->bytes, arena, &some, &some_count, fault);
		if (status)
			return status;
		struct series *joined = arena_array(arena, total + some_count, sizeof *joined);
		if (!joined)
			return fault_memory(fault);
		if (total)
			memcpy(joined, all, total * sizeof *joined);
		memcpy(joined + total, some, some_count * sizeof *joined);
		all = joined;
		total += some_count;
	}
	*out = all;
	*count = total;
	return STATUS_OK;
}

enum status holidays_read(struct text nation, struct arena *arena, struct holiday **out,
	size_t *count, struct fault *fault)
{
	char name[80];
	int length = snprintf(name, sizeof name, HOLIDAYS_PREFIX "%.*s.ics", TEXT_ARGUMENTS(nation));
	for (size_t i = 0; i < calendar_file_count; i++) {
		const struct embedded_file *file = &calendar_files[i];
		if (length < (int)sizeof name && !strcmp(file->name, name))
			return holidays_parse(file->name, file->bytes, arena, out, count, fault);
	}
	return fault_set(fault, STATUS_NOT_FOUND, "nation",
		"Public holidays are known for england-and-wales, scotland and northern-ireland.");
}
