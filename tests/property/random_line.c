// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "property/random_line.h"

#include <stdlib.h>

static int64_t often_zero(struct random *random, int64_t most)
{
	return random_between(random, 0, 1) == 0 ? 0 : random_between(random, 1, most);
}

struct policy_line random_line(struct random *random)
{
	struct policy_line line = {
		.model.half_life_days = random_real(random, 200, 2000) / 86400,
		.level_count = (size_t)random_between(random, 1, POLICY_LEVELS_LIMIT),
	};
	double on = random_real(random, 10, 40);
	for (size_t i = 0; i < line.level_count; i++) {
		line.levels[i] = (struct policy_level){
			.on = on,
			.off = on * random_real(random, 0.3, 0.99),
			.on_delay_seconds = often_zero(random, 300),
			.off_delay_seconds = often_zero(random, 300),
			.realarm_seconds = often_zero(random, 500),
			.cooldown_seconds = often_zero(random, 1000),
		};
		on *= random_real(random, 1.0, 2.0);
	}
	return line;
}

void random_log(struct random *random, struct dose *doses, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int64_t at = random_between(random, 0, LOG_SECONDS);
		if (i > 0 && random_between(random, 0, 5) == 0)
			at = doses[i - 1].at.seconds;
		doses[i] = (struct dose){.at = {at}, .weight = random_real(random, 0, 40)};
		doses[i].id.uuid.bytes[0] = (uint8_t)random_between(random, 0, 255);
		doses[i].id.uuid.bytes[1] = (uint8_t)i;
	}
	qsort(doses, count, sizeof doses[0], dose_compare);
}

bool crossings_alternate(const struct crossings *crossings, size_t level)
{
	bool raised = false;
	int64_t last = INT64_MIN;
	assert_false(crossings->failed);
	for (size_t i = 0; i < crossings->count; i++) {
		const struct crossing *crossing = &crossings->list[i];
		assert_true(crossing->at.seconds >= last);
		last = crossing->at.seconds;
		if (crossing->level != level)
			continue;
		assert_int_not_equal(crossing->change, ALARM_NO_CHANGE);
		assert_int_equal(crossing->change != ALARM_RAISE, raised);
		raised = crossing->change != ALARM_CLEARED;
	}
	return raised;
}

void assert_same_state(
	const struct policy_line *line, const struct line_state *a, const struct line_state *b)
{
	assert_true(a->model.load.value == b->model.load.value);
	assert_int_equal(a->model.load.at.seconds, b->model.load.at.seconds);
	for (size_t i = 0; i < line->level_count; i++) {
		assert_int_equal(a->alarms[i].state, b->alarms[i].state);
		assert_int_equal(a->alarms[i].delay_ends.seconds, b->alarms[i].delay_ends.seconds);
		assert_int_equal(a->alarms[i].realarm_at.seconds, b->alarms[i].realarm_at.seconds);
		assert_int_equal(a->alarms[i].cooldown_until.seconds, b->alarms[i].cooldown_until.seconds);
	}
}

void assert_same_crossings(const struct crossings *a, const struct crossings *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->list[i].at.seconds, b->list[i].at.seconds);
		assert_int_equal(a->list[i].level, b->list[i].level);
		assert_int_equal(a->list[i].change, b->list[i].change);
		assert_int_equal(a->list[i].found_late, b->list[i].found_late);
	}
}
