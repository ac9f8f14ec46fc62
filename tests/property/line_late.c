// SPDX-License-Identifier: MIT
// A record of crossings that is only ever added to, while entries come late and are taken out.
#include "support/cmocka.h"

#include "property/random_line.h"

#include <stdlib.h>
#include <string.h>

#define CHANGES 30
#define ROUNDS 300

struct record {
	struct policy_line line;
	struct dose log[CHANGES];
	size_t count;
	struct crossings known; // in order of time, of one instant in order of recording
	struct line_state state;
	struct instant now;
};

static struct arena arena;
static struct random source;

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	source = random_start();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

// Adds what was found to what is known, by time and known first.
static void record_found(struct record *record, const struct crossings *found)
{
	size_t count = record->known.count + found->count, i = 0, j = 0;
	struct crossing *list = arena_array(&arena, count, sizeof *list);
	while (i + j < count) {
		bool is_known =
			i < record->known.count &&
			(j == found->count || record->known.list[i].at.seconds <= found->list[j].at.seconds);
		list[i + j] = is_known ? record->known.list[i] : found->list[j];
		i += is_known;
		j += !is_known;
	}
	record->known = (struct crossings){&arena, list, count, count, false};
}

static bool is_raised_at_or_up_to(
	const struct crossings *known, size_t level, int64_t from, int64_t to)
{
	bool raised = false;
	for (size_t i = 0; i < known->count && known->list[i].at.seconds <= to; i++) {
		if (known->list[i].level != level)
			continue;
		if (known->list[i].at.seconds > from && raised)
			return true;
		raised = known->list[i].change != ALARM_CLEARED;
		if (known->list[i].at.seconds >= from && raised)
			return true;
	}
	return raised;
}

// Whether somebody has been told of every raised stretch of the refold.
static void assert_nothing_is_silent(
	const struct policy_line *line, const struct crossings *known, const struct crossings *refolded)
{
	for (size_t i = 0; i < refolded->count; i++) {
		const struct crossing *raise = &refolded->list[i];
		if (raise->change != ALARM_RAISE)
			continue;
		int64_t to = INT64_MAX;
		for (size_t j = i + 1; j < refolded->count && to == INT64_MAX; j++) {
			if (refolded->list[j].level == raise->level &&
				refolded->list[j].change == ALARM_CLEARED)
				to = refolded->list[j].at.seconds;
		}
		assert_true(raise->level < line->level_count);
		assert_true(is_raised_at_or_up_to(known, raise->level, raise->at.seconds, to));
	}
}

static void refold(struct record *record)
{
	struct crossings refolded, found, again;
	struct crossings before = record->known;
	crossings_init(&refolded, &arena);
	crossings_init(&found, &arena);
	crossings_init(&again, &arena);
	record->state = line_fold(&record->line, record->log, record->count, record->now, &refolded);
	line_found_late(&record->line, &record->known, &refolded, &found);
	record_found(record, &found);
	assert_int_equal(record->known.count, before.count + found.count);
	for (size_t i = 0; i < found.count; i++) {
		assert_true(found.list[i].found_late);
		assert_true(found.list[i].at.seconds <= record->now.seconds);
	}
	assert_nothing_is_silent(&record->line, &record->known, &refolded);
	line_found_late(&record->line, &record->known, &refolded, &again);
	assert_int_equal(again.count, 0);
}

static void insert(struct record *record, int64_t at)
{
	struct dose dose = {.at = {at}, .weight = random_real(&source, 0, 40)};
	dose.id.uuid.bytes[0] = (uint8_t)record->count;
	record->log[record->count++] = dose;
	qsort(record->log, record->count, sizeof dose, dose_compare);
	if (at >= record->now.seconds)
		line_expose(&record->line, &record->state, dose, &record->known);
	else
		refold(record);
}

static void take_out(struct record *record)
{
	size_t place = (size_t)random_between(&source, 0, (int64_t)record->count - 1);
	record->log[place] = record->log[--record->count];
	qsort(record->log, record->count, sizeof record->log[0], dose_compare);
	refold(record);
}

static void change(struct record *record)
{
	record->now.seconds += random_between(&source, 0, 500);
	line_advance(&record->line, &record->state, record->now, &record->known);
	switch (random_between(&source, 0, 3)) {
	case 0:
		insert(record, random_between(&source, 0, record->now.seconds));
		break;
	case 1:
		if (record->count > 0)
			take_out(record);
		break;
	default:
		insert(record, record->now.seconds);
		break;
	}
}

static void what_is_recorded_alternates_misses_nothing_and_ends_as_things_are(void **state)
{
	(void)state;
	size_t late = 0;
	for (int round = 0; round < ROUNDS; round++) {
		arena_reset(&arena);
		struct record record = {.line = random_line(&source)};
		record.state = line_start(&record.line, NULL);
		crossings_init(&record.known, &arena);
		for (int i = 0; i < CHANGES; i++) {
			change(&record);
			for (size_t level = 0; level < record.line.level_count; level++) {
				enum alarm_state now = record.state.alarms[level].state;
				assert_int_equal(crossings_alternate(&record.known, level),
					now == ALARM_RAISED || now == ALARM_FALLING);
			}
		}
		for (size_t i = 0; i < record.known.count; i++)
			late += record.known.list[i].found_late;
	}
	assert_true(late > 200); // the input has found some
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_is_recorded_alternates_misses_nothing_and_ends_as_things_are, start, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
