// SPDX-License-Identifier: MIT
#include "core/plan_change.h"

static void count_merits(struct plan_merits *merits, const struct plan_meeting *meeting)
{
	merits->placed++;
	merits->preferred_kind += meeting->kind == 0;
	merits->same_host += !meeting->other_host;
	merits->wished_manner += !meeting->other_manner;
}

static void count_move(
	struct plan_change *change, const struct plan_meeting *before, const struct plan_meeting *after)
{
	const int64_t sooner = before->start.seconds - after->start.seconds;
	change->moved++;
	change->sooner += sooner > 0;
	change->later += sooner < 0;
	change->seconds_sooner += sooner > 0 ? sooner : 0;
	change->seconds_later += sooner < 0 ? -sooner : 0;
}

void plan_change(const struct plan_problem *problem, const struct plan *plan,
	const struct plan_meeting *meetings, struct plan_change *out)
{
	for (uint32_t level = 0; level < problem->level_count; level++)
		out[level] = (struct plan_change){0};
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		struct plan_change *change = &out[need->level];
		const uint32_t held = need->held, chosen = plan->chosen[i];
		const struct plan_meeting *own = &meetings[need->first];
		change->needs++;
		if (held != PLAN_NONE)
			count_merits(&change->before, &own[held]);
		if (chosen != PLAN_NONE)
			count_merits(&change->after, &own[chosen]);
		if (held == PLAN_NONE || chosen == PLAN_NONE) {
			change->given += chosen != PLAN_NONE;
			change->taken += held != PLAN_NONE;
		} else if (held == chosen) {
			change->kept++;
		} else {
			count_move(change, &own[held], &own[chosen]);
		}
	}
}
