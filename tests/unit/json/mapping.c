// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "json/mapping.h"

static const char good[] =
	"{\"mapping\": 1, \"source\": \"fire-dispatch\", \"separator\": \";\",\n"
	" \"incident\": \"Incident Number\", \"responder\": \"Unit ID\",\n"
	" \"time\": {\"column\": \"Received DtTm\", \"form\": \"MM/DD/YYYY hh:mm:ss AM\"},\n"
	" \"zone\": \"America/Los_Angeles\",\n"
	" \"type\": \"Call Type\", \"second_type\": \"Call Type Group\",\n"
	" \"null_words\": [\"null\", \"n/a\"], \"profile\": \"fire\", \"involvement\": \"witness\",\n"
	" \"rules\": [\n"
	"  {\"type\": \"Medical Incident\", \"second_type\": \"Life-threatening\",\n"
	"   \"category\": \"INC_MEDICAL_CRITICAL\"},\n"
	"  {\"type\": \"Medical Incident\", \"category\": \"INC_MEDICAL\"},\n"
	"  {\"type\": \"Structure Fire\", \"second_type\": null,\n"
	"   \"category\": \"INC_FIRE_STRUCTURE\"},\n"
	"  {\"type\": \"Alarms\", \"category\": null}]}\n";

static struct json_faults faults;
static struct arena arena;
static struct policy policy;
static struct dispatch_mapping mapping;

static int read_policy(void **state)
{
	(void)state;
	arena_init(&arena);
	memset(&mapping, 0, sizeof mapping);
	return policy_read(policy_shipped(TEXT("default")), &arena, &policy, NULL) != STATUS_OK;
}

static int close_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static enum status read_text(const char *document)
{
	return mapping_read(text_of(document), &policy, &arena, &mapping, &faults);
}

static void a_mapping_is_read_whole(void **state)
{
	(void)state;
	if (read_text(good) != STATUS_OK)
		fail_msg("%s: %s", faults.list[0].where, faults.list[0].message);
	assert_true(text_is(mapping.source, "fire-dispatch"));
	assert_int_equal(mapping.table.separator, ';');
	assert_int_equal(mapping.incident.count, 1);
	assert_true(text_is(mapping.incident.list[0], "Incident Number"));
	assert_true(text_is(mapping.responder_column, "Unit ID"));
	assert_true(text_is(mapping.time.list[0], "Received DtTm"));
	assert_int_equal(mapping.time_form_count, 1);
	assert_true(text_is(mapping.time_forms[0], "MM/DD/YYYY hh:mm:ss AM"));
	assert_true(text_is(mapping.zone, "America/Los_Angeles"));
	assert_true(text_is(mapping.type_column, "Call Type"));
	assert_true(text_is(mapping.second_type_column, "Call Type Group"));
	assert_int_equal(mapping.table.null_word_count, 2);
	assert_true(text_is(mapping.table.null_words[1], "n/a"));
	assert_true(text_is(mapping.profile, "fire"));
	assert_int_equal(mapping.involvement, INVOLVEMENT_WITNESS);
	assert_int_equal(mapping.rule_count, 4);
	assert_true(text_is(mapping.rules[0].second_type, "Life-threatening"));
	assert_true(text_is(mapping.rules[0].category, "INC_MEDICAL_CRITICAL"));
	assert_null(mapping.rules[1].second_type.start);
	assert_null(mapping.rules[2].second_type.start);
	assert_null(mapping.rules[3].category.start);
}

static void the_first_rule_that_fits_a_row_is_found(void **state)
{
	(void)state;
	assert_int_equal(read_text(good), STATUS_OK);
	const struct dispatch_rule *rules = mapping.rules;
	const struct text medical = TEXT("Medical Incident");
	assert_ptr_equal(dispatch_rule(&mapping, medical, TEXT("Life-threatening")), &rules[0]);
	assert_ptr_equal(dispatch_rule(&mapping, medical, TEXT("Other")), &rules[1]);
	assert_ptr_equal(dispatch_rule(&mapping, TEXT("Alarms"), TEXT("")), &rules[3]);
	assert_null(dispatch_rule(&mapping, TEXT("Flood"), TEXT("")));
}

static void what_may_be_left_out_has_a_usual_value(void **state)
{
	(void)state;
	static const char least[] =
		"{\"mapping\": 1, \"source\": \"x\", \"incident\": \"a\", \"responder\": \"b\",\n"
		" \"time\": {\"column\": \"c\", \"form\": \"YYYY-MM-DD hh:mm\"}, \"zone\": \"UTC\",\n"
		" \"type\": \"d\", \"profile\": \"response\", \"involvement\": \"direct\",\n"
		" \"rules\": [{\"type\": \"e\", \"category\": \"INC_SUICIDE\"}]}\n";
	assert_int_equal(read_text(least), STATUS_OK);
	assert_int_equal(mapping.table.separator, ',');
	assert_null(mapping.second_type_column.start);
	assert_null(mapping.arrived_column.start);
	assert_null(mapping.outcome_column.start);
	assert_int_equal(mapping.responder_separator, '\0');
	assert_int_equal(mapping.table.encoding, TABLE_ANY);
	assert_false(mapping.known_people);
	assert_true(text_is(mapping.crew_zone, "UTC"));
	assert_int_equal(mapping.not_before.count, 0);
	assert_int_equal(mapping.earliest.year, 0);
	assert_int_equal(mapping.table.null_word_count, 0);
	assert_null(mapping.rules[0].second_type.start);
}

static void an_export_may_need_every_member(void **state)
{
	(void)state;
	static const char all[] =
		"{\"mapping\": 1, \"source\": \"x\", \"encoding\": \"windows-1252\",\n"
		" \"incident\": [\"day\", \"number\"], \"responder\": \"crew\",\n"
		" \"responder_separator\": \";\", \"time\": {\"column\": [\"date\", \"clock\"],\n"
		" \"form\": [\"YYYY-MM-DD hh:mm\", \"epoch\"], \"not_before\": [\"date\", \"called\"],\n"
		" \"earliest\": \"2001-02-03\"}, \"zone\": \"UTC\", \"crew_zone\": \"Europe/London\",\n"
		" \"new_people\": false,\n"
		" \"type\": \"d\", \"arrived\": \"on scene\", \"profile\": \"fire\",\n"
		" \"outcome\": {\"column\": \"result\", \"modifiers\": [{\"outcome\": \"child hurt\",\n"
		" \"modifier\": \"child_involved\"}]}, \"involvement\": \"direct\",\n"
		" \"rules\": [{\"type\": \"e\", \"category\": \"INC_SUICIDE\"}]}\n";
	if (read_text(all) != STATUS_OK)
		fail_msg("%s: %s", faults.list[0].where, faults.list[0].message);
	assert_int_equal(mapping.table.encoding, TABLE_WINDOWS_1252);
	assert_int_equal(mapping.incident.count, 2);
	assert_true(text_is(mapping.incident.list[1], "number"));
	assert_int_equal(mapping.responder_separator, ';');
	assert_int_equal(mapping.time.count, 2);
	assert_int_equal(mapping.time_form_count, 2);
	assert_int_equal(mapping.not_before.count, 2);
	assert_true(text_is(mapping.not_before.list[1], "called"));
	assert_int_equal(
		mapping.earliest.year * 10000 + mapping.earliest.month * 100 + mapping.earliest.day,
		20010203);
	assert_true(mapping.known_people);
	assert_true(text_is(mapping.crew_zone, "Europe/London"));
	assert_true(text_is(mapping.arrived_column, "on scene"));
	assert_true(text_is(mapping.outcome_column, "result"));
	assert_int_equal(mapping.outcome_count, 1);
	assert_true(text_is(mapping.outcomes[0].modifier, "child_involved"));
}

static void each_slip_is_one_fault_with_its_path(void **state)
{
	(void)state;
	static const struct {
		const char *found, *replacement;
		const char *path, *message;
	} rows[] = {
		{"\"mapping\": 1", "\"mapping\": \"1\"", "mapping", "must be 1, the version"},
		{"\"fire-dispatch\"", "\"Fire dispatch\"", "source", "small letters"},
		{"\";\"", "\"::\"", "separator", "\",\", \";\", \"|\" or a tab"},
		{"\"incident\"", "\"incidnet\"", "incidnet", "Did you mean \"incident\"?"},
		{"\"Unit ID\"", "\" Unit ID\"", "responder", "without space around it"},
		{"\"Unit ID\"", "\"Call Type\"", "type", "has that of \"responder\""},
		{"\"responder\": \"Unit ID\",", "", "responder", "is missing"},
		{"hh:mm:ss AM", "hh:ss AM", "time.form", "made of YYYY, MM and DD"},
		{"\"form\": ", "\"from\": ", "time.from", "Did you mean \"form\"?"},
		{"America/Los_Angeles", "Los Angeles", "zone", "a zone such as \"Europe/London\""},
		{"America/Los_Angeles", "America/", "zone", "a zone such as"},
		{"America/Los_Angeles", "/America/X", "zone", "a zone such as"},
		{"America/Los_Angeles", "A/B/C/D", "zone", "a zone such as"},
		{"America/Los_Angeles", "", "zone", "a zone such as"},
		{"\"n/a\"", "7", "null_words[1]", "and is 7"},
		{"\"zone\": ", "\"new_people\": \"no\", \"zone\": ", "new_people", "must be true or false"},
		{"\"zone\": ", "\"crew_zone\": \"London\", \"zone\": ", "crew_zone", "a zone such as"},
		{"\"form\": ", "\"earliest\": \"2001-02-30\", \"form\": ", "time.earliest",
			"a date such as"},
		{"\"form\": ", "\"not_before\": [], \"form\": ", "time.not_before", "1 to 4"},
		{"\"profile\": \"fire\"", "\"profile\": \"fier\"", "profile", "Did you mean \"fire\"?"},
		{"\"profile\": \"fire\"", "\"profile\": \"navy\"", "profile",
			"one of the ids in the policy's profiles, and is \"navy\""},
		{"\"witness\"", "\"near\"", "involvement", "\"remote_live\" or \"secondary\""},
		{"\"INC_MEDICAL\"", "\"INC_MEDICLA\"", "rules[1].category",
			"Did you mean \"INC_MEDICAL\"?"},
		{"\"INC_MEDICAL\"", "\"MAT_VIOLENCE\"", "rules[1].category", "needs minutes"},
		{"\"category\": null", "\"kind\": 1, \"category\": null", "rules[3].kind",
			"A rule has no member of this name"},
		{"\"Alarms\", \"category\": null", "\"Alarms\"", "rules[3].category", "is missing"},
		{"\"Alarms\"", "\"\"", "rules[3].type", "1 to 200 bytes"},
		{"\"Alarms\"", "\"Structure Fire\"", "rules[3]", "rules[2] takes them first"},
		{"\"Alarms\"", "\"Medical Incident\", \"second_type\": \"Other\"", "rules[3]",
			"rules[1] takes them first"},
		{"\"Alarms\"", "\"NULL\"", "rules[3]", "is among \"null_words\""},
		{"\"second_type\": null", "\"second_type\": \"N/A\"", "rules[2]", "\"null_words\""},
		{" \"second_type\": \"Call Type Group\",", "", "rules[0].second_type",
			"names no column for \"second_type\""},
		{"\"rules\": [", "\"rules\": [7, ", "rules[0]", "must be an object"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char document[sizeof good + 100];
		const char *at = strstr(good, rows[i].found);
		assert_non_null(at);
		snprintf(document, sizeof document, "%.*s%s%s", (int)(at - good), good, rows[i].replacement,
			at + strlen(rows[i].found));
		enum status status = read_text(document);
		if (status != STATUS_INVALID || faults.count != 1)
			fail_msg("row %zu: status %d, %zu faults, the second at %s: %s", i, (int)status,
				faults.count, faults.list[1].where, faults.list[1].message);
		if (strcmp(faults.list[0].where, rows[i].path) != 0 ||
			!strstr(faults.list[0].message, rows[i].message))
			fail_msg("row %zu: %s: %s", i, faults.list[0].where, faults.list[0].message);
	}
}

static void faults_of_json_itself_are_found_too(void **state)
{
	(void)state;
	assert_int_equal(read_text("{\"mapping\": 1,\n \"mapping\": 1}"), STATUS_INVALID);
	assert_string_equal(faults.list[0].where, "line 2, column 10");
	assert_int_equal(read_text("{}"), STATUS_INVALID);
	assert_int_equal(faults.count, 10); // one for each member that must be there
	assert_int_equal(mapping_read(TEXT("{}"), &policy, &arena, &mapping, NULL), STATUS_INVALID);
	assert_null(mapping.source.start);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, read_policy, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_mapping_is_read_whole),
		TEST(the_first_rule_that_fits_a_row_is_found),
		TEST(what_may_be_left_out_has_a_usual_value),
		TEST(an_export_may_need_every_member),
		TEST(each_slip_is_one_fault_with_its_path),
		TEST(faults_of_json_itself_are_found_too),
	};
	return cmocka_run_group_tests_name("reading mappings", tests, NULL, NULL);
}
