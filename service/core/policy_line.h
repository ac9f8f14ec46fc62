// SPDX-License-Identifier: MIT
// A line of a policy: what it sums, by which load model, and its levels.
#pragma once

#include "core/exposure.h"
#include "core/model_parameters.h"

#define POLICY_NO_RESPONSE SIZE_MAX
#define POLICY_LEVELS_LIMIT 4

struct policy_level {
	struct text name; // "notice", "amber", "red"
	double on, off;   // raised at or above `on`, cleared at or below `off`; 0 < off < on
	int64_t on_delay_seconds, off_delay_seconds;
	int64_t realarm_seconds;  // 0: never
	int64_t cooldown_seconds; // after an attended session
	size_t response;          // index, or POLICY_NO_RESPONSE
	// Highest level only: unanswered for so long, a clinician is asked to make contact. 0: nobody
	// is.
	int64_t contact_after_seconds;
};

// What one exposure adds to a line's model.
enum line_measure { MEASURE_DOSE, MEASURE_EXPOSURES, MEASURE_MINUTES, MEASURE_COUNT };

// A load model with ascending levels over exposures whose modality is in `modalities` (bit
// 1 << enum modality) or whose category is listed.
struct policy_line {
	struct text id; // keys the stored state
	struct model model;
	enum line_measure measure;
	unsigned modalities;
	const struct text *categories;
	size_t category_count;
	struct policy_level levels[POLICY_LEVELS_LIMIT];
	size_t level_count;
	bool of_trigger; // stands for a trigger that looks at more than one exposure
};

// Whether an exposure of this category counts towards the line.
bool policy_line_sums(const struct policy_line *line, enum modality modality, struct text category);

// Whether people are shown how the line stands: not where it only counts towards a trigger.
bool policy_line_shown(const struct policy_line *line);

// Whether the load is the sum of what is left of each exposure alone.
bool policy_line_is_sum(const struct policy_line *line);
