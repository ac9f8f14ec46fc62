// SPDX-License-Identifier: MIT
#include "calendar/shifts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/event.h"
#include "calendar/shift_files.h"
#include "core/language.h"

#define DAYS_LIMIT 100000 // looked at for the rules of a file
#define MINUTES_PER_DAY 1440

struct parsing {
	const char *file;
	struct events events;
	struct recurrence *rules; // of each event
	int64_t first;            // day on which the cycle begins
	struct shift_pattern pattern;
	struct pattern_shift *shifts;
	size_t size;
	int64_t days_left;
	struct arena *arena;
	struct fault *fault;
};

static enum status wrong(struct parsing *parsing, const struct event *event, const char *sentence)
{
	char where[sizeof parsing->fault->where];
	snprintf(where, sizeof where, "%s%sline %zu", parsing->file, *parsing->file ? ": " : "",
		event->line);
	return fault_set(parsing->fault, STATUS_INVALID, where, "%s", sentence);
}

// Whether a rule says nothing but every n-th day, or days of every n-th week.
static bool is_plain(const struct recurrence *rule)
{
	for (size_t i = 0; i < rule->day_count; i++) {
		if (rule->days[i].nth)
			return false;
	}
	return !rule->count && !rule->has_until && !rule->months && !rule->month_day_count &&
		   !rule->year_day_count && !rule->week_count && !rule->position_count &&
		   (rule->frequency == RECURRENCE_WEEKLY ||
			   (rule->frequency == RECURRENCE_DAILY && !rule->day_count));
}

static int64_t common_divisor(int64_t a, int64_t b)
{
	while (b) {
		int64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

static enum status read_rule(
	struct parsing *parsing, const struct event *event, struct recurrence *out)
{
	if (event->unreadable)
		return wrong(parsing, event, event->unreadable);
	if (event->start.kind != WHEN_LOCAL || event->end.kind != WHEN_LOCAL ||
		!text_equal(event->start.zone, event->end.zone))
		return wrong(
			parsing, event, MESSAGE("A shift begins and ends at local times of one zone."));
	if (event->rule_count != 1 || event->exception_count || event->more_count)
		return wrong(parsing, event, MESSAGE("A shift has one rule, and no other dates."));
	if (event->cancelled || event->instance.kind != WHEN_NONE)
		return wrong(
			parsing, event, MESSAGE("A shift is not cancelled, and none of its days is moved."));
	struct fault own = {.status = STATUS_OK};
	enum status status = recurrence_parse(event->rules[0], out, &own);
	if (status != STATUS_OK)
		return status == STATUS_MEMORY
				   ? fault_memory(parsing->fault)
				   : wrong(parsing, event,
						 MESSAGE("The rule of this shift cannot be followed: it "
								 "is of every n-th day or of days of weeks."));
	if (!is_plain(out) || !recurrence_keeps_time(out, event->start.civil))
		return wrong(parsing, event,
			MESSAGE("The rule of a shift is of every n-th day or of days of weeks."));
	bool weekly = out->frequency == RECURRENCE_WEEKLY;
	int64_t days = out->interval * (weekly ? 7 : 1), all = parsing->pattern.days;
	if (days <= SHIFTS_CYCLE_LIMIT)
		all = all / common_divisor(all, days) * days;
	if (days > SHIFTS_CYCLE_LIMIT || all > SHIFTS_CYCLE_LIMIT)
		return wrong(
			parsing, event, MESSAGE("The cycle of a shift pattern has more than 366 days."));
	parsing->pattern.days = (int32_t)all;
	parsing->pattern.of_weeks |= weekly;
	int64_t day = recurrence_day_of(event->start.civil);
	if (out == parsing->rules || day < parsing->first)
		parsing->first = day;
	return STATUS_OK;
}

static int32_t minutes_of(struct civil civil)
{
	return civil.hour * 60 + civil.minute;
}

// The days of a second cycle, in which none is missing because the shift had not begun.
static enum status add_shifts(
	struct parsing *parsing, const struct event *event, const struct recurrence *rule)
{
	struct pattern_shift shift = {.from = minutes_of(event->start.civil)};
	int64_t from = parsing->first + parsing->pattern.days, *days;
	int64_t over = recurrence_day_of(event->end.civil) - recurrence_day_of(event->start.civil);
	size_t count;
	if (!event->wanted[0].start || !roster_kind_parse(event->wanted[0], &shift.kind) ||
		shift.kind > ROSTER_DUTY)
		return wrong(parsing, event, MESSAGE("X-PLIMSOLL-SHIFT names no kind of duty."));
	if (over < 0 || over > 1 || over * MINUTES_PER_DAY + minutes_of(event->end.civil) <= shift.from)
		return wrong(parsing, event,
			MESSAGE("A shift ends after it begins, on the next day at the latest."));
	shift.until = (int32_t)over * MINUTES_PER_DAY + minutes_of(event->end.civil);
	enum status status = recurrence_expand(rule, event->start.civil, rule->until, from,
		from + parsing->pattern.days - 1, &parsing->days_left, parsing->arena, &days, &count,
		parsing->fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (!arena_grow(parsing->arena, (void **)&parsing->shifts, parsing->pattern.count,
				&parsing->size, sizeof *parsing->shifts))
			return fault_memory(parsing->fault);
		if (parsing->pattern.count == SHIFTS_LIMIT)
			return wrong(parsing, event, MESSAGE("A cycle has at most 2,000 shifts."));
		shift.day = (int32_t)(days[i] - from);
		parsing->shifts[parsing->pattern.count++] = shift;
	}
	return status;
}

static int compare_shifts(const void *a, const void *b)
{
	const struct pattern_shift *left = a, *right = b;
	return left->day != right->day ? left->day - right->day : left->from - right->from;
}

static enum status read_shifts(struct parsing *parsing)
{
	size_t count = parsing->events.count;
	enum status status = STATUS_OK;
	parsing->rules = arena_array(parsing->arena, count, sizeof *parsing->rules);
	if (!parsing->rules)
		return fault_memory(parsing->fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = read_rule(parsing, &parsing->events.list[i], &parsing->rules[i]);
	// Day 4 was a Monday.
	if (status == STATUS_OK && parsing->pattern.of_weeks && (parsing->first - 4) % 7 != 0)
		status = fault_set(parsing->fault, STATUS_INVALID, parsing->file, "%s",
			MESSAGE("A shift pattern of weeks has its first shift on a Monday."));
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = add_shifts(parsing, &parsing->events.list[i], &parsing->rules[i]);
	if (status == STATUS_OK && parsing->pattern.count == 0)
		status = fault_set(parsing->fault, STATUS_INVALID, parsing->file, "%s",
			MESSAGE("The shift pattern has no shifts."));
	return status;
}

static bool is_title(struct text title)
{
	for (size_t i = 0; i < title.length; i++) {
		if ((unsigned char)title.start[i] < ' ' || title.start[i] == 0x7F)
			return false;
	}
	return title.length <= SHIFTS_TITLE_LIMIT && text_is_utf8(title);
}

enum status shifts_parse(const char *file, struct text document, struct arena *arena,
	struct shift_pattern *out, struct fault *fault)
{
	static const struct event_wanted wanted = {{"X-PLIMSOLL-SHIFT"}};
	struct foreign_zones zones = {.arena = arena, .days_left = DAYS_LIMIT};
	struct parsing parsing = {.file = file,
		.pattern = {.days = 1},
		.days_left = DAYS_LIMIT,
		.arena = arena,
		.fault = fault};
	enum status status = events_read(document, &wanted, arena, &zones, &parsing.events, fault);
	if (status == STATUS_OK)
		status = read_shifts(&parsing);
	if (status != STATUS_OK)
		return status;
	struct text stem = text_of(file), title = content_text(arena, parsing.events.name);
	if (!title.start)
		return fault_memory(fault);
	if (!is_title(title))
		return fault_set(fault, STATUS_INVALID, file, "%s",
			MESSAGE("The name of the calendar (X-WR-CALNAME) is one line of at most 200 bytes."));
	qsort(parsing.shifts, parsing.pattern.count, sizeof *parsing.shifts, compare_shifts);
	parsing.pattern.name = text_cut(&stem, '.');
	parsing.pattern.title = title;
	parsing.pattern.shifts = parsing.shifts;
	*out = parsing.pattern;
	return STATUS_OK;
}

enum status shifts_read(
	struct arena *arena, struct shift_pattern **out, size_t *count, struct fault *fault)
{
	struct shift_pattern *list = arena_array(arena, shift_pattern_file_count, sizeof *list);
	enum status status = list ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < shift_pattern_file_count; i++) {
		const struct embedded_file *file = &shift_pattern_files[i];
		status = shifts_parse(file->name, (struct text){(const char *)file->bytes, file->length},
			arena, &list[i], fault);
	}
	if (status != STATUS_OK)
		return status;
	*out = list;
	*count = shift_pattern_file_count;
	return STATUS_OK;
}

enum status shifts_find(
	struct text name, struct arena *arena, struct shift_pattern *out, struct fault *fault)
{
	char names[300] = "";
	for (size_t i = 0; i < shift_pattern_file_count; i++) {
		const struct embedded_file *file = &shift_pattern_files[i];
		struct text left = text_of(file->name), stem = text_cut(&left, '.');
		if (text_equal(stem, name))
			return shifts_parse(file->name, (struct text){(const char *)file->bytes, file->length},
				arena, out, fault);
		size_t length = strlen(names);
		snprintf(
			names + length, sizeof names - length, "%s%.*s", i ? ", " : "", TEXT_ARGUMENTS(stem));
	}
	return fault_set(
		fault, STATUS_NOT_FOUND, "pattern", "The shift patterns there are: %s.", names);
}
