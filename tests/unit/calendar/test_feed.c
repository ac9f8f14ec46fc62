// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "calendar/feed.h"
#include "calendar/zone.h"

static struct instant at(const char *string)
{
	struct instant instant;
	assert_true(instant_parse(text_of(string), &instant));
	return instant;
}

static struct feed_event an_event(void)
{
	struct feed_event event = {
		.starts = at("2026-12-03T10:00:00Z"),
		.ends = at("2026-12-03T11:00:00Z"),
		.created = at("2026-11-20T14:15:02Z"),
		.changed = at("2026-11-21T09:00:00Z"),
		.sequence = 1,
		.status = FEED_CONFIRMED,
		.opaque = true,
		.summary = TEXT("Appointment"),
		.description = TEXT("Details, change or cancel:\nhttps://plimsoll.example/b"),
	};
	assert_true(uuid_parse(TEXT("019384a0-0000-7000-8000-000000000001"), &event.uid));
	return event;
}

static struct feed_series a_series(void)
{
	struct feed_series series = {
		.zone = TEXT("Europe/London"),
		.starts = {2026, 1, 14, 13, 0, 0},
		.minutes = 90,
		.rule = TEXT("FREQ=MONTHLY;BYDAY=2WE"),
		.created = at("2026-01-02T12:00:00Z"),
		.changed = at("2026-01-03T12:00:00Z"),
		.sequence = 3,
		.summary = TEXT("Staff support group"),
	};
	assert_true(uuid_parse(TEXT("019384a0-0000-7000-8000-000000000002"), &series.uid));
	return series;
}

static struct feed feed_of(const struct feed_event *events, size_t event_count,
	const struct feed_series *series, size_t series_count)
{
	return (struct feed){
		TEXT("Plimsoll"), at("2026-11-23T17:30:00Z"), events, event_count, series, series_count};
}

// The document, to be freed.
static char *written(const struct feed *feed)
{
	struct text_builder builder;
	struct fault fault = {0};
	builder_init(&builder);
	if (feed_write(feed, &builder, &fault))
		fail_msg("%s: %s", fault.where, fault.message);
	char *copy = strdup(builder_view(&builder).start);
	builder_done(&builder);
	return copy;
}

static char *written_event(struct feed_event event)
{
	struct feed feed = feed_of(&event, 1, NULL, 0);
	return written(&feed);
}

static char *written_series(struct feed_series series)
{
	struct feed feed = feed_of(NULL, 0, &series, 1);
	return written(&feed);
}

static void assert_contains(const char *document, const char *line)
{
	if (!strstr(document, line))
		fail_msg("\"%s\" is missing from\n%s", line, document);
}

static void assert_lacks(const char *document, const char *line)
{
	if (strstr(document, line))
		fail_msg("\"%s\" should not be in\n%s", line, document);
}

static void an_event_is_written_to_the_byte(void **state)
{
	(void)state;
	char *document = written_event(an_event());
	assert_string_equal(document,
		"BEGIN:VCALENDAR\r\n"
		"VERSION:2.0\r\n"
		"PRODID:-//Plimsoll//Plimsoll//EN\r\n"
		"CALSCALE:GREGORIAN\r\n"
		"METHOD:PUBLISH\r\n"
		"NAME:Plimsoll\r\n"
		"X-WR-CALNAME:Plimsoll\r\n"
		"LAST-MODIFIED:20261123T173000Z\r\n"
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
		"X-PUBLISHED-TTL:PT1H\r\n"
		"BEGIN:VEVENT\r\n"
		"UID:019384a0-0000-7000-8000-000000000001\r\n"
		"DTSTAMP:20261121T090000Z\r\n"
		"CREATED:20261120T141502Z\r\n"
		"LAST-MODIFIED:20261121T090000Z\r\n"
		"SEQUENCE:1\r\n"
		"DTSTART:20261203T100000Z\r\n"
		"DTEND:20261203T110000Z\r\n"
		"CLASS:PRIVATE\r\n"
		"STATUS:CONFIRMED\r\n"
		"TRANSP:OPAQUE\r\n"
		"X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"
		"SUMMARY:Appointment\r\n"
		"DESCRIPTION:Details\\, change or cancel:\\nhttps://plimsoll.example/b\r\n"
		"END:VEVENT\r\n"
		"END:VCALENDAR\r\n");
	free(document);
}

static void how_busy_an_event_makes_its_owner_follows_from_its_state(void **state)
{
	(void)state;
	static const struct {
		enum feed_status status;
		bool opaque;
		const char *expected;
	} rows[] = {
		{FEED_CONFIRMED, true,
			"STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n"},
		{FEED_TENTATIVE, true,
			"STATUS:TENTATIVE\r\nTRANSP:OPAQUE\r\nX-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE\r\n"},
		{FEED_TENTATIVE, false,
			"STATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"},
		{FEED_CONFIRMED, false,
			"STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"},
		{FEED_CANCELLED, true,
			"STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct feed_event event = an_event();
		event.status = rows[i].status;
		event.opaque = rows[i].opaque;
		char *document = written_event(event);
		if (!strstr(document, rows[i].expected))
			fail_msg("row %zu: %s", i, document);
		free(document);
	}
}

static void the_same_input_gives_the_same_bytes(void **state)
{
	(void)state;
	struct feed_event event = an_event();
	struct feed_series series[] = {a_series(), a_series()};
	series[1].zone = TEXT("America/New_York");
	struct feed feed = feed_of(&event, 1, series, 2);
	char *first = written(&feed);
	char *second = written(&feed);
	assert_string_equal(first, second);
	free(first);
	free(second);
}

// The VEVENT of a document that has one.
static const char *only_event(char *document)
{
	char *begin = strstr(document, "BEGIN:VEVENT");
	char *end = strstr(document, "END:VCALENDAR");
	assert_true(begin && end);
	*end = '\0';
	return begin;
}

static void events_of_many_kinds_read_as_each_does_alone(void **state)
{
	(void)state;
	static const struct text words[] = {
		TEXT_CONSTANT("Appointment"), TEXT_CONSTANT("Booked"), TEXT_CONSTANT("")};
	struct feed_event events[1000];
	const size_t count = sizeof events / sizeof *events, kinds = 3 * 3 * 3 * 3 * 2;
	uint32_t random = 1; // Lehmer's: any order with like and nearly like events close together
	for (size_t i = 0; i < count; i++) {
		events[i] = an_event();
		events[i].sequence = (int32_t)i;
		random = (uint32_t)(random * UINT64_C(48271) % INT32_MAX);
		size_t kind = random % kinds;
		events[i].status = (enum feed_status)(kind % 3);
		events[i].summary = words[kind / 3 % 3];
		events[i].description = words[kind / 9 % 3];
		events[i].location = words[kind / 27 % 3];
		events[i].opaque = kind / 81 % 2;
	}
	struct feed feed = feed_of(events, count, NULL, 0);
	char *together = written(&feed), *at = strstr(together, "BEGIN:VEVENT");
	for (size_t i = 0; i < count; i++) {
		char *alone = written_event(events[i]);
		const char *expected = only_event(alone);
		if (strncmp(at, expected, strlen(expected)) != 0)
			fail_msg("event %zu: %.*s instead of %s", i, (int)strlen(expected), at, expected);
		at += strlen(expected);
		free(alone);
	}
	assert_string_equal(at, "END:VCALENDAR\r\n");
	free(together);
}

static void what_is_empty_or_reveals_people_is_left_out(void **state)
{
	(void)state;
	struct feed_event event = an_event();
	event.summary = event.description = TEXT("");
	char *document = written_event(event);
	static const char *const absent[] = {"SUMMARY", "DESCRIPTION", "LOCATION", "ATTENDEE",
		"ORGANIZER", "VALARM", "X-WR-TIMEZONE", "VTIMEZONE", "TZID", "freeassociation"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		assert_lacks(document, absent[i]);
	assert_non_null(strstr(document, "BEGIN:VEVENT\r\nUID:"));
	assert_ptr_equal(strstr(document, "\r\nUID:"), strstr(document, "T\r\nUID:") + 1);
	free(document);
}

// Lines of at most 75 octets that end in CRLF and start no later than a character does.
static void assert_folded(const char *document)
{
	for (const char *line = document; *line;) {
		const char *end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_in_range((size_t)(end - line), 1, 75);
		assert_null(memchr(line, '\n', (size_t)(end - line)));
		const char *first = *line == ' ' ? line + 1 : line;
		if (((unsigned char)*first & 0xc0) == 0x80)
			fail_msg("a character is split before \"%.20s\"", first);
		line = end + 2;
	}
}

static void texts_are_escaped(void **state)
{
	(void)state;
	struct feed_event event = an_event();
	event.summary = TEXT("a\\n, b; c\\, d: \"e\"\n");
	event.location = TEXT("BEGIN:VALARM\nEND:VEVENT");
	char *document = written_event(event);
	assert_contains(document, "\r\nSUMMARY:a\\\\n\\, b\\; c\\\\\\, d: \"e\"\\n\r\n");
	assert_contains(document, "\r\nLOCATION:BEGIN:VALARM\\nEND:VEVENT\r\n");
	free(document);
}

static void long_texts_are_folded_between_characters(void **state)
{
	(void)state;
	static const char *const pieces[] = {"a", "é", "—", "🚒", ", ", "\\", ";\n", " "};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (size_t offset = 0; offset < 4; offset++) {
			char text[2000] = "xxx";
			text[offset] = '\0';
			while (strlen(text) < 1200)
				strcat(text, pieces[i]);
			struct feed_event event = an_event();
			event.description = text_of(text);
			char *document = written_event(event);
			assert_folded(document);
			free(document);
		}
}

static void a_calendar_without_events_still_has_a_component(void **state)
{
	(void)state;
	struct feed feed = feed_of(NULL, 0, NULL, 0);
	char *document = written(&feed);
	assert_contains(document, "BEGIN:VTIMEZONE\r\nTZID:UTC\r\n");
	assert_lacks(document, "VEVENT");
	assert_folded(document);
	free(document);
}

static void a_series_keeps_local_time_with_the_plain_name_of_its_zone(void **state)
{
	(void)state;
	static const struct civil except[] = {{2026, 8, 12, 13, 0, 0}, {2026, 12, 9, 13, 0, 0}};
	struct feed_series series = a_series();
	series.except = except;
	series.except_count = 2;
	char *document = written_series(series);
	assert_contains(document, "X-WR-TIMEZONE:Europe/London\r\n");
	assert_contains(document, "DTSTART;TZID=Europe/London:20260114T130000\r\n"
							  "DTEND;TZID=Europe/London:20260114T143000\r\n"
							  "RRULE:FREQ=MONTHLY;BYDAY=2WE\r\n"
							  "EXDATE;TZID=Europe/London:20260812T130000\r\n"
							  "EXDATE;TZID=Europe/London:20261209T130000\r\n");
	assert_contains(document, "TRANSP:TRANSPARENT\r\n");
	assert_lacks(document, "freeassociation");
	free(document);
}

static void every_zone_is_described_once(void **state)
{
	(void)state;
	struct feed_series series[] = {a_series(), a_series(), a_series(), a_series()};
	series[1].zone = series[2].zone = TEXT("America/New_York");
	series[2].starts.year = 2012;
	series[3].zone = TEXT("UTC");
	struct feed feed = feed_of(NULL, 0, series, 4);
	char *document = written(&feed);
	icalcomponent *calendar = icalparser_parse_string(document);
	assert_int_equal(icalcomponent_count_components(calendar, ICAL_VTIMEZONE_COMPONENT), 2);
	assert_contains(document, "TZID:America/New_York\r\n");
	assert_contains(document, "DTSTART:20120113T080000\r\n"); // a day before the earlier series
	assert_contains(document, "DTSTART:20260114T130000Z\r\n");
	icalcomponent_free(calendar);
	free(document);
}

// What a client makes of the VTIMEZONE in a document, against the system's tzdata.
static void compare_description(const char *name, struct civil first, const char *until)
{
	struct feed_series series = a_series();
	series.zone = text_of(name);
	series.starts = first;
	char *document = written_series(series);
	icalcomponent *calendar = icalparser_parse_string(document);
	icaltimezone *described = icaltimezone_new();
	assert_true(icaltimezone_set_component(
		described, icalcomponent_new_clone(
					   icalcomponent_get_first_component(calendar, ICAL_VTIMEZONE_COMPONENT))));
	struct arena arena;
	arena_init(&arena);
	struct zone zone;
	assert_int_equal(
		zone_load(series.zone, civil_as_utc(first), at(until), &arena, &zone, NULL), 0);
	size_t next = 1;
	for (int64_t now = civil_as_utc(first).seconds; now < at(until).seconds; now += 3600) {
		while (next < zone.count && zone.transitions[next].from.seconds <= now)
			next++;
		struct icaltimetype time =
			icaltime_from_timet_with_zone(now, 0, icaltimezone_get_utc_timezone());
		int daylight;
		int offset = icaltimezone_get_utc_offset_of_utc_time(described, &time, &daylight);
		if (offset != zone.transitions[next - 1].offset_seconds)
			fail_msg("%s at %lld: %d", name, (long long)now, offset);
	}
	arena_done(&arena);
	icaltimezone_free(described, 1);
	icalcomponent_free(calendar);
	free(document);
}

static void the_description_of_a_zone_agrees_with_the_system(void **state)
{
	(void)state;
	compare_description("Europe/London", (struct civil){1997, 1, 1, 0, 0, 0}, "2037-12-31");
	compare_description("Europe/London", (struct civil){1990, 1, 1, 0, 0, 0}, "2010-12-31");
	compare_description("America/New_York", (struct civil){2001, 1, 1, 0, 0, 0}, "2036-12-31");
	compare_description("Europe/Dublin", (struct civil){2016, 6, 1, 0, 0, 0}, "2036-12-31");
	compare_description("Asia/Kolkata", (struct civil){2016, 6, 1, 0, 0, 0}, "2020-12-31");
}

static void the_description_of_london_is_short(void **state)
{
	(void)state;
	char *document = written_series(a_series());
	char *start = strstr(document, "BEGIN:VTIMEZONE");
	assert_in_range(strstr(document, "END:VTIMEZONE") - start, 1, 400);
	free(document);
}

static void assert_refused(const struct feed *feed, enum status status, const char *where)
{
	struct text_builder builder;
	struct fault fault = {0};
	builder_init(&builder);
	builder_string(&builder, "kept");
	enum status got = feed_write(feed, &builder, &fault);
	if (got != status || strcmp(fault.where, where) != 0)
		fail_msg("%s instead of a fault in %s: %s", status_id(got), where, fault.message);
	assert_string_equal(builder_view(&builder).start, "kept");
	builder_done(&builder);
}

static void texts_that_would_break_a_reader_are_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"\xff", "half \xc3", "\xed\xa0\x80", "a\rb", "a\tb", "\x1b[0m", "\x7f", "\xc2\x85"};
	struct feed_event event = an_event();
	struct feed feed = feed_of(&event, 1, NULL, 0);
	const struct {
		struct text *text;
		const char *where;
	} places[] = {{&event.summary, "summary"}, {&event.description, "description"},
		{&event.location, "location"}, {&feed.name, "name"}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
			struct text good = *places[j].text;
			*places[j].text = text_of(bad[i]);
			assert_refused(&feed, STATUS_INVALID, places[j].where);
			*places[j].text = good;
		}
	event.summary = (struct text){"a\0b", 3};
	assert_refused(&feed, STATUS_INVALID, "summary");
}

static void times_rules_and_zones_that_mean_nothing_are_refused(void **state)
{
	(void)state;
	struct feed_event event = an_event();
	struct feed feed = feed_of(&event, 1, NULL, 0);
	event.ends = event.starts;
	assert_refused(&feed, STATUS_INVALID, "ends");
	struct feed_series series = a_series();
	feed = feed_of(NULL, 0, &series, 1);
	series.starts.month = 13;
	assert_refused(&feed, STATUS_INVALID, "starts");
	series = a_series();
	series.rule = TEXT("EVERY=DAY");
	assert_refused(&feed, STATUS_INVALID, "rule");
	series = a_series();
	series.zone = TEXT("Europe/Camelot");
	assert_refused(&feed, STATUS_NOT_FOUND, "zone");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_written_to_the_byte),
		cmocka_unit_test(how_busy_an_event_makes_its_owner_follows_from_its_state),
		cmocka_unit_test(the_same_input_gives_the_same_bytes),
		cmocka_unit_test(events_of_many_kinds_read_as_each_does_alone),
		cmocka_unit_test(what_is_empty_or_reveals_people_is_left_out),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(long_texts_are_folded_between_characters),
		cmocka_unit_test(a_calendar_without_events_still_has_a_component),
		cmocka_unit_test(a_series_keeps_local_time_with_the_plain_name_of_its_zone),
		cmocka_unit_test(every_zone_is_described_once),
		cmocka_unit_test(the_description_of_a_zone_agrees_with_the_system),
		cmocka_unit_test(the_description_of_london_is_short),
		cmocka_unit_test(texts_that_would_break_a_reader_are_refused),
		cmocka_unit_test(times_rules_and_zones_that_mean_nothing_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
