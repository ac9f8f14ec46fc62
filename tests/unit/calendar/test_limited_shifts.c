// SPDX-License-Identifier: MIT
// Shift patterns that the limited process reads. This program is also that process, and plays one
// that lies where the document says how.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "calendar/child.h"
#include "calendar/limited_shifts.h"
#include "calendar/shifts_child.h"

#define LIE "LIE:"

static struct arena arena;
static struct shift_pattern pattern;
static struct fault fault;

#define SHIFT(start, end, rule, kind)                                                              \
	"BEGIN:VEVENT\r\nUID:" start "\r\nDTSTART;TZID=Europe/London:" start                           \
	"\r\nDTEND;TZID=Europe/London:" end "\r\nRRULE:" rule "\r\nX-PLIMSOLL-SHIFT:" kind             \
	"\r\nEND:VEVENT\r\n"
#define CALENDAR(events)                                                                           \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Two on\\, three off\r\n" events                \
	"END:VCALENDAR\r\n"

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	fault_clear(&fault);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_pattern(const char *document)
{
	unsigned guards = 0;
	const struct limited limited = {"/proc/self/exe", -1, 30};
	fault_clear(&fault);
	return limited_shifts_read(&limited, text_of(document), &arena, &pattern, &guards, &fault);
}

static void a_pattern_comes_back_with_its_cycle_and_its_shifts(void **state)
{
	(void)state;
	assert_int_equal(
		read_pattern(CALENDAR(SHIFT("20180101T070000", "20180101T190000", "FREQ=DAILY;INTERVAL=5",
			"day") SHIFT("20180102T190000", "20180103T070000", "FREQ=DAILY;INTERVAL=5", "night"))),
		STATUS_OK);
	assert_int_equal(pattern.days, 5);
	assert_false(pattern.of_weeks);
	assert_true(text_is(pattern.title, "Two on, three off"));
	assert_int_equal(pattern.count, 2);
	assert_int_equal(pattern.shifts[0].kind, ROSTER_DAY);
	assert_int_equal(pattern.shifts[0].from, 420);
	assert_int_equal(pattern.shifts[1].day, 1);
	assert_int_equal(pattern.shifts[1].kind, ROSTER_NIGHT);
	assert_int_equal(pattern.shifts[1].until, 1860);
}

// What is wrong is told with the line of the event that it is wrong in.
static void what_is_no_pattern_is_refused_with_where(void **state)
{
	(void)state;
	static const struct {
		const char *document, *where, *said;
	} wrong[] = {
		{CALENDAR(SHIFT("20180101T070000", "20180101T190000", "FREQ=DAILY;INTERVAL=5", "day")
				 SHIFT("20180102T190000", "20180103T070000", "FREQ=MONTHLY", "night")),
			"line 11", "every n-th day"},
		{CALENDAR(SHIFT("20180101T070000", "20180101T190000", "FREQ=HOURLY", "day")), "line 4", ""},
		{CALENDAR(SHIFT("20180101T070000", "20180101T190000", "FREQ=DAILY;INTERVAL=400", "day")),
			"line 4", "366 days"},
		{CALENDAR(SHIFT("20180101T070000", "20180101T190000", "FREQ=DAILY", "holiday")), "line 4",
			"no kind of duty"},
		{CALENDAR(SHIFT("20180101T070000", "20180103T190000", "FREQ=DAILY", "day")), "line 4",
			"on the next day"},
		{CALENDAR(SHIFT("20180102T070000", "20180102T190000", "FREQ=WEEKLY;BYDAY=TU", "day")), "",
			"Monday"},
		{CALENDAR(""), "", "no shifts"},
		{"BEGIN:VCALENDAR\r\nX-WR-CALNAME:a\\nb\r\n" SHIFT(
			 "20180101T070000", "20180101T190000", "FREQ=DAILY", "day") "END:VCALENDAR\r\n",
			"", "one line"},
		{"<!doctype html>", "", ""},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(read_pattern(wrong[i].document), STATUS_INVALID);
		assert_string_equal(fault.where, wrong[i].where);
		if (!strstr(fault.message, wrong[i].said))
			fail_msg("%s", fault.message);
	}
}

static void rules_without_end_are_not_waited_for(void **state)
{
	(void)state;
	assert_int_equal(read_pattern(CALENDAR(SHIFT("20180101T070000", "20180101T190000",
						 "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "day"))),
		STATUS_INVALID);
}

static void answers_that_break_a_promise_are_not_used(void **state)
{
	(void)state;
	static const char *const lies[] = {"nothing", "magic", "short", "long", "kind", "backwards",
		"day", "order", "days", "no-days", "weeks", "shifts", "no-shifts", "title", "control",
		"status"};
	char document[32] = LIE "truth";
	assert_int_equal(read_pattern(document), STATUS_OK);
	assert_int_equal(pattern.count, 2);
	assert_true(text_is(pattern.title, "Rota"));
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		snprintf(document, sizeof document, LIE "%s", lies[i]);
		enum status status = read_pattern(document);
		if (status != STATUS_SYSTEM && status != STATUS_INVALID)
			fail_msg("%s was believed: %d", lies[i], (int)status);
	}
}

// The process that is played.
static NORETURN void lie(const char *how)
{
	struct shifts_reply reply = {.days = 7, .shifts = 2, .title = 4};
	struct shifts_reply_shift shifts[2] = {
		{0, 420, 1020, ROSTER_EARLY}, {1, 420, 1020, ROSTER_LATE}};
	char title[8] = "RotaRot";
	memcpy(reply.magic, SHIFTS_REPLY_MAGIC, sizeof reply.magic);
	if (strcmp(how, "nothing") == 0)
		_exit(0);
	if (strcmp(how, "magic") == 0)
		reply.magic[0] = 'x';
	if (strcmp(how, "kind") == 0)
		shifts[1].kind = ROSTER_REST_DAY;
	if (strcmp(how, "backwards") == 0)
		shifts[0].until = 420;
	if (strcmp(how, "day") == 0)
		shifts[1].day = 7;
	if (strcmp(how, "order") == 0)
		shifts[0].day = 2;
	if (strcmp(how, "days") == 0)
		reply.days = 367;
	if (strcmp(how, "no-days") == 0)
		reply.days = 0;
	if (strcmp(how, "weeks") == 0)
		reply.of_weeks = 2;
	if (strcmp(how, "shifts") == 0)
		reply.shifts = UINT32_MAX;
	if (strcmp(how, "no-shifts") == 0)
		reply.shifts = 0;
	if (strcmp(how, "title") == 0)
		reply.title = UINT32_MAX;
	if (strcmp(how, "control") == 0)
		title[1] = '\n';
	if (strcmp(how, "status") == 0)
		reply.fault.status = (enum status)99;
	size_t size = strcmp(how, "short") == 0 ? 3 : strcmp(how, "long") == 0 ? 5 : 4;
	bool written = child_write(&reply, sizeof reply) && child_write(shifts, sizeof shifts) &&
				   child_write(title, size);
	_exit(written ? 0 : 1);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)
		TEST(a_pattern_comes_back_with_its_cycle_and_its_shifts),
		TEST(what_is_no_pattern_is_refused_with_where),
		TEST(rules_without_end_are_not_waited_for),
		TEST(answers_that_break_a_promise_are_not_used),
	};
	if (argc > CHILD_ASKED && strcmp(argv[1], CHILD_COMMAND) == 0) {
		char document[32] = "";
		ssize_t length = pread(STDIN_FILENO, document, sizeof document - 1, 0);
		if (length > 4 && strncmp(document, LIE, 4) == 0)
			lie(document + 4);
		calendar_child(argc, argv);
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
