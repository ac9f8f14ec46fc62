// SPDX-License-Identifier: MIT
// Prints when the rules allow a session: choose_times MARGIN < ROSTER. The roster has the columns
// person, start, end and kind; its kinds are Early, Day, Late and Night, with their usual hours. A
// line for each quarter of an hour of each person at which an hour may begin: person and start.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/import/roster_file.h"
#include "calendar/zone.h"

#define STEP 900
#define LENGTH 3600

static const struct roster_word words[] = {
	{TEXT_CONSTANT("Early"), ROSTER_EARLY, true, 360, 840},
	{TEXT_CONSTANT("Day"), ROSTER_DAY, true, 540, 1020},
	{TEXT_CONSTANT("Late"), ROSTER_LATE, true, 840, 1320},
	{TEXT_CONSTANT("Night"), ROSTER_NIGHT, true, 1320, 1800},
};

static void print_times(const struct roster *roster, const struct roster_rules *rules,
	struct interval known, struct text person)
{
	for (int64_t from = known.from.seconds; from + LENGTH <= known.to.seconds; from += STEP) {
		char text[INSTANT_TEXT_LENGTH + 1];
		struct interval session = {{from}, {from + LENGTH}};
		if (roster_allows(roster, rules, session) != ROSTER_FITS)
			continue;
		instant_format(session.from, text);
		printf("%.*s %s\n", TEXT_ARGUMENTS(person), text);
	}
}

static enum status choose(
	const struct roster_file *file, int32_t margin, struct arena *arena, struct fault *fault)
{
	struct zone zone;
	struct roster_rules rules = roster_rules_default;
	rules.margin_minutes = margin;
	enum status status =
		zone_load(roster_form_usual.zone, file->known.from, file->known.to, arena, &zone, fault);
	struct roster_entry *entries = arena_array(arena, file->count, sizeof *entries);
	if (!entries)
		return fault_memory(fault);
	for (size_t first = 0, end; status == STATUS_OK && first < file->count; first = end) {
		struct roster roster;
		for (end = first;
			 end < file->count && text_equal(file->rows[end].person, file->rows[first].person);
			 end++)
			entries[end - first] = file->rows[end].entry;
		status =
			roster_prepare(entries, end - first, &file->known, 1, &zone, arena, &roster, fault);
		if (status == STATUS_OK)
			print_times(&roster, &rules, file->known, file->rows[first].person);
	}
	return status;
}

int main(int count, char **arguments)
{
	struct arena arena;
	struct roster_form form = roster_form_usual;
	struct roster_file file;
	struct roster_file_faults faults;
	struct fault fault = {.status = STATUS_OK};
	int64_t margin;
	if (count != 2 || !text_to_integer(text_of(arguments[1]), &margin)) {
		fprintf(stderr, "Usage: choose_times MARGIN < ROSTER\n");
		return EXIT_FAILURE;
	}
	form.words = words;
	form.word_count = sizeof words / sizeof words[0];
	arena_init(&arena);
	enum status status = roster_file_read(STDIN_FILENO, &form, &arena, &file, &faults, &fault);
	if (status == STATUS_OK)
		status = choose(&file, (int32_t)margin, &arena, &fault);
	if (status != STATUS_OK)
		fprintf(stderr, "%s: %s\n", fault.where, fault.message);
	arena_done(&arena);
	return status == STATUS_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
