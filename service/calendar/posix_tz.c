// SPDX-License-Identifier: MIT
#include "calendar/posix_tz.h"

#include <ctype.h>
#include <string.h>

struct scan {
	const char *at, *end;
	bool failed;
};

static bool taken(struct scan *scan, char wanted)
{
	if (scan->at == scan->end || *scan->at != wanted)
		return false;
	scan->at++;
	return true;
}

static int digits(struct scan *scan, int most)
{
	int value = 0;
	const char *start = scan->at;
	while (scan->at < scan->end && isdigit((unsigned char)*scan->at) && value <= most)
		value = value * 10 + (*scan->at++ - '0');
	if (scan->at == start || value > most)
		scan->failed = true;
	return value;
}

// Three letters or more, or anything between angle brackets.
static void name(struct scan *scan)
{
	const char *start = scan->at;
	if (taken(scan, '<')) {
		while (scan->at < scan->end && *scan->at != '>')
			scan->at++;
		scan->failed |= !taken(scan, '>');
		return;
	}
	while (scan->at < scan->end && isalpha((unsigned char)*scan->at))
		scan->at++;
	scan->failed |= scan->at - start < 3;
}

static int32_t time_of_day(struct scan *scan, int most_hours)
{
	bool negative = taken(scan, '-');
	if (!negative)
		taken(scan, '+');
	int32_t seconds = digits(scan, most_hours) * 3600;
	if (taken(scan, ':'))
		seconds += digits(scan, 59) * 60;
	if (taken(scan, ':'))
		seconds += digits(scan, 59);
	return negative ? -seconds : seconds;
}

static struct posix_tz_change change(struct scan *scan)
{
	struct posix_tz_change out = {.form = '0', .seconds = 7200};
	scan->failed |= !taken(scan, ',');
	if (taken(scan, 'M')) {
		out.form = 'M';
		out.month = digits(scan, 12);
		scan->failed |= !taken(scan, '.') || out.month < 1;
		out.week = digits(scan, 5);
		scan->failed |= !taken(scan, '.') || out.week < 1;
		out.day = digits(scan, 6);
	} else if (taken(scan, 'J')) {
		out.form = 'J';
		out.day = digits(scan, 365);
		scan->failed |= out.day < 1;
	} else {
		out.day = digits(scan, 365);
	}
	if (taken(scan, '/'))
		out.seconds = time_of_day(scan, 167);
	return out;
}

bool posix_tz_parse(struct text text, struct posix_tz *out)
{
	struct scan scan = {text.start, text.start + text.length, false};
	struct posix_tz rule = {0};
	name(&scan);
	rule.standard = -time_of_day(&scan, 24);
	if (!scan.failed && scan.at < scan.end) {
		rule.changes = true;
		name(&scan);
		bool given = scan.at < scan.end && *scan.at != ',';
		rule.daylight = given ? -time_of_day(&scan, 24) : rule.standard + 3600;
		rule.to_daylight = change(&scan);
		rule.to_standard = change(&scan);
	}
	if (scan.failed || scan.at != scan.end)
		return false;
	*out = rule;
	return true;
}

static bool is_leap(int year)
{
	return civil_is_valid((struct civil){year, 2, 29, 0, 0, 0});
}

static struct instant midnight(const struct posix_tz_change *change, int year)
{
	struct civil first = {year, 1, 1, 0, 0, 0};
	if (change->form != 'M') {
		// Day 60 without leap days is the first of March in every year.
		int day = change->form == 'J' ? change->day - 1 : change->day;
		day += change->form == 'J' && change->day >= 60 && is_leap(year);
		return instant_later(civil_as_utc(first), day * SECONDS_PER_DAY);
	}
	first.month = change->month;
	int weekday = civil_weekday(first) % 7; // 0 is Sunday, as in the rule
	struct civil date = first;
	date.day = 1 + (change->day - weekday + 7) % 7 + (change->week - 1) * 7;
	while (!civil_is_valid(date))
		date.day -= 7;
	return civil_as_utc(date);
}

void posix_tz_year(const struct posix_tz *rule, int year, struct zone_transition out[static 2])
{
	out[0] = (struct zone_transition){
		instant_later(
			midnight(&rule->to_daylight, year), rule->to_daylight.seconds - rule->standard),
		rule->daylight,
	};
	out[1] = (struct zone_transition){
		instant_later(
			midnight(&rule->to_standard, year), rule->to_standard.seconds - rule->daylight),
		rule->standard,
	};
}

int32_t posix_tz_offset(const struct posix_tz *rule, struct instant at)
{
	struct zone_transition last = {{INT64_MIN}, rule->standard};
	if (!rule->changes)
		return rule->standard;
	int year = civil_of(at).year;
	for (int i = year - 1; i <= year + 1; i++) {
		struct zone_transition two[2];
		posix_tz_year(rule, i, two);
		for (int j = 0; j < 2; j++) {
			if (!instant_before(at, two[j].from) && instant_before(last.from, two[j].from))
				last = two[j];
		}
	}
	return last.offset_seconds;
}
