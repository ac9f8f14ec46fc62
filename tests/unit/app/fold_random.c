// SPDX-License-Identifier: MIT
// Random exposures in random batches and in any order, against one fold of everything.
#include "support/cmocka.h"

#include "unit/app/desk.h"

#include <math.h>
#include <stdlib.h>

#include "property/random_line.h"

#define ROUNDS 400
#define MOST 40

static struct random source;
static size_t late, refolds, corrections;

static struct desk *random_desk(void)
{
	static const char *const names[POLICY_LEVELS_LIMIT] = {"one", "two", "three", "four"};
	struct desk *desk = desk_new();
	desk->lines[LINE_EVENTS] = random_line(&source);
	desk->lines[LINE_EVENTS].id = TEXT("events");
	desk->lines[LINE_EVENTS].modalities = 1u << MODALITY_EVENT;
	for (size_t i = 0; i < desk->lines[LINE_EVENTS].level_count; i++) {
		desk->lines[LINE_EVENTS].levels[i].name = text_of(names[i]);
		if (desk->lines[LINE_EVENTS].levels[i].realarm_seconds > 0)
			desk->lines[LINE_EVENTS].levels[i].realarm_seconds += 100;
		desk->lines[LINE_EVENTS].levels[i].response =
			i == 0 ? POLICY_NO_RESPONSE : (size_t)random_between(&source, 0, RESPONSE_COUNT - 1);
	}
	return desk;
}

// As a recording hands them over: in order of the log.
static size_t random_batch(
	struct instant now, bool *used, const struct dose *doses, struct logged_exposure *fresh)
{
	size_t wanted = (size_t)random_between(&source, 0, 6), found = 0;
	for (size_t i = 0; i < MOST && found < wanted; i++) {
		bool ahead = instant_before(instant_later(now, EXPOSURE_FUTURE_TOLERANCE), doses[i].at);
		if (used[i] || ahead || random_between(&source, 0, 3) > 0)
			continue;
		used[i] = true;
		fresh[found++] = (struct logged_exposure){
			{.id = doses[i].id, .occurred_at = doses[i].at, .category = TEXT("EVENT")},
			doses[i].weight, 0};
	}
	return found;
}

static void assert_alternates(const struct desk *desk)
{
	const struct policy_line *line = &desk->lines[LINE_EVENTS];
	struct line_state now = desk_state(desk, LINE_EVENTS);
	for (size_t level = 0; level < line->level_count; level++) {
		bool raised = false;
		for (size_t i = 0; i < desk->known_count; i++) {
			const struct stored_crossing *crossing = &desk->known[i];
			if (!text_equal(crossing->rule, line->id) ||
				!text_equal(crossing->level, line->levels[level].name))
				continue;
			assert_int_equal(crossing->change != ALARM_RAISE, raised);
			raised = crossing->change != ALARM_CLEARED;
		}
		enum alarm_state state = now.alarms[level].state;
		assert_int_equal(raised, state == ALARM_RAISED || state == ALARM_FALLING);
	}
}

static void assert_one_need_per_kind(const struct desk *desk)
{
	for (size_t i = 0; i < desk->need_count; i++) {
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(desk->needs[i].kinds[0], desk->needs[j].kinds[0]);
	}
}

static void assert_as_one_fold(struct desk *desk, struct instant now)
{
	const struct policy_line *line = &desk->lines[LINE_EVENTS];
	struct dose doses[MOST];
	struct crossings crossings;
	for (size_t i = 0; i < desk->log_count; i++)
		doses[i] = (struct dose){
			desk->log[i].exposure.occurred_at, desk->log[i].exposure.id, desk->log[i].dose};
	crossings_init(&crossings, &desk->arena);
	struct line_state whole = line_fold(line, doses, desk->log_count, now, &crossings);
	struct line_state stored = desk_state(desk, LINE_EVENTS);
	double expected = load_at(whole.model.load, line->model.half_life_days, now);
	double found = load_at(stored.model.load, line->model.half_life_days, now);
	assert_true(fabs(found - expected) <= 1e-9 * expected);
	for (size_t i = 0; i < line->level_count; i++) {
		assert_int_equal(whole.alarms[i].state, stored.alarms[i].state);
		assert_int_equal(whole.alarms[i].delay_ends.seconds, stored.alarms[i].delay_ends.seconds);
		assert_int_equal(whole.alarms[i].realarm_at.seconds, stored.alarms[i].realarm_at.seconds);
	}
}

static void assert_again_adds_nothing(struct desk *desk, struct instant now)
{
	desk_record_all(desk, now, NULL, 0);
	assert_int_equal(desk->last.crossing_count, 0);
	desk->version++; // folds anew
	desk_record_all(desk, now, NULL, 0);
	assert_int_equal(desk->last.refolded, 1);
	assert_int_equal(desk->last.crossing_count, 0);
}

static void step(
	struct desk *desk, struct instant now, bool *used, const struct dose *doses, bool correct)
{
	struct logged_exposure fresh[MOST];
	if (correct && desk->log_count && random_between(&source, 0, 3) == 0) {
		size_t place = (size_t)random_between(&source, 0, (int64_t)desk->log_count - 1);
		int64_t at = desk->log[place].exposure.occurred_at.seconds;
		desk_correct(desk, now, place, (struct instant){at - random_between(&source, 1, 2000)});
		corrections++;
	} else {
		size_t count = random_batch(now, used, doses, fresh);
		desk_record_all(desk, now, fresh, count);
	}
	refolds += desk->last.refolded;
	for (size_t i = 0; i < desk->last.crossing_count; i++)
		late += desk->last.crossings[i].found_late;
	assert_alternates(desk);
	assert_one_need_per_kind(desk);
}

static void run_round(bool correct)
{
	struct desk *desk = random_desk();
	struct dose doses[MOST];
	bool used[MOST] = {false};
	struct instant now = {0};
	random_log(&source, doses, MOST);
	for (int i = 0; i < 30; i++) {
		now.seconds += random_between(&source, 1, LOG_SECONDS / 15);
		step(desk, now, used, doses, correct);
	}
	now.seconds += LOG_SECONDS;
	step(desk, now, used, doses, false);
	assert_as_one_fold(desk, now);
	assert_again_adds_nothing(desk, now);
	desk_free(desk);
}

static int start(void **state)
{
	(void)state;
	source = random_start();
	late = refolds = corrections = 0;
	return 0;
}

static void batches_in_any_order_end_as_one_fold_of_everything(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++)
		run_round(false);
	assert_true(late > 100); // the input has found some
	assert_true(refolds > 500);
}

static void corrections_end_as_one_fold_of_everything_too(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++)
		run_round(true);
	assert_true(corrections > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(batches_in_any_order_end_as_one_fold_of_everything, start),
		cmocka_unit_test_setup(corrections_end_as_one_fold_of_everything_too, start),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
