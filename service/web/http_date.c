// SPDX-License-Identifier: MIT
#include "web/http_date.h"

#include <string.h>

static const char weekdays[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char months[][4] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void http_date_format(struct instant instant, char out[static HTTP_DATE_LENGTH + 1])
{
	struct civil civil = civil_of(instant);
	char date[96]; // as large as the compiler thinks numbers may be
	snprintf(date, sizeof date, "%s, %02d %s %04d %02d:%02d:%02d GMT",
		weekdays[civil_weekday(civil) - 1], civil.day, months[civil.month - 1], civil.year,
		civil.hour, civil.minute, civil.second);
	memcpy(out, date, HTTP_DATE_LENGTH);
	out[HTTP_DATE_LENGTH] = '\0';
}

static bool number(struct text text, size_t from, size_t digits, int *out)
{
	int64_t value;
	if (!text_to_integer((struct text){text.start + from, digits}, &value) || value < 0)
		return false;
	*out = (int)value;
	return true;
}

bool http_date_parse(struct text text, struct instant *out)
{
	struct civil civil = {0};
	char again[HTTP_DATE_LENGTH + 1];
	if (text.length != HTTP_DATE_LENGTH || !number(text, 5, 2, &civil.day) ||
		!number(text, 12, 4, &civil.year) || !number(text, 17, 2, &civil.hour) ||
		!number(text, 20, 2, &civil.minute) || !number(text, 23, 2, &civil.second))
		return false;
	for (int i = 0; i < 12; i++) {
		if (text_is((struct text){text.start + 8, 3}, months[i]))
			civil.month = i + 1;
	}
	if (civil.month == 0 || !civil_is_valid(civil))
		return false;
	// What is written back the same had every comma, blank and weekday in its place.
	struct instant instant = civil_as_utc(civil);
	http_date_format(instant, again);
	if (!text_is(text, again))
		return false;
	*out = instant;
	return true;
}
