// SPDX-License-Identifier: MIT
#include "calendar/roster_reader.h"

#include <stdio.h>

#include "calendar/instances.h"
#include "calendar/zone.h"
#include "core/period.h"

#define MAIL "mailto:"

enum { WANTED_CATEGORIES, WANTED_SUMMARY, WANTED_PERSON };

struct reading {
	const struct roster_calendar *how;
	struct interval window;
	struct zone zone;
	struct roster_rows rows;
	struct roster_read *out;
	size_t unknown_size;
	size_t last_line; // of the event that was noted last
};

static void note(struct reading *reading, const struct event *event, const char *why)
{
	char where[40];
	if (reading->last_line == event->line) // once, however often it recurs
		return;
	reading->last_line = event->line;
	snprintf(where, sizeof where, "line %zu", event->line);
	reading->out->unreadable++;
	fault_set(&reading->out->first, STATUS_INVALID, where, "%s", why);
}

static enum status note_unknown(
	struct reading *reading, const struct event *event, struct text word, struct fault *fault)
{
	struct roster_read *out = reading->out;
	if (reading->last_line == event->line)
		return STATUS_OK;
	reading->last_line = event->line;
	out->unknown_events++;
	for (size_t i = 0; i < out->unknown_count; i++) {
		if (text_equal_ignoring_case(out->unknown[i].word, word)) {
			out->unknown[i].events++;
			return STATUS_OK;
		}
	}
	if (out->unknown_count == ROSTER_READER_UNKNOWN_KEPT)
		return STATUS_OK;
	if (!arena_grow(reading->rows.arena, (void **)&out->unknown, out->unknown_count,
			&reading->unknown_size, sizeof *out->unknown))
		return fault_memory(fault);
	out->unknown[out->unknown_count++] = (struct roster_unknown){word, 1};
	return STATUS_OK;
}

// The word that an event's categories name first, else its summary. `said` is what to show of one
// that nobody knows; its start is NULL where memory ran out.
static const struct roster_word *word_of(
	const struct reading *reading, const struct event *event, struct text *said)
{
	const struct roster_calendar *how = reading->how;
	struct text categories = event->wanted[WANTED_CATEGORIES], category;
	while (categories.start && content_value(&categories, &category)) {
		const struct roster_word *word = roster_word_find(how->words, how->word_count, category);
		if (word)
			return word;
	}
	*said = (struct text){"", 0};
	if (event->wanted[WANTED_SUMMARY].start)
		*said = content_text(reading->rows.arena, event->wanted[WANTED_SUMMARY]);
	return said->start ? roster_word_find(how->words, how->word_count, *said) : NULL;
}

static struct text person_of(const struct event *event)
{
	struct text person = event->wanted[WANTED_PERSON];
	struct text start = {person.start, person.length < sizeof MAIL - 1 ? 0 : sizeof MAIL - 1};
	if (person.start && text_equal_ignoring_case(start, TEXT(MAIL)))
		person = (struct text){person.start + start.length, person.length - start.length};
	return text_trim(person);
}

static enum roster_row_answer add(struct reading *reading, const struct event *event,
	const struct roster_word *word, struct text person, struct interval during)
{
	struct roster_rows *rows = &reading->rows;
	if (event->start.kind != WHEN_DATE)
		return roster_row_hours(word, during, person, event->line, rows);
	int64_t first = period_of(&reading->zone, SPAN_CALENDAR_DAY, during.from);
	int64_t last = period_of(&reading->zone, SPAN_CALENDAR_DAY, instant_later(during.to, -1));
	return roster_row_days(word, &reading->zone, first, last, person, event->line, rows);
}

// When a shift is by the clock: one that ends at 06:00 does so also in the night in which clocks
// change, where an event would be as long as ever.
static struct interval by_the_clock(const struct instance *instance)
{
	const struct event *event = instance->event;
	struct interval during = instance->during;
	struct civil start = zone_local(instance->zone, during.from), end = event->end.civil;
	bool local = event->start.kind == WHEN_LOCAL && event->end.kind == WHEN_LOCAL &&
				 text_equal(event->start.zone, event->end.zone);
	if (!local || instance->own_length || start.hour != event->start.civil.hour ||
		start.minute != event->start.civil.minute || start.second != event->start.civil.second)
		return during;
	int64_t days = recurrence_day_of(end) - recurrence_day_of(event->start.civil);
	struct civil last = recurrence_date(recurrence_day_of(start) + days);
	last.hour = end.hour;
	last.minute = end.minute;
	last.second = end.second;
	struct instant to = zone_instant(instance->zone, last);
	if (instant_before(during.from, to))
		during.to = to;
	return during;
}

static enum status take(void *taker, const struct instance *instance, struct fault *fault)
{
	struct reading *reading = taker;
	const struct event *event = instance->event;
	struct interval during = by_the_clock(instance);
	struct text said, person = {"", 0};
	if (event->cancelled || event->start.kind == WHEN_NONE ||
		!interval_overlaps(during, reading->window))
		return STATUS_OK;
	const struct roster_word *word = word_of(reading, event, &said);
	if (!word)
		return said.start ? note_unknown(reading, event, said, fault) : fault_memory(fault);
	if (word->kind == ROSTER_KIND_COUNT)
		return STATUS_OK;
	if (reading->how->person)
		person = person_of(event);
	if (reading->how->person && (person.length == 0 || person.length > ROSTER_ROW_PERSON_MOST)) {
		note(reading, event, "The event does not say whose it is.");
		return STATUS_OK;
	}
	enum roster_row_answer answer = add(reading, event, word, person, during);
	if (answer == ROSTER_ROW_MEMORY)
		return fault_memory(fault);
	if (answer != ROSTER_ROW_FINE)
		note(reading, event, roster_row_sentence(answer));
	if (reading->rows.count > ROSTER_READER_ROWS_LIMIT)
		return fault_set(fault, STATUS_LIMIT, "", "The calendar has more than %d shifts.",
			ROSTER_READER_ROWS_LIMIT);
	return STATUS_OK;
}

enum status roster_reader_read(struct text document, const struct roster_calendar *how,
	struct interval window, struct arena *arena, struct roster_read *out, struct fault *fault)
{
	const struct event_wanted wanted = {{"CATEGORIES", "SUMMARY", how->person}};
	struct roster_read found = {.first = {.status = STATUS_OK}};
	struct reading reading = {
		.how = how,
		.window = window,
		.rows = {.arena = arena},
		.out = &found,
	};
	struct instances instances;
	enum status status = zone_load(how->zone, instant_later(window.from, -400 * SECONDS_PER_DAY),
		instant_later(window.to, 400 * SECONDS_PER_DAY), arena, &reading.zone, fault);
	if (status == STATUS_OK)
		status = instances_read(
			document, how->zone, window, &wanted, arena, take, &reading, &instances, fault);
	if (status != STATUS_OK)
		return status;
	found.repeated = roster_rows_sort(&reading.rows);
	found.rows = reading.rows.list;
	found.count = reading.rows.count;
	found.events = instances.events;
	found.unreadable += instances.unreadable;
	found.unknown_zones = instances.unknown_zones;
	if (instances.first.status != STATUS_OK)
		found.first = instances.first;
	*out = found;
	return STATUS_OK;
}
