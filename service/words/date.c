// SPDX-License-Identifier: MIT
#include "words/date.h"

#include <assert.h>
#include <stdio.h>

#define DAYS_COUNTED 7 // from so many on, a date says more

static const char *const weekdays[] = {
	MESSAGE("Monday"),
	MESSAGE("Tuesday"),
	MESSAGE("Wednesday"),
	MESSAGE("Thursday"),
	MESSAGE("Friday"),
	MESSAGE("Saturday"),
	MESSAGE("Sunday"),
};

static const char *const months[] = {
	MESSAGE("January"),
	MESSAGE("February"),
	MESSAGE("March"),
	MESSAGE("April"),
	MESSAGE("May"),
	MESSAGE("June"),
	MESSAGE("July"),
	MESSAGE("August"),
	MESSAGE("September"),
	MESSAGE("October"),
	MESSAGE("November"),
	MESSAGE("December"),
};

struct text words_weekday(enum language language, int weekday)
{
	assert(weekday >= 1 && weekday <= 7);
	return words(language, weekdays[weekday - 1]);
}

struct text words_month(enum language language, int month)
{
	assert(month >= 1 && month <= 12);
	return words(language, months[month - 1]);
}

// Adds a sentence with the parts of a date.
static void add_date(
	struct text_builder *out, enum language language, struct civil date, const char *sentence)
{
	char day[12], year[12];
	snprintf(day, sizeof day, "%d", date.day);
	snprintf(year, sizeof year, "%d", date.year);
	const struct place places[] = {
		{"weekday", words_weekday(language, civil_weekday(date))},
		{"day", text_of(day)},
		{"month", words_month(language, date.month)},
		{"year", text_of(year)},
	};
	words_format(out, words(language, sentence), places, sizeof places / sizeof places[0]);
}

void words_date(
	struct text_builder *out, enum language language, struct civil date, enum date_form form)
{
	static const char *const sentences[] = {
		[DATE_DAY] = MESSAGE("{weekday} {day} {month}"),
		[DATE_FULL] = MESSAGE("{weekday} {day} {month} {year}"),
		[DATE_PLAIN] = MESSAGE("{day} {month} {year}"),
		[DATE_MONTH] = MESSAGE("{month} {year}"),
	};
	add_date(out, language, date, sentences[form]);
}

void words_time(struct text_builder *out, struct civil time)
{
	builder_format(out, "%02d:%02d", time.hour, time.minute);
}

// How many days of the calendar lie between two dates.
static int64_t days_from(struct civil first, struct civil last)
{
	first.hour = first.minute = first.second = 0;
	last.hour = last.minute = last.second = 0;
	return (civil_as_utc(last).seconds - civil_as_utc(first).seconds) / SECONDS_PER_DAY;
}

void words_day(
	struct text_builder *out, enum language language, struct civil day, struct civil today)
{
	int64_t ahead = days_from(today, day);
	if (ahead == 0)
		builder_add(out, words(language, "today"));
	else if (ahead == 1)
		builder_add(out, words(language, "tomorrow"));
	else if (ahead == -1)
		builder_add(out, words(language, "yesterday"));
	else
		words_date(out, language, day, day.year == today.year ? DATE_DAY : DATE_FULL);
}

struct phrases {
	const char *now;
	struct {
		const char *one, *other;
	} minutes, hours;
	const char *next_day;
	struct {
		const char *one, *other;
	} days;
};

static const struct phrases past = {
	.now = MESSAGE("just now"),
	.minutes = MESSAGE_PLURAL("{count} minute ago", "{count} minutes ago"),
	.hours = MESSAGE_PLURAL("{count} hour ago", "{count} hours ago"),
	.next_day = MESSAGE("yesterday"),
	.days = MESSAGE_PLURAL("{count} day ago", "{count} days ago"),
};

static const struct phrases future = {
	.now = MESSAGE("in a moment"),
	.minutes = MESSAGE_PLURAL("in {count} minute", "in {count} minutes"),
	.hours = MESSAGE_PLURAL("in {count} hour", "in {count} hours"),
	.next_day = MESSAGE("tomorrow"),
	.days = MESSAGE_PLURAL("in {count} day", "in {count} days"),
};

// `days` are of the calendar: on the night when clocks go back a day can be over 24 hours long.
static void add_distance(struct text_builder *out, enum language language,
	const struct phrases *phrases, int64_t seconds, int64_t days)
{
	int64_t minutes = seconds / 60, hours = seconds / SECONDS_PER_HOUR;
	if (minutes < 1)
		builder_add(out, words(language, phrases->now));
	else if (hours < 1)
		words_count(out, language, phrases->minutes.one, phrases->minutes.other, minutes);
	else if (hours < 24 || days < 1)
		words_count(out, language, phrases->hours.one, phrases->hours.other, hours);
	else if (days == 1)
		builder_add(out, words(language, phrases->next_day));
	else
		words_count(out, language, phrases->days.one, phrases->days.other, days);
}

void words_ago(struct text_builder *out, enum language language, struct instant then,
	struct instant now, const struct zone *zone)
{
	int64_t seconds = instant_before(then, now) ? now.seconds - then.seconds : 0;
	struct civil day = zone_local(zone, instant_earliest(then, now));
	int64_t days = days_from(day, zone_local(zone, now));
	if (days < DAYS_COUNTED)
		add_distance(out, language, &past, seconds, days);
	else
		add_date(out, language, day, MESSAGE("on {day} {month} {year}"));
}

void words_ahead(struct text_builder *out, enum language language, struct instant then,
	struct instant now, const struct zone *zone)
{
	int64_t seconds = instant_before(now, then) ? then.seconds - now.seconds : 0;
	struct civil day = zone_local(zone, instant_latest(then, now));
	int64_t days = days_from(zone_local(zone, now), day);
	if (days < DAYS_COUNTED)
		add_distance(out, language, &future, seconds, days);
	else
		add_date(out, language, day, MESSAGE("on {day} {month} {year}"));
}
