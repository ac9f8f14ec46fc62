// SPDX-License-Identifier: MIT
#include "app/duty/holiday_sessions.h"
#include "app/engine/steps.h"
#include "calendar/programme.h"
#include "calendar/zone.h"
#include "secret/token.h"
#include "store/sessions.h"

static enum status exceptions_as_holidays(const struct stored_series *stored, struct arena *arena,
	struct holiday **out, struct fault *fault)
{
	struct holiday *holidays = arena_array(arena, stored->except_count, sizeof *holidays);
	if (!holidays)
		return fault_memory(fault);
	for (size_t i = 0; i < stored->except_count; i++) {
		if (!civil_parse(stored->except_local[i], &holidays[i].date))
			return fault_set(fault, STATUS_INVALID, "series", "An exception is no local time.");
		holidays[i].date.hour = holidays[i].date.minute = holidays[i].date.second = 0;
	}
	*out = holidays;
	return STATUS_OK;
}

static struct uuid dated_id(const char *what, struct series_id series, struct instant start)
{
	char at[INSTANT_TEXT_LENGTH + 1];
	instant_format(start, at);
	struct text parts[] = {
		text_of(what), {(const char *)series.uuid.bytes, sizeof series.uuid.bytes}, text_of(at)};
	return uuid_of_parts(parts, 3);
}

// Publishes one session. A host who is taken up at the time leads nothing then.
static enum status publish_one(struct connection *connection, const struct setting *setting,
	const struct stored_series *series, struct instant start, struct instant now, size_t *published,
	struct fault *fault)
{
	struct dated_session session = {
		.id = {dated_id("session", series->id, start)},
		.host_booking = {dated_id("host", series->id, start)},
		.series = series,
		.during = {start, instant_later(start, series->minutes * INT64_C(60))},
	};
	bool added = false;
	enum status status =
		session_publish(connection, setting->organisation.id, &session, now, &added, fault);
	*published += status == STATUS_OK && added;
	return status;
}

// Local starts of the pattern on the dates around a window, and the zone they are in.
static enum status find_starts(const struct stored_series *stored, struct interval within,
	struct arena *arena, struct zone *zone, struct civil **starts, size_t *count,
	struct fault *fault)
{
	struct series series = {
		.kind = stored->kind,
		.zone = stored->zone,
		.minutes = stored->minutes,
		.rule = stored->rule,
	};
	struct holiday *holidays = NULL;
	if (!civil_parse(stored->starts_local, &series.starts))
		return fault_set(fault, STATUS_INVALID, "series", "A pattern's start is no local time.");
	enum status status = exceptions_as_holidays(stored, arena, &holidays, fault);
	if (status == STATUS_OK)
		status = zone_load(stored->zone, within.from, within.to, arena, zone, fault);
	// A day more on both sides: dates are local, the window is not.
	if (status == STATUS_OK)
		status = series_expand(&series, holidays, stored->except_count,
			civil_of(instant_later(within.from, -SECONDS_PER_DAY)),
			civil_of(instant_later(within.to, SECONDS_PER_DAY)), arena, starts, count, fault);
	return status;
}

static enum status publish_series(struct connection *connection, const struct setting *setting,
	const struct stored_series *stored, struct interval within, struct instant now,
	struct arena *arena, size_t *published, struct fault *fault)
{
	struct zone zone;
	struct civil *starts = NULL;
	size_t count = 0;
	struct duty_record host = {.holiday_count = 0};
	enum status status = find_starts(stored, within, arena, &zone, &starts, &count, fault);
	if (status == STATUS_OK && holiday_keeps_free(stored->kind))
		status = duty_read(connection, stored->host, within, arena, &host, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct instant start = zone_instant(&zone, starts[i]);
		struct interval during = {start, instant_later(start, stored->minutes * INT64_C(60))};
		if (instant_before(start, within.from) || !instant_before(start, within.to) ||
			roster_holiday(setting->zone, host.holidays, host.holiday_count, during) != ROSTER_FITS)
			continue;
		status = publish_one(connection, setting, stored, start, now, published, fault);
	}
	if (status == STATUS_OK && *published)
		status = feed_revise(connection, stored->host, PART_HOST, now, fault);
	return status;
}

// What was let go on a holiday since the last time.
static enum status withdraw(struct connection *connection, const struct setting *setting,
	const struct stored_series *stored, struct instant now, struct arena *arena,
	struct fault *fault)
{
	size_t withdrawn = 0;
	const struct interval ahead = {now, instant_later(now, PUBLISH_AHEAD)};
	return holiday_keeps_free(stored->kind)
			   ? holiday_sessions_withdraw(
					 connection, setting->zone, stored->host, ahead, now, arena, &withdrawn, fault)
			   : STATUS_OK;
}

// A pattern's sessions, the change of its host's feed and how far it is published are one
// transaction.
static enum status publish_whole(struct connection *connection, const struct setting *setting,
	const struct stored_series *stored, struct interval within, struct instant now,
	struct engine_report *report, struct fault *fault)
{
	struct arena arena;
	size_t published = 0;
	arena_init(&arena);
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status =
			publish_series(connection, setting, stored, within, now, &arena, &published, fault);
	if (status == STATUS_OK)
		status = withdraw(connection, setting, stored, now, &arena, fault);
	if (status == STATUS_OK)
		status = series_published(connection, stored->id, within.to, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		report->published += published;
	arena_done(&arena);
	return status;
}

// Where publication of a pattern goes on. What is published further than anything is by now was so
// by a clock that was ahead, and says nothing about the time between.
static struct instant published_until(const struct stored_series *stored, struct instant now)
{
	struct instant furthest = instant_later(now, PUBLISH_AHEAD + SECONDS_PER_DAY);
	return instant_before(furthest, stored->published_until)
			   ? now
			   : instant_latest(now, stored->published_until);
}

// Whether it is this pattern that cannot be published, and the others can.
static bool is_its_own(enum status status)
{
	return status == STATUS_INVALID || status == STATUS_NOT_FOUND || status == STATUS_LIMIT;
}

static enum status publish_due(struct connection *connection, const struct setting *setting,
	const struct stored_series *stored, struct instant now, struct engine_report *report,
	struct instant *next, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	struct interval within = {published_until(stored, now), instant_later(now, PUBLISH_AHEAD)};
	struct instant due = instant_later(within.from, SECONDS_PER_DAY - PUBLISH_AHEAD);
	// Once a day is enough, so far ahead.
	if (instant_before(now, due)) {
		*next = instant_earliest(*next, due);
		return STATUS_OK;
	}
	enum status status = publish_whole(connection, setting, stored, within, now, report, &own);
	if (!is_its_own(status))
		return status == STATUS_OK ? status
								   : fault_set(fault, status, own.where, "%s", own.message);
	if (report->unpublished++ == 0)
		report->unpublished_because = own;
	return STATUS_OK;
}

enum status engine_publish(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct instant *next, struct fault *fault)
{
	struct stored_series *series = NULL;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	*next = instant_later(now, SECONDS_PER_DAY);
	enum status status =
		series_list(connection, setting->organisation.id, &arena, &series, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = publish_due(connection, setting, &series[i], now, report, next, fault);
	arena_done(&arena);
	return status;
}
