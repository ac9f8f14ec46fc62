// SPDX-License-Identifier: MIT
#include "app/import/roster_calendar.h"

#include <stdio.h>
#include <string.h>

#include "core/language.h"
#include "core/period.h"

#define BEGINNING "BEGIN:VCALENDAR"
// So far about the window is looked for a shift; two in a row are seldom further apart.
#define ABOUT (28 * SECONDS_PER_DAY)
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

bool roster_is_calendar(struct text document)
{
	if (text_starts(document, BYTE_ORDER_MARK))
		document = (struct text){document.start + 3, document.length - 3};
	document = text_trim(document);
	if (document.length < sizeof BEGINNING - 1)
		return false;
	return text_equal_ignoring_case(
		(struct text){document.start, sizeof BEGINNING - 1}, TEXT(BEGINNING));
}

static struct instant midnight(const struct zone *zone, int64_t day)
{
	return zone_instant(zone, civil_of((struct instant){day * SECONDS_PER_DAY}));
}

struct interval roster_calendar_window(const struct zone *zone, struct instant now)
{
	int64_t today = period_of(zone, SPAN_CALENDAR_DAY, now);
	return (struct interval){midnight(zone, today), midnight(zone, today + ROSTER_CALENDAR_DAYS)};
}

static enum status check(const struct roster_calendar_file *file, struct fault *fault)
{
	if (!file->property && !file->person.length)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("Say whose calendar it is: a number, or a mapping that says what in it "
					"does."));
	if (file->property && file->person.length)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The mapping finds whose events they are: leave the number out."));
	return STATUS_OK;
}

// What keeps a calendar from being taken in; all of it is in the report.
static enum status refuse(
	const struct roster_read *read, struct roster_report *report, struct fault *fault)
{
	report->unknown = read->unknown;
	report->unknown_count = read->unknown_count;
	report->unknown_events = read->unknown_events;
	report->unreadable = read->unreadable;
	report->unknown_zones = read->unknown_zones;
	if (read->unreadable)
		return fault_set(fault, STATUS_INVALID, read->first.where, "%s", read->first.message);
	if (read->unknown_events)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("It has words that are not known; plimsoll roster import lists them at the "
					"shell. Say "
					"in a mapping what they stand for."));
	if (read->unknown_zones)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("It has times in a zone that is not known."));
	return STATUS_OK;
}

// What ends the number of a person ends it where it first stands.
static struct text number_of(struct text value, struct text until)
{
	const char *found =
		until.length ? memmem(value.start, value.length, until.start, until.length) : NULL;
	return text_trim(found ? (struct text){value.start, (size_t)(found - value.start)} : value);
}

static enum status refuse_person(
	const struct roster_row *row, struct roster_report *report, struct fault *fault)
{
	char where[40];
	snprintf(where, sizeof where, "line %zu", row->line);
	report->unreadable = 1;
	return fault_set(
		fault, STATUS_INVALID, where, "%s", MESSAGE("The event does not say whose it is."));
}

// What is of the window, and whether the calendar speaks of the time before and after it too.
struct found {
	struct roster_rows rows;
	bool before, after;
};

// A shift that begins before the window belongs to what was said of then.
static void keep_rows(const struct roster_calendar_file *file, struct roster_row *rows,
	size_t count, struct found *out)
{
	out->rows.list = rows;
	for (size_t i = 0; i < count; i++) {
		struct instant from = rows[i].entry.during.from;
		bool before = instant_before(from, file->window.from);
		bool after = !instant_before(from, file->window.to);
		out->before |= before;
		out->after |= after;
		if (before || after)
			continue;
		struct roster_row *row = &rows[out->rows.count++];
		*row = rows[i];
		row->person = file->property ? number_of(rows[i].person, file->until) : file->person;
	}
}

static struct interval known_of(
	const struct roster_calendar_file *file, const struct zone *zone, const struct found *found)
{
	const struct roster_row *rows = found->rows.list;
	struct interval known = rows[0].entry.during;
	for (size_t i = 1; i < found->rows.count; i++) {
		known.from = instant_earliest(known.from, rows[i].entry.during.from);
		known.to = instant_latest(known.to, rows[i].entry.during.to);
	}
	int64_t first = period_of(zone, SPAN_CALENDAR_DAY, known.from);
	int64_t last = period_of(zone, SPAN_CALENDAR_DAY, instant_later(known.to, -1));
	known.from = found->before ? file->window.from : midnight(zone, first);
	known.to = found->after ? file->window.to
							: instant_earliest(midnight(zone, last + 1), file->window.to);
	return known;
}

enum status roster_import_calendar(const struct roster_import *import,
	const struct roster_calendar_file *file, struct arena *arena, struct roster_report *report,
	struct fault *fault)
{
	struct roster_read read;
	unsigned guards = 0;
	struct found found = {.rows = {.arena = arena}};
	const struct interval about = {
		instant_later(file->window.from, -ABOUT), instant_later(file->window.to, ABOUT)};
	const struct roster_calendar how = {
		file->property, file->form->zone, file->form->words, file->form->word_count};
	*report = (struct roster_report){0};
	enum status status = check(file, fault);
	if (status == STATUS_OK)
		status = limited_roster_read(
			&file->limited, file->document, &how, about, arena, &read, &guards, fault);
	if (status == STATUS_OK)
		status = refuse(&read, report, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; file->property && i < read.count; i++) {
		if (!number_of(read.rows[i].person, file->until).length)
			return refuse_person(&read.rows[i], report, fault);
	}
	keep_rows(file, read.rows, read.count, &found);
	if (!found.rows.count)
		return fault_set(fault, STATUS_INVALID, NULL, "%s",
			MESSAGE("The calendar has no shift that begins in this time."));
	size_t repeated = read.repeated + roster_rows_sort(&found.rows);
	const struct roster_file rows = {
		found.rows.list, found.rows.count, repeated, known_of(file, import->setting->zone, &found)};
	return roster_import_rows(import, &rows, arena, report, fault);
}
