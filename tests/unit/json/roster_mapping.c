// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "json/roster_mapping.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct json_faults faults;
static struct roster_mapping mapping;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	mapping = (struct roster_mapping){.calendar_person = NULL};
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_text(const char *document)
{
	return roster_mapping_read(text_of(document), TEXT("Europe/London"), &arena, &mapping, &faults);
}

static void a_mapping_is_read_whole(void **state)
{
	(void)state;
	if (read_text(
			"{\"roster_mapping\": 1, \"separator\": \";\", \"encoding\": \"windows-1252\","
			" \"null_words\": [\"-\"], \"person\": \"Collar\", \"kind\": \"Duty\","
			" \"start\": [\"Date\", \"From\"], \"end\": [\"Date\", \"To\"],"
			" \"time\": [\"DD/MM/YYYY hh:mm\", \"DD/MM/YYYY\"], \"zone\": \"UTC\","
			" \"calendar_person\": \"X-STAFF\", \"calendar_person_until\": \"@\", \"words\": ["
			"{\"word\": \"N*\", \"kind\": \"night\", \"hours\": \"22:00-06:00\"},"
			"{\"word\": \"Pay day\", \"kind\": \"nothing\"}]}") != STATUS_OK)
		fail_msg("%s: %s", faults.list[0].where, faults.list[0].message);
	const struct roster_form *form = &mapping.form;
	assert_int_equal(form->table.separator, ';');
	assert_int_equal(form->table.encoding, TABLE_WINDOWS_1252);
	assert_int_equal(form->table.null_word_count, 1);
	assert_true(text_is(form->person, "Collar") && text_is(form->kind, "Duty"));
	assert_true(text_is(form->start.names[0], "Date") && text_is(form->start.names[1], "From"));
	assert_true(text_is(form->end.names[0], "Date") && text_is(form->end.names[1], "To"));
	assert_int_equal(form->time_form_count, 2);
	assert_true(text_is(form->zone, "UTC"));
	assert_string_equal(mapping.calendar_person, "X-STAFF");
	assert_true(text_is(mapping.calendar_person_until, "@"));
	assert_int_equal(form->word_count, 2 + ROSTER_WORDS_USUAL_COUNT);
	assert_int_equal(form->words[0].from, 1320);
	assert_int_equal(form->words[0].until, 1800);
	assert_true(form->words[0].has_hours);
	assert_int_equal(form->words[1].kind, ROSTER_KIND_COUNT);
	assert_false(form->words[1].has_hours);
}

static void the_least_is_three_columns_and_the_usual_words(void **state)
{
	(void)state;
	assert_int_equal(read_text("{\"roster_mapping\": 1, \"person\": \"p\", \"kind\": \"k\","
							   " \"start\": \"s\"}"),
		STATUS_OK);
	assert_true(text_is(mapping.form.zone, "Europe/London"));
	assert_null(mapping.form.end.names[0].start);
	assert_null(mapping.calendar_person);
	assert_int_equal(mapping.form.word_count, ROSTER_WORDS_USUAL_COUNT);
	assert_int_equal(
		read_text("{\"roster_mapping\": 1, \"person\": \"p\", \"kind\": \"k\", \"start\": \"s\","
				  " \"usual_words\": false, \"words\": [{\"word\": \"D\", \"kind\": \"duty\"}]}"),
		STATUS_OK);
	assert_int_equal(mapping.form.word_count, 1);
}

// Each refused, with where the fault is.
static void a_fault_is_named_with_its_path(void **state)
{
	(void)state;
#define LEAST "\"roster_mapping\": 1, \"person\": \"p\", \"kind\": \"k\", \"start\": \"s\""
	static const struct {
		const char *document, *where;
	} wrong[] = {
		{"{\"roster_mapping\": 1, \"kind\": \"k\", \"start\": \"s\"}", "person"},
		{"{" LEAST ", \"salary\": \"Pay\"}", "salary"},
		{"{" LEAST ", \"end\": \"s\"}", NULL},
		{"{" LEAST ", \"end\": \"k\"}", "end"},
		{"{" LEAST ", \"end\": [\"a\", \"s\"]}", "end"},
		{"{" LEAST ", \"time\": \"YYYY\"}", "time"},
		{"{" LEAST ", \"zone\": \"London\"}", "zone"},
		{"{" LEAST ", \"calendar_person\": \"X STAFF\"}", "calendar_person"},
		{"{" LEAST ", \"calendar_person_until\": \"@\"}", "calendar_person_until"},
		{"{" LEAST ", \"words\": []}", "words"},
		{"{" LEAST ", \"usual_words\": false}", "words"},
		{"{" LEAST ", \"words\": [{\"word\": \"N\", \"kind\": \"nacht\"}]}", "words[0].kind"},
		{"{" LEAST ", \"words\": [{\"word\": \"N\", \"kind\": \"night\", \"hours\": \"22-6\"}]}",
			"words[0].hours"},
		{"{" LEAST ", \"words\": [{\"word\": \"N\", \"kind\": \"leave\","
		 " \"hours\": \"22:00-06:00\"}]}",
			"words[0].hours"},
		{"{" LEAST ", \"words\": [{\"word\": \"N\", \"kind\": \"night\"},"
		 " {\"word\": \"n\", \"kind\": \"late\"}]}",
			"words[1]"},
		{"{\"roster_mapping\": 2, \"person\": \"p\", \"kind\": \"k\", \"start\": \"s\"}",
			"roster_mapping"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		bool named = false;
		faults = (struct json_faults){0};
		enum status status = read_text(wrong[i].document);
		assert_int_equal(status, wrong[i].where ? STATUS_INVALID : STATUS_OK);
		for (size_t j = 0; j < faults.count; j++)
			named = named || strcmp(faults.list[j].where, wrong[i].where) == 0;
		if (wrong[i].where && !named)
			fail_msg("%zu: %s: %s", i, faults.list[0].where, faults.list[0].message);
	}
}

static void a_document_says_itself_that_it_is_one(void **state)
{
	(void)state;
	assert_true(roster_mapping_is(TEXT("{\"roster_mapping\": 1, \"more\": []}")));
	assert_false(roster_mapping_is(TEXT("{\"staff_mapping\": 1}")));
	assert_false(roster_mapping_is(TEXT("roster_mapping")));
}

int main(void)
{
#define READS(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		READS(a_mapping_is_read_whole),
		READS(the_least_is_three_columns_and_the_usual_words),
		READS(a_fault_is_named_with_its_path),
		READS(a_document_says_itself_that_it_is_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
