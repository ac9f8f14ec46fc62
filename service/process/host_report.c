// SPDX-License-Identifier: MIT
#include "process/host_report.h"

#include <stdio.h>

#include "json/writer.h"

#define TIMES_SIZE 32

const char *const host_weekdays[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static void begin(struct json_writer *json, struct text_builder *out, const char *name)
{
	builder_init(out);
	writer_start(json, out);
	writer_object(json);
	writer_name(json, name);
	writer_array(json);
}

static void end(struct json_writer *json, struct text_builder *out)
{
	writer_array_end(json);
	writer_object_end(json);
	puts(builder_view(out).start);
	builder_done(out);
}

static void write_text(struct json_writer *json, const char *name, struct text value)
{
	writer_name(json, name);
	writer_text(json, value);
}

static void write_number(struct json_writer *json, const char *name, int64_t value)
{
	writer_name(json, name);
	writer_integer(json, value);
}

static void write_instant(struct json_writer *json, const char *name, struct instant at)
{
	writer_name(json, name);
	if (instant_before(at, INSTANT_NEVER))
		writer_instant(json, at);
	else
		writer_null(json);
}

void host_print_list(const struct listed_host *list, size_t count, bool json)
{
	struct json_writer writer;
	struct text_builder out;
	if (!json) {
		for (size_t i = 0; i < count; i++)
			printf("%-28.*s  %-28.*s  %-22.*s  %5lld  %9lld  %6lld  %7lld\n",
				TEXT_ARGUMENTS(list[i].reference), TEXT_ARGUMENTS(list[i].display_name),
				TEXT_ARGUMENTS(list[i].kind), (long long)list[i].hours,
				(long long)list[i].calendars, (long long)list[i].unread,
				(long long)list[i].failing);
		return;
	}
	begin(&writer, &out, "hosts");
	for (size_t i = 0; i < count; i++) {
		writer_object(&writer);
		write_text(&writer, "reference", list[i].reference);
		write_text(&writer, "display_name", list[i].display_name);
		write_text(&writer, "kind", list[i].kind);
		write_number(&writer, "hours", list[i].hours);
		write_number(&writer, "calendars", list[i].calendars);
		write_number(&writer, "calendars_not_read", list[i].unread);
		write_number(&writer, "calendars_failing", list[i].failing);
		writer_object_end(&writer);
	}
	end(&writer, &out);
}

void host_print_head(void)
{
	printf("%-28s  %-28s  %-22s  %5s  %9s  %6s  %7s\n", "reference", "name", "kind", "hours",
		"calendars", "unread", "failing");
}

void host_print_sessions(const struct availability *availability, bool json)
{
	struct json_writer writer;
	struct text_builder out;
	const char *kind = session_kind_name(availability->kind);
	const char *manner = availability->manner ? manner_name(availability->manner) : "unsaid";
	if (!json) {
		printf("%s of %d minutes, %d minutes kept free around each, at most %d on one day; "
			   "manner: %s\n",
			kind, availability->minutes, availability->buffer_minutes, availability->daily_cap,
			manner);
		return;
	}
	begin(&writer, &out, "sessions");
	writer_object(&writer);
	write_text(&writer, "kind", text_of(kind));
	write_text(&writer, "manner", text_of(manner));
	write_number(&writer, "minutes", availability->minutes);
	write_number(&writer, "buffer", availability->buffer_minutes);
	write_number(&writer, "cap", availability->daily_cap);
	writer_object_end(&writer);
	end(&writer, &out);
}

static const char *day_text(int64_t day, char out[static TIMES_SIZE])
{
	struct civil civil = civil_of((struct instant){day * SECONDS_PER_DAY});
	snprintf(out, TIMES_SIZE, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
	return out;
}

static const char *times_text(int32_t from, int32_t until, char out[static TIMES_SIZE])
{
	if (until > 1440)
		until -= 1440;
	snprintf(out, TIMES_SIZE, "%02d:%02d-%02d:%02d", from / 60, from % 60, until / 60, until % 60);
	return out;
}

// As --days takes them: "mon,tue".
static const char *weekdays_text(unsigned weekdays, char out[static TIMES_SIZE])
{
	size_t length = 0;
	out[0] = 0;
	for (int i = 0; i < 7; i++) {
		if (weekdays >> i & 1)
			length += (size_t)snprintf(
				out + length, TIMES_SIZE - length, "%s%s", length ? "," : "", host_weekdays[i]);
	}
	return out;
}

static void print_hours(const struct host_hours *hours)
{
	char id[UUID_TEXT_LENGTH + 1], first[TIMES_SIZE], times[TIMES_SIZE], days[TIMES_SIZE];
	uuid_format(hours->id.uuid, id);
	if (hours->dated) {
		printf("%s  %-27s  %s  %s\n", id, day_text(hours->date.day, first),
			times_text(hours->date.from, hours->date.until, times),
			hours->date.away ? "away" : "extra hours");
		return;
	}
	printf("%s  %-27s  %s  every %d weeks from %s on", id,
		weekdays_text(hours->week.weekdays, days),
		times_text(hours->week.from, hours->week.until, times), hours->week.every,
		day_text(hours->week.first_day, first));
	if (hours->week.last_day < AVAILABILITY_NO_END)
		printf(" until %s", day_text(hours->week.last_day, first));
	puts("");
}

static void write_hours(struct json_writer *writer, const struct host_hours *hours)
{
	char first[TIMES_SIZE], days[TIMES_SIZE];
	writer_object(writer);
	writer_name(writer, "id");
	writer_uuid(writer, hours->id.uuid);
	if (hours->dated) {
		write_text(writer, "on", text_of(day_text(hours->date.day, first)));
		writer_name(writer, "away");
		writer_boolean(writer, hours->date.away);
	} else {
		write_text(writer, "days", text_of(weekdays_text(hours->week.weekdays, days)));
		write_number(writer, "every", hours->week.every);
		write_text(writer, "since", text_of(day_text(hours->week.first_day, first)));
		if (hours->week.last_day < AVAILABILITY_NO_END)
			write_text(writer, "until", text_of(day_text(hours->week.last_day, first)));
	}
	write_number(writer, "from_minute", hours->dated ? hours->date.from : hours->week.from);
	write_number(writer, "until_minute", hours->dated ? hours->date.until : hours->week.until);
	writer_object_end(writer);
}

void host_print_hours(const struct host_time *time, bool json)
{
	struct json_writer writer;
	struct text_builder out;
	if (json)
		begin(&writer, &out, "hours");
	for (size_t i = 0; i < time->hours_count; i++) {
		if (json)
			write_hours(&writer, &time->hours[i]);
		else
			print_hours(&time->hours[i]);
	}
	if (json)
		end(&writer, &out);
	else if (!time->hours_count)
		puts("They publish no hours.");
}

static void print_calendar(const struct busy_calendar *calendar)
{
	char id[UUID_TEXT_LENGTH + 1], at[INSTANT_TEXT_LENGTH + 1], until[INSTANT_TEXT_LENGTH + 1];
	uuid_format(calendar->id.uuid, id);
	printf("%s  ", id);
	if (calendar->hint.length)
		printf("%.*s", TEXT_ARGUMENTS(calendar->hint));
	else
		printf("a file");
	if (instant_before(calendar->read_at, INSTANT_NEVER)) {
		instant_format(calendar->read_at, at);
		instant_format(calendar->copy.within.to, until);
		printf(", last read %s: %zu busy times up to %s", at, calendar->copy.busy_count, until);
	} else {
		printf(", not read yet: until it is they have no open times");
	}
	if (calendar->failures > 0) {
		instant_format(calendar->failed_at, at);
		printf("; failed %s, %d in a row: %.*s", at, (int)calendar->failures,
			TEXT_ARGUMENTS(calendar->failure));
	}
	if (calendar->copy.unreadable || calendar->copy.unknown_zones)
		printf("; events that cannot be read: %d, of zones that nobody knows: %d",
			(int)calendar->copy.unreadable, (int)calendar->copy.unknown_zones);
	puts("");
}

static void write_calendar(struct json_writer *writer, const struct busy_calendar *calendar)
{
	writer_object(writer);
	writer_name(writer, "id");
	writer_uuid(writer, calendar->id.uuid);
	write_text(writer, "hint", calendar->hint);
	write_instant(writer, "last_read", calendar->read_at);
	write_number(writer, "busy_times", (int64_t)calendar->copy.busy_count);
	write_instant(writer, "until", calendar->copy.within.to);
	write_text(writer, "failure", calendar->failure);
	write_number(writer, "failures", calendar->failures);
	write_instant(writer, "failed_at", calendar->failed_at);
	write_instant(writer, "next", calendar->due);
	write_number(writer, "unreadable", calendar->copy.unreadable);
	write_number(writer, "unknown_zones", calendar->copy.unknown_zones);
	writer_object_end(writer);
}

void host_print_calendars(const struct host_time *time, bool json)
{
	struct json_writer writer;
	struct text_builder out;
	if (json)
		begin(&writer, &out, "calendars");
	for (size_t i = 0; i < time->calendar_count; i++) {
		if (json)
			write_calendar(&writer, &time->calendars[i]);
		else
			print_calendar(&time->calendars[i]);
	}
	if (json)
		end(&writer, &out);
	else if (!time->calendar_count)
		puts("No calendar elsewhere keeps them busy.");
}

static const char *const uses[] = {
	[HOST_OPEN] = "open", [HOST_TAKEN] = "taken", [HOST_BUSY] = "busy"};
static const char *const notes[] = {[HOST_NO_NOTE] = "",
	[HOST_AWAY] = "away",
	[HOST_HOLIDAY] = "public holiday",
	[HOST_NOTHING_OPEN] = "no open time is left"};

static void print_day(const struct host_time *time, const struct host_day *day)
{
	struct civil date = zone_local(time->zone, day->span.from);
	printf("%04d-%02d-%02d  %s\n", date.year, date.month, date.day, notes[day->note]);
	for (size_t i = 0; i < day->count; i++) {
		struct civil from = zone_local(time->zone, day->times[i].during.from);
		struct civil to = zone_local(time->zone, day->times[i].during.to);
		printf("  %02d:%02d-%02d:%02d  %s\n", from.hour, from.minute, to.hour, to.minute,
			uses[day->times[i].use]);
	}
}

static void write_day(
	struct json_writer *writer, const struct host_time *time, const struct host_day *day)
{
	char text[TIMES_SIZE];
	writer_object(writer);
	write_text(writer, "day", text_of(day_text(slots_day(time->zone, day->span.from), text)));
	write_text(writer, "note", text_of(notes[day->note]));
	writer_name(writer, "times");
	writer_array(writer);
	for (size_t i = 0; i < day->count; i++) {
		writer_object(writer);
		write_instant(writer, "from", day->times[i].during.from);
		write_instant(writer, "to", day->times[i].during.to);
		write_text(writer, "is", text_of(uses[day->times[i].use]));
		writer_object_end(writer);
	}
	writer_array_end(writer);
	writer_object_end(writer);
}

void host_print_preview(const struct host_time *time, const struct host_preview *preview, bool json)
{
	struct json_writer writer;
	struct text_builder out;
	if (json)
		begin(&writer, &out, "days");
	for (size_t i = 0; i < preview->count; i++) {
		if (json)
			write_day(&writer, time, &preview->days[i]);
		else
			print_day(time, &preview->days[i]);
	}
	if (json)
		end(&writer, &out);
	else if (!preview->count)
		puts("They publish no hours in the next two weeks.");
}
