// SPDX-License-Identifier: MIT
// The parts of a policy document, each read in its own file. Private to json/.
#pragma once

#include "json/names.h"

// What later parts of a document refer to.
struct policy_names {
	struct names categories, responses, lines, triggers, cadences;
};

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
void policy_read_profiles(
	const struct object *document, struct policy *policy, const struct policy_names *names);
