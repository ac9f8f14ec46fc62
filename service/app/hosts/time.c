// SPDX-License-Identifier: MIT
#include "app/hosts/time.h"

#include <stdlib.h>

#define BEFORE (4 * SECONDS_PER_DAY) // slots_find looks so far back
#define AFTER (2 * SECONDS_PER_DAY)

static bool is_absent(const struct host_session *session)
{
	return uuid_is_nil(session->id.uuid);
}

bool host_session_is_open(const struct host_session *session)
{
	return session->led && session->by_hours && session->taken == 0;
}

static int by_start(const void *a, const void *b)
{
	const struct interval *left = a, *right = b;
	return (left->from.seconds > right->from.seconds) - (left->from.seconds < right->from.seconds);
}

// What no copy of a calendar says anything about.
static void add_unknown(
	struct host_time *time, const struct busy_calendar *calendar, struct interval around)
{
	if (!instant_before(calendar->read_at, INSTANT_NEVER))
		time->unknown[time->unknown_count++] = around;
	else if (instant_before(calendar->copy.within.to, around.to))
		time->unknown[time->unknown_count++] =
			(struct interval){calendar->copy.within.to, around.to};
}

// What takes up their time and is nothing that they do here: calendars and absences.
static enum status gather_busy(struct host_time *time, const struct interval *times, size_t count,
	struct interval around, struct arena *arena, struct fault *fault)
{
	size_t kept = 0;
	time->unknown = arena_array(arena, time->calendar_count, sizeof *time->unknown);
	time->busy =
		arena_array(arena, count + time->calendar_count + time->session_count, sizeof *time->busy);
	if (!time->busy || !time->unknown)
		return fault_memory(fault);
	for (size_t i = 0; i < time->calendar_count; i++)
		add_unknown(time, &time->calendars[i], around);
	for (size_t i = 0; i < time->unknown_count; i++)
		time->busy[time->busy_count++] = time->unknown[i];
	for (size_t i = 0; i < count; i++)
		time->busy[time->busy_count++] = times[i];
	for (size_t i = 0; i < time->session_count; i++) {
		if (is_absent(&time->sessions[i]))
			time->busy[time->busy_count++] = time->sessions[i].during;
		else
			time->sessions[kept++] = time->sessions[i];
	}
	time->session_count = kept;
	if (time->busy_count)
		qsort(time->busy, time->busy_count, sizeof *time->busy, by_start);
	return STATUS_OK;
}

static enum status split_hours(struct host_time *time, struct arena *arena, struct fault *fault)
{
	time->weekly = arena_array(arena, time->hours_count, sizeof *time->weekly);
	time->dates = arena_array(arena, time->hours_count, sizeof *time->dates);
	if (!time->weekly || !time->dates)
		return fault_memory(fault);
	for (size_t i = 0; i < time->hours_count; i++) {
		if (time->hours[i].dated)
			time->dates[time->date_count++] = time->hours[i].date;
		else
			time->weekly[time->weekly_count++] = time->hours[i].week;
	}
	return STATUS_OK;
}

enum status host_time_read(struct connection *connection, struct organisation_id organisation,
	const struct zone *zone, struct person_id person, struct instant now, int64_t ahead,
	struct arena *arena, struct host_time *out, struct fault *fault)
{
	struct host_time time = {.now = now, .zone = zone, .within = {now, instant_later(now, ahead)}};
	struct interval around = {instant_later(now, -BEFORE), instant_later(time.within.to, AFTER)};
	struct interval *times = NULL;
	size_t count = 0;
	enum status status = availability_read(connection, person, &time.availability, fault);
	if (status == STATUS_OK)
		status = availability_hours_list(
			connection, person, arena, &time.hours, &time.hours_count, fault);
	if (status == STATUS_OK)
		status = busy_calendars_list(
			connection, person, arena, &time.calendars, &time.calendar_count, fault);
	if (status == STATUS_OK)
		status = busy_calendar_times(connection, person, around, arena, &times, &count, fault);
	if (status == STATUS_OK)
		status = availability_diary(
			connection, person, around, arena, &time.sessions, &time.session_count, fault);
	if (status == STATUS_OK)
		status =
			availability_holidays(connection, organisation, person, slots_day(zone, around.from),
				slots_day(zone, around.to), arena, &time.holidays, &time.holiday_count, fault);
	if (status == STATUS_OK)
		status = gather_busy(&time, times, count, around, arena, fault);
	if (status == STATUS_OK)
		status = split_hours(&time, arena, fault);
	if (status == STATUS_OK)
		*out = time;
	return status;
}

static struct slots_asked asked_of(const struct host_time *time)
{
	return (struct slots_asked){
		.zone = time->zone,
		.weekly = time->weekly,
		.weekly_count = time->weekly_count,
		.dates = time->dates,
		.date_count = time->date_count,
		.holidays = time->holidays,
		.holiday_count = time->holiday_count,
		.minutes = time->availability.minutes,
		.daily_cap = time->availability.daily_cap,
		.within = time->within,
	};
}

// What they attend takes up their time; what they lead counts for the cap of its day too.
enum status host_slots(const struct host_time *time, struct arena *arena, struct interval **out,
	size_t *count, struct fault *fault)
{
	struct slots_asked asked = asked_of(time);
	struct interval *led = arena_array(arena, time->session_count, sizeof *led);
	struct interval *busy =
		arena_array(arena, time->session_count + time->busy_count, sizeof *busy);
	if (!led || !busy)
		return fault_memory(fault);
	for (size_t i = 0; i < time->busy_count; i++)
		busy[asked.busy_count++] = time->busy[i];
	for (size_t i = 0; i < time->session_count; i++) {
		const struct host_session *session = &time->sessions[i];
		if (!session->led)
			busy[asked.busy_count++] = session->during;
		else if (!host_session_is_open(session))
			led[asked.session_count++] = session->during;
	}
	asked.sessions = led;
	asked.busy = busy;
	asked.buffer_minutes = time->availability.buffer_minutes;
	return slots_find(&asked, arena, out, count, fault);
}

enum status host_open_hours(const struct host_time *time, struct arena *arena,
	struct interval **out, size_t *count, struct fault *fault)
{
	struct slots_asked asked = asked_of(time);
	return slots_hours(&asked, arena, out, count, fault);
}

bool host_is_busy(const struct host_time *time, struct interval during)
{
	for (size_t i = 0; i < time->busy_count; i++) {
		if (interval_overlaps(time->busy[i], during))
			return true;
	}
	return false;
}

static bool is_same(struct interval a, struct interval b)
{
	return a.from.seconds == b.from.seconds && a.to.seconds == b.to.seconds;
}

static bool is_unknown(const struct host_time *time, struct interval busy)
{
	for (size_t i = 0; i < time->unknown_count; i++) {
		if (is_same(time->unknown[i], busy))
			return true;
	}
	return false;
}

enum host_clash host_clash_of(const struct host_time *time, const struct host_session *session,
	const struct interval *open, size_t open_count)
{
	struct interval during = session->during;
	for (size_t i = 0; i < time->busy_count; i++) {
		if (interval_overlaps(time->busy[i], during) && !is_same(time->busy[i], during) &&
			!is_unknown(time, time->busy[i]))
			return HOST_CLASH_BUSY;
	}
	if (!session->by_hours)
		return HOST_NO_CLASH;
	for (size_t i = 0; i < open_count; i++) {
		if (!instant_before(during.from, open[i].from) && !instant_before(open[i].to, during.to))
			return HOST_NO_CLASH;
	}
	return HOST_CLASH_HOURS;
}
