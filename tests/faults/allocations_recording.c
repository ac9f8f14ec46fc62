// SPDX-License-Identifier: MIT
// Memory that runs out while exposures are recorded: nothing is half decided, folded or stored, and
// the connection can be used again.
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

#include "app/exposures/decide.h"
#include "faults/fake_libpq.h"
#include "faults/starve.h"
#include "json/policy.h"

#define NOW ((struct instant){1796115600})
#define INPUTS 3
#define LOGGED 120

static struct arena arena;   // emptied before each run
static struct arena lasting; // of the policy
static struct policy policy;
static const struct organisation organisation;
static struct recorder recorder = {.organisation = &organisation, .policy = &policy};

// The scripted libpq knows this person and nobody else, and of them one exposure, as removed.
static const struct person_id somebody = {{{1, 2, 3}}};
static const struct exposure_id logged = {{{1, 2, 3}}};

static struct uuid next_id(struct instant now)
{
	static uint8_t count; // ids need only differ
	struct uuid id = {{1}};
	(void)now;
	id.bytes[15] = count++;
	return id;
}

static struct exposure exposure_of(uint8_t id, int hours_ago)
{
	return (struct exposure){
		.person = somebody,
		.id = {{{id}}},
		.occurred_at = instant_later(NOW, -hours_ago * SECONDS_PER_HOUR),
		.category = TEXT("INC_SERIOUS_HARM"),
		.minutes = EXPOSURE_UNKNOWN,
		.items = EXPOSURE_UNKNOWN,
	};
}

// A new one, one with an id that is not, and one that no policy weighs, each for itself.
static void fill_inputs(struct record_input inputs[static INPUTS])
{
	for (uint8_t i = 0; i < INPUTS; i++)
		inputs[i] = (struct record_input){.exposure = exposure_of((uint8_t)(9 + i), 1), .group = i};
	inputs[1].exposure.id = logged;
	inputs[2].exposure.category = TEXT("UNHEARD_OF");
}

static void expect_outcomes(
	const struct record_result results[static INPUTS], enum record_outcome second)
{
	assert_int_equal(results[0].outcome, RECORD_ADDED);
	assert_int_equal(results[1].outcome, second);
	assert_int_equal(results[2].outcome, RECORD_UNWEIGHABLE);
}

static bool is_untouched(const void *object, size_t size)
{
	const unsigned char *bytes = object;
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] != 0xA5)
			return false;
	}
	return true;
}

static enum status run_decide(void)
{
	struct text profile = TEXT("response");
	struct known_exposure known = {
		.first = {.exposure = exposure_of(1, 2), .dose = 70},
		.last = {.exposure = exposure_of(1, 2), .dose = 70},
	};
	struct record_input inputs[INPUTS];
	struct record_result results[INPUTS];
	struct decisions decisions = {.policy = &policy,
		.now = NOW,
		.arena = &arena,
		.people = &somebody,
		.profiles = &profile,
		.people_count = 1,
		.known = &known,
		.known_count = 1};
	known.first.exposure.id = known.last.exposure.id = logged;
	known.first.exposure.minutes = known.last.exposure.minutes = 5;
	fill_inputs(inputs);
	inputs[0].exposure.corrects = logged;
	memset(results, 0xA5, sizeof results);
	enum status status = decide(&decisions, inputs, INPUTS, results, NULL);
	if (status != STATUS_OK) {
		assert_true(is_untouched(results, sizeof results));
		assert_int_equal(decisions.fresh_count, 0);
		return status;
	}
	expect_outcomes(results, RECORD_ID_TAKEN);
	assert_int_equal(decisions.fresh_count, 1);
	assert_true(decisions.corrected[0]);
	return STATUS_OK;
}

// Two exposures a week for more than a year, so that there is much to cross and to clear.
static void fill_log(struct logged_exposure log[static LOGGED])
{
	for (int i = 0; i < LOGGED; i++) {
		log[i].exposure = exposure_of((uint8_t)i, (LOGGED - i) * 84);
		log[i].dose = i % 40 < 20 ? 70 : 1;
	}
}

static enum status fold_log(bool corrected)
{
	static struct logged_exposure log[LOGGED];
	static const double replaced[LOGGED];
	struct batch batch;
	fill_log(log);
	struct fold fold = {
		.policy = &policy,
		.policy_version = 1,
		.person = somebody,
		.profile = policy_profile_or_default(&policy, TEXT("response")),
		.now = NOW,
		.fresh = log,
		.replaced = replaced,
		.fresh_count = LOGGED,
		.corrected = corrected,
		.log = log,
		.log_count = LOGGED,
		.new_id = next_id,
	};
	batch_init(&batch, &arena);
	fold_person(&fold, &batch);
	if (batch.failed)
		return STATUS_MEMORY;
	// Of three stretches of 20 heavy ones each one reaches the trigger, and each stretch all three
	// levels, where the highest alarms twice again, and back.
	assert_int_equal(batch.crossing_count, 3 * (20 + 3 + 2 + 3));
	assert_int_equal(batch.line_count, 1);
	assert_int_equal(batch.need_count, 1);
	assert_int_equal(batch.refolded, corrected);
	return STATUS_OK;
}

static enum status run_fold(void)
{
	return fold_log(false);
}

static enum status run_fold_anew(void)
{
	return fold_log(true);
}

// What a transaction came to: what failed has stored nothing, unless that cannot be known.
static enum status settle(enum status status, const struct fault *fault, size_t commits,
	const struct record_report *report)
{
	static const struct record_report nothing;
	assert_int_equal(fake_misuses(), 0);
	assert_true(connection_is_alive(recorder.connection));
	if (status == STATUS_OK) {
		assert_int_equal(fake_commits(), commits);
		return STATUS_OK;
	}
	assert_int_equal(fault->status, status);
	assert_memory_equal(report, &nothing, sizeof nothing);
	if (fake_commits() == 0)
		return status;
	assert_int_equal(status, STATUS_UNAVAILABLE);
	assert_non_null(strstr(fault->message, "may or may not be stored"));
	return STATUS_MEMORY;
}

static enum status play(enum status (*record)(struct record_report *report, struct fault *fault),
	size_t commits, struct record_report expected)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	fake_play(&fine);
	enum status status = settle(record(&report, &fault), &fault, commits, &report);
	if (status == STATUS_OK)
		assert_memory_equal(&report, &expected, sizeof expected);
	return status;
}

static enum status record_inputs(struct record_report *report, struct fault *fault)
{
	struct record_input inputs[INPUTS];
	struct record_result results[INPUTS];
	fill_inputs(inputs);
	enum status status = record_exposures(&recorder, inputs, INPUTS, NOW, results, report, fault);
	if (status == STATUS_OK)
		expect_outcomes(results, RECORD_REMOVED);
	return status;
}

static enum status foresee_inputs(struct record_report *report, struct fault *fault)
{
	struct record_input inputs[INPUTS];
	struct record_result results[INPUTS];
	fill_inputs(inputs);
	enum status status = record_foreseen(&recorder, inputs, INPUTS, NOW, results, report, fault);
	if (status == STATUS_OK)
		assert_int_equal(results[1].outcome, RECORD_REMOVED);
	return status;
}

static enum status retract_logged(struct record_report *report, struct fault *fault)
{
	const struct audit_actor by = {.kind = AUDIT_BY_SHELL, .now = NOW};
	return record_retraction(&recorder, somebody, logged, &by, report, fault);
}

static enum status let_pass(struct record_report *report, struct fault *fault)
{
	return record_passing(&recorder, &somebody, 1, NOW, report, fault);
}

static enum status run_record(void)
{
	return play(record_inputs, 1, (struct record_report){.added = 1, .raised = 1, .needs = 1});
}

static enum status run_foresee(void)
{
	return play(foresee_inputs, 0, (struct record_report){.added = 1});
}

static enum status run_retract(void)
{
	return play(retract_logged, 1, (struct record_report){0});
}

static enum status run_pass(void)
{
	return play(let_pass, 1, (struct record_report){0});
}

// Requests that share a transaction are tried alone when it fails, so that only one without memory
// even then is refused.
static enum status run_groups(void)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};
	struct record_input inputs[INPUTS];
	struct record_result results[INPUTS];
	struct record_report report = {0};
	struct fault fault = {.status = STATUS_OK};
	fake_play(&fine);
	fill_inputs(inputs);
	enum status status = record_groups(&recorder, inputs, INPUTS, NOW, results, &report, &fault);
	assert_int_equal(fake_misuses(), 0);
	if (status == STATUS_OK) {
		expect_outcomes(results, RECORD_REMOVED);
		assert_int_equal(report.added, 1);
		assert_true(fake_commits() == 1 || fake_commits() == INPUTS);
		return STATUS_OK;
	}
	// The answer to a commit was lost, so nobody is told that anything was recorded.
	assert_int_equal(status, STATUS_UNAVAILABLE);
	assert_int_equal(fake_commits(), 1);
	for (size_t i = 0; i < INPUTS; i++)
		assert_int_equal(results[i].outcome, RECORD_FAILED);
	return STATUS_MEMORY;
}

static void recording_survives_running_out_of_memory(void **state)
{
	(void)state;
	static const struct starved runs[] = {
		{"deciding what is new", run_decide, STARVED_TOLD},
		{"folding doses", run_fold, STARVED_TOLD},
		{"folding a log anew", run_fold_anew, STARVED_TOLD},
		{"recording exposures", run_record, STARVED_TOLD},
		{"foreseeing exposures", run_foresee, STARVED_TOLD},
		{"removing an entry", run_retract, STARVED_TOLD},
		{"letting time pass", run_pass, STARVED_TOLD},
		{"recording requests together", run_groups, STARVED_MENDED},
	};
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		if (!starve(&runs[i], &arena))
			fail_msg("%s leaks when memory runs out", runs[i].name);
	}
}

static int start(void **state)
{
	static const struct fake_script fine = {FAKE_NOTHING, 0, "", 1};
	const struct database database = {"dbname=x", true, false};
	(void)state;
	arena_init(&arena);
	arena_init(&lasting);
	fake_play(&fine);
	recorder.policy_version = 1;
	recorder.new_id = next_id;
	return policy_read(policy_shipped(TEXT("default")), &lasting, &policy, NULL) != STATUS_OK ||
		   connection_open(&database, DATABASE_RECORDER, &recorder.connection, NULL) != STATUS_OK;
}

static int end(void **state)
{
	(void)state;
	connection_close(recorder.connection);
	arena_done(&lasting);
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recording_survives_running_out_of_memory),
	};
	return cmocka_run_group_tests(tests, start, end);
}
