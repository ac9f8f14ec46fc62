// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "app/feeds/contents.h"
#include "app/feeds/wording.h"

#define START ((struct instant){1796115600})  // 2026-12-01T09:00:00Z, a Tuesday
#define ANSWER ((struct instant){1796292000}) // 2026-12-03T10:00:00Z

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct contents contents_in(enum language language, enum feed_detail detail)
{
	static const struct zone_transition utc = {{0}, 0};
	static const struct zone zone = {&utc, 1};
	return (struct contents){.arena = &arena,
		.now = START,
		.zone = &zone,
		.detail = detail,
		.language = language,
		.until = INSTANT_NEVER};
}

static struct interval hour(void)
{
	return (struct interval){START, {START.seconds + 3600}};
}

static void expect(struct text text, const char *expected)
{
	if (!text_is(text, expected))
		fail_msg("“%.*s” instead of “%s”", TEXT_ARGUMENTS(text), expected);
}

static void what_a_person_attends_is_said_in_their_language(void **state)
{
	(void)state;
	static const struct {
		enum booking_state state;
		enum feed_detail detail;
		const char *english, *welsh;
	} rows[] = {
		{BOOKING_HELD, FEED_NEUTRAL, "Held: Appointment", "Cedwir: Apwyntiad"},
		{BOOKING_CONFIRMED, FEED_NEUTRAL, "Appointment", "Apwyntiad"},
		{BOOKING_CANCELLED, FEED_NEUTRAL, "Cancelled: Appointment", "Canslwyd: Apwyntiad"},
		{BOOKING_HELD, FEED_TYPE, "Held: Reflective supervision",
			"Cedwir: Goruchwyliaeth fyfyriol"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct attended item = {.during = hour(), .state = rows[i].state, .answer_by = ANSWER};
		for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
			struct contents contents = contents_in((enum language)language, rows[i].detail);
			contents_attended(&contents, &item, 1);
			assert_false(contents.failed);
			expect(contents.events[0].summary,
				language == LANGUAGE_WELSH ? rows[i].welsh : rows[i].english);
		}
	}
}

static void a_held_time_says_until_when(void **state)
{
	(void)state;
	struct attended item = {.during = hour(), .state = BOOKING_HELD, .answer_by = ANSWER};
	struct contents contents = contents_in(LANGUAGE_ENGLISH, FEED_NEUTRAL);
	contents_attended(&contents, &item, 1);
	expect(contents.events[0].description,
		"This time is held for you until Thursday 3 December 2026, 10:00. It is not booked unless "
		"you say so, and letting it go needs no reason.");
	contents = contents_in(LANGUAGE_WELSH, FEED_NEUTRAL);
	contents_attended(&contents, &item, 1);
	expect(contents.events[0].description,
		"Mae'r amser hwn yn cael ei gadw i chi tan 10:00, dydd Iau 3 Rhagfyr 2026. Ni chaiff ei "
		"archebu oni bai eich bod chi'n dweud hynny, ac nid oes angen rheswm dros ei ryddhau.");
}

static void what_a_host_leads_is_said_in_their_language(void **state)
{
	(void)state;
	static const struct {
		struct hosted item;
		const char *english, *welsh;
	} rows[] = {
		{{.kind = SESSION_REFLECTIVE_SUPERVISION, .capacity = 1}, "Open: Reflective supervision",
			"Ar gael: Goruchwyliaeth fyfyriol"},
		{{.kind = SESSION_PHONE_IN, .capacity = 9}, "Phone-in", "Sesiwn ffonio i mewn"},
		{{.kind = SESSION_WEBINAR, .capacity = 9, .cancelled = true}, "Cancelled: Webinar",
			"Canslwyd: Gweminar"},
		{{.kind = SESSION_WELLBEING_REVIEW, .capacity = 1}, "Open: Wellbeing review",
			"Ar gael: Adolygiad llesiant"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct hosted item = rows[i].item;
		item.during = hour();
		for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
			struct contents contents = contents_in((enum language)language, FEED_TYPE);
			contents_hosted(&contents, &item, 1);
			assert_false(contents.failed);
			expect(contents.events[0].summary,
				language == LANGUAGE_WELSH ? rows[i].welsh : rows[i].english);
		}
	}
}

static void a_group_says_how_many_come(void **state)
{
	(void)state;
	struct hosted item = {
		.during = hour(), .kind = SESSION_SUPPORT_GROUP, .capacity = 8, .taken = 3};
	struct contents contents = contents_in(LANGUAGE_ENGLISH, FEED_TYPE);
	contents_hosted(&contents, &item, 1);
	expect(contents.events[0].description, "3 of 8 places taken.");
	contents = contents_in(LANGUAGE_WELSH, FEED_TYPE);
	contents_hosted(&contents, &item, 1);
	expect(contents.events[0].description, "Lleoedd a gymerwyd: 3 o 8.");
	expect(contents.events[0].summary, "Grŵp cymorth staff");
}

// A topic is the organisation's own and stays as it is, braces and all.
static void a_webinar_is_announced_in_the_language(void **state)
{
	(void)state;
	struct stored_series item = {.kind = SESSION_WEBINAR,
		.topic = TEXT("Sleep {title}"),
		.starts_local = TEXT("2026-12-02T10:00:00"),
		.zone = TEXT("UTC"),
		.rule = TEXT("FREQ=WEEKLY"),
		.minutes = 60};
	const struct programme programme = {.list = &item, .count = 1};
	struct contents contents = contents_in(LANGUAGE_ENGLISH, FEED_TYPE);
	assert_int_equal(contents_programme(&contents, &programme, NULL), STATUS_OK);
	expect(contents.series[0].summary, "Webinar: Sleep {title}");
	contents = contents_in(LANGUAGE_WELSH, FEED_TYPE);
	assert_int_equal(contents_programme(&contents, &programme, NULL), STATUS_OK);
	expect(contents.series[0].summary, "Gweminar: Sleep {title}");
}

static void what_is_one_to_one_is_not_in_the_programme(void **state)
{
	(void)state;
	static const enum session_kind kinds[] = {
		SESSION_REFLECTIVE_SUPERVISION, SESSION_WELLBEING_REVIEW, SESSION_CHECK_IN};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct stored_series item = {.kind = kinds[i],
			.topic = TEXT("Alone"),
			.starts_local = TEXT("2026-12-02T10:00:00"),
			.zone = TEXT("UTC"),
			.rule = TEXT("FREQ=WEEKLY"),
			.minutes = 60};
		const struct programme programme = {.list = &item, .count = 1};
		struct contents contents = contents_in(LANGUAGE_ENGLISH, FEED_TYPE);
		assert_int_equal(contents_programme(&contents, &programme, NULL), STATUS_OK);
		assert_int_equal(contents.series_count + contents.event_count, 0);
	}
}

static void calendars_are_named_in_the_language(void **state)
{
	(void)state;
	expect(word_calendar_of_person(), "Plimsoll");
	expect(word_calendar_of_host(LANGUAGE_ENGLISH), "Plimsoll: sessions you lead");
	expect(word_calendar_of_host(LANGUAGE_WELSH), "Plimsoll: sesiynau rydych chi'n eu harwain");
	expect(word_calendar_of_programme(LANGUAGE_ENGLISH), "Plimsoll: programme");
	expect(word_calendar_of_programme(LANGUAGE_WELSH), "Plimsoll: rhaglen");
}

// Of a weekly one beside the others, of what was one date instead of it.
static void a_date_that_is_called_off_is_shown_as_cancelled(void **state)
{
	(void)state;
	static const struct text start = TEXT_CONSTANT("2026-12-02T10:00:00");
	struct stored_series item = {.id = {{{7}}},
		.kind = SESSION_WEBINAR,
		.topic = TEXT("Sleep"),
		.starts_local = start,
		.zone = TEXT("UTC"),
		.rule = TEXT("FREQ=WEEKLY"),
		.except_local = &start,
		.except_count = 1,
		.sequence = 4,
		.minutes = 60};
	const struct called_off_session session = {
		.session = {{{8}}}, .series = item.id, .during = hour(), .sequence = 2};
	const struct programme programme = {
		.list = &item, .count = 1, .called_off = &session, .called_off_count = 1};
	struct contents contents = contents_in(LANGUAGE_ENGLISH, FEED_TYPE);
	assert_int_equal(contents_programme(&contents, &programme, NULL), STATUS_OK);
	assert_int_equal(contents.series_count, 1);
	assert_int_equal(contents.event_count, 1);
	assert_int_equal(contents.events[0].uid.bytes[0], 8);
	assert_int_equal(contents.events[0].sequence, 2);
	assert_int_equal(contents.events[0].status, FEED_CANCELLED);
	expect(contents.events[0].summary, "Cancelled: Webinar: Sleep");
	item.rule = TEXT("");
	contents = contents_in(LANGUAGE_ENGLISH, FEED_TYPE);
	assert_int_equal(contents_programme(&contents, &programme, NULL), STATUS_OK);
	assert_int_equal(contents.series_count, 0);
	assert_int_equal(contents.event_count, 1);
	assert_int_equal(contents.events[0].uid.bytes[0], 7);
	assert_int_equal(contents.events[0].sequence, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_a_person_attends_is_said_in_their_language, begin, end),
		cmocka_unit_test_setup_teardown(a_held_time_says_until_when, begin, end),
		cmocka_unit_test_setup_teardown(what_a_host_leads_is_said_in_their_language, begin, end),
		cmocka_unit_test_setup_teardown(a_group_says_how_many_come, begin, end),
		cmocka_unit_test_setup_teardown(a_webinar_is_announced_in_the_language, begin, end),
		cmocka_unit_test_setup_teardown(
			a_date_that_is_called_off_is_shown_as_cancelled, begin, end),
		cmocka_unit_test_setup_teardown(what_is_one_to_one_is_not_in_the_programme, begin, end),
		cmocka_unit_test(calendars_are_named_in_the_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
