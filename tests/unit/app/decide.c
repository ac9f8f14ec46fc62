// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include <stdlib.h>

#include "app/exposures/decide.h"

#define NOW ((struct instant){1800000000})
#define LIMIT 16

static const struct policy_category categories[] = {
	{.code = TEXT_CONSTANT("LIGHT"), .modality = MODALITY_EVENT, .weight = 10},
	{.code = TEXT_CONSTANT("HEAVY"), .modality = MODALITY_EVENT, .weight = 40},
};
static const struct policy policy = {
	.involvement = {1, 0.7, 0.8, 0.5},
	.modifier_product_least = 0.1,
	.modifier_product_most = 10,
	.categories = categories,
	.category_count = 2,
};

struct table {
	struct arena arena;
	struct person_id people[2];
	struct text profiles[2];
	struct known_exposure known[LIMIT];
	struct retraction removed[LIMIT];
	struct record_input inputs[LIMIT];
	struct record_result results[LIMIT];
	size_t input_count;
	struct decisions decisions;
};

static struct table *table;

static struct exposure_id id(unsigned number)
{
	struct exposure_id made = {{{1}}};
	made.uuid.bytes[15] = (uint8_t)number;
	return made;
}

static struct exposure exposure(unsigned number, int64_t ago, const char *category)
{
	return (struct exposure){
		.person = table->people[0],
		.id = id(number),
		.occurred_at = instant_later(NOW, -ago),
		.category = text_of(category),
		.minutes = EXPOSURE_UNKNOWN,
		.items = EXPOSURE_UNKNOWN,
	};
}

static struct record_input *give(struct exposure exposure, size_t group)
{
	struct record_input *input = &table->inputs[table->input_count++];
	*input = (struct record_input){.exposure = exposure, .group = group};
	return input;
}

// What the log holds already; a chain of one.
static struct known_exposure *know(struct exposure exposure, double dose)
{
	struct known_exposure *known = &table->known[table->decisions.known_count++];
	exposure.recorded_at = exposure.occurred_at;
	*known = (struct known_exposure){
		.first = {exposure, dose},
		.last = {exposure, dose},
		.earliest_at = exposure.occurred_at,
		.by_import = exposure.source == EXPOSURE_IMPORT,
	};
	return known;
}

static void run(void)
{
	struct fault fault = {.status = STATUS_OK};
	assert_int_equal(
		decide(&table->decisions, table->inputs, table->input_count, table->results, &fault),
		STATUS_OK);
}

static void expect(size_t place, enum record_outcome outcome)
{
	assert_int_equal(table->results[place].outcome, outcome);
}

static int lay(void **state)
{
	(void)state;
	table = calloc(1, sizeof *table);
	assert_non_null(table);
	arena_init(&table->arena);
	table->people[0].uuid.bytes[0] = 1;
	table->people[1].uuid.bytes[0] = 2;
	table->profiles[0] = table->profiles[1] = TEXT("response");
	table->decisions = (struct decisions){
		.policy = &policy,
		.now = NOW,
		.arena = &table->arena,
		.people = table->people,
		.profiles = table->profiles,
		.people_count = 2,
		.known = table->known,
		.removed = table->removed,
	};
	return 0;
}

static int clear(void **state)
{
	(void)state;
	arena_done(&table->arena);
	free(table);
	return 0;
}

static void what_is_new_is_added_in_the_order_of_the_log(void **state)
{
	(void)state;
	give(exposure(1, 10, "LIGHT"), 0);
	give(exposure(2, 50, "HEAVY"), 1);
	run();
	expect(0, RECORD_ADDED);
	expect(1, RECORD_ADDED);
	assert_int_equal(table->decisions.fresh_count, 2);
	assert_true(uuid_equal(table->decisions.fresh[0].logged.exposure.id.uuid, id(2).uuid));
	assert_true(table->results[1].dose == 40);
	assert_false(table->decisions.corrected[0]);
}

static void a_request_that_is_repeated_gets_the_first_answer(void **state)
{
	(void)state;
	know(exposure(1, 10, "LIGHT"), 9.5);
	give(exposure(1, 10, "LIGHT"), 0);
	give(exposure(2, 10, "LIGHT"), 1);
	give(exposure(2, 10, "LIGHT"), 2);
	run();
	expect(0, RECORD_KNOWN);
	assert_true(table->results[0].dose == 9.5);
	assert_int_equal(table->results[0].recorded_at.seconds, NOW.seconds - 10);
	expect(2, RECORD_KNOWN);
	assert_true(table->results[2].dose == 10);
	assert_int_equal(table->decisions.fresh_count, 1);
}

static void an_id_with_another_content_is_taken(void **state)
{
	(void)state;
	know(exposure(1, 10, "LIGHT"), 10);
	give(exposure(1, 10, "HEAVY"), 0);
	give(exposure(1, 11, "LIGHT"), 1);
	give(exposure(2, 10, "LIGHT"), 2);
	give(exposure(2, 12, "LIGHT"), 3);
	run();
	expect(0, RECORD_ID_TAKEN);
	expect(1, RECORD_ID_TAKEN);
	expect(2, RECORD_ADDED);
	expect(3, RECORD_ID_TAKEN);
	assert_int_equal(table->decisions.fresh_count, 1);
}

static void two_people_may_have_the_same_id_without_learning_of_each_other(void **state)
{
	(void)state;
	struct exposure other = exposure(1, 10, "HEAVY");
	other.person = table->people[1];
	know(other, 40);
	give(exposure(1, 10, "LIGHT"), 0);
	run();
	expect(0, RECORD_ADDED);
}

static void a_clock_a_little_ahead_is_now_and_the_request_can_be_repeated(void **state)
{
	(void)state;
	give(exposure(1, -200, "LIGHT"), 0);
	run();
	expect(0, RECORD_ADDED);
	assert_int_equal(table->results[0].occurred_at.seconds, NOW.seconds);
	struct known_exposure *known = know(exposure(2, 500, "LIGHT"), 10);
	give(exposure(2, 400, "LIGHT"), 1);
	give(exposure(2, 100, "LIGHT"), 2);
	known->first.exposure.recorded_at = instant_later(NOW, -500);
	run();
	expect(1, RECORD_KNOWN);
	expect(2, RECORD_ID_TAKEN);
}

static void a_time_that_is_told_as_ago_can_be_repeated_later(void **state)
{
	(void)state;
	struct known_exposure *known = know(exposure(1, 3600 + 90, "LIGHT"), 10);
	known->first.exposure.recorded_at = instant_later(NOW, -90);
	give(exposure(1, 3600, "LIGHT"), 0)->told_as_ago = true;
	give(exposure(1, 3600, "LIGHT"), 1);
	give(exposure(1, 0, "LIGHT"), 2)->told_as_ago = true;
	give(exposure(1, 3600, "HEAVY"), 3)->told_as_ago = true;
	run();
	expect(0, RECORD_KNOWN);
	assert_int_equal(table->results[0].occurred_at.seconds, NOW.seconds - 3690);
	for (size_t i = 1; i < 4; i++)
		expect(i, RECORD_ID_TAKEN);
}

static void a_refused_one_takes_its_group_with_it_and_nobody_else(void **state)
{
	(void)state;
	know(exposure(1, 10, "LIGHT"), 10);
	give(exposure(2, 10, "LIGHT"), 0);
	give(exposure(1, 10, "HEAVY"), 0);
	give(exposure(3, 10, "LIGHT"), 0);
	give(exposure(4, 10, "LIGHT"), 1);
	give(exposure(2, 10, "LIGHT"), 2);
	run();
	expect(0, RECORD_WITHHELD);
	expect(1, RECORD_ID_TAKEN);
	expect(2, RECORD_WITHHELD);
	expect(3, RECORD_ADDED);
	expect(4, RECORD_ADDED);
	assert_int_equal(table->decisions.fresh_count, 2);
}

static void nothing_is_recorded_for_nobody_or_by_a_category_that_is_none(void **state)
{
	(void)state;
	table->profiles[1] = (struct text){NULL, 0};
	struct exposure nobodys = exposure(1, 10, "LIGHT");
	nobodys.person = table->people[1];
	give(nobodys, 0);
	give(exposure(2, 10, "NO_SUCH"), 1);
	run();
	expect(0, RECORD_NO_PERSON);
	expect(1, RECORD_UNWEIGHABLE);
	assert_int_equal(table->decisions.fresh_count, 0);
}

static void a_correction_replaces_what_stands_and_only_that(void **state)
{
	(void)state;
	know(exposure(1, 100, "LIGHT"), 10);
	struct known_exposure *replaced = know(exposure(2, 100, "LIGHT"), 10);
	replaced->last.exposure.id = id(9);
	struct exposure corrections[4];
	for (unsigned i = 0; i < 4; i++) {
		corrections[i] = exposure(10 + i, 90, "HEAVY");
		corrections[i].corrects = i == 3 ? id(1) : id(i + 1);
		give(corrections[i], i);
	}
	run();
	expect(0, RECORD_ADDED);
	expect(1, RECORD_REPLACED);
	expect(2, RECORD_NO_TARGET);
	expect(3, RECORD_REPLACED);
	assert_true(table->decisions.corrected[0]);
	assert_true(table->decisions.fresh[0].replaced_dose == 10);
}

static void what_was_kept_offline_may_correct_itself_in_one_batch(void **state)
{
	(void)state;
	struct exposure correction = exposure(2, 10, "HEAVY");
	correction.corrects = id(1);
	give(exposure(1, 10, "LIGHT"), 0);
	give(correction, 0);
	run();
	expect(1, RECORD_ADDED);
	assert_int_equal(table->decisions.fresh_count, 2);
	assert_true(table->decisions.fresh[0].replaced);
	assert_false(table->decisions.corrected[0]);
}

static void what_was_removed_stays_removed(void **state)
{
	(void)state;
	table->removed[table->decisions.removed_count++] = (struct retraction){table->people[0], id(1)};
	struct exposure imported = exposure(1, 10, "LIGHT"), correction = exposure(2, 10, "LIGHT");
	imported.source = EXPOSURE_IMPORT;
	correction.corrects = id(1);
	give(imported, 0);
	give(exposure(1, 10, "LIGHT"), 1);
	give(correction, 2);
	run();
	expect(0, RECORD_KNOWN);
	expect(1, RECORD_REMOVED);
	expect(2, RECORD_REMOVED);
	assert_int_equal(table->decisions.fresh_count, 0);
}

static struct exposure imported(int64_t ago, const char *category)
{
	struct exposure made = exposure(1, ago, category);
	made.source = EXPOSURE_IMPORT;
	return made;
}

// What stands after a row met what an earlier import recorded.
static struct exposure after_import(
	int64_t known_ago, const char *known_as, int64_t ago, const char *category)
{
	know(imported(known_ago, known_as), text_is(text_of(known_as), "HEAVY") ? 40 : 10);
	give(imported(ago, category), 0)->correction = id(77);
	run();
	expect(0, RECORD_CORRECTED);
	assert_true(uuid_equal(table->decisions.fresh[0].logged.exposure.id.uuid, id(77).uuid));
	assert_true(table->decisions.corrected[0]);
	return table->decisions.fresh[0].logged.exposure;
}

static void an_earlier_row_keeps_the_heavier_kind_that_is_known(void **state)
{
	(void)state;
	struct exposure stands = after_import(10, "HEAVY", 90, "LIGHT");
	assert_int_equal(stands.occurred_at.seconds, NOW.seconds - 90);
	assert_true(text_is(stands.category, "HEAVY"));
}

static void a_heavier_row_keeps_the_earlier_time_that_is_known(void **state)
{
	(void)state;
	struct exposure stands = after_import(90, "LIGHT", 10, "HEAVY");
	assert_int_equal(stands.occurred_at.seconds, NOW.seconds - 90);
	assert_true(text_is(stands.category, "HEAVY"));
	assert_true(table->decisions.fresh[0].replaced_dose == 10);
}

static void a_row_that_tells_nothing_more_is_known(void **state)
{
	(void)state;
	know(imported(90, "HEAVY"), 40);
	give(imported(90, "HEAVY"), 0);
	give(imported(10, "LIGHT"), 1);
	run();
	expect(0, RECORD_KNOWN);
	expect(1, RECORD_KNOWN);
}

static void another_weight_of_a_new_policy_is_no_news(void **state)
{
	(void)state;
	know(imported(90, "HEAVY"), 35);
	give(imported(90, "HEAVY"), 0);
	run();
	expect(0, RECORD_KNOWN);
}

static void what_its_owner_corrected_no_import_touches(void **state)
{
	(void)state;
	know(imported(10, "LIGHT"), 10)->by_import = false;
	give(imported(90, "HEAVY"), 0);
	run();
	expect(0, RECORD_KNOWN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lay, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_new_is_added_in_the_order_of_the_log),
		TEST(a_request_that_is_repeated_gets_the_first_answer),
		TEST(an_id_with_another_content_is_taken),
		TEST(two_people_may_have_the_same_id_without_learning_of_each_other),
		TEST(a_clock_a_little_ahead_is_now_and_the_request_can_be_repeated),
		TEST(a_time_that_is_told_as_ago_can_be_repeated_later),
		TEST(a_refused_one_takes_its_group_with_it_and_nobody_else),
		TEST(nothing_is_recorded_for_nobody_or_by_a_category_that_is_none),
		TEST(a_correction_replaces_what_stands_and_only_that),
		TEST(what_was_kept_offline_may_correct_itself_in_one_batch),
		TEST(what_was_removed_stays_removed),
		TEST(an_earlier_row_keeps_the_heavier_kind_that_is_known),
		TEST(a_heavier_row_keeps_the_earlier_time_that_is_known),
		TEST(a_row_that_tells_nothing_more_is_known),
		TEST(another_weight_of_a_new_policy_is_no_news),
		TEST(what_its_owner_corrected_no_import_touches),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
