// SPDX-License-Identifier: MIT
// HTTP dates (RFC 9110 §5.6.7).
#include "support/cmocka.h"

#include <string.h>

#include "web/http_date.h"

// The instants are GNU date's.
static const struct {
	int64_t seconds;
	const char *date;
} dates[] = {
	{784111777, "Sun, 06 Nov 1994 08:49:37 GMT"}, // the RFC's example
	{0, "Thu, 01 Jan 1970 00:00:00 GMT"},
	{-1, "Wed, 31 Dec 1969 23:59:59 GMT"},
	{951782400, "Tue, 29 Feb 2000 00:00:00 GMT"},
	{1795478400, "Tue, 24 Nov 2026 00:00:00 GMT"},
	{1798243199, "Fri, 25 Dec 2026 23:59:59 GMT"},
	{253402300799, "Fri, 31 Dec 9999 23:59:59 GMT"},
};

static const char *const refused[] = {
	"",
	"Sun, 06 Nov 1994 08:49:37",
	"Sun, 06 Nov 1994 08:49:37 UTC",
	"Sun, 06 Nov 1994 08:49:37 GMT ",
	" Sun, 06 Nov 1994 08:49:37 GMT",
	"sun, 06 Nov 1994 08:49:37 GMT",
	"Sun, 06 nov 1994 08:49:37 GMT",
	"Mon, 06 Nov 1994 08:49:37 GMT", // it was a Sunday
	"Sun, 6 Nov 1994 08:49:37 GMT",
	"Sun,  6 Nov 1994 08:49:37 GMT",
	"Sun, +6 Nov 1994 08:49:37 GMT",
	"Sun. 06 Nov 1994 08:49:37 GMT",
	"Sun, 06-Nov-1994 08:49:37 GMT",
	"Sun, 06 Now 1994 08:49:37 GMT",
	"Sun, 06 Nov 1994 08.49.37 GMT",
	"Sun, 06 Nov 1994 24:00:00 GMT",
	"Sun, 06 Nov 1994 08:60:00 GMT",
	"Sun, 06 Nov 1994 08:49:60 GMT",
	"Sun, 06 Nov 1994 08:49:-7 GMT",
	"Tue, 30 Feb 1994 08:49:37 GMT",
	"Thu, 29 Feb 1900 08:49:37 GMT",
	"Sun, 00 Nov 1994 08:49:37 GMT",
	"Sun, 06 Nov 0000 08:49:37 GMT",
	"Sunday, 06-Nov-94 08:49:37 GMT",
	"Sun Nov  6 08:49:37 1994",
};

static void an_instant_is_written_as_its_date(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		char written[HTTP_DATE_LENGTH + 1];
		http_date_format((struct instant){dates[i].seconds}, written);
		if (strcmp(written, dates[i].date) != 0)
			fail_msg("row %zu: %s, not %s", i, written, dates[i].date);
	}
}

static void a_date_is_read_as_its_instant(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		struct instant read = {-7};
		if (!http_date_parse(text_of(dates[i].date), &read) || read.seconds != dates[i].seconds)
			fail_msg("row %zu: %s gave %lld", i, dates[i].date, (long long)read.seconds);
	}
}

static void anything_else_is_refused_and_leaves_the_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct instant read = {-7};
		if (http_date_parse(text_of(refused[i]), &read) || read.seconds != -7)
			fail_msg("row %zu: \"%s\" was read", i, refused[i]);
	}
}

static void a_date_need_not_end_in_nul(void **state)
{
	(void)state;
	char bytes[HTTP_DATE_LENGTH];
	struct instant read;
	memcpy(bytes, "Sun, 06 Nov 1994 08:49:37 GMT", sizeof bytes);
	assert_true(http_date_parse((struct text){bytes, sizeof bytes}, &read));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_instant_is_written_as_its_date),
		cmocka_unit_test(a_date_is_read_as_its_instant),
		cmocka_unit_test(anything_else_is_refused_and_leaves_the_answer),
		cmocka_unit_test(a_date_need_not_end_in_nul),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
