// SPDX-License-Identifier: MIT
#include "app/trends/snapshot.h"

#include "app/trends/gather.h"
#include "calendar/zone.h"

#define AROUND ((TRENDS_WEEKS + 10) * 7 * SECONDS_PER_DAY) // of time, that the zone is read for

static enum status keep(struct connection *connection, const struct setting *setting,
	const struct trend_period *period, const struct trend *trends, size_t count, struct instant now,
	bool *added, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status =
		trend_add(connection, setting->organisation.id, period, trends, count, now, added, fault);
	return transaction_end(connection, status, fault);
}

static enum status make_one(struct connection *connection, const struct setting *setting,
	const struct trend_period *period, struct instant now, struct trends_report *report,
	struct fault *fault)
{
	struct arena arena;
	struct trend_member *members = NULL;
	struct trend *trends = NULL;
	size_t people = 0, count = 0;
	bool added = false;
	arena_init(&arena);
	enum status status =
		trends_gather(connection, setting, period, &arena, &members, &people, fault);
	if (status == STATUS_OK)
		status = trends_of(
			&setting->policy, period->weeks, members, people, &arena, &trends, &count, fault);
	if (status == STATUS_OK)
		status = keep(connection, setting, period, trends, count, now, &added, fault);
	arena_done(&arena);
	if (status == STATUS_OK && added) {
		report->periods++;
		report->people = people > report->people ? people : report->people;
	}
	return status;
}

static enum status make(struct connection *connection, const struct setting *setting,
	const struct zone *zone, int32_t weeks, struct instant now, struct trends_report *report,
	struct instant *next, struct fault *fault)
{
	struct instant newest;
	bool found = false;
	int64_t closed = trends_closed(zone, weeks, now);
	int64_t number = closed + 1 - TRENDS_WEEKS / weeks;
	enum status status =
		trend_newest(connection, setting->organisation.id, weeks, &newest, &found, fault);
	if (status == STATUS_OK && found && instant_before(instant_later(now, -AROUND), newest)) {
		int64_t after = trends_number(zone, weeks, newest) + 1;
		number = after > number ? after : number;
	}
	for (; status == STATUS_OK && number <= closed; number++) {
		struct trend_period period = trends_period(zone, weeks, number);
		status = make_one(connection, setting, &period, now, report, fault);
	}
	*next = instant_earliest(*next, trends_close(zone, weeks, closed + 1));
	return status;
}

enum status trends_make(struct connection *connection, const struct setting *setting,
	struct instant now, struct trends_report *report, struct instant *next, struct fault *fault)
{
	struct arena arena;
	struct zone zone;
	arena_init(&arena);
	*next = INSTANT_NEVER;
	enum status status = zone_load(setting->organisation.zone, instant_later(now, -AROUND),
		instant_later(now, AROUND), &arena, &zone, fault);
	if (status == STATUS_OK)
		status = make(connection, setting, &zone, TREND_WEEK, now, report, next, fault);
	if (status == STATUS_OK)
		status = make(connection, setting, &zone, TREND_FOUR_WEEKS, now, report, next, fault);
	arena_done(&arena);
	return status;
}
