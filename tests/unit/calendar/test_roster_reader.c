// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

#include "calendar/roster_reader.h"

static struct arena arena;
static struct roster_read found;
static struct fault fault;
static struct roster_calendar how;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	fault_clear(&fault);
	how = (struct roster_calendar){
		NULL, TEXT("Europe/London"), roster_words_usual, ROSTER_WORDS_USUAL_COUNT};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct instant at(const char *text)
{
	struct instant instant = {0};
	assert_true(instant_parse(text_of(text), &instant));
	return instant;
}

// Reads a calendar with these lines, from October 2026 to April 2027.
static enum status read_lines(const char *lines)
{
	char document[8192];
	struct interval window = {at("2026-10-01"), at("2027-05-01")};
	snprintf(document, sizeof document, "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n", lines);
	return roster_reader_read(text_of(document), &how, window, &arena, &found, &fault);
}

static void expect(const char *expected)
{
	char shown[4096] = "";
	for (size_t i = 0; i < found.count; i++) {
		const struct roster_entry *entry = &found.rows[i].entry;
		char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
		instant_format(entry->during.from, from);
		instant_format(entry->during.to, to);
		size_t length = strlen(shown);
		snprintf(shown + length, sizeof shown - length, "%.*s%s%.16s/%.16s %s\n",
			TEXT_ARGUMENTS(found.rows[i].person), found.rows[i].person.length ? " " : "", from, to,
			roster_kind_name(entry->kind));
	}
	assert_string_equal(shown, expected);
}

#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"

static void shifts_of_one_person_come_from_rules_and_single_events(void **state)
{
	(void)state;
	assert_int_equal(
		read_lines(EVENT("UID:n\r\nDTSTART;TZID=Europe/London:20261022T220000\r\n"
						 "DTEND;TZID=Europe/London:20261023T060000\r\nSUMMARY:Nights\r\n"
						 "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=Europe/London:20261023T220000\r\n"
						 "TRANSP:TRANSPARENT\r\n")
				EVENT("DTSTART;VALUE=DATE:20261026\r\nDTEND;VALUE=DATE:20261028\r\n"
					  "SUMMARY:Annual leave\r\n")
					EVENT("DTSTART:20261029T100000Z\r\nDURATION:PT2H\r\nSUMMARY:Case 17\r\n"
						  "CATEGORIES:work,Court\r\n")
						EVENT("DTSTART:20261030T060000\r\nDTEND:20261030T140000\r\n"
							  "SUMMARY:Early\r\nSTATUS:CANCELLED\r\n")),
		STATUS_OK);
	expect("2026-10-22T21:00/2026-10-23T05:00 night\n"
		   "2026-10-24T21:00/2026-10-25T06:00 night\n"
		   "2026-10-26T00:00/2026-10-28T00:00 leave\n"
		   "2026-10-29T10:00/2026-10-29T12:00 abstraction\n");
	assert_int_equal(found.events, 4);
	assert_int_equal(found.unreadable + found.unknown_events, 0);
}

static void a_shift_that_reaches_out_of_the_window_is_whole(void **state)
{
	(void)state;
	assert_int_equal(read_lines(EVENT("DTSTART:20260930T200000Z\r\nDTEND:20261001T050000Z\r\n"
									  "SUMMARY:Night\r\n")
							 EVENT("DTSTART:20260929T200000Z\r\nDTEND:20260930T050000Z\r\n"
								   "SUMMARY:Night\r\n")),
		STATUS_OK);
	expect("2026-09-30T20:00/2026-10-01T05:00 night\n");
}

static void whole_days_of_duty_have_the_hours_of_their_word(void **state)
{
	(void)state;
	static const struct roster_word words[] = {
		{TEXT_CONSTANT("Night*"), ROSTER_NIGHT, true, 1320, 1800},
		{TEXT_CONSTANT("Early"), ROSTER_EARLY, false, 0, 0},
		{TEXT_CONSTANT("Pay day"), ROSTER_KIND_COUNT, false, 0, 0},
	};
	how.words = words;
	how.word_count = 3;
	assert_int_equal(read_lines(EVENT("DTSTART;VALUE=DATE:20270327\r\nDTEND;VALUE=DATE:20270329\r\n"
									  "SUMMARY:Night\\, bay 3\r\n")
							 EVENT("DTSTART;VALUE=DATE:20270401\r\nSUMMARY:Early\r\n")
								 EVENT("DTSTART;VALUE=DATE:20270402\r\nSUMMARY:Pay day\r\n")),
		STATUS_OK);
	expect("2027-03-27T22:00/2027-03-28T05:00 night\n"
		   "2027-03-28T21:00/2027-03-29T05:00 night\n");
	assert_int_equal(found.unreadable, 1);
	assert_string_equal(found.first.message, "It is duty without its hours.");
	assert_string_equal(found.first.where, "line 7");
}

static void words_nobody_knows_are_counted_and_not_guessed_at(void **state)
{
	(void)state;
	assert_int_equal(
		read_lines(EVENT("DTSTART:20261101T060000\r\nDTEND:20261101T140000\r\n"
						 "SUMMARY:Earlyish\\, I think\r\nRRULE:FREQ=DAILY;COUNT=40\r\n")
				EVENT("DTSTART:20261101T060000\r\nDTEND:20261101T140000\r\n"
					  "SUMMARY:EARLYISH\\, I THINK\r\n")
					EVENT("DTSTART:20261101T060000\r\nDTEND:20261101T140000\r\n")),
		STATUS_OK);
	expect("");
	assert_int_equal(found.unknown_events, 3);
	assert_int_equal(found.unknown_count, 2);
	assert_true(text_is(found.unknown[0].word, "Earlyish, I think"));
	assert_int_equal(found.unknown[0].events, 2);
	assert_true(text_is(found.unknown[1].word, ""));
}

static void who_an_event_is_of_is_the_property_that_is_named(void **state)
{
	(void)state;
	how.person = "ATTENDEE";
	assert_int_equal(
		read_lines(EVENT("DTSTART:20261101T060000\r\nDTEND:20261101T140000\r\nSUMMARY:Early\r\n"
						 "ATTENDEE;CN=\"Somebody: else\":MAILTO:bob@example.org\r\n")
				EVENT("DTSTART:20261102T060000\r\nDTEND:20261102T140000\r\nSUMMARY:Early\r\n"
					  "ATTENDEE:mailto:ann@example.org\r\n")
					EVENT("DTSTART:20261102T060000\r\nDTEND:20261102T140000\r\n"
						  "SUMMARY:Early\r\n")),
		STATUS_OK);
	expect("ann@example.org 2026-11-02T06:00/2026-11-02T14:00 early\n"
		   "bob@example.org 2026-11-01T06:00/2026-11-01T14:00 early\n");
	assert_int_equal(found.unreadable, 1);
	assert_string_equal(found.first.where, "line 14");
	how.person = "X-STAFF";
	assert_int_equal(
		read_lines(EVENT("DTSTART:20261101T060000\r\nDTEND:20261101T140000\r\nSUMMARY:Early\r\n"
						 "X-STAFF:1234\r\n")),
		STATUS_OK);
	expect("1234 2026-11-01T06:00/2026-11-01T14:00 early\n");
}

static void a_moved_shift_is_where_it_was_moved_to_and_what_it_became(void **state)
{
	(void)state;
	assert_int_equal(
		read_lines(EVENT("UID:a\r\nDTSTART:20261101T060000\r\nDTEND:20261101T140000\r\n"
						 "SUMMARY:Early\r\nRRULE:FREQ=DAILY;COUNT=3\r\n")
				EVENT("UID:a\r\nRECURRENCE-ID:20261102T060000\r\nDTSTART:20261102T140000\r\n"
					  "DTEND:20261102T220000\r\nSUMMARY:Late\r\n")
					EVENT("UID:a\r\nRECURRENCE-ID:20261103T060000\r\nDTSTART:20261103T060000\r\n"
						  "DTEND:20261103T140000\r\nSUMMARY:Early\r\nSTATUS:CANCELLED\r\n")),
		STATUS_OK);
	expect("2026-11-01T06:00/2026-11-01T14:00 early\n"
		   "2026-11-02T14:00/2026-11-02T22:00 late\n");
}

static void what_cannot_be_followed_is_counted_and_said(void **state)
{
	(void)state;
	assert_int_equal(
		read_lines(EVENT("DTSTART:20261101T060000\r\nDTEND:20261101T140000\r\nSUMMARY:Early\r\n"
						 "RRULE:FREQ=HOURLY\r\n")
				EVENT("DTSTART:20261102T060000\r\nDTEND:20261106T140000\r\nSUMMARY:Early\r\n")),
		STATUS_OK);
	expect("2026-11-01T06:00/2026-11-01T14:00 early\n");
	assert_int_equal(found.unreadable, 2);
	assert_int_equal(read_lines("BEGIN:VEVENT\r\nDTSTART:20261101T060000\r\n"), STATUS_INVALID);
	fault_clear(&fault);
	how.zone = TEXT("Europe/Nowhere");
	assert_int_equal(read_lines(""), STATUS_NOT_FOUND);
}

#define TEST_OF(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_OF(shifts_of_one_person_come_from_rules_and_single_events),
		TEST_OF(a_shift_that_reaches_out_of_the_window_is_whole),
		TEST_OF(whole_days_of_duty_have_the_hours_of_their_word),
		TEST_OF(words_nobody_knows_are_counted_and_not_guessed_at),
		TEST_OF(who_an_event_is_of_is_the_property_that_is_named),
		TEST_OF(a_moved_shift_is_where_it_was_moved_to_and_what_it_became),
		TEST_OF(what_cannot_be_followed_is_counted_and_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
