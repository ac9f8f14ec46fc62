// SPDX-License-Identifier: MIT
#include "support/line.h"

#include <stdio.h>

struct policy_line line_simple(void)
{
	return (struct policy_line){
		.model.half_life_days = 1,
		.levels = {{.on = 100, .off = 50, .response = POLICY_NO_RESPONSE}},
		.level_count = 1,
	};
}

struct dose dose_at(double hour, double weight)
{
	struct dose dose = {.at = HOURS(hour), .weight = weight};
	for (int i = 0; i < 8; i++)
		dose.id.uuid.bytes[i] = (uint8_t)((uint64_t)dose.at.seconds >> (56 - 8 * i));
	return dose;
}

const char *crossings_text(const struct crossings *crossings, char *out, size_t size)
{
	static const char *const changes[] = {"none", "raise", "clear", "realarm"};
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; i < crossings->count && used < size; i++) {
		const struct crossing *crossing = &crossings->list[i];
		used += (size_t)snprintf(out + used, size - used, "%s%g %s%s %zu", i == 0 ? "" : ", ",
			(double)crossing->at.seconds / 3600, crossing->found_late ? "late " : "",
			changes[crossing->change], crossing->level);
	}
	return out;
}
