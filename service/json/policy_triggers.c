// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "json/policy_parts.h"
#include "json/suggestion.h"

#define TRIGGERS_LIMIT 50
#define EXPOSURES_MOST 1000
#define MINUTES_MOST 100000
#define WITHIN_DAYS_MOST 3650
#define SIGNAL_MOST 1000000
#define AWAY_DAYS_MOST 365

// What a trigger looks at; the member that says so comes first of those it may have.
enum form {
	FORM_WEIGHT,
	FORM_EXPOSURES,
	FORM_MINUTES,
	FORM_SIGNAL,
	FORM_TEAM_CHANGED,
	FORM_MANAGER_AWAY,
	FORM_COUNT
};

static const enum trigger_list lists[FORM_COUNT] = {
	[FORM_WEIGHT] = TRIGGERS_OF_ONE,
	[FORM_EXPOSURES] = TRIGGERS_OF_LINES,
	[FORM_MINUTES] = TRIGGERS_OF_LINES,
	[FORM_SIGNAL] = TRIGGERS_OF_LINES,
	[FORM_TEAM_CHANGED] = TRIGGERS_OF_TEAMS,
	[FORM_MANAGER_AWAY] = TRIGGERS_OF_TEAMS,
};

static const char *const members[FORM_COUNT][10] = {
	[FORM_WEIGHT] = {"weight_at_least", "id", "label", "response", "evidence"},
	[FORM_EXPOSURES] = {"exposures_at_least", "id", "label", "categories", "within_days",
		"response", "evidence"},
	[FORM_MINUTES] = {"material_minutes_at_least", "id", "label", "per", "categories", "response",
		"evidence"},
	[FORM_SIGNAL] = {"signal_at", "id", "label", "model", "counts", "modalities", "categories",
		"response", "evidence"},
	[FORM_TEAM_CHANGED] = {"team_changed_percent_at_least", "id", "label", "within_days",
		"response", "evidence"},
	[FORM_MANAGER_AWAY] = {"manager_away_days_at_least", "id", "label", "response", "evidence"},
};

// The form whose first member is there, or nearly.
static enum form form_of(const json_t *value)
{
	for (enum form form = 0; form < FORM_COUNT; form++) {
		if (json_object_get(value, members[form][0]))
			return form;
	}
	const char *name;
	json_t *member;
	json_object_foreach((json_t *)value, name, member)
	{
		struct suggestion suggestion = suggestion_for(text_of(name));
		for (enum form form = 0; form < FORM_COUNT; form++)
			suggestion_consider(&suggestion, text_of(members[form][0]));
		for (enum form form = 0; form < FORM_COUNT && suggestion.nearest.start; form++) {
			if (text_is(suggestion.nearest, members[form][0]))
				return form;
		}
	}
	return FORM_WEIGHT;
}

// One level: reached at `on`, and left below it.
static void set_level(struct policy_line *line, double on, double off, size_t response)
{
	line->levels[0] =
		(struct policy_level){.name = TEXT("reached"), .on = on, .off = off, .response = response};
	line->level_count = 1;
}

static void read_exposures(
	const struct object *object, struct policy_line *line, const struct policy_names *names)
{
	int32_t least = object_integer(object, "exposures_at_least", 2, EXPOSURES_MOST);
	line->measure = MEASURE_EXPOSURES;
	line->model.kind = MODEL_WINDOW;
	line->model.window = (struct model_window){
		SPAN_ELAPSED, object_number(object, "within_days", 0.1, WITHIN_DAYS_MOST)};
	struct place here = {object->place, "categories", 0};
	size_t faults = object->reader->fault_count;
	object_member(object, "categories", "a list of the codes that count");
	if (object->reader->fault_count == faults)
		line->categories =
			object_named(object, "categories", &names->categories, &line->category_count);
	if (object->value && object->reader->fault_count == faults && !line->category_count)
		reader_fault(object->reader, &here, "List the codes of the categories that count.");
	set_level(
		line, least, nextafter(least, 0), object_reference(object, "response", &names->responses));
}

static void read_minutes(
	const struct object *object, struct policy_line *line, const struct policy_names *names)
{
	double least = object_number(object, "material_minutes_at_least", 1, MINUTES_MOST);
	line->measure = MEASURE_MINUTES;
	line->model.kind = MODEL_WINDOW;
	line->model.window = (struct model_window){.span = policy_read_per(object)};
	line->categories =
		object_named(object, "categories", &names->categories, &line->category_count);
	if (!line->category_count)
		line->modalities = 1u << MODALITY_MATERIAL;
	set_level(
		line, least, nextafter(least, 0), object_reference(object, "response", &names->responses));
}

// A chart goes up and down about its limit: its signal ends at half of it.
static void read_signal(
	const struct object *object, struct policy_line *line, const struct policy_names *names)
{
	double at = object_number(object, "signal_at", 0.01, SIGNAL_MOST);
	line->model = policy_read_model(object, names->zone, 1u << MODEL_CHANGE);
	line->measure = policy_read_measure(object);
	policy_read_sums(object, line, &names->categories);
	set_level(line, at, at / 2, object_reference(object, "response", &names->responses));
}

static struct team_trigger read_team_changed(
	const struct object *object, const struct policy_names *names)
{
	struct team_trigger trigger = {.kind = TEAM_CHANGED};
	trigger.percent_at_least = object_number(object, "team_changed_percent_at_least", 1, 100);
	trigger.within_seconds =
		object_seconds(object, "within_days", SECONDS_PER_DAY, 1, WITHIN_DAYS_MOST);
	trigger.response = object_reference(object, "response", &names->responses);
	return trigger;
}

static struct team_trigger read_manager_away(
	const struct object *object, const struct policy_names *names)
{
	struct team_trigger trigger = {.kind = MANAGER_AWAY};
	trigger.days_at_least = object_integer(object, "manager_away_days_at_least", 1, AWAY_DAYS_MOST);
	trigger.response = object_reference(object, "response", &names->responses);
	return trigger;
}

// Lines and triggers are on record by their ids.
static void check_id(const struct object *object, struct text id, const struct names *lines)
{
	struct place here = {object->place, "id", 0};
	for (size_t i = 0; id.length && i < lines->count; i++) {
		if (text_equal(lines->texts[i], id))
			reader_fault(object->reader, &here,
				"\"%.*s\" is already the id of lines[%zu]; use another.", TEXT_ARGUMENTS(id), i);
	}
}

// What has been read of the list, by where it went; each has room for all.
struct triggers {
	struct policy_trigger *plain;
	struct policy_line *lines;
	struct team_trigger *teams;
};

static size_t *count_of(struct policy *policy, enum form form)
{
	switch (lists[form]) {
	case TRIGGERS_OF_LINES:
		return &policy->line_count;
	case TRIGGERS_OF_TEAMS:
		return &policy->team_trigger_count;
	default:
		return &policy->trigger_count;
	}
}

static void read_trigger(const struct object *object, enum form form, struct policy *policy,
	struct policy_names *names, struct triggers *triggers)
{
	size_t *count = count_of(policy, form), number = names->triggers.count;
	struct text id = names_read(&names->triggers, object, &form_id);
	struct policy_line line = {.id = id, .model.zone = names->zone, .of_trigger = true};
	names->trigger_places[number] = (struct trigger_place){lists[form], *count};
	check_id(object, id, &names->lines);
	policy_read_label(object);
	switch (form) {
	case FORM_EXPOSURES:
		read_exposures(object, &line, names);
		break;
	case FORM_MINUTES:
		read_minutes(object, &line, names);
		break;
	case FORM_SIGNAL:
		read_signal(object, &line, names);
		break;
	case FORM_TEAM_CHANGED:
		triggers->teams[*count] = read_team_changed(object, names);
		triggers->teams[*count].id = id;
		break;
	case FORM_MANAGER_AWAY:
		triggers->teams[*count] = read_manager_away(object, names);
		triggers->teams[*count].id = id;
		break;
	case FORM_WEIGHT:
	case FORM_COUNT:
		triggers->plain[*count] = (struct policy_trigger){
			.id = id,
			.weight_at_least = object_number(object, "weight_at_least", 0.01, 10000),
			.response = object_reference(object, "response", &names->responses),
		};
		break;
	}
	if (lists[form] == TRIGGERS_OF_LINES)
		triggers->lines[*count] = line;
	(*count)++;
	object_evidence(object);
}

void policy_read_triggers(
	const struct object *document, struct policy *policy, struct policy_names *names)
{
	struct list list = object_list(document, "triggers", 0, TRIGGERS_LIMIT);
	names_init(&names->triggers, &list, "triggers", "id");
	struct reader *reader = list.reader;
	struct triggers triggers = {
		.plain = reader_array(reader, list.count, sizeof *triggers.plain),
		.lines = reader_array(reader, policy->line_count + list.count, sizeof *triggers.lines),
		.teams = reader_array(reader, list.count, sizeof *triggers.teams),
	};
	names->trigger_places = reader_array(reader, list.count, sizeof *names->trigger_places);
	if (!triggers.plain || !triggers.lines || !triggers.teams || !names->trigger_places)
		return;
	if (policy->lines)
		memcpy(triggers.lines, policy->lines, policy->line_count * sizeof *triggers.lines);
	policy->lines = triggers.lines;
	policy->triggers = triggers.plain;
	policy->team_triggers = triggers.teams;
	for (size_t i = 0; i < list.count; i++) {
		struct place place = {&list.place, NULL, i};
		const json_t *value = list_item(&list, i);
		enum form form = form_of(value);
		struct object object = object_read(reader, &place, value, "A trigger", members[form]);
		read_trigger(&object, form, policy, names, &triggers);
	}
}
