// SPDX-License-Identifier: MIT
#include "app/trends/periods.h"

#define FIRST_MONDAY 4 // days after 1970-01-01
#define DAYS_PER_WEEK 7

static struct civil date_of(int64_t day)
{
	return civil_of((struct instant){day * SECONDS_PER_DAY});
}

static int64_t first_day(int32_t weeks, int64_t number)
{
	return FIRST_MONDAY + number * weeks * DAYS_PER_WEEK;
}

int64_t trends_number(const struct zone *zone, int32_t weeks, struct instant at)
{
	struct civil local = zone_local(zone, at);
	local.hour = local.minute = local.second = 0;
	int64_t days = civil_as_utc(local).seconds / SECONDS_PER_DAY - FIRST_MONDAY;
	int64_t length = weeks * (int64_t)DAYS_PER_WEEK;
	return days / length - (days % length < 0);
}

struct trend_period trends_period(const struct zone *zone, int32_t weeks, int64_t number)
{
	return (struct trend_period){
		weeks, {zone_instant(zone, date_of(first_day(weeks, number))),
				   zone_instant(zone, date_of(first_day(weeks, number + 1)))}};
}

struct instant trends_close(const struct zone *zone, int32_t weeks, int64_t number)
{
	struct civil morning = date_of(first_day(weeks, number + 1));
	morning.hour = TRENDS_HOUR;
	return zone_instant(zone, morning);
}

int64_t trends_closed(const struct zone *zone, int32_t weeks, struct instant now)
{
	int64_t number = trends_number(zone, weeks, now) - 1;
	return instant_before(now, trends_close(zone, weeks, number)) ? number - 1 : number;
}
