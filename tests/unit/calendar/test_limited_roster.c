// SPDX-License-Identifier: MIT
// Rosters that the limited process reads. This program is also that process, and plays one that
// lies where the zone says how.
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "calendar/child.h"
#include "calendar/limited_roster.h"
#include "calendar/roster_child.h"

static const struct interval window = {{1780000000}, {1790000000}}; // from 2026-05-28 on
static struct arena arena;
static struct roster_read read_roster;
static struct fault fault;

static const char team[] =
	"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/London:20260701T070000\r\n"
	"DTEND;TZID=Europe/London:20260701T170000\r\nRRULE:FREQ=DAILY;COUNT=2\r\nSUMMARY:Early\r\n"
	"X-STAFF:4711\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260702T220000Z\r\n"
	"DTEND:20260703T060000Z\r\nSUMMARY:N7\r\nX-STAFF:0815\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:"
	"c\r\n"
	"DTSTART:20260702T220000Z\r\nDTEND:20260703T060000Z\r\nSUMMARY:What is\\nthis\r\n"
	"X-STAFF:0815\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

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

static enum status read_as(const char *document, const char *zone, const char *person,
	const struct roster_word *words, size_t count)
{
	unsigned guards = 0;
	const struct limited limited = {"/proc/self/exe", -1, 30};
	const struct roster_calendar how = {person, text_of(zone), words, count};
	return limited_roster_read(
		&limited, text_of(document), &how, window, &arena, &read_roster, &guards, &fault);
}

static enum status read_usual(const char *document, const char *zone)
{
	return read_as(document, zone, NULL, roster_words_usual, ROSTER_WORDS_USUAL_COUNT);
}

static void shifts_come_back_with_whose_they_are_and_what_is_not_known(void **state)
{
	(void)state;
	static const struct roster_word words[] = {
		{TEXT_CONSTANT("N*"), ROSTER_NIGHT, false, 0, 0},
		{TEXT_CONSTANT("Early"), ROSTER_EARLY, true, 420, 1020},
	};
	assert_int_equal(read_as(team, "Europe/London", "X-STAFF", words, 2), STATUS_OK);
	assert_int_equal(read_roster.count, 3);
	assert_true(text_is(read_roster.rows[0].person, "0815"));
	assert_int_equal(read_roster.rows[0].entry.kind, ROSTER_NIGHT);
	assert_true(text_is(read_roster.rows[1].person, "4711"));
	assert_true(text_is(read_roster.rows[2].person, "4711"));
	assert_int_equal(read_roster.rows[1].entry.during.from.seconds, 1782885600);
	assert_int_equal(read_roster.rows[2].entry.during.to.seconds, 1783008000);
	assert_int_equal(read_roster.rows[2].line, 2);
	assert_int_equal(read_roster.events, 3);
	assert_int_equal(read_roster.unknown_events, 1);
	assert_int_equal(read_roster.unknown_count, 1);
	assert_true(text_starts(read_roster.unknown[0].word, "What is")); // what can be shown of it
}

static void a_calendar_of_one_person_says_of_nobody_whose_it_is(void **state)
{
	(void)state;
	assert_int_equal(read_usual(team, "Europe/London"), STATUS_OK);
	assert_int_equal(read_roster.count, 2);
	assert_int_equal(read_roster.rows[0].person.length, 0);
}

static void what_cannot_be_followed_is_told_with_its_line(void **state)
{
	(void)state;
	assert_int_equal(
		read_usual("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260701T070000Z\r\n"
				   "DTEND:20260708T070000Z\r\nSUMMARY:Early\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
			"UTC"),
		STATUS_OK);
	assert_int_equal(read_roster.unreadable, 1);
	assert_string_equal(read_roster.first.where, "line 2");
	assert_true(strlen(read_roster.first.message) > 10);
}

static void a_calendar_that_is_none_is_refused(void **state)
{
	(void)state;
	assert_int_equal(read_usual("person,start,end,kind\r\n", "UTC"), STATUS_INVALID);
	assert_true(strlen(fault.message) > 10);
}

static void words_without_end_are_refused_before_anything_is_started(void **state)
{
	(void)state;
	struct roster_word *words = arena_array(&arena, ROSTER_REQUEST_WORDS_LIMIT + 1, sizeof *words);
	assert_int_equal(
		read_as(team, "UTC", NULL, words, ROSTER_REQUEST_WORDS_LIMIT + 1), STATUS_LIMIT);
}

static void answers_that_break_a_promise_are_not_used(void **state)
{
	(void)state;
	static const char *const lies[] = {"nothing", "magic", "short", "long", "kind", "backwards",
		"outside", "endless-shift", "person-beyond", "person-control", "word-beyond", "word-long",
		"rows", "uncounted", "status", "bytes"};
	assert_int_equal(read_usual(team, "truth"), STATUS_OK);
	assert_int_equal(read_roster.count, 1);
	assert_true(text_is(read_roster.rows[0].person, "47"));
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		enum status status = read_usual(team, lies[i]);
		if (status != STATUS_SYSTEM && status != STATUS_INVALID)
			fail_msg("%s was believed: %d", lies[i], (int)status);
	}
}

// The process that is played.
static NORETURN void lie(const char *how)
{
	struct roster_reply reply = {
		.events = 2, .rows = 1, .words = 1, .unknown_events = 1, .bytes = 6};
	struct roster_reply_row row = {
		window.from.seconds + 60, window.from.seconds + 3600, ROSTER_EARLY, 2, 0, 2};
	struct roster_reply_word word = {1, 2, 4};
	char texts[8] = "47Nach";
	memcpy(reply.magic, ROSTER_REPLY_MAGIC, sizeof reply.magic);
	if (strcmp(how, "nothing") == 0)
		_exit(0);
	if (strcmp(how, "magic") == 0)
		reply.magic[0] = 'x';
	if (strcmp(how, "kind") == 0)
		row.kind = ROSTER_KIND_COUNT;
	if (strcmp(how, "backwards") == 0)
		row.to = row.from;
	if (strcmp(how, "outside") == 0)
		row.from = row.to = window.to.seconds + 60;
	if (strcmp(how, "endless-shift") == 0)
		row.to = INT64_MAX;
	if (strcmp(how, "person-beyond") == 0)
		row.person = 5;
	if (strcmp(how, "person-control") == 0)
		texts[0] = '\n';
	if (strcmp(how, "word-beyond") == 0)
		word.word = UINT32_MAX;
	if (strcmp(how, "word-long") == 0)
		word.length = UINT32_MAX;
	if (strcmp(how, "rows") == 0)
		reply.rows = UINT64_MAX / sizeof row;
	if (strcmp(how, "uncounted") == 0)
		reply.unreadable = 1;
	if (strcmp(how, "status") == 0)
		reply.fault.status = (enum status)99;
	if (strcmp(how, "bytes") == 0)
		reply.bytes = UINT64_MAX;
	size_t size = strcmp(how, "short") == 0 ? 5 : strcmp(how, "long") == 0 ? 7 : 6;
	bool written = child_write(&reply, sizeof reply) && child_write(&row, sizeof row) &&
				   child_write(&word, sizeof word) && child_write(texts, size);
	_exit(written ? 0 : 1);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)
		TEST(shifts_come_back_with_whose_they_are_and_what_is_not_known),
		TEST(a_calendar_of_one_person_says_of_nobody_whose_it_is),
		TEST(what_cannot_be_followed_is_told_with_its_line),
		TEST(a_calendar_that_is_none_is_refused),
		TEST(words_without_end_are_refused_before_anything_is_started),
		TEST(answers_that_break_a_promise_are_not_used),
	};
	if (argc > CHILD_ZONE && strcmp(argv[1], CHILD_COMMAND) == 0) {
		if (!strchr(argv[CHILD_ZONE], '/') && strcmp(argv[CHILD_ZONE], "UTC") != 0)
			lie(argv[CHILD_ZONE]);
		calendar_child(argc, argv);
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
