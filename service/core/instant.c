// SPDX-License-Identifier: MIT
#include "core/instant.h"

#include <assert.h>
#include <string.h>

#define DAYS_PER_ERA INT64_C(146097)       // 400 Gregorian years
#define EPOCH_DAY INT64_C(719468)          // days from 0000-03-01 to 1970-01-01
#define FIRST_SECOND INT64_C(-62135596800) // 0001-01-01T00:00:00Z
#define LAST_SECOND INT64_C(253402300799)  // 9999-12-31T23:59:59Z

struct instant instant_later(struct instant instant, int64_t seconds)
{
	struct instant later;
	if (instant.seconds == INSTANT_NEVER.seconds)
		return INSTANT_NEVER;
	if (__builtin_add_overflow(instant.seconds, seconds, &later.seconds))
		return seconds > 0 ? INSTANT_NEVER : (struct instant){INT64_MIN};
	return later;
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_is_valid(struct civil civil)
{
	return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 &&
		   civil.day >= 1 && civil.day <= days_in_month(civil.year, civil.month) &&
		   civil.hour >= 0 && civil.hour <= 23 && civil.minute >= 0 && civil.minute <= 59 &&
		   civil.second >= 0 && civil.second <= 59;
}

// Days since 1970-01-01. The year is counted from 1 March, so that the leap day is its last.
static int64_t day_number(struct civil civil)
{
	int64_t year = civil.year - (civil.month <= 2);
	int64_t era = year / 400; // years are positive
	int64_t year_of_era = year % 400;
	int64_t day_of_year = (153 * ((civil.month + 9) % 12) + 2) / 5 + civil.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * DAYS_PER_ERA + day_of_era - EPOCH_DAY;
}

struct civil civil_of(struct instant utc)
{
	assert(utc.seconds >= FIRST_SECOND && utc.seconds <= LAST_SECOND);
	int64_t second_of_day = utc.seconds % SECONDS_PER_DAY;
	int64_t day = utc.seconds / SECONDS_PER_DAY;
	if (second_of_day < 0) {
		second_of_day += SECONDS_PER_DAY;
		day--;
	}
	day += EPOCH_DAY;
	int64_t era = day / DAYS_PER_ERA;
	int64_t day_of_era = day % DAYS_PER_ERA;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153;
	int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
	return (struct civil){
		.year = (int)(era * 400 + year_of_era) + (month <= 2),
		.month = month,
		.day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
		.hour = (int)(second_of_day / 3600),
		.minute = (int)(second_of_day / 60 % 60),
		.second = (int)(second_of_day % 60),
	};
}

struct instant civil_as_utc(struct civil civil)
{
	assert(civil_is_valid(civil));
	return (struct instant){day_number(civil) * SECONDS_PER_DAY + civil.hour * SECONDS_PER_HOUR +
							INT64_C(60) * civil.minute + civil.second};
}

int civil_weekday(struct civil civil)
{
	assert(civil_is_valid(civil));
	// 1970-01-01 was a Thursday; 719,467 is a multiple of 7 that makes every day positive.
	return (int)((day_number(civil) + 719467 + 3) % 7) + 1;
}

// Takes `digits` decimal digits from the start of `text`.
static bool take_number(struct text *text, size_t digits, int *out)
{
	int value = 0;
	if (text->length < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (text->start[i] < '0' || text->start[i] > '9')
			return false;
		value = value * 10 + (text->start[i] - '0');
	}
	*text = (struct text){text->start + digits, text->length - digits};
	*out = value;
	return true;
}

static bool take_either(struct text *text, char a, char b)
{
	if (text->length == 0 || (text->start[0] != a && text->start[0] != b))
		return false;
	*text = (struct text){text->start + 1, text->length - 1};
	return true;
}

static bool take_fraction(struct text *text)
{
	int digit;
	if (!take_either(text, '.', '.'))
		return true;
	if (!take_number(text, 1, &digit))
		return false;
	while (take_number(text, 1, &digit))
		;
	return true;
}

// "Z" or a numeric offset, as what has to be taken off local time to get UTC.
static bool take_offset(struct text *text, int64_t *seconds)
{
	int hours, minutes;
	*seconds = 0;
	if (take_either(text, 'Z', 'z'))
		return true;
	bool west = text->length && text->start[0] == '-';
	if (!take_either(text, '+', '-') || !take_number(text, 2, &hours) ||
		!take_either(text, ':', ':') || !take_number(text, 2, &minutes) || hours > 23 ||
		minutes > 59)
		return false;
	*seconds = hours * SECONDS_PER_HOUR + INT64_C(60) * minutes;
	if (west)
		*seconds = -*seconds;
	return true;
}

bool instant_parse(struct text text, struct instant *out)
{
	struct civil civil = {0};
	int64_t offset = 0;
	if (!take_number(&text, 4, &civil.year) || !take_either(&text, '-', '-') ||
		!take_number(&text, 2, &civil.month) || !take_either(&text, '-', '-') ||
		!take_number(&text, 2, &civil.day))
		return false;
	if (text.length && (!take_either(&text, 'T', 't') || !take_number(&text, 2, &civil.hour) ||
						   !take_either(&text, ':', ':') || !take_number(&text, 2, &civil.minute) ||
						   !take_either(&text, ':', ':') || !take_number(&text, 2, &civil.second) ||
						   !take_fraction(&text) || !take_offset(&text, &offset)))
		return false;
	if (text.length || !civil_is_valid(civil))
		return false;
	struct instant instant = instant_later(civil_as_utc(civil), -offset);
	if (instant.seconds < FIRST_SECOND || instant.seconds > LAST_SECOND)
		return false;
	*out = instant;
	return true;
}

static char *put_number(char *at, int value, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		at[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return at + digits;
}

void instant_format(struct instant instant, char out[static INSTANT_TEXT_LENGTH + 1])
{
	struct civil civil = civil_of(instant);
	out = put_number(out, civil.year, 4);
	*out++ = '-';
	out = put_number(out, civil.month, 2);
	*out++ = '-';
	out = put_number(out, civil.day, 2);
	*out++ = 'T';
	out = put_number(out, civil.hour, 2);
	*out++ = ':';
	out = put_number(out, civil.minute, 2);
	*out++ = ':';
	out = put_number(out, civil.second, 2);
	*out++ = 'Z';
	*out = '\0';
}

bool civil_parse(struct text text, struct civil *out)
{
	char zulu[INSTANT_TEXT_LENGTH];
	struct instant instant;
	if (text.length != CIVIL_TEXT_LENGTH)
		return false;
	memcpy(zulu, text.start, CIVIL_TEXT_LENGTH);
	zulu[CIVIL_TEXT_LENGTH] = 'Z';
	if (!instant_parse((struct text){zulu, INSTANT_TEXT_LENGTH}, &instant))
		return false;
	*out = civil_of(instant);
	return true;
}

void civil_format(struct civil civil, char out[static CIVIL_TEXT_LENGTH + 1])
{
	char zulu[INSTANT_TEXT_LENGTH + 1];
	instant_format(civil_as_utc(civil), zulu);
	memcpy(out, zulu, CIVIL_TEXT_LENGTH);
	out[CIVIL_TEXT_LENGTH] = '\0';
}

// The first period that the local time is not past either holds it, or begins after a gap in which
// it lies; then the period before says how to read it.
struct instant zone_instant(const struct zone *zone, struct civil local)
{
	assert(zone->count > 0);
	struct instant as_utc = civil_as_utc(local);
	struct instant before = {0};
	for (size_t i = 0; i < zone->count; i++) {
		const struct zone_transition *period = &zone->transitions[i];
		struct instant instant = instant_later(as_utc, -(int64_t)period->offset_seconds);
		bool is_last = i + 1 == zone->count;
		if (i > 0 && instant_before(instant, period->from))
			return before;
		if (is_last || instant_before(instant, period[1].from))
			return instant;
		before = instant;
	}
	return before;
}

struct civil zone_local(const struct zone *zone, struct instant instant)
{
	assert(zone->count > 0);
	size_t period = 0;
	while (period + 1 < zone->count && !instant_before(instant, zone->transitions[period + 1].from))
		period++;
	return civil_of(instant_later(instant, zone->transitions[period].offset_seconds));
}
