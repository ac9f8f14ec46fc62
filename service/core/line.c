// SPDX-License-Identifier: MIT
#include "core/line.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/alarm.h"

// The next thing that happens to one level if nothing is added.
struct event {
	struct instant at; // NEVER: nothing
	enum alarm_input input;
};

void crossings_init(struct crossings *crossings, struct arena *arena)
{
	*crossings = (struct crossings){.arena = arena};
}

void crossings_append(struct crossings *crossings, struct crossing crossing)
{
	if (crossings->count == crossings->size) {
		size_t size = crossings->size ? crossings->size * 2 : 16;
		struct crossing *list = arena_array(crossings->arena, size, sizeof *list);
		if (!list) {
			crossings->failed = true;
			return;
		}
		if (crossings->count)
			memcpy(list, crossings->list, crossings->count * sizeof *list);
		crossings->list = list;
		crossings->size = size;
	}
	size_t place = crossings->count++;
	for (; place > 0 && instant_before(crossing.at, crossings->list[place - 1].at); place--)
		crossings->list[place] = crossings->list[place - 1];
	crossings->list[place] = crossing;
}

struct line_state line_start(const struct policy_line *line, struct arena *arena)
{
	struct line_state state = {
		.model = model_start(&line->model, arena), .settled = {INT64_MIN / 2}};
	for (size_t i = 0; i < POLICY_LEVELS_LIMIT; i++)
		state.alarms[i] = (struct alarm){ALARM_CLEAR, INSTANT_NEVER, INSTANT_NEVER, {0}};
	return state;
}

static bool is_raised(const struct alarm *alarm)
{
	return alarm->state == ALARM_RAISED || alarm->state == ALARM_FALLING;
}

static void apply(const struct policy_line *line, struct line_state *state, size_t level,
	struct event event, struct crossings *out)
{
	enum alarm_change change =
		alarm_take(&line->levels[level], &state->alarms[level], event.input, event.at);
	if (change != ALARM_NO_CHANGE)
		crossings_append(out, (struct crossing){event.at, level, change, false});
}

// When the load alone next changes what an alarm is in.
static struct event next_of_load(
	const struct policy_line *line, const struct line_state *state, size_t level)
{
	const struct policy_level *rule = &line->levels[level];
	const struct model *model = &line->model;
	struct instant from = instant_latest(state->settled, state->model.load.at);
	switch (state->alarms[level].state) {
	case ALARM_RISING:
		return (struct event){
			instant_earliest(model_falls_to(model, &state->model, from, nextafter(rule->on, 0)),
				model_undefined(model, &state->model, from)),
			ALARM_BETWEEN};
	case ALARM_RAISED:
		return (struct event){model_falls_to(model, &state->model, from, rule->off), ALARM_BELOW};
	case ALARM_CLEAR:
		if (model_rises(model))
			return (struct event){model_reaches(model, &state->model, from, rule->on), ALARM_ABOVE};
		break;
	case ALARM_FALLING:
		if (model_rises(model))
			return (struct event){instant_earliest(model_reaches(model, &state->model, from,
													   nextafter(rule->off, INFINITY)),
									  model_undefined(model, &state->model, from)),
				ALARM_BETWEEN};
		break;
	case ALARM_STATE_COUNT:
		break;
	}
	return (struct event){INSTANT_NEVER, ALARM_BELOW};
}

// Of one instant, a fall comes before the end of a delay and that before a re-alarm: a load that is
// below `on` when the delay ends has not been above it for all of the delay.
static struct event next_event(
	const struct policy_line *line, const struct line_state *state, size_t level)
{
	const struct alarm *alarm = &state->alarms[level];
	struct event next = next_of_load(line, state, level);
	if (instant_before(alarm->delay_ends, next.at))
		next = (struct event){alarm->delay_ends, ALARM_DELAY_ENDED};
	if (instant_before(alarm->realarm_at, next.at))
		next = (struct event){alarm->realarm_at, ALARM_REALARM_DUE};
	return next;
}

// Nothing is raised or about to be, and the load alone raises nothing: what most people's lines are
// most of the time.
static bool is_quiet(const struct policy_line *line, const struct line_state *state)
{
	for (size_t i = 0; i < line->level_count; i++) {
		if (state->alarms[i].state != ALARM_CLEAR)
			return false;
	}
	return !model_rises(&line->model);
}

// The earliest of all levels, the lowest level of those at one instant.
static struct event next_of_line(
	const struct policy_line *line, const struct line_state *state, size_t *level)
{
	struct event first = {INSTANT_NEVER, ALARM_BELOW};
	if (is_quiet(line, state))
		return first;
	for (size_t i = 0; i < line->level_count; i++) {
		struct event event = next_event(line, state, i);
		if (instant_before(event.at, first.at)) {
			first = event;
			*level = i;
		}
	}
	return first;
}

void line_advance(const struct policy_line *line, struct line_state *state, struct instant until,
	struct crossings *out)
{
	for (;;) {
		size_t level = 0;
		struct event event = next_of_line(line, state, &level);
		if (event.at.seconds == INSTANT_NEVER.seconds || instant_before(until, event.at))
			return;
		apply(line, state, level, event, out);
		state->settled = instant_latest(state->settled, event.at);
	}
}

static enum alarm_input compare(const struct policy_level *rule, double load)
{
	if (load >= rule->on)
		return ALARM_ABOVE;
	return load <= rule->off ? ALARM_BELOW : ALARM_BETWEEN;
}

void line_expose(const struct policy_line *line, struct line_state *state, struct dose dose,
	struct crossings *out)
{
	double known = state->model.load.value;
	assert(known == 0 || isnan(known) || !instant_before(dose.at, state->model.load.at));
	line_advance(line, state, dose.at, out);
	model_add(&line->model, &state->model, dose.at, dose.weight);
	out->failed |= state->model.failed;
	state->settled = instant_latest(state->settled, dose.at);
	double load = model_at(&line->model, &state->model, dose.at);
	for (size_t i = 0; i < line->level_count; i++) {
		enum alarm_input input = compare(&line->levels[i], load);
		apply(line, state, i, (struct event){dose.at, input}, out);
	}
	line_advance(line, state, dose.at, out);
}

struct line_state line_fold(const struct policy_line *line, const struct dose *doses, size_t count,
	struct instant until, struct crossings *out)
{
	struct line_state state = line_start(line, out->arena);
	for (size_t i = 0; i < count; i++)
		line_expose(line, &state, doses[i], out);
	line_advance(line, &state, until, out);
	return state;
}

void line_attended(
	const struct policy_line *line, struct line_state *state, size_t level, struct instant at)
{
	assert(level < line->level_count);
	model_attend(&line->model, &state->model, at);
	for (size_t i = 0; i <= level; i++) {
		struct alarm *alarm = &state->alarms[i];
		alarm->cooldown_until = instant_latest(
			alarm->cooldown_until, instant_later(at, line->levels[i].cooldown_seconds));
		if (alarm->state == ALARM_RISING)
			alarm->delay_ends = instant_latest(alarm->delay_ends, alarm->cooldown_until);
		if (is_raised(alarm))
			alarm->realarm_at = instant_latest(alarm->realarm_at, alarm->cooldown_until);
	}
}

struct instant line_next_change(const struct policy_line *line, const struct line_state *state)
{
	size_t level;
	return next_of_line(line, state, &level).at;
}

int line_highest(const struct policy_line *line, const struct line_state *state)
{
	for (size_t i = line->level_count; i > 0; i--) {
		if (is_raised(&state->alarms[i - 1]))
			return (int)i - 1;
	}
	return -1;
}

// One stretch of being raised, [from, to), and where its crossings stand in their list.
struct episode {
	struct instant from, to; // NEVER: not cleared yet
	size_t first, end;
};

// The next episode of a level at or after `start` in the list.
static bool find_episode(
	const struct crossings *list, size_t level, size_t start, struct episode *out)
{
	for (size_t i = start; i < list->count; i++) {
		const struct crossing *raise = &list->list[i];
		if (raise->level != level || raise->change != ALARM_RAISE)
			continue;
		*out = (struct episode){raise->at, INSTANT_NEVER, i, list->count};
		for (size_t j = i + 1; j < list->count; j++) {
			const struct crossing *clearing = &list->list[j];
			if (clearing->level == level && clearing->change == ALARM_CLEARED) {
				out->to = clearing->at;
				out->end = j + 1;
				break;
			}
		}
		return true;
	}
	return false;
}

static bool is_open(const struct episode *episode)
{
	return episode->to.seconds == INSTANT_NEVER.seconds;
}

// Whether anything of the episode is known, and then until when it is known to have been raised. An
// episode that ends as a known one begins is part of it: both would stand at one instant.
static bool is_known(const struct crossings *known, size_t level, const struct episode *episode,
	struct instant *until)
{
	bool found = false;
	struct episode told;
	for (size_t i = 0; find_episode(known, level, i, &told); i = told.end) {
		if (!instant_before(episode->to, told.from) && instant_before(episode->from, told.to)) {
			*until = told.to;
			found = true;
		}
	}
	return found;
}

static void add_late(
	struct crossings *out, size_t level, struct instant at, enum alarm_change change)
{
	crossings_append(out, (struct crossing){at, level, change, true});
}

// Copies what the refold says of an episode at or after `from`.
static void copy_late(struct crossings *out, const struct crossings *refolded, size_t level,
	const struct episode *episode, struct instant from)
{
	for (size_t i = episode->first; i < episode->end; i++) {
		const struct crossing *crossing = &refolded->list[i];
		if (crossing->level == level && !instant_before(crossing->at, from))
			add_late(out, level, crossing->at, crossing->change);
	}
}

// A level that is known as raised and is not: cleared when the refold says, but not before what is
// known of it.
static void close_late(struct crossings *out, const struct crossings *known, size_t level,
	const struct episode *open, struct instant refolded_until)
{
	struct instant at = instant_latest(open->from, refolded_until);
	for (size_t i = open->first; i < known->count; i++) {
		if (known->list[i].level == level)
			at = instant_latest(at, known->list[i].at);
	}
	add_late(out, level, at, ALARM_CLEARED);
}

void line_found_late(const struct policy_line *line, const struct crossings *known,
	const struct crossings *refolded, struct crossings *out)
{
	for (size_t level = 0; level < line->level_count; level++) {
		struct episode told = {0}, episode = {0};
		while (find_episode(known, level, told.end, &told))
			;
		while (find_episode(refolded, level, episode.end, &episode)) {
			struct instant until;
			if (!is_known(known, level, &episode, &until)) {
				copy_late(out, refolded, level, &episode, episode.from);
			} else if (is_open(&episode) && until.seconds != INSTANT_NEVER.seconds) {
				add_late(out, level, until, ALARM_RAISE);
				copy_late(out, refolded, level, &episode, instant_later(until, 1));
			}
		}
		if (told.end > 0 && is_open(&told) && !(episode.end > 0 && is_open(&episode)))
			close_late(out, known, level, &told, episode.to);
	}
}

const struct policy_level *line_own_level(const struct policy_line *line)
{
	for (size_t i = 0; i < line->level_count; i++) {
		if (line->levels[i].response != POLICY_NO_RESPONSE)
			return &line->levels[i];
	}
	return line->level_count ? &line->levels[0] : NULL;
}
