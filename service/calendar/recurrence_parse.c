// SPDX-License-Identifier: MIT
#include <stdio.h>

#include "calendar/recurrence.h"

#define INTERVAL_MOST 10000

static enum status refuse(struct fault *fault, struct text name, const char *sentence)
{
	char where[60];
	snprintf(
		where, sizeof where, "RRULE %.*s", name.length > 20 ? 20 : (int)name.length, name.start);
	return fault_set(fault, STATUS_INVALID, where, "%s", sentence);
}

static bool number_between(struct text text, int64_t least, int64_t most, int64_t *out)
{
	if (text.length > 0 && *text.start == '+')
		text = (struct text){text.start + 1, text.length - 1};
	return text_to_integer(text, out) && *out >= least && *out <= most;
}

// A list of numbers 1 to `most` and, where negative ones may be, −most to −1.
static bool read_numbers(
	struct text value, int most, bool negative, int *list, size_t limit, size_t *count)
{
	while (value.length > 0) {
		int64_t number;
		struct text item = text_cut(&value, ',');
		if (!number_between(item, negative ? -most : 1, most, &number) || number == 0 ||
			*count == limit)
			return false;
		list[(*count)++] = (int)number;
	}
	return *count > 0;
}

static bool read_one(struct text value, int most, int *out)
{
	int64_t number;
	if (!number_between(value, 0, most, &number))
		return false;
	*out = (int)number;
	return true;
}

static bool read_months(struct text value, struct recurrence *rule)
{
	int list[24];
	size_t count = 0;
	if (!read_numbers(value, 12, false, list, 24, &count))
		return false;
	for (size_t i = 0; i < count; i++)
		rule->months |= 1u << list[i];
	return true;
}

static int weekday_of(struct text name)
{
	static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	for (int i = 0; i < 7; i++) {
		if (text_equal_ignoring_case(name, text_of(names[i])))
			return i + 1;
	}
	return 0;
}

static bool read_days(struct text value, struct recurrence *rule)
{
	while (value.length > 0) {
		int64_t nth = 0;
		struct text item = text_cut(&value, ',');
		if (item.length < 2 || rule->day_count == RECURRENCE_LIST_LIMIT)
			return false;
		struct text name = {item.start + item.length - 2, 2};
		struct text number = {item.start, item.length - 2};
		if (number.length > 0 && (!number_between(number, -53, 53, &nth) || nth == 0))
			return false;
		int weekday = weekday_of(name);
		if (!weekday)
			return false;
		rule->days[rule->day_count++] = (struct recurrence_day){weekday, (int)nth};
	}
	return rule->day_count > 0;
}

static bool digits(struct text text, size_t start, size_t length, int *out)
{
	int64_t number;
	if (text.length < start + length || text.start[start] < '0' || text.start[start] > '9' ||
		!text_to_integer((struct text){text.start + start, length}, &number))
		return false;
	*out = (int)number;
	return true;
}

bool recurrence_time_parse(struct text value, struct civil *out, bool *is_date, bool *is_utc)
{
	struct civil civil = {0};
	bool date = value.length == 8;
	bool utc = value.length == 16 && (value.start[15] == 'Z' || value.start[15] == 'z');
	if (!date && value.length != 15 && !utc)
		return false;
	if (!digits(value, 0, 4, &civil.year) || !digits(value, 4, 2, &civil.month) ||
		!digits(value, 6, 2, &civil.day))
		return false;
	if (!date && (value.start[8] != 'T' || !digits(value, 9, 2, &civil.hour) ||
					 !digits(value, 11, 2, &civil.minute) || !digits(value, 13, 2, &civil.second)))
		return false;
	if (civil.second == 60) // a leap second is the second before
		civil.second = 59;
	if (!civil_is_valid(civil))
		return false;
	// Programs write the first and the last second there is for "always" and "for ever".
	civil.year = civil.year < RECURRENCE_FIRST_YEAR ? RECURRENCE_FIRST_YEAR : civil.year;
	civil.year = civil.year > RECURRENCE_LAST_YEAR ? RECURRENCE_LAST_YEAR : civil.year;
	*out = civil;
	*is_date = date;
	*is_utc = utc;
	return true;
}

static bool read_frequency(struct text value, struct recurrence *rule)
{
	static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
	for (int i = 0; i < 4; i++) {
		if (text_equal_ignoring_case(value, text_of(names[i]))) {
			rule->frequency = (enum recurrence_frequency)i;
			return true;
		}
	}
	return false;
}

// One part; `known` is cleared for a name that the RFC does not have, which is passed over.
static bool read_part(struct text name, struct text value, struct recurrence *rule, bool *known)
{
	*known = true;
	if (text_is(name, "FREQ"))
		return read_frequency(value, rule);
	if (text_is(name, "INTERVAL"))
		return number_between(value, 1, INTERVAL_MOST, &rule->interval);
	if (text_is(name, "COUNT"))
		return number_between(value, 1, INT32_MAX, &rule->count);
	if (text_is(name, "UNTIL"))
		return rule->has_until = recurrence_time_parse(
				   value, &rule->until, &rule->until_is_date, &rule->until_is_utc);
	if (text_is(name, "WKST"))
		return (rule->week_start = weekday_of(value)) != 0;
	if (text_is(name, "BYMONTH"))
		return read_months(value, rule);
	if (text_is(name, "BYMONTHDAY"))
		return read_numbers(value, 31, true, rule->month_days,
			sizeof rule->month_days / sizeof *rule->month_days, &rule->month_day_count);
	if (text_is(name, "BYYEARDAY"))
		return read_numbers(
			value, 366, true, rule->year_days, RECURRENCE_LIST_LIMIT, &rule->year_day_count);
	if (text_is(name, "BYWEEKNO"))
		return read_numbers(value, 53, true, rule->weeks, sizeof rule->weeks / sizeof *rule->weeks,
			&rule->week_count);
	if (text_is(name, "BYDAY"))
		return read_days(value, rule);
	if (text_is(name, "BYSETPOS"))
		return read_numbers(
			value, 366, true, rule->positions, RECURRENCE_LIST_LIMIT, &rule->position_count);
	if (text_is(name, "BYHOUR"))
		return read_one(value, 23, &rule->hour);
	if (text_is(name, "BYMINUTE"))
		return read_one(value, 59, &rule->minute);
	if (text_is(name, "BYSECOND"))
		return read_one(value, 59, &rule->second);
	*known = false;
	return !text_starts(name, "BY") && !text_is(name, "RSCALE") && !text_is(name, "SKIP");
}

enum status recurrence_parse(struct text text, struct recurrence *out, struct fault *fault)
{
	struct recurrence rule = {
		.interval = 1, .hour = -1, .minute = -1, .second = -1, .week_start = 1};
	bool has_frequency = false;
	while (text.length > 0) {
		struct text value = text_cut(&text, ';');
		struct text name = text_cut(&value, '=');
		bool known;
		if (name.length == 0)
			continue;
		if (!read_part(name, value, &rule, &known))
			return refuse(fault, name, "A recurrence rule has a part that cannot be followed.");
		has_frequency |= text_is(name, "FREQ");
	}
	if (!has_frequency)
		return refuse(fault, TEXT("FREQ"), "A recurrence rule does not say how often.");
	if (rule.count && rule.has_until)
		return refuse(fault, TEXT("COUNT"), "A recurrence rule has both COUNT and UNTIL.");
	*out = rule;
	return STATUS_OK;
}
