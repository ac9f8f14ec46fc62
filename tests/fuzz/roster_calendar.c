// SPDX-License-Identifier: MIT
// Rosters out of other people's calendars, of one person or of several: what is read lies about the
// window, is in order and none is there twice; what is not known is told.
#include "calendar/roster_reader.h"

#include "core/period.h"
#include "fuzz/fuzz.h"

#define LONGEST (ROSTER_ROW_DAYS_MOST * SECONDS_PER_DAY + SECONDS_PER_DAY)

static const struct interval window = {
	{1790000000}, {1820000000}}; // September 2026 to September 2027

static void check_rows(const struct roster_read *read, bool one)
{
	for (size_t i = 0; i < read->count; i++) {
		const struct roster_row *row = &read->rows[i], *before = i ? &read->rows[i - 1] : NULL;
		struct interval during = row->entry.during;
		PROMISED((unsigned)row->entry.kind < ROSTER_KIND_COUNT);
		PROMISED(instant_before(during.from, during.to));
		PROMISED(during.to.seconds - during.from.seconds <= LONGEST);
		PROMISED(row->person.length <= ROSTER_ROW_PERSON_MOST);
		PROMISED(one ? row->person.length == 0 : row->person.length > 0);
		int order = before ? text_compare(before->person, row->person) : -1;
		PROMISED(
			order < 0 || (order == 0 && !instant_before(during.from, before->entry.during.from)));
	}
}

static void check_unknown(const struct roster_read *read)
{
	size_t events = 0;
	for (size_t i = 0; i < read->unknown_count; i++)
		events += read->unknown[i].events;
	PROMISED(read->unknown_count <= ROSTER_READER_UNKNOWN_KEPT);
	PROMISED(events <= read->unknown_events);
	PROMISED((read->unreadable > 0) == (read->first.status != STATUS_OK));
}

static void run(struct text document, const char *person)
{
	struct arena arena;
	struct roster_read read = {.first = {.status = STATUS_OK}};
	struct fault fault = {.status = STATUS_OK};
	const struct roster_word words[] = {
		{TEXT_CONSTANT("N*"), ROSTER_NIGHT, true, 22 * 60, 30 * 60},
		{TEXT_CONSTANT("Pay day"), ROSTER_KIND_COUNT, false, 0, 0},
		{TEXT_CONSTANT("*"), ROSTER_DUTY, false, 0, 0},
	};
	const struct roster_calendar how = {person, TEXT("Europe/London"), words, person ? 2 : 3};
	arena_init(&arena);
	enum status status = roster_reader_read(document, &how, window, &arena, &read, &fault);
	PROMISED(status == STATUS_OK || status == STATUS_INVALID || status == STATUS_LIMIT);
	PROMISED((status == STATUS_OK) == (fault.status == STATUS_OK));
	check_rows(&read, !person);
	check_unknown(&read);
	arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct text document = {(const char *)bytes, size};
	run(document, NULL);
	run(document, "ATTENDEE");
	return 0;
}
