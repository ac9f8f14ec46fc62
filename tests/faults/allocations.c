// SPDX-License-Identifier: MIT
// Memory that runs out: each call for memory in turn gives none. What was asked for then fails with
// STATUS_MEMORY, leaves its outputs and leaks nothing; asked for again it succeeds.
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/feeds/contents.h"
#include "app/import/crew_file.h"
#include "app/import/tally.h"
#include "base/csv.h"
#include "faults/allocation.h"
#include "faults/fake_libpq.h"
#include "faults/starve.h"
#include "faults/store_calls.h"
#include "support/bytes.h"
#include "support/line.h"
#include "words/date.h"
#include "json/exposure.h"
#include "json/mapping.h"
#include "json/writer.h"

#define NOW ((struct instant){1796115600})

static struct arena arena;   // emptied before each run
static struct arena lasting; // of the policy
static struct policy policy;
static struct connection *connection;
static bool planted; // a promise is broken, to see that it is found
static void *lost[2];
static size_t lost_count;

static const char mapping_document[] =
	"{\"mapping\":1,\"source\":\"county\",\"incident\":[\"Number\",\"Year\"],\"responder\":"
	"\"Unit\","
	"\"responder_separator\":\";\",\"time\":{\"column\":[\"Day\",\"Hour\"],"
	"\"form\":[\"YYYY-MM-DD hh:mm\",\"epoch\"]},\"zone\":\"UTC\",\"type\":\"Type\",\"profile\":"
	"\"response\",\"involvement\":\"direct\",\"outcome\":{\"column\":\"Result\",\"modifiers\":[{"
	"\"outcome\":\"Died\",\"modifier\":\"child_involved\"}]},\"null_words\":[\"-\"],"
	"\"rules\":[{\"type\":\"Suicide\",\"category\":\"INC_SUICIDE\"}]}";

static enum status take(bool done)
{
	return done ? STATUS_OK : STATUS_MEMORY;
}

static enum status read_csv(void)
{
	static char bytes[3000] = "a,\"b\"\"c\"\n";
	struct csv_record record = {NULL, 0, 7};
	memset(bytes + 9, 'x', sizeof bytes - 9);
	int file = bytes_open(bytes, sizeof bytes);
	struct csv_reader *reader = csv_new(file, ',');
	enum status status = take(reader);
	for (int i = 0; status == STATUS_OK && i < 2; i++)
		status = csv_next(reader, &record, NULL);
	csv_free(reader);
	close(file);
	return status;
}

static enum status build_text(void)
{
	struct text_builder builder;
	builder_init(&builder);
	for (int i = 0; i < 100; i++) {
		builder_format(&builder, "%d", i);
		builder_windows_1252(&builder, TEXT("\x80\xE9"));
		builder_string(&builder, "text");
	}
	bool whole = !builder.failed && text_copy(&arena, builder_view(&builder)).start;
	builder_done(&builder);
	return take(whole);
}

static enum status keep_crossings(void)
{
	struct policy_line line = line_simple();
	struct dose doses[200];
	struct crossings crossings;
	crossings_init(&crossings, &arena);
	for (int i = 0; i < 200; i++)
		doses[i] = dose_at(i * 24 * 30, 500);
	(void)line_fold(&line, doses, 200, HOURS(200 * 24 * 30), &crossings);
	return take(!crossings.failed);
}

static enum status read_policy(void)
{
	static struct json_faults faults;
	struct policy out;
	return policy_read(policy_shipped(TEXT("default")), &arena, &out, &faults);
}

static enum status read_mapping(void)
{
	static struct json_faults faults;
	struct dispatch_mapping out;
	return mapping_read(text_of(mapping_document), &policy, &arena, &out, &faults);
}

static enum status read_exposures(bool lines)
{
	static struct json_faults faults;
	static const char one[] =
		"{\"id\":\"01a21763-e186-722b-a804-61b15f3f97eb\",\"person\":\"E 12\",\"occurred_at\":"
		"\"2026-12-01T08:00:00Z\",\"category\":\"INC_SUICIDE\",\"involvement\":\"direct\","
		"\"modifiers\":[\"child_involved\"]}\n";
	struct exposure_document *list = NULL;
	size_t count = 7;
	bool single;
	enum status status =
		exposures_read(text_of(one), lines, &policy, NOW, &arena, &list, &count, &single, &faults);
	if (status != STATUS_OK && (list || count != 7))
		fail_msg("An output was touched.");
	return status;
}

static enum status read_exposure(void)
{
	return read_exposures(false);
}

static enum status read_exposure_lines(void)
{
	return read_exposures(true);
}

static enum status write_json(void)
{
	struct text_builder builder;
	struct json_writer writer;
	builder_init(&builder);
	writer_start(&writer, &builder);
	writer_array(&writer);
	for (int i = 0; i < 100; i++)
		writer_text(&writer, TEXT("a text \xFF that is not UTF-8"));
	writer_array_end(&writer);
	bool whole = !builder.failed;
	builder_done(&builder);
	return take(whole);
}

static enum status read_crew(void)
{
	static const char bytes[] = "unit,person,from,until\nE1,a,2026-01-01T00:00:00Z,\n"
								"E1,b,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z\n";
	struct crew crew;
	int file = bytes_open(bytes, sizeof bytes - 1);
	enum status status = crew_file_read(file, TEXT("UTC"), NOW, &arena, &crew, NULL);
	close(file);
	return status;
}

static enum status count_names(void)
{
	struct tally tally = {.arena = &arena};
	struct dispatch_counted *items;
	size_t count;
	bool counted = tally_count(&tally, TEXT("a"), TEXT("")) &&
				   tally_count(&tally, TEXT("b"), TEXT("2")) &&
				   tally_count(&tally, TEXT("a"), TEXT(""));
	bool ended = tally_end(&tally, &items, &count);
	return take(counted && ended);
}

static enum status say(void)
{
	static const struct zone_transition utc = {{0}, 0};
	const struct text items[] = {TEXT("one"), TEXT("two"), TEXT("three")};
	struct text_builder builder;
	builder_init(&builder);
	for (int i = 0; i < 100; i++) {
		words_list(&builder, LANGUAGE_WELSH, items, 3);
		words_day(&builder, LANGUAGE_WELSH, civil_of(NOW), civil_of((struct instant){0}));
		words_ago(&builder, LANGUAGE_WELSH, (struct instant){NOW.seconds - 60 * i}, NOW,
			&(struct zone){&utc, 1});
	}
	bool whole = !builder.failed;
	builder_done(&builder);
	return take(whole);
}

static enum status word_calendar(void)
{
	static const struct zone_transition utc = {{0}, 0};
	static const struct zone zone = {&utc, 1};
	const struct attended held = {
		.during = {{1796115600}, {1796119200}}, .answer_by = NOW, .state = BOOKING_HELD};
	struct contents contents = {.arena = &arena,
		.now = NOW,
		.zone = &zone,
		.language = LANGUAGE_WELSH,
		.until = INSTANT_NEVER};
	contents_attended(&contents, &held, 1);
	return take(!contents.failed);
}

static enum status lose(void)
{
	void *first = malloc(10), *other = malloc(10);
	enum status status = take(first && other);
	if (planted && first && !other)
		lost[lost_count++] = first;
	else
		free(first);
	free(other);
	return status;
}

static void running_out_of_memory_is_told_and_survived(void **state)
{
	(void)state;
	// Jansson does not always tell what it could not keep from what it could not read, and does
	// without what it can.
	static const struct starved runs[] = {
		{"reading CSV", read_csv, STARVED_TOLD},
		{"building text", build_text, STARVED_TOLD},
		{"folding a line", keep_crossings, STARVED_TOLD},
		{"reading a policy", read_policy, STARVED_SOMEHOW},
		{"reading a mapping", read_mapping, STARVED_SOMEHOW},
		{"reading an exposure", read_exposure, STARVED_SOMEHOW},
		{"reading exposures on lines", read_exposure_lines, STARVED_SOMEHOW},
		{"writing JSON", write_json, STARVED_TOLD},
		{"reading a crew table", read_crew, STARVED_TOLD},
		{"counting names", count_names, STARVED_TOLD},
		{"saying dates and lists", say, STARVED_TOLD},
		{"wording a calendar", word_calendar, STARVED_TOLD},
		{"nothing in particular", lose, STARVED_TOLD},
	};
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		if (!starve(&runs[i], &arena))
			fail_msg("%s leaks when memory runs out", runs[i].name);
	}
}

static size_t store_call;

static enum status call_store(void)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 2};
	const struct database database = {"dbname=x", true, false};
	struct fault fault = {.status = STATUS_OK};
	const struct store_call *call = &store_calls[store_call];
	fake_play(&fine);
	connection = NULL;
	// Nor does libpq, of a connection string.
	enum status status = connection_open(&database, call->role, &connection, &fault);
	if (status != STATUS_OK)
		return STATUS_MEMORY;
	if (call->in_transaction)
		status = transaction_begin(connection, &fault);
	store_calls_begin();
	if (status == STATUS_OK)
		status = call->call(connection, &fault);
	if (status != STATUS_OK && !store_outputs_are_untouched())
		fail_msg("%s: an output was touched", call->name);
	store_calls_end();
	connection_close(connection);
	// Where the answer to a commit or a COPY is lost nobody knows what is stored.
	bool unknown = fake_commits() > 0 || strncmp(call->name, "incoming_", 9) == 0 ||
				   strcmp(call->name, "staff_taking_in") == 0;
	return status == STATUS_UNAVAILABLE && unknown ? STATUS_MEMORY : status;
}

static void so_it_is_in_the_store(void **state)
{
	(void)state;
	for (store_call = 0; store_call < store_call_count; store_call++) {
		const char *name = store_calls[store_call].name;
		struct starved starved = {name, call_store, STARVED_TOLD};
		if (!starve(&starved, &arena))
			fail_msg("%s leaks when memory runs out", name);
	}
}

static void a_planted_leak_is_found(void **state)
{
	(void)state;
	static const struct starved leaking = {"nothing in particular", lose, STARVED_TOLD};
	planted = true;
	assert_false(starve(&leaking, &arena));
	planted = false;
	free(lost[0]);
	free(lost[1]);
}

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	arena_init(&lasting);
	return policy_read(policy_shipped(TEXT("default")), &lasting, &policy, NULL) != STATUS_OK;
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
		cmocka_unit_test(running_out_of_memory_is_told_and_survived),
		cmocka_unit_test(so_it_is_in_the_store),
		cmocka_unit_test(a_planted_leak_is_found),
	};
	return cmocka_run_group_tests(tests, start, end);
}
