// SPDX-License-Identifier: MIT
// Policy documents: JSON, described by json/policy.schema.json and docs/policy.md.
#pragma once

#include "core/policy.h"

#define JSON_FAULTS_LIMIT 50

// Every fault of a document, each with its path ("lines[0].levels[1].off") and one sentence that
// says what is wrong and what would be right.
struct json_faults {
	struct fault list[JSON_FAULTS_LIMIT];
	size_t count;   // kept
	size_t omitted; // beyond the limit
};

// Reads a document into a policy whose memory is `arena`. Unknown members, missing evidence,
// doubled ids, references to nothing, numbers out of range and levels out of order are all found in
// one pass. STATUS_INVALID with at least one fault, or STATUS_MEMORY.
CHECKED enum status policy_read(
	struct text document, struct arena *arena, struct policy *out, struct json_faults *faults);

// The same for an organisation, whose zone its calendar days and weeks are of and which lives as
// long as the policy.
CHECKED enum status policy_read_in(struct text document, const struct zone *zone,
	struct arena *arena, struct policy *out, struct json_faults *faults);

// A document shipped with the program, by name ("default", "equal-weights"); NULL start if unknown.
struct text policy_shipped(struct text name);

// The JSON Schema (2020-12) of the document.
struct text policy_schema(void);
