// SPDX-License-Identifier: MIT
// Memory that runs out during the import of a dispatch export: it is told, and what the report has
// is what was stored.
#include "support/cmocka.h"

#include <string.h>
#include <unistd.h>

#include "app/import/dispatch.h"
#include "app/import/reading.h"
#include "faults/fake_libpq.h"
#include "faults/starve.h"
#include "support/bytes.h"
#include "json/mapping.h"

#define NOW ((struct instant){1796115600})

static struct arena arena;   // emptied before each run
static struct arena lasting; // of what is read before
static struct policy policy;
static struct dispatch_mapping mapping;
static struct crew_period periods[2];
static struct crew crew;
static const struct key key;
static const struct organisation organisation;
static struct recorder recorder = {
	.organisation = &organisation, .policy = &policy, .policy_version = 1};

static const char mapping_document[] =
	"{\"mapping\":1,\"source\":\"county\",\"incident\":[\"Number\",\"Year\"],\"responder\":"
	"\"Unit\",\"responder_separator\":\";\",\"time\":{\"column\":[\"Day\",\"Hour\"],"
	"\"form\":[\"YYYY-MM-DD hh:mm\"],\"not_before\":[\"Day\",\"Call\"],\"earliest\":"
	"\"2001-01-01\"},\"zone\":\"America/Los_Angeles\",\"type\":\"Type\",\"second_type\":\"Group\","
	"\"arrived\":\"Arrived\",\"profile\":\"response\",\"involvement\":\"direct\",\"outcome\":{"
	"\"column\":\"Result\",\"modifiers\":[{\"outcome\":\"Died\",\"modifier\":\"child_involved\"}]},"
	"\"null_words\":[\"-\"],\"rules\":[{\"type\":\"Alarm\",\"category\":null},{\"type\":"
	"\"Suicide\",\"category\":\"INC_SUICIDE\"}]}";

// Of each kind of row one; the second is of two responders and in Windows-1252.
static const char file[] =
	"Number,Year,Unit,Day,Hour,Call,Type,Group,Arrived,Result\n"
	"1,2025,E1,2025-03-01,10:00,09:50,Suicide,,y,Died\n"
	"2\xE9,2025,E1;E\xE9,2025-03-01,00:10,23:50,Suicide,\"a \"\"b\"\"\",y\xE9,\xE9\n"
	"3,2025,E1,2025-03-01,10:00,,Alarm,,y,-\n"
	"4,2025,E1,2025-03-01,10:00,,Unheard of,\xE9,y,\n"
	"5,2025,E1,2025-03-01,10:00,,Suicide,,,\n"
	"6,2025,,2025-03-01,10:00,,Suicide,,y,\n"
	"7,2025,E1,1900-01-01,10:00,,Suicide,,y,\n"
	"8,2025\n";

static struct uuid next_id(struct instant now)
{
	static uint8_t count; // ids need only differ
	struct uuid id = {{1}};
	(void)now;
	id.bytes[15] = count++;
	return id;
}

// What follows the connections' being opened; a run has its own, as the command has.
static enum status with_file(struct dispatch_import *import,
	enum status (*run)(
		const struct dispatch_import *import, struct dispatch_report *report, struct fault *fault),
	struct dispatch_report *report)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};
	const struct database database = {"dbname=x", true, false};
	const struct audit_actor by = {
		.kind = AUDIT_BY_SHELL, .organisation = {{{1, 2, 3}}}, .now = NOW};
	struct connection *recording = NULL;
	struct fault fault = {.status = STATUS_OK};
	fake_play(&fine);
	recorder.connection = NULL;
	// Libpq does not tell what it could not keep of a connection string.
	if (connection_open(&database, DATABASE_RECORDER, &recorder.connection, &fault) != STATUS_OK ||
		connection_open(&database, DATABASE_RECORDER, &recording, &fault) != STATUS_OK) {
		connection_close(recorder.connection);
		return STATUS_MEMORY;
	}
	import->connections = &recording;
	import->connection_count = 1;
	import->by = &by;
	import->descriptor = bytes_open(file, sizeof file - 1);
	import->mapping = &mapping;
	import->key = &key;
	import->recorder = &recorder;
	import->now = NOW;
	enum status status = run(import, report, &fault);
	assert_int_equal(fault.status, status);
	assert_int_equal(fake_misuses(), 0);
	close(import->descriptor);
	connection_close(recording);
	connection_close(recorder.connection);
	return status;
}

static enum status read_only(
	const struct dispatch_import *import, struct dispatch_report *report, struct fault *fault)
{
	return dispatch_read(import, &arena, report, fault);
}

static enum status import_all(
	const struct dispatch_import *import, struct dispatch_report *report, struct fault *fault)
{
	return dispatch_import(import, &arena, report, fault);
}

static void expect_rows(const struct dispatch_report *report)
{
	assert_int_equal(report->rows, 8);
	assert_int_equal(report->packed, 1);
	assert_int_equal(report->no_exposure, 1);
	assert_int_equal(report->unknown_type, 1);
	assert_int_equal(report->not_arrived, 1);
	assert_int_equal(report->unusable[DISPATCH_NO_RESPONDER], 1);
	assert_int_equal(report->unusable[DISPATCH_TOO_EARLY], 1);
	assert_int_equal(report->unusable[DISPATCH_SHORT_ROW], 1);
	assert_int_equal(report->unknown_types.count, 1);
	assert_true(text_is(report->unknown_types.items[0].name, "Unheard of"));
	assert_true(text_is(report->unknown_types.items[0].second, "\xC3\xA9"));
	assert_int_equal(report->sample_count, 2);
}

static enum status run_reading(void)
{
	struct dispatch_report report = {0};
	struct dispatch_import import = {.dry = false};
	enum status status = with_file(&import, read_only, &report);
	if (status != STATUS_OK)
		return status == STATUS_UNAVAILABLE ? STATUS_MEMORY : status; // the answer to a COPY
	expect_rows(&report);
	assert_int_equal(report.waiting, 3);
	return STATUS_OK;
}

static enum status run_reading_units(void)
{
	struct dispatch_report report = {0};
	struct dispatch_import import = {.crew = &crew};
	enum status status = with_file(&import, read_only, &report);
	if (status != STATUS_OK)
		return status == STATUS_UNAVAILABLE ? STATUS_MEMORY : status;
	expect_rows(&report);
	assert_int_equal(report.waiting, 4);
	assert_int_equal(report.crewed, 2);
	assert_int_equal(report.no_crew, 1);
	assert_int_equal(report.empty_units.count, 1);
	assert_true(text_is(report.empty_units.items[0].name, "E\xC3\xA9"));
	return STATUS_OK;
}

// The scripted libpq gives the same settled row twice. `commits` is of how many transactions the
// last one recorded them.
static enum status import_whole(struct dispatch_import *import, unsigned commits)
{
	struct dispatch_report report = {0};
	enum status status = with_file(import, import_all, &report);
	bool stored = fake_commits() == commits;
	if (status == STATUS_OK) {
		expect_rows(&report);
		assert_true(stored);
	}
	// Where the answer to a commit is lost nobody knows what is stored, and nothing is said to be.
	if (status != STATUS_UNAVAILABLE)
		assert_int_equal(report.recorded.added, stored && !import->dry);
	else
		assert_int_equal(report.recorded.added, 0);
	assert_int_equal(report.people, report.recorded.added + report.recorded.known > 0);
	return status == STATUS_UNAVAILABLE ? STATUS_MEMORY : status;
}

static enum status run_import(void)
{
	struct dispatch_import import = {.dry = false};
	return import_whole(&import, 4);
}

static enum status run_known_people(void)
{
	struct dispatch_import import = {.dry = false};
	mapping.known_people = true;
	enum status status = import_whole(&import, 5);
	mapping.known_people = false;
	return status;
}

static void importing_survives_running_out_of_memory(void **state)
{
	(void)state;
	static const struct starved runs[] = {
		{"reading an export", run_reading, STARVED_TOLD},
		{"reading an export of units", run_reading_units, STARVED_TOLD},
		{"importing", run_import, STARVED_TOLD},
		{"importing of known people", run_known_people, STARVED_TOLD},
	};
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		if (!starve(&runs[i], &arena))
			fail_msg("%s leaks when memory runs out", runs[i].name);
	}
}

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	arena_init(&lasting);
	recorder.new_id = next_id;
	for (size_t i = 0; i < 2; i++) {
		periods[i] = (struct crew_period){.unit = TEXT("E1"),
			.person = i ? TEXT("a") : TEXT("b"),
			.from = {0},
			.until = INSTANT_NEVER};
	}
	crew = crew_sort(periods, 2);
	return policy_read(policy_shipped(TEXT("default")), &lasting, &policy, NULL) != STATUS_OK ||
		   mapping_read(text_of(mapping_document), &policy, &lasting, &mapping, NULL) != STATUS_OK;
}

static int end(void **state)
{
	(void)state;
	arena_done(&lasting);
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(importing_survives_running_out_of_memory),
	};
	return cmocka_run_group_tests(tests, start, end);
}
