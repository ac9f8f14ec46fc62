// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "base/log.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int ends[2];
static char line[4096];

static int open_pipe(void **state)
{
	(void)state;
	return pipe2(ends, O_CLOEXEC | O_NONBLOCK);
}

static int close_pipe(void **state)
{
	(void)state;
	log_open(LOG_NOTICE, STDERR_FILENO, false);
	return close(ends[0]) | close(ends[1]);
}

static const char *written(void)
{
	ssize_t length = read(ends[0], line, sizeof line - 1);
	line[length > 0 ? length : 0] = '\0';
	return line;
}

static void an_event_is_one_line_of_json(void **state)
{
	(void)state;
	log_open(LOG_NOTICE, ends[1], false);
	LOG(LOG_WARNING, "late", LOG_TEXT("route", "/v1/exposures"), LOG_NUMBER("status", -503));
	assert_string_equal(written(), "{\"level\":\"warning\",\"event\":\"late\","
								   "\"route\":\"/v1/exposures\",\"status\":-503}\n");
}

static void what_would_break_the_line_is_escaped(void **state)
{
	(void)state;
	log_open(LOG_NOTICE, ends[1], false);
	LOG(LOG_ERROR, "e", LOG_TEXT("t", "a\"b\\c\nd\x01é"));
	assert_string_equal(written(), "{\"level\":\"error\",\"event\":\"e\","
								   "\"t\":\"a\\\"b\\\\c\\u000ad\\u0001é\"}\n");
	LOG(LOG_ERROR, "e", LOG_TEXT("t", "caf\xE9"));
	assert_string_equal(written(), "{\"level\":\"error\",\"event\":\"e\",\"t\":\"caf\\ufffd\"}\n");
}

static void details_are_left_out_unless_asked_for(void **state)
{
	(void)state;
	log_open(LOG_NOTICE, ends[1], false);
	LOG(LOG_DETAIL, "e", LOG_NUMBER("n", 1));
	assert_string_equal(written(), "");
	log_open(LOG_DETAIL, ends[1], false);
	LOG(LOG_DETAIL, "e", LOG_NUMBER("n", 1));
	assert_string_equal(written(), "{\"level\":\"detail\",\"event\":\"e\",\"n\":1}\n");
}

static void the_journal_is_told_the_priority(void **state)
{
	(void)state;
	log_open(LOG_DETAIL, ends[1], true);
	LOG(LOG_ERROR, "e", LOG_NUMBER("n", 1));
	assert_memory_equal(written(), "<3>{", 4);
	LOG(LOG_DETAIL, "e", LOG_NUMBER("n", 1));
	assert_memory_equal(written(), "<7>{", 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_event_is_one_line_of_json, open_pipe, close_pipe),
		cmocka_unit_test_setup_teardown(
			what_would_break_the_line_is_escaped, open_pipe, close_pipe),
		cmocka_unit_test_setup_teardown(
			details_are_left_out_unless_asked_for, open_pipe, close_pipe),
		cmocka_unit_test_setup_teardown(the_journal_is_told_the_priority, open_pipe, close_pipe),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
