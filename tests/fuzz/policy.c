// SPDX-License-Identifier: MIT
// Policy documents: whatever is taken gives every category a finite dose, and lines whose levels
// can be reached.
#include "fuzz/fuzz.h"

#include <math.h>

static void check_doses(const struct policy *policy)
{
	for (size_t i = 0; i < policy->category_count; i++) {
		struct exposure exposure = {
			.category = policy->categories[i].code,
			.minutes = 60,
			.involvement = INVOLVEMENT_DIRECT,
		};
		double dose = -1;
		PROMISED(policy_dose(policy, &exposure, &dose, NULL) == STATUS_OK);
		PROMISED(isfinite(dose) && dose >= 0);
	}
}

static void check_lines(const struct policy *policy)
{
	for (size_t i = 0; i < policy->line_count; i++) {
		const struct policy_line *line = &policy->lines[i];
		PROMISED(line->model.half_life_days > 0 && line->level_count <= POLICY_LEVELS_LIMIT);
		for (size_t l = 0; l < line->level_count; l++) {
			PROMISED(line->levels[l].off <= line->levels[l].on);
			PROMISED(l == 0 || line->levels[l].on > line->levels[l - 1].on);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct json_faults faults;
	struct policy policy;
	struct arena arena;
	arena_init(&arena);
	enum status status =
		policy_read((struct text){(const char *)bytes, size}, &arena, &policy, &faults);
	fuzz_check_faults(status, &faults);
	if (status == STATUS_OK) {
		PROMISED(policy.profile_count > 0);
		check_doses(&policy);
		check_lines(&policy);
	}
	arena_done(&arena);
	return 0;
}
