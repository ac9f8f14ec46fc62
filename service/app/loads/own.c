// SPDX-License-Identifier: MIT
#include "app/loads/own.h"

#include "core/weighing.h"
#include "store/attendances.h"
#include "store/begin.h"
#include "store/lines.h"

struct reading {
	struct connection *connection;
	const struct setting *setting;
	struct person_id person;
	struct instant at;
	struct arena *arena;
	const struct logged_exposure *log; // NULL: not read yet
	size_t log_count;
	struct attended_session *attended; // read with the log
	size_t attended_count;
};

static const struct stored_line *stored(const struct own_lines *own, const struct policy_line *line)
{
	for (size_t i = 0; i < own->count; i++) {
		if (text_equal(own->lines[i].line, line->id))
			return &own->lines[i];
	}
	return NULL;
}

// The state that answers for the line at the instant, or NULL.
static const struct stored_line *usable(
	const struct reading *reading, const struct own_lines *own, const struct policy_line *line)
{
	const struct stored_line *state = stored(own, line);
	bool answers = state && state->policy_version == reading->setting->policy_version &&
				   ((state->load.value <= 0 && !state->more_count) ||
					   !instant_before(reading->at, state->load.at));
	return answers ? state : NULL;
}

static enum status read_log(struct reading *reading, struct fault *fault)
{
	struct logged_exposure *log;
	if (reading->log)
		return STATUS_OK;
	enum status status = exposure_log(
		reading->connection, &reading->person, 1, reading->arena, &log, &reading->log_count, fault);
	if (status == STATUS_OK)
		status = attendance_read(reading->connection, &reading->person, 1, reading->arena,
			&reading->attended, &reading->attended_count, fault);
	if (status == STATUS_OK)
		reading->log = log;
	return status;
}

// Takes the sessions from number `next` on that began before an instant; gives the one after them.
static size_t attend(const struct reading *reading, const struct policy_line *line,
	struct model_state *state, size_t next, struct instant before)
{
	while (next < reading->attended_count && instant_before(reading->attended[next].began, before))
		model_attend(&line->model, state, reading->attended[next++].began);
	return next;
}

// The load of all that happened up to the instant.
static struct model_state fold_log(const struct reading *reading, const struct policy_line *line)
{
	struct model_state state = model_start(&line->model, reading->arena);
	size_t attended = 0;
	for (size_t i = 0; i < reading->log_count; i++) {
		const struct exposure *exposure = &reading->log[i].exposure;
		double weight;
		if (!instant_before(reading->at, exposure->occurred_at) &&
			weighing_adds(&reading->setting->policy, line, exposure, reading->log[i].policy_version,
				reading->log[i].dose, &weight)) {
			attended = attend(reading, line, &state, attended, exposure->occurred_at);
			model_add(&line->model, &state, exposure->occurred_at, weight);
		}
	}
	attend(reading, line, &state, attended, instant_later(reading->at, 1));
	return state;
}

static enum status read_line(struct reading *reading, const struct own_lines *own,
	const struct policy_line *line, struct line_load *out, struct fault *fault)
{
	struct model_state state;
	const struct stored_line *kept = usable(reading, own, line);
	if (!kept) {
		enum status status = read_log(reading, fault);
		if (status != STATUS_OK)
			return status;
		state = fold_log(reading, line);
	} else if (!stored_line_model(kept, &line->model, reading->arena, &state)) {
		return fault_memory(fault);
	}
	if (state.failed)
		return fault_memory(fault);
	*out = line_load_of(line, &state, reading->at);
	return STATUS_OK;
}

static enum status read(struct reading *reading, struct own_load *out, struct fault *fault)
{
	struct own_lines own;
	const struct policy *policy = &reading->setting->policy;
	enum status status =
		lines_own(reading->connection, reading->person, reading->arena, &own, fault);
	if (status != STATUS_OK)
		return status;
	const struct policy_profile *profile = policy_profile_or_default(policy, own.profile);
	struct own_load load = {
		.profile = profile->id,
		.lines = arena_array(reading->arena, profile->line_count, sizeof *load.lines),
		.line_count = profile->line_count,
	};
	if (!load.lines)
		return fault_memory(fault);
	for (size_t i = 0; i < profile->line_count; i++) {
		const struct policy_line *line = &policy->lines[profile->lines[i]];
		status = read_line(reading, &own, line, &load.lines[i], fault);
		if (status != STATUS_OK)
			return status;
	}
	*out = load;
	return STATUS_OK;
}

enum status own_load_read(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant at, const struct audit_actor *by, struct arena *arena,
	struct own_load *out, struct fault *fault)
{
	struct own_load load;
	struct reading reading = {
		.connection = connection,
		.setting = setting,
		.person = person,
		.at = at,
		.arena = arena,
	};
	enum status status = transaction_begin_for(connection, &person, NULL, fault);
	if (status != STATUS_OK)
		return status;
	status = read(&reading, &load, fault);
	// What is added is added by whom the transaction works for.
	if (status == STATUS_OK && by && by->kind == AUDIT_BY_PERSON)
		status = person_begin(connection, by->person, fault);
	if (status == STATUS_OK && by)
		status = audit_add_person(connection, by, AUDIT_LOAD_SEEN, person, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*out = load;
	return status;
}
