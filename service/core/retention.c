// SPDX-License-Identifier: MIT
#include "core/retention.h"

#include <assert.h>
#include <stdio.h>

static const struct {
	const char *name;
	int32_t months, least;
	const char *about;
} kinds[RETENTION_COUNT] = {
#define RETENTION(kind, name, months, least, about) [kind] = {name, months, least, about},
#include "core/retention.def"
#undef RETENTION
};

const char *retention_name(enum retention_kind kind)
{
	assert((unsigned)kind < RETENTION_COUNT);
	return kinds[kind].name;
}

const char *retention_about(enum retention_kind kind)
{
	assert((unsigned)kind < RETENTION_COUNT);
	return kinds[kind].about;
}

int32_t retention_default(enum retention_kind kind)
{
	assert((unsigned)kind < RETENTION_COUNT);
	return kinds[kind].months;
}

int32_t retention_least(enum retention_kind kind)
{
	assert((unsigned)kind < RETENTION_COUNT);
	return kinds[kind].least;
}

bool retention_parse(struct text name, enum retention_kind *out)
{
	for (int i = 0; i < RETENTION_COUNT; i++) {
		if (text_is(name, kinds[i].name)) {
			*out = (enum retention_kind)i;
			return true;
		}
	}
	return false;
}

bool retention_period_parse(struct text period, int32_t *months)
{
	int64_t number;
	struct text unit = text_trim(period), count = text_cut(&unit, ' ');
	bool years = text_is(unit, "year") || text_is(unit, "years");
	if (!years && !text_is(unit, "month") && !text_is(unit, "months"))
		return false;
	if (!text_to_integer(count, &number) || number < 1 ||
		number > (years ? RETENTION_MOST / 12 : RETENTION_MOST))
		return false;
	*months = (int32_t)(years ? number * 12 : number);
	return true;
}

void retention_period_format(int32_t months, char out[static RETENTION_PERIOD_LENGTH])
{
	bool years = months % 12 == 0;
	int number = years ? months / 12 : months;
	const char *unit = years ? "year" : "month";
	snprintf(out, RETENTION_PERIOD_LENGTH, "%d %s%s", number, unit, number == 1 ? "" : "s");
}

struct instant retention_limit(struct instant now, int32_t months)
{
	struct civil civil = civil_of(now);
	int month = civil.year * 12 + civil.month - 1 - months;
	if (month < 12)
		month = 12; // the year 1
	civil.year = month / 12;
	civil.month = month % 12 + 1;
	while (!civil_is_valid(civil))
		civil.day--;
	return civil_as_utc(civil);
}
