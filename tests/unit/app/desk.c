// SPDX-License-Identifier: MIT
#include "support/cmocka.h"

#include "unit/app/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct policy_category categories[] = {
	{.code = TEXT_CONSTANT("EVENT"), .modality = MODALITY_EVENT},
	{.code = TEXT_CONSTANT("CALL"), .modality = MODALITY_INTERACTION},
	{.code = TEXT_CONSTANT("IMAGES"), .modality = MODALITY_MATERIAL},
};
static const size_t indexes[] = {0, 1};

static struct uuid next_id(struct instant now)
{
	static uint8_t count; // ids need only differ
	static uint8_t more;
	struct uuid id = {{1}};
	(void)now;
	count++;
	more = (uint8_t)(more + (count == 0));
	id.bytes[14] = more;
	id.bytes[15] = count;
	return id;
}

static struct policy_response response(
	const char *id, enum session_kind second, int hours, int days, int32_t priority)
{
	return (struct policy_response){
		.id = text_of(id),
		.kinds = {SESSION_REFLECTIVE_SUPERVISION, second},
		.kind_count = 2,
		.earliest_seconds = hours * SECONDS_PER_HOUR,
		.latest_seconds = days * SECONDS_PER_DAY,
		.notice_seconds = hours * SECONDS_PER_HOUR,
		.answer_seconds = hours * SECONDS_PER_HOUR,
		.minutes = 60,
		.priority = priority,
	};
}

static void make_policy(struct desk *desk)
{
	desk->lines[LINE_EVENTS] = (struct policy_line){
		.id = TEXT("events"),
		.model.half_life_days = 1,
		.modalities = 1u << MODALITY_EVENT,
		.levels = {{.name = TEXT("notice"), .on = 100, .off = 50, .response = POLICY_NO_RESPONSE},
			{.name = TEXT("amber"), .on = 200, .off = 100, .response = RESPONSE_AMBER},
			{.name = TEXT("red"), .on = 400, .off = 200, .response = RESPONSE_RED}},
		.level_count = 3,
	};
	desk->lines[LINE_SECOND] = desk->lines[LINE_EVENTS];
	desk->lines[LINE_SECOND].id = TEXT("second");
	desk->responses[RESPONSE_AMBER] = response("amber", SESSION_SUPPORT_GROUP, 72, 28, 10);
	desk->responses[RESPONSE_RED] = response("red", SESSION_SUPPORT_GROUP, 24, 7, 20);
	desk->responses[RESPONSE_HEAVY] = response("heavy", SESSION_PHONE_IN, 48, 7, 30);
	desk->responses[RESPONSE_GROUP] = response("group", SESSION_PHONE_IN, 48, 7, 5);
	desk->responses[RESPONSE_GROUP].kinds[0] = SESSION_SUPPORT_GROUP;
	desk->trigger = (struct policy_trigger){TEXT("heavy"), 1000, RESPONSE_HEAVY};
	desk->profile = (struct policy_profile){
		.id = TEXT("response"),
		.lines = indexes,
		.line_count = 1,
		.triggers = indexes,
		.trigger_count = 1,
	};
	desk->policy = (struct policy){
		.import_hold_after_seconds = 72 * SECONDS_PER_HOUR,
		.categories = categories,
		.category_count = 3,
		.responses = desk->responses,
		.response_count = RESPONSE_COUNT,
		.lines = desk->lines,
		.line_count = LINE_LIMIT,
		.triggers = &desk->trigger,
		.trigger_count = 1,
		.profiles = &desk->profile,
		.profile_count = 1,
	};
}

struct desk *desk_new(void)
{
	struct desk *desk = calloc(1, sizeof *desk);
	assert_non_null(desk);
	arena_init(&desk->arena);
	make_policy(desk);
	desk->version = 1;
	desk->states.lines = desk->stored_lines;
	desk->states.alarms = desk->stored_alarms;
	return desk;
}

void desk_free(struct desk *desk)
{
	arena_done(&desk->arena);
	free(desk);
}

struct logged_exposure exposure_at(double hour, double dose, const char *category)
{
	struct dose id = dose_at(hour, dose);
	return (struct logged_exposure){
		.exposure = {.id = id.id, .occurred_at = id.at, .category = text_of(category)},
		.dose = dose,
	};
}

static int log_compare(const void *a, const void *b)
{
	const struct logged_exposure *left = a, *right = b;
	struct dose one = {left->exposure.occurred_at, left->exposure.id, 0};
	struct dose other = {right->exposure.occurred_at, right->exposure.id, 0};
	return dose_compare(&one, &other);
}

// What was recorded together: of one instant, what ends comes before what begins.
static int crossing_compare(const void *a, const void *b)
{
	static const int order[] = {
		[ALARM_CLEARED] = 0,
		[ALARM_RAISE] = 1,
		[ALARM_REALARM] = 2,
	};
	const struct stored_crossing *left = a, *right = b;
	int rule = text_compare(left->rule, right->rule);
	if (rule)
		return rule;
	if (left->at.seconds != right->at.seconds)
		return left->at.seconds < right->at.seconds ? -1 : 1;
	return order[left->change] - order[right->change];
}

static bool is_later(const struct stored_crossing *a, const struct stored_crossing *b)
{
	int rule = text_compare(a->rule, b->rule);
	return rule > 0 || (rule == 0 && a->at.seconds > b->at.seconds);
}

static void write_line(struct desk *desk, const struct stored_line *line)
{
	size_t i = 0;
	while (i < desk->states.line_count && !text_equal(desk->stored_lines[i].line, line->line))
		i++;
	assert_true(i < LINE_LIMIT);
	desk->stored_lines[i] = *line;
	if (i == desk->states.line_count)
		desk->states.line_count++;
}

static void write_alarm(struct desk *desk, const struct stored_alarm *alarm)
{
	size_t i = 0;
	while (
		i < desk->states.alarm_count && !(text_equal(desk->stored_alarms[i].line, alarm->line) &&
											text_equal(desk->stored_alarms[i].level, alarm->level)))
		i++;
	assert_true(i < LINE_LIMIT * POLICY_LEVELS_LIMIT);
	desk->stored_alarms[i] = *alarm;
	if (i == desk->states.alarm_count)
		desk->states.alarm_count++;
}

static void strengthen(struct desk *desk, const struct need *stronger)
{
	for (size_t i = 0; i < desk->need_count; i++) {
		if (uuid_equal(desk->needs[i].id.uuid, stronger->id.uuid)) {
			assert_true(desk->needs[i].priority < stronger->priority);
			desk->needs[i] = *stronger;
			return;
		}
	}
	fail_msg("A need that is not open was made more pressing.");
}

// Of one instant, what was recorded earlier comes first.
static void write_crossings(struct desk *desk, struct stored_crossing *list, size_t count)
{
	assert_true(desk->known_count + count <= DESK_LIMIT);
	if (count)
		qsort(list, count, sizeof *list, crossing_compare);
	for (size_t i = 0; i < count; i++) {
		size_t place = desk->known_count++;
		for (; place > 0 && is_later(&desk->known[place - 1], &list[i]); place--)
			desk->known[place] = desk->known[place - 1];
		desk->known[place] = list[i];
	}
}

static void write_batch(struct desk *desk, const struct batch *batch)
{
	assert_false(batch->failed);
	for (size_t i = 0; i < batch->line_count; i++)
		write_line(desk, &batch->lines[i]);
	for (size_t i = 0; i < batch->alarm_count; i++)
		write_alarm(desk, &batch->alarms[i]);
	write_crossings(desk, batch->crossings, batch->crossing_count);
	assert_true(desk->need_count + batch->need_count <= DESK_LIMIT);
	for (size_t i = 0; i < batch->need_count; i++)
		desk->needs[desk->need_count++] = batch->needs[i];
	for (size_t i = 0; i < batch->stronger_count; i++)
		strengthen(desk, &batch->stronger[i]);
	desk->last = *batch;
}

static void fold_at(struct desk *desk, struct instant now, const struct logged_exposure *fresh,
	size_t count, double replaced, bool corrected)
{
	struct batch batch;
	double *doses = arena_array(&desk->arena, count, sizeof *doses);
	struct logged_exposure *own = arena_array(&desk->arena, count, sizeof *own);
	for (size_t i = 0; i < count; i++) {
		own[i] = fresh[i];
		own[i].exposure.source = desk->imported ? EXPOSURE_IMPORT : EXPOSURE_SELF;
		doses[i] = replaced;
	}
	struct fold fold = {
		.policy = &desk->policy,
		.policy_version = desk->version,
		.profile = &desk->profile,
		.now = now,
		.lines = desk->states.lines,
		.line_count = desk->states.line_count,
		.alarms = desk->states.alarms,
		.alarm_count = desk->states.alarm_count,
		.known = desk->known,
		.known_count = desk->known_count,
		.open = desk->needs,
		.open_count = desk->need_count,
		.fresh = own,
		.replaced = doses,
		.fresh_count = count,
		.corrected = corrected,
		.new_id = next_id,
	};
	batch_init(&batch, &desk->arena);
	if (fold_needs_log(&fold)) {
		fold.log = desk->log;
		fold.log_count = desk->log_count;
		fold.attended = desk->attended;
		fold.attended_count = desk->attended_count;
	}
	fold_person(&fold, &batch);
	write_batch(desk, &batch);
}

void desk_record_all(
	struct desk *desk, struct instant now, const struct logged_exposure *fresh, size_t count)
{
	assert_true(desk->log_count + count <= DESK_LIMIT);
	for (size_t i = 0; i < count; i++)
		desk->log[desk->log_count++] = fresh[i];
	if (desk->log_count)
		qsort(desk->log, desk->log_count, sizeof desk->log[0], log_compare);
	fold_at(desk, now, fresh, count, 0, false);
}

void desk_record(struct desk *desk, double now, double hour, double dose)
{
	struct logged_exposure fresh = exposure_at(hour, dose, "EVENT");
	desk_record_all(desk, HOURS(now), &fresh, 1);
}

void desk_pass(struct desk *desk, double now)
{
	desk_record_all(desk, HOURS(now), NULL, 0);
}

void desk_attend(struct desk *desk, double now, const double *hours, size_t count)
{
	desk->attended_count = count;
	for (size_t i = 0; i < count; i++)
		desk->attended[i].began = HOURS(hours[i]);
	fold_at(desk, HOURS(now), NULL, 0, 0, true);
}

void desk_replace(
	struct desk *desk, struct instant now, size_t place, struct instant at, double dose)
{
	struct logged_exposure fresh = desk->log[place];
	double replaced = fresh.dose;
	fresh.exposure.corrects = fresh.exposure.id;
	fresh.exposure.id.uuid = next_id(now);
	fresh.exposure.occurred_at = at;
	fresh.dose = dose;
	desk->log[place] = fresh;
	qsort(desk->log, desk->log_count, sizeof desk->log[0], log_compare);
	fold_at(desk, now, &fresh, 1, replaced, true);
}

void desk_correct(struct desk *desk, struct instant now, size_t place, struct instant at)
{
	desk_replace(desk, now, place, at, desk->log[place].dose);
}

struct line_state desk_state(const struct desk *desk, size_t line)
{
	struct line_state state = line_start(&desk->lines[line], (struct arena *)&desk->arena);
	for (size_t i = 0; i < desk->states.line_count; i++) {
		if (text_equal(desk->stored_lines[i].line, desk->lines[line].id))
			assert_true(stored_line_model(
				&desk->stored_lines[i], &desk->lines[line].model, state.model.arena, &state.model));
	}
	for (size_t i = 0; i < desk->states.alarm_count; i++) {
		for (size_t level = 0; level < desk->lines[line].level_count; level++) {
			if (text_equal(desk->stored_alarms[i].line, desk->lines[line].id) &&
				text_equal(desk->stored_alarms[i].level, desk->lines[line].levels[level].name))
				state.alarms[level] = desk->stored_alarms[i].alarm;
		}
	}
	return state;
}

static void expect_crossings(const struct stored_crossing *list, size_t count, const char *expected)
{
	static const char *const changes[] = {"none", "raise", "clear", "realarm"};
	char text[2000] = "";
	size_t used = 0;
	for (size_t i = 0; i < count && used < sizeof text; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%g %s%s %.*s",
			i == 0 ? "" : ", ", (double)list[i].at.seconds / 3600,
			list[i].found_late ? "late " : "", changes[list[i].change],
			TEXT_ARGUMENTS(list[i].level.length ? list[i].level : list[i].rule));
	assert_string_equal(text, expected);
}

void expect_known(const struct desk *desk, const char *expected)
{
	expect_crossings(desk->known, desk->known_count, expected);
}

void expect_last(const struct desk *desk, const char *expected)
{
	expect_crossings(desk->last.crossings, desk->last.crossing_count, expected);
}
