// SPDX-License-Identifier: MIT
#include "calendar/recurrence.h"

#define DAYS_OF_WEEK 7
#define FAR 14 // days; further on, a day is worked out anew

int64_t recurrence_day_of(struct civil date)
{
	date.hour = date.minute = date.second = 0;
	return civil_as_utc(date).seconds / SECONDS_PER_DAY;
}

struct civil recurrence_date(int64_t day)
{
	return civil_of((struct instant){day * SECONDS_PER_DAY});
}

// One day and all that rules ask about it.
struct day {
	int64_t number; // since 1970-01-01
	struct civil date;
	int weekday;
	int of_year, year_length; // from 1
	int month_length;
};

static int year_length(int year)
{
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return leap ? 366 : 365;
}

static int64_t new_year(int year)
{
	return recurrence_day_of((struct civil){year, 1, 1, 0, 0, 0});
}

static int month_length(int year, int month)
{
	int next_year = month == 12 ? year + 1 : year, next_month = month == 12 ? 1 : month + 1;
	return (int)(recurrence_day_of((struct civil){next_year, next_month, 1, 0, 0, 0}) -
				 recurrence_day_of((struct civil){year, month, 1, 0, 0, 0}));
}

static struct day day_of(int64_t number)
{
	struct day day = {.number = number, .date = recurrence_date(number)};
	day.weekday = civil_weekday(day.date);
	day.of_year = (int)(number - new_year(day.date.year)) + 1;
	day.year_length = year_length(day.date.year);
	day.month_length = month_length(day.date.year, day.date.month);
	return day;
}

// Steps on, which is cheaper than to work a day out.
static void step(struct day *day)
{
	day->number++;
	day->weekday = day->weekday % DAYS_OF_WEEK + 1;
	day->of_year++;
	if (++day->date.day <= day->month_length)
		return;
	*day = day_of(day->number);
}

// The first day of the week that holds a day.
static int64_t week_of(int64_t day, int week_start)
{
	int weekday = civil_weekday(recurrence_date(day));
	return day - (weekday - week_start + DAYS_OF_WEEK) % DAYS_OF_WEEK;
}

// Week 1 is the first with four days in the year.
static int64_t first_week(int year, int week_start)
{
	return week_of(new_year(year) + 3, week_start);
}

// Whether `place` of `length`, both from 1, is listed, from the end where negative.
static bool lists(const int *list, size_t count, int place, int length)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i] == place || list[i] == place - length - 1)
			return true;
	}
	return false;
}

static bool in_weeks(const struct recurrence *rule, const struct day *day)
{
	for (int year = day->date.year - 1; year <= day->date.year + 1; year++) {
		int64_t first = first_week(year, rule->week_start);
		int weeks = (int)(first_week(year + 1, rule->week_start) - first) / DAYS_OF_WEEK;
		int64_t week = (day->number - first) / DAYS_OF_WEEK + 1;
		if (day->number >= first && week <= weeks)
			return lists(rule->weeks, rule->week_count, (int)week, weeks);
	}
	return false;
}

// Whether the nth of a weekday is meant of the month rather than of the year.
static bool counts_in_month(const struct recurrence *rule)
{
	return rule->frequency == RECURRENCE_MONTHLY ||
		   (rule->frequency == RECURRENCE_YEARLY && rule->months);
}

static bool is_nth(const struct recurrence *rule, const struct day *day, int nth)
{
	bool month = counts_in_month(rule);
	int place = month ? day->date.day : day->of_year;
	int length = month ? day->month_length : day->year_length;
	if (nth > 0)
		return (place - 1) / DAYS_OF_WEEK + 1 == nth;
	return (length - place) / DAYS_OF_WEEK + 1 == -nth;
}

static bool on_weekday(const struct recurrence *rule, const struct day *day)
{
	bool nth_counts = rule->frequency >= RECURRENCE_MONTHLY &&
					  !(rule->frequency == RECURRENCE_YEARLY && rule->week_count);
	for (size_t i = 0; i < rule->day_count; i++) {
		const struct recurrence_day *wanted = &rule->days[i];
		if (wanted->weekday == day->weekday &&
			(!wanted->nth || !nth_counts || is_nth(rule, day, wanted->nth)))
			return true;
	}
	return false;
}

static bool matches(const struct recurrence *rule, const struct day *day)
{
	return (!rule->months || rule->months & 1u << day->date.month) &&
		   (!rule->week_count || in_weeks(rule, day)) &&
		   (!rule->year_day_count ||
			   lists(rule->year_days, rule->year_day_count, day->of_year, day->year_length)) &&
		   (!rule->month_day_count ||
			   lists(rule->month_days, rule->month_day_count, day->date.day, day->month_length)) &&
		   (!rule->day_count || on_weekday(rule, day));
}

// What a rule leaves out, its first occurrence says.
static struct recurrence completed(const struct recurrence *rule, struct civil first)
{
	struct recurrence out = *rule;
	if (rule->day_count || rule->month_day_count || rule->year_day_count || rule->week_count) {
		// RFC 5545: the weekday of weeks that are listed alone is that of the first occurrence.
		if (rule->week_count && !rule->day_count && !rule->month_day_count && !rule->year_day_count)
			out.days[out.day_count++] = (struct recurrence_day){civil_weekday(first), 0};
		return out;
	}
	if (rule->frequency == RECURRENCE_YEARLY && !rule->months)
		out.months = 1u << first.month;
	if (rule->frequency >= RECURRENCE_MONTHLY)
		out.month_days[out.month_day_count++] = first.day;
	if (rule->frequency == RECURRENCE_WEEKLY)
		out.days[out.day_count++] = (struct recurrence_day){civil_weekday(first), 0};
	return out;
}

// The days [begin, end) of the period that is `number` intervals after that of the first
// occurrence.
struct period {
	int64_t begin, end;
};

static struct period period_of(const struct recurrence *rule, struct civil first, int64_t number)
{
	int64_t step = number * rule->interval, day = recurrence_day_of(first);
	switch (rule->frequency) {
	case RECURRENCE_DAILY:
		return (struct period){day + step, day + step + 1};
	case RECURRENCE_WEEKLY: {
		int64_t week = week_of(day, rule->week_start) + step * DAYS_OF_WEEK;
		return (struct period){week, week + DAYS_OF_WEEK};
	}
	case RECURRENCE_MONTHLY: {
		int64_t months = first.year * INT64_C(12) + first.month - 1 + step;
		int year = (int)(months / 12), month = (int)(months % 12) + 1;
		int64_t begin = recurrence_day_of((struct civil){year, month, 1, 0, 0, 0});
		return (struct period){begin, begin + month_length(year, month)};
	}
	case RECURRENCE_YEARLY:
		break;
	}
	int year = (int)(first.year + step);
	return (struct period){new_year(year), new_year(year + 1)};
}

// How many intervals at most fit in until the day, so that no number overflows and no year is too
// late to be a date.
static int64_t periods_until(const struct recurrence *rule, struct civil first, int64_t until)
{
	static const int64_t least_days[] = {1, 7, 28, 365};
	int64_t days = until - recurrence_day_of(first);
	return days < 0 ? 0 : days / least_days[rule->frequency] / rule->interval + 1;
}

// Whether a period is in years that dates have; one that is not is beyond every window. An interval
// may be longer than all of them.
static bool has_dates(const struct recurrence *rule, struct civil first, int64_t number)
{
	int64_t step = number * rule->interval;
	if (rule->frequency == RECURRENCE_YEARLY)
		return first.year + step < RECURRENCE_LAST_YEAR;
	return rule->frequency != RECURRENCE_MONTHLY ||
		   (first.year * INT64_C(12) + first.month - 1 + step) / 12 < RECURRENCE_LAST_YEAR;
}

static bool takes_position(const struct recurrence *rule, size_t place, size_t count)
{
	return !rule->position_count ||
		   lists(rule->positions, rule->position_count, (int)place + 1, (int)count);
}

struct expansion {
	const struct recurrence *rule;
	int64_t first_day, last_day; // by UNTIL
	struct day day;              // as far as has been looked
	int64_t from, until;
	int64_t left; // of COUNT; INT64_MAX without
	struct arena *arena;
	int64_t *list;
	size_t count, size;
	bool too_many, failed;
};

static void take(struct expansion *expansion, int64_t day)
{
	if (expansion->left == 0)
		return;
	expansion->left--;
	if (day < expansion->from || day > expansion->until)
		return;
	expansion->too_many = expansion->count == RECURRENCE_LIMIT;
	expansion->failed |=
		!expansion->too_many && !arena_grow(expansion->arena, (void **)&expansion->list,
									expansion->count, &expansion->size, sizeof *expansion->list);
	if (!expansion->too_many && !expansion->failed)
		expansion->list[expansion->count++] = day;
}

static void expand_period(struct expansion *expansion, struct period period)
{
	int64_t found[366];
	size_t count = 0;
	if (expansion->day.number > period.begin || expansion->day.number + FAR < period.begin)
		expansion->day = day_of(period.begin);
	for (; expansion->day.number < period.end; step(&expansion->day)) {
		if (expansion->day.number >= period.begin && matches(expansion->rule, &expansion->day))
			found[count++] = expansion->day.number;
	}
	for (size_t i = 0; i < count && !expansion->too_many; i++) {
		if (found[i] > expansion->first_day && found[i] <= expansion->last_day &&
			takes_position(expansion->rule, i, count))
			take(expansion, found[i]);
	}
}

// The day of the last occurrence that UNTIL allows, which is compared with the time of day too.
static int64_t last_day(
	const struct recurrence *rule, struct civil first, struct civil until_utc_as_local)
{
	if (!rule->has_until)
		return INT64_MAX;
	struct civil until = rule->until_is_utc ? until_utc_as_local : rule->until;
	int64_t day = recurrence_day_of(until);
	struct civil at = recurrence_date(day);
	at.hour = first.hour;
	at.minute = first.minute;
	at.second = first.second;
	return rule->until_is_date || !instant_before(civil_as_utc(until), civil_as_utc(at)) ? day
																						 : day - 1;
}

bool recurrence_keeps_time(const struct recurrence *rule, struct civil first)
{
	return (rule->hour < 0 || rule->hour == first.hour) &&
		   (rule->minute < 0 || rule->minute == first.minute) &&
		   (rule->second < 0 || rule->second == first.second);
}

bool recurrence_gives_first(
	const struct recurrence *rule, struct civil first, struct civil until_utc_as_local)
{
	const struct recurrence whole = completed(rule, first);
	struct period period = period_of(&whole, first, 0);
	int64_t first_day = recurrence_day_of(first);
	size_t count = 0, place = 0;
	bool matched = false;
	for (struct day day = day_of(period.begin); day.number < period.end; step(&day)) {
		if (!matches(&whole, &day))
			continue;
		if (day.number == first_day) {
			matched = true;
			place = count;
		}
		count++;
	}
	return matched && takes_position(&whole, place, count) && recurrence_keeps_time(rule, first) &&
		   first_day <= last_day(rule, first, until_utc_as_local);
}

enum status recurrence_expand(const struct recurrence *rule, struct civil first,
	struct civil until_utc_as_local, int64_t from, int64_t until, int64_t *days_left,
	struct arena *arena, int64_t **out, size_t *count, struct fault *fault)
{
	const struct recurrence whole = completed(rule, first);
	struct expansion expansion = {
		.rule = &whole,
		.first_day = recurrence_day_of(first),
		.day = day_of(recurrence_day_of(first)),
		.last_day = last_day(rule, first, until_utc_as_local),
		.from = from,
		.until = until,
		.left = rule->count ? rule->count : INT64_MAX,
		.arena = arena,
	};
	take(&expansion, recurrence_day_of(first));
	int64_t most = periods_until(rule, first, until), number = 0;
	// Without COUNT nothing before the window has to be counted.
	if (!rule->count && from > recurrence_day_of(first)) {
		static const int64_t most_days[] = {1, 7, 31, 366};
		int64_t days = from - recurrence_day_of(first);
		number = days / most_days[rule->frequency] / rule->interval - 1;
		number = number < 0 ? 0 : number;
	}
	for (; number <= most && expansion.left && !expansion.too_many; number++) {
		if (!has_dates(&whole, first, number))
			break;
		struct period period = period_of(&whole, first, number);
		if (period.begin > until || period.begin > expansion.last_day)
			break;
		*days_left -= period.end - period.begin;
		if (*days_left < 0)
			return fault_set(fault, STATUS_LIMIT, "RRULE",
				"The rules of the calendar have too many days to look at.");
		expand_period(&expansion, period);
	}
	if (expansion.failed)
		return fault_memory(fault);
	if (expansion.too_many)
		return fault_set(
			fault, STATUS_LIMIT, "RRULE", "An event occurs more than %d times.", RECURRENCE_LIMIT);
	*out = expansion.list;
	*count = expansion.count;
	return STATUS_OK;
}
