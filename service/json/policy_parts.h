// SPDX-License-Identifier: MIT
// The parts of a policy document, each read in its own file. Private to json/.
#pragma once

#include "json/names.h"

// Where a trigger of the document went: to the policy's triggers, where it looks at more than one
// exposure to its lines, and where it looks at a team to those of teams.
enum trigger_list { TRIGGERS_OF_ONE, TRIGGERS_OF_LINES, TRIGGERS_OF_TEAMS, TRIGGER_LISTS };

struct trigger_place {
	enum trigger_list list;
	size_t index;
};

// What later parts of a document refer to.
struct policy_names {
	const struct zone *zone; // of calendar days; NULL: UTC
	struct names categories, responses, lines, triggers, cadences;
	struct trigger_place *trigger_places; // by index in the document
};

// The member "model" of a line or trigger, whose kind has its bit in `allowed`.
#define MODELS_ALL ((1u << MODEL_KIND_COUNT) - 1)
struct model policy_read_model(
	const struct object *object, const struct zone *zone, unsigned allowed);

// The members that say what a line counts, which may be left out, and over what.
enum line_measure policy_read_measure(const struct object *object);
void policy_read_sums(
	const struct object *object, struct policy_line *line, const struct names *categories);

enum model_span policy_read_per(const struct object *object); // "day" or "week"
struct text policy_word(const json_t *value);                 // empty where it is no text

// Checks the name that people read, which may be left out; it is shown from the document itself.
void policy_read_label(const struct object *object);

void policy_read_categories(
	const struct object *document, struct policy *policy, struct policy_names *names);
void policy_read_modifiers(
	const struct object *document, struct policy *policy, const struct policy_names *names);
void policy_read_responses(
	const struct object *document, struct policy *policy, struct policy_names *names);
void policy_read_lines(
	const struct object *document, struct policy *policy, struct policy_names *names);
void policy_read_triggers(
	const struct object *document, struct policy *policy, struct policy_names *names);
void policy_read_cadences(
	const struct object *document, struct policy *policy, struct policy_names *names);
void policy_read_working_time(const struct object *document, struct policy *policy);
void policy_read_profiles(
	const struct object *document, struct policy *policy, const struct policy_names *names);
