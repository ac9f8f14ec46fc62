// SPDX-License-Identifier: MIT
// Rosters of other people, as a calendar and, after a first byte of ",", ";" or TAB, as rows: what
// is read is sorted, of a person where it has to be, and longer than nothing.
#include <sys/mman.h>
#include <unistd.h>

#include "app/import/roster_file.h"
#include "calendar/holidays.h"
#include "calendar/roster_reader.h"

#include "fuzz/fuzz.h"

static void check_rows(const struct roster_row *rows, size_t count, bool of_persons)
{
	for (size_t i = 0; i < count; i++) {
		const struct roster_entry *entry = &rows[i].entry;
		PROMISED(instant_before(entry->during.from, entry->during.to));
		PROMISED(entry->kind < ROSTER_KIND_COUNT);
		PROMISED(!of_persons || rows[i].person.length > 0);
		PROMISED(rows[i].person.length <= ROSTER_ROW_PERSON_MOST);
		PROMISED(i == 0 || text_compare(rows[i - 1].person, rows[i].person) < 0 ||
				 !instant_before(entry->during.from, rows[i - 1].entry.during.from));
	}
}

static void read_rows(struct text bytes, struct arena *arena)
{
	struct roster_form form = roster_form_usual;
	struct roster_file file = {.count = 0};
	struct roster_file_faults faults;
	struct fault fault = {.status = STATUS_OK};
	int descriptor = memfd_create("roster", 0);
	PROMISED(descriptor >= 0);
	PROMISED(write(descriptor, bytes.start + 1, bytes.length - 1) == (ssize_t)bytes.length - 1);
	PROMISED(lseek(descriptor, 0, SEEK_SET) == 0);
	form.table.separator = *bytes.start;
	enum status status = roster_file_read(descriptor, &form, arena, &file, &faults, &fault);
	close(descriptor);
	PROMISED((status == STATUS_OK) == (fault.status == STATUS_OK));
	PROMISED(status != STATUS_OK || (faults.count == 0 && file.count > 0));
	check_rows(file.rows, file.count, true);
	for (size_t i = 0; i < file.count; i++) {
		PROMISED(!instant_before(file.rows[i].entry.during.from, file.known.from));
		PROMISED(!instant_before(file.known.to, file.rows[i].entry.during.to));
	}
}

static void read_calendar(struct text bytes, const char *person, struct arena *arena)
{
	const struct interval window = {{1790000000}, {1820000000}}; // September 2026 to September 2027
	const struct roster_calendar how = {
		person, TEXT("Europe/London"), roster_words_usual, ROSTER_WORDS_USUAL_COUNT};
	struct roster_read read = {.count = 0};
	struct fault fault = {.status = STATUS_OK};
	enum status status = roster_reader_read(bytes, &how, window, arena, &read, &fault);
	PROMISED(status == STATUS_OK || status == STATUS_INVALID || status == STATUS_LIMIT);
	PROMISED((status == STATUS_OK) == (fault.status == STATUS_OK));
	PROMISED((read.unreadable > 0) == (read.first.status != STATUS_OK));
	PROMISED(read.unknown_count <= read.unknown_events);
	check_rows(read.rows, read.count, person);
}

static void read_holidays(struct text bytes, struct arena *arena)
{
	struct holiday *list = NULL;
	size_t count = 0;
	struct fault fault = {.status = STATUS_OK};
	enum status status = holidays_import(bytes, arena, &list, &count, &fault);
	PROMISED((status == STATUS_OK) == (count > 0));
	for (size_t i = 1; i < count; i++)
		PROMISED(civil_as_utc(list[i - 1].date).seconds < civil_as_utc(list[i].date).seconds);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text text = {(const char *)bytes, size};
	struct arena arena;
	arena_init(&arena);
	if (size > 0 && (*text.start == ',' || *text.start == ';' || *text.start == '\t')) {
		read_rows(text, &arena);
	} else {
		read_calendar(text, NULL, &arena);
		read_calendar(text, "ATTENDEE", &arena);
		read_holidays(text, &arena);
	}
	arena_done(&arena);
	return 0;
}
