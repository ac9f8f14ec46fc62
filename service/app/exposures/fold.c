// SPDX-License-Identifier: MIT
#include "app/exposures/fold.h"

#include <assert.h>

#include "app/exposures/raise.h"
#include "core/weighing.h"

#define BEGINNING ((struct instant){INT64_C(-2208988800)}) // 1900

// One line on its way: its state, since when it is settled and what was crossed.
struct course {
	const struct policy_line *line;
	struct line_state state;
	struct instant settled_at, hold_from;
	struct crossings crossings;
	size_t attended; // sessions that are taken
};

static bool line_takes(
	const struct fold *fold, const struct policy_line *line, const struct exposure *exposure)
{
	return weighing_counts(fold->policy, line, exposure->category);
}

static const struct stored_line *stored_line(
	const struct fold *fold, const struct policy_line *line)
{
	for (size_t i = 0; i < fold->line_count; i++) {
		if (text_equal(fold->lines[i].line, line->id))
			return &fold->lines[i];
	}
	return NULL;
}

static const struct stored_alarm *stored_alarm(
	const struct fold *fold, const struct policy_line *line, size_t level)
{
	for (size_t i = 0; i < fold->alarm_count; i++) {
		if (text_equal(fold->alarms[i].line, line->id) &&
			text_equal(fold->alarms[i].level, line->levels[level].name))
			return &fold->alarms[i];
	}
	return NULL;
}

// Doses before this instant change what has been folded already.
static struct instant frontier(const struct stored_line *stored)
{
	if (!stored)
		return BEGINNING;
	return stored->load.value > 0 || stored->more_count
			   ? instant_latest(stored->load.at, stored->settled_at)
			   : stored->settled_at;
}

static bool must_refold(const struct fold *fold, const struct policy_line *line)
{
	const struct stored_line *stored = stored_line(fold, line);
	if (!stored)
		return fold->corrected;
	if (fold->corrected || stored->policy_version != fold->policy_version)
		return true;
	for (size_t i = 0; i < fold->fresh_count; i++) {
		const struct exposure *exposure = &fold->fresh[i].exposure;
		if (line_takes(fold, line, exposure) &&
			instant_before(exposure->occurred_at, frontier(stored)))
			return true;
	}
	return false;
}

bool fold_needs_log(const struct fold *fold)
{
	for (size_t i = 0; i < fold->profile->line_count; i++) {
		if (must_refold(fold, &fold->policy->lines[fold->profile->lines[i]]))
			return true;
	}
	return false;
}

static bool same_alarms(const struct line_state *a, const struct line_state *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (a->alarms[i].state != b->alarms[i].state)
			return false;
	}
	return true;
}

// Lets time pass, noting when an alarm last changed.
static void pass_time(struct course *course, struct instant until)
{
	for (;;) {
		struct instant next = line_next_change(course->line, &course->state);
		if (instant_before(until, next) || next.seconds == INSTANT_NEVER.seconds)
			return;
		line_advance(course->line, &course->state, next, &course->crossings);
		course->settled_at = instant_latest(course->settled_at, next);
	}
}

// The highest level that a session quietens: the highest that is raised as it begins, or where none
// is the one that people call their line.
static size_t quietened(const struct course *course)
{
	int highest = line_highest(course->line, &course->state);
	return highest >= 0 ? (size_t)highest
						: (size_t)(line_own_level(course->line) - course->line->levels);
}

// Takes the attended sessions that began before an instant.
static void attend(struct course *course, const struct fold *fold, struct instant until)
{
	for (; course->attended < fold->attended_count; course->attended++) {
		struct instant at = fold->attended[course->attended].began;
		if (!instant_before(at, until))
			return;
		pass_time(course, at);
		if (course->line->level_count)
			line_attended(course->line, &course->state, quietened(course), at);
		else
			model_attend(&course->line->model, &course->state.model, at);
		course->settled_at = instant_latest(course->settled_at, at);
	}
}

static void take(struct course *course, const struct fold *fold,
	const struct logged_exposure *exposures, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct exposure *exposure = &exposures[i].exposure;
		struct dose dose = {.at = exposure->occurred_at, .id = exposure->id};
		if (!weighing_adds(fold->policy, course->line, exposure, exposures[i].policy_version,
				exposures[i].dose, &dose.weight))
			continue;
		attend(course, fold, exposure->occurred_at);
		pass_time(course, exposure->occurred_at);
		struct line_state before = course->state;
		line_expose(course->line, &course->state, dose, &course->crossings);
		if (!same_alarms(&before, &course->state, course->line->level_count))
			course->settled_at = instant_latest(course->settled_at, dose.at);
	}
}

static void start_from_stored(struct course *course, const struct fold *fold,
	const struct stored_line *stored, struct arena *arena)
{
	course->state = line_start(course->line, arena);
	course->settled_at = BEGINNING;
	if (!stored)
		return;
	course->crossings.failed |=
		!stored_line_model(stored, &course->line->model, arena, &course->state.model);
	course->state.settled = stored->settled_at;
	course->settled_at = stored->settled_at;
	for (size_t level = 0; level < course->line->level_count; level++) {
		const struct stored_alarm *alarm = stored_alarm(fold, course->line, level);
		if (alarm)
			course->state.alarms[level] = alarm->alarm;
	}
}

// The crossings of a line that are on record, with levels as the policy in force numbers them.
static void collect_known(
	const struct fold *fold, const struct policy_line *line, struct crossings *out)
{
	out->list = arena_array(out->arena, fold->known_count, sizeof *out->list);
	out->failed = out->failed || !out->list;
	for (size_t i = 0; out->list && i < fold->known_count; i++) {
		const struct stored_crossing *stored = &fold->known[i];
		if (!text_equal(stored->rule, line->id))
			continue;
		for (size_t level = 0; level < line->level_count; level++) {
			if (text_equal(line->levels[level].name, stored->level))
				out->list[out->count++] =
					(struct crossing){stored->at, level, stored->change, stored->found_late};
		}
	}
	out->size = fold->known_count;
}

// When a level was last raised or alarmed again that is on record as raised; else NEVER.
static struct instant alarmed_at(const struct crossings *known, size_t level)
{
	struct instant at = INSTANT_NEVER;
	for (size_t i = 0; i < known->count; i++) {
		const struct crossing *crossing = &known->list[i];
		if (crossing->level == level)
			at = crossing->change == ALARM_CLEARED ? INSTANT_NEVER : crossing->at;
	}
	return at;
}

// The instant at which the policy came into force in place of another: what the fold crossed on its
// way here is nothing that policy has judged, and what it finds raised is raised here. A level that
// is raised already goes on being alarmed when it was going to be.
static void begin_to_judge(
	struct course *course, const struct crossings *known, struct instant from, struct arena *arena)
{
	struct crossing *raised = arena_array(arena, POLICY_LEVELS_LIMIT, sizeof *raised);
	struct crossings judged = {
		.arena = arena, .list = raised, .size = POLICY_LEVELS_LIMIT, .failed = !raised};
	for (size_t level = 0; raised && level < course->line->level_count; level++) {
		struct alarm *alarm = &course->state.alarms[level];
		int64_t period = course->line->levels[level].realarm_seconds;
		if (alarm->state != ALARM_RAISED && alarm->state != ALARM_FALLING)
			continue;
		raised[judged.count++] = (struct crossing){from, level, ALARM_RAISE, false};
		if (period == 0)
			continue;
		struct instant last = alarmed_at(known, level);
		alarm->realarm_at = instant_before(last, INSTANT_NEVER)
								? instant_latest(from, instant_later(last, period))
								: instant_later(from, period);
	}
	judged.failed |= course->crossings.failed;
	course->crossings = judged;
	course->settled_at = instant_latest(course->settled_at, from);
}

// How many entries of the log are from before an instant.
static size_t entries_before(const struct fold *fold, struct instant at)
{
	size_t count = 0;
	while (count < fold->log_count && instant_before(fold->log[count].exposure.occurred_at, at))
		count++;
	return count;
}

// Folds the line anew from the log. What is on record stays; what the log shows beyond it is added.
static void refold(
	struct course *course, const struct fold *fold, struct instant knew_until, struct arena *arena)
{
	struct crossings known, refolded, found;
	crossings_init(&known, arena);
	crossings_init(&found, arena);
	collect_known(fold, course->line, &known);
	struct instant from = BEGINNING;
	size_t before = 0;
	if (fold->policy->before) {
		from = fold->policy->in_force_from;
		before = entries_before(fold, from);
		take(course, fold, fold->log, before);
		attend(course, fold, from);
		pass_time(course, from);
		begin_to_judge(course, &known, from, arena);
	}
	take(course, fold, fold->log + before, fold->log_count - before);
	attend(course, fold, INSTANT_NEVER);
	pass_time(course, fold->now);
	// What is on record can be later than now, after a step of the clock or an exposure ahead of
	// it.
	struct instant told_until = known.count ? known.list[known.count - 1].at : BEGINNING;
	pass_time(course, instant_latest(told_until, knew_until));
	course->settled_at = instant_latest(course->settled_at, told_until);
	refolded = course->crossings;
	line_found_late(course->line, &known, &refolded, &found);
	for (size_t i = 0; i < found.count; i++) {
		found.list[i].at = instant_latest(found.list[i].at, from);
		found.list[i].found_late = instant_before(found.list[i].at, knew_until);
	}
	course->crossings = found;
	course->crossings.failed |= known.failed | refolded.failed;
}

static bool same_alarm(const struct alarm *a, const struct alarm *b)
{
	return a->state == b->state && a->delay_ends.seconds == b->delay_ends.seconds &&
		   a->realarm_at.seconds == b->realarm_at.seconds &&
		   a->cooldown_until.seconds == b->cooldown_until.seconds;
}

// Only what differs from what is stored; an alarm that was never stored is clear.
static void store_alarms(const struct course *course, const struct fold *fold, struct batch *batch)
{
	const struct line_state start = line_start(course->line, batch->arena);
	for (size_t level = 0; level < course->line->level_count; level++) {
		const struct stored_alarm *stored = stored_alarm(fold, course->line, level);
		const struct alarm *alarm = &course->state.alarms[level];
		if (same_alarm(alarm, stored ? &stored->alarm : &start.alarms[level]))
			continue;
		struct stored_alarm *row = batch_grow(
			batch, (void **)&batch->alarms, &batch->alarm_count, &batch->alarm_size, sizeof *row);
		if (!row)
			return;
		*row = (struct stored_alarm){
			fold->person, course->line->id, course->line->levels[level].name, *alarm};
	}
}

static void store_state(const struct course *course, const struct fold *fold, struct batch *batch)
{
	struct stored_line *line = batch_grow(
		batch, (void **)&batch->lines, &batch->line_count, &batch->line_size, sizeof *line);
	if (!line)
		return;
	*line = (struct stored_line){
		.person = fold->person,
		.line = course->line->id,
		.policy_version = fold->policy_version,
		.load = course->state.model.load,
		.more = course->state.model.more,
		.more_count = course->state.model.more_count,
		.settled_at = course->settled_at,
		.next_change_at = line_next_change(course->line, &course->state),
		.hold_from = course->hold_from,
	};
	store_alarms(course, fold, batch);
}

// What is stored, or later where an import has just added to the line.
static struct instant hold_from(
	const struct fold *fold, const struct policy_line *line, const struct stored_line *stored)
{
	struct instant from = stored ? stored->hold_from : BEGINNING;
	for (size_t i = 0; i < fold->fresh_count; i++) {
		if (line_takes(fold, line, &fold->fresh[i].exposure))
			from = instant_latest(from, raise_hold_from(fold, &fold->fresh[i].exposure));
	}
	return from;
}

static void fold_line(const struct fold *fold, const struct policy_line *line, struct batch *batch)
{
	const struct stored_line *stored = stored_line(fold, line);
	struct course course = {.line = line, .hold_from = hold_from(fold, line, stored)};
	crossings_init(&course.crossings, batch->arena);
	if (must_refold(fold, line)) {
		assert(fold->log || fold->log_count == 0);
		course.state = line_start(line, batch->arena);
		course.settled_at = BEGINNING;
		refold(&course, fold, frontier(stored), batch->arena);
		batch->refolded++;
	} else {
		start_from_stored(&course, fold, stored, batch->arena);
		course.attended = fold->attended_count; // they are in what is stored
		take(&course, fold, fold->fresh, fold->fresh_count);
		pass_time(&course, fold->now);
	}
	batch->failed |= course.crossings.failed;
	store_state(&course, fold, batch);
	for (size_t i = 0; i < course.crossings.count; i++)
		raise_crossing(fold, line, &course.crossings.list[i], course.hold_from, batch);
}

void fold_person(const struct fold *fold, struct batch *batch)
{
	for (size_t i = 0; i < fold->profile->line_count; i++)
		fold_line(fold, &fold->policy->lines[fold->profile->lines[i]], batch);
	raise_triggers(fold, batch);
}
