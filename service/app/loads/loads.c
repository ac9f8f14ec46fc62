// SPDX-License-Identifier: MIT
#include "app/loads/loads.h"

#include <string.h>

#include "core/weighing.h"

#define AT_ONCE 200

struct reading {
	struct connection *connection;
	const struct setting *setting;
	const struct loads_request *request;
	const struct policy *policy;
	struct arena *arena;
	struct person_loads *list;
	size_t count, size;
};

static enum status dose_of(const struct reading *reading, const struct logged_exposure *logged,
	double *out, struct fault *fault)
{
	if (reading->request->policy)
		return policy_dose(reading->policy, &logged->exposure, out, fault);
	*out = weighing_dose(reading->policy, &logged->exposure, logged->policy_version, logged->dose);
	return STATUS_OK;
}

struct line_load line_load_of(
	const struct policy_line *line, const struct model_state *state, struct instant at)
{
	struct line_load out = {
		.line = line,
		.state = *state,
		.load = model_at(&line->model, state, at),
		.level = -1,
		.falls = INSTANT_NEVER,
	};
	for (size_t i = 0; i < line->level_count; i++) {
		if (out.load >= line->levels[i].on)
			out.level = (int)i;
	}
	if (line->level_count && out.load > line->levels[0].off)
		out.falls = model_falls_to(&line->model, state, at, line->levels[0].off);
	return out;
}

static enum status weigh_line(const struct reading *reading, const struct policy_line *line,
	const struct logged_exposure *log, size_t count, struct line_load *out, struct fault *fault)
{
	struct model_state state = model_start(&line->model, reading->arena);
	for (size_t i = 0; i < count; i++) {
		double weight;
		const struct policy_category *category =
			weighing_category(reading->policy, log[i].exposure.category);
		if (!category)
			return fault_set(fault, STATUS_INVALID, "categories",
				"The policy has no category %.*s, and exposures of it are in the log.",
				TEXT_ARGUMENTS(log[i].exposure.category));
		if (!policy_line_sums(line, category->modality, category->code))
			continue;
		enum status status = dose_of(reading, &log[i], &weight, fault);
		if (status != STATUS_OK)
			return status;
		model_add(&line->model, &state, log[i].exposure.occurred_at,
			policy_line_adds(line, category, &log[i].exposure, weight));
	}
	*out = line_load_of(line, &state, reading->request->at);
	return state.failed ? fault_memory(fault) : STATUS_OK;
}

static enum status add_person(struct reading *reading, const struct person *person,
	struct text team, const struct logged_exposure *log, size_t count, struct fault *fault)
{
	const struct policy_profile *profile =
		policy_profile_or_default(reading->policy, person->profile);
	if (reading->count == reading->size) {
		size_t size = reading->size ? reading->size * 2 : AT_ONCE;
		struct person_loads *list = arena_array(reading->arena, size, sizeof *list);
		if (!list)
			return fault_memory(fault);
		if (reading->count)
			memcpy(list, reading->list, reading->count * sizeof *list);
		reading->list = list;
		reading->size = size;
	}
	while (count && instant_before(reading->request->at, log[count - 1].exposure.occurred_at))
		count--;
	struct person_loads *loads = &reading->list[reading->count];
	*loads = (struct person_loads){
		.person = person->id,
		.reference = person->reference,
		.profile = profile->id,
		.team = team.start ? team : TEXT(""),
		.exposures = count,
		.lines = arena_array(reading->arena, profile->line_count, sizeof *loads->lines),
		.line_count = profile->line_count,
	};
	if (!loads->lines)
		return fault_memory(fault);
	for (size_t i = 0; i < profile->line_count; i++) {
		enum status status = weigh_line(reading, &reading->policy->lines[profile->lines[i]], log,
			count, &loads->lines[i], fault);
		if (status != STATUS_OK)
			return status;
	}
	reading->count++;
	return STATUS_OK;
}

static enum status add_people(struct reading *reading, struct arena *logs,
	const struct person *people, size_t count, struct fault *fault)
{
	struct team *teams = arena_array(reading->arena, count, sizeof *teams);
	struct person_id *ids = arena_array(reading->arena, count, sizeof *ids);
	if (!teams || !ids)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		ids[i] = people[i].id;
	enum status status = teams_of(
		reading->connection, ids, count, reading->request->at, reading->arena, teams, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct logged_exposure *log;
		size_t log_count;
		if (reading->request->team.start &&
			(!teams[i].name.start || !text_equal(teams[i].name, reading->request->team)))
			continue;
		arena_reset(logs);
		status = exposure_log(reading->connection, &people[i].id, 1, logs, &log, &log_count, fault);
		if (status == STATUS_OK)
			status = add_person(reading, &people[i], teams[i].name, log, log_count, fault);
	}
	return status;
}

static enum status read_people(struct reading *reading, struct arena *logs, struct fault *fault)
{
	struct organisation_id organisation = reading->setting->organisation.id;
	struct text after = TEXT("");
	for (;;) {
		struct person *people;
		size_t count;
		enum status status = person_list(reading->connection, organisation, after, AT_ONCE,
			reading->arena, &people, &count, fault);
		if (status == STATUS_OK)
			status = add_people(reading, logs, people, count, fault);
		if (status != STATUS_OK || count < AT_ONCE)
			return status;
		after = people[count - 1].reference;
	}
}

static enum status read_person(struct reading *reading, struct arena *logs, struct fault *fault)
{
	struct person person;
	enum status status = person_read(reading->connection, reading->setting->organisation.id,
		reading->request->reference, reading->arena, &person, fault);
	return status == STATUS_OK ? add_people(reading, logs, &person, 1, fault) : status;
}

static enum status tell(
	const struct reading *reading, const struct audit_actor *by, struct fault *fault)
{
	struct chain_id *chains = arena_array(reading->arena, reading->count, sizeof *chains);
	if (!chains)
		return fault_memory(fault);
	for (size_t i = 0; i < reading->count; i++)
		chains[i] = chain_of_person(reading->list[i].person);
	return audit_add(reading->connection, by, AUDIT_LOAD_SEEN, chains, reading->count, fault);
}

static enum status read(struct reading *reading, const struct audit_actor *by, struct fault *fault)
{
	struct arena logs;
	enum status status = transaction_begin(reading->connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&logs);
	status = reading->request->reference.start ? read_person(reading, &logs, fault)
											   : read_people(reading, &logs, fault);
	arena_done(&logs);
	if (status == STATUS_OK && reading->request->team.start && reading->count == 0)
		status = fault_set(
			fault, STATUS_NOT_FOUND, "--team", "Nobody was in a team of that name at that time.");
	if (status == STATUS_OK)
		status = tell(reading, by, fault);
	return transaction_end(reading->connection, status, fault);
}

enum status loads_read(struct connection *connection, const struct setting *setting,
	const struct loads_request *request, const struct audit_actor *by, struct arena *arena,
	struct person_loads **out, size_t *count, struct fault *fault)
{
	struct reading reading = {
		.connection = connection,
		.setting = setting,
		.request = request,
		.policy = request->policy ? request->policy : &setting->policy,
		.arena = arena,
	};
	if (!setting->organisation.demonstration)
		return fault_set(fault, STATUS_DENIED, NULL,
			"Only the person themselves may see their load. This command is for "
			"demonstrations, and the people here are real.");
	enum status status = read(&reading, by, fault);
	if (status == STATUS_OK) {
		*out = reading.list;
		*count = reading.count;
	}
	return status;
}
