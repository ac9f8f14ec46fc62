// SPDX-License-Identifier: MIT
#include "app/loads/course.h"

#include <math.h>
#include <string.h>

#include "core/weighing.h"
#include "store/begin.h"
#include "store/lines.h"

#define PAGE 1000 // entries read at once

// What is left at `at` of what an entry added alone.
static double left_of(const struct policy_line *line, double added, struct instant from,
	struct instant at, struct model_state *alone)
{
	if (!policy_line_is_sum(line))
		return NAN;
	*alone = model_start(&line->model, alone->arena);
	model_add(&line->model, alone, from, added);
	return alone->failed ? NAN : model_at(&line->model, alone, at);
}

// False without memory.
static bool count_entry(const struct course *course, const struct policy *policy,
	const struct logged_exposure *logged, struct course_entry *entry, struct instant at)
{
	const struct exposure *exposure = &logged->exposure;
	bool failed = false;
	for (size_t i = 0; i < course->line_count; i++) {
		const struct policy_line *line = course->lines[i].line;
		struct model_state *state = &course->lines[i].state;
		entry->left[i] = entry->added[i] = COURSE_UNCOUNTED;
		if (!weighing_adds(
				policy, line, exposure, logged->policy_version, logged->dose, &entry->added[i]))
			continue;
		struct model_state alone = {.arena = state->arena};
		entry->left[i] = left_of(line, entry->added[i], exposure->occurred_at, at, &alone);
		model_add(&line->model, state, exposure->occurred_at, entry->added[i]);
		failed |= state->failed | alone.failed;
	}
	return !failed;
}

size_t course_attend(const struct course *course, const struct model *model,
	struct model_state *state, size_t next, struct instant before)
{
	while (next < course->attended_count && instant_before(course->attended[next].began, before))
		model_attend(model, state, course->attended[next++].began);
	return next;
}

// False without memory.
static bool attend(struct course *course, size_t *next, struct instant before)
{
	bool failed = false;
	size_t reached = *next;
	for (size_t i = 0; i < course->line_count; i++) {
		struct model_state *state = &course->lines[i].state;
		reached = course_attend(course, &course->lines[i].line->model, state, *next, before);
		failed |= state->failed;
	}
	*next = reached;
	return !failed;
}

static size_t attended_by(const struct course_log *log, struct instant at)
{
	size_t count = 0;
	while (count < log->attended_count && !instant_before(at, log->attended[count].began))
		count++;
	return count;
}

enum status course_of(const struct policy *policy, struct text profile,
	const struct course_log *log, struct instant at, struct arena *arena, struct course *out,
	struct fault *fault)
{
	size_t count = log->count, attended = 0;
	const struct policy_profile *of = policy_profile_or_default(policy, profile);
	struct course course = {
		.profile = of,
		.lines = arena_array(arena, of->line_count, sizeof *course.lines),
		.line_count = of->line_count,
		.entries = arena_array(arena, count, sizeof *course.entries),
		.attended = log->attended,
		.attended_count = attended_by(log, at),
	};
	double *added = arena_array(arena, of->line_count * count, sizeof *added);
	double *left = arena_array(arena, of->line_count * count, sizeof *left);
	if (!course.lines || !course.entries || !added || !left)
		return fault_memory(fault);
	for (size_t i = 0; i < of->line_count; i++) {
		course.lines[i].line = &policy->lines[of->lines[i]];
		course.lines[i].state = model_start(&course.lines[i].line->model, arena);
	}
	for (size_t i = 0; i < count && !instant_before(at, log->list[i].exposure.occurred_at); i++) {
		const struct logged_exposure *logged = &log->list[i];
		struct course_entry *entry = &course.entries[course.entry_count++];
		*entry = (struct course_entry){logged->exposure,
			weighing_dose(policy, &logged->exposure, logged->policy_version, logged->dose),
			added + i * of->line_count, left + i * of->line_count};
		if (!attend(&course, &attended, logged->exposure.occurred_at) ||
			!count_entry(&course, policy, logged, entry, at))
			return fault_memory(fault);
	}
	if (!attend(&course, &attended, INSTANT_NEVER))
		return fault_memory(fault);
	for (size_t i = 0; i < course.line_count; i++) {
		const struct model_state state = course.lines[i].state;
		course.lines[i] = line_load_of(course.lines[i].line, &state, at);
	}
	*out = course;
	return STATUS_OK;
}

struct log {
	struct logged_exposure *list;
	size_t count, size;
};

static enum status append(struct log *log, const struct logged_exposure *page, size_t count,
	struct arena *arena, struct fault *fault)
{
	if (log->count + count > log->size) {
		size_t size = (log->count + count) * 2;
		struct logged_exposure *list = arena_array(arena, size, sizeof *list);
		if (!list)
			return fault_memory(fault);
		if (log->count)
			memcpy(list, log->list, log->count * sizeof *list);
		log->list = list;
		log->size = size;
	}
	if (count)
		memcpy(log->list + log->count, page, count * sizeof *page);
	log->count += count;
	return STATUS_OK;
}

static enum status read_log(struct connection *connection, struct person_id person,
	struct arena *arena, struct log *out, struct fault *fault)
{
	struct instant after = EXPOSURE_LIST_START;
	struct exposure_id after_id = {0};
	size_t count = PAGE;
	while (count == PAGE) {
		struct logged_exposure *page;
		enum status status =
			exposure_list(connection, person, after, after_id, PAGE, arena, &page, &count, fault);
		if (status == STATUS_OK)
			status = append(out, page, count, arena, fault);
		if (status != STATUS_OK)
			return status;
		if (count) {
			after = page[count - 1].exposure.occurred_at;
			after_id = page[count - 1].exposure.id;
		}
	}
	return STATUS_OK;
}

static enum status read(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant at, struct arena *arena, struct course *out,
	struct fault *fault)
{
	struct own_lines own;
	struct log log = {0};
	struct attended_session *attended;
	size_t attended_count;
	enum status status = lines_own(connection, person, arena, &own, fault);
	if (status == STATUS_OK)
		status = read_log(connection, person, arena, &log, fault);
	if (status == STATUS_OK)
		status = attendance_read(connection, &person, 1, arena, &attended, &attended_count, fault);
	if (status != STATUS_OK)
		return status;
	struct course_log whole = {log.list, log.count, attended, attended_count};
	return course_of(&setting->policy, own.profile, &whole, at, arena, out, fault);
}

enum status course_read(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant at, struct arena *arena, struct course *out,
	struct fault *fault)
{
	enum status status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = read(connection, setting, person, at, arena, out, fault);
	return transaction_end(connection, status, fault);
}

enum status course_read_shared(struct connection *connection, const struct setting *setting,
	struct share_id share, const struct audit_actor *by, struct arena *arena,
	struct shared_course *out, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = share_begin(connection, by->person, &share, by->now, &out->person, fault);
	if (status == STATUS_OK)
		status = read(connection, setting, out->person, by->now, arena, &out->course, fault);
	if (status == STATUS_OK)
		status = audit_add_person(connection, by, AUDIT_SHARED_LOAD_SEEN, out->person, fault);
	return transaction_end(connection, status, fault);
}
