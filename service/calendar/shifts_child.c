// SPDX-License-Identifier: MIT
#include "calendar/shifts_child.h"

#include <string.h>

#include "calendar/child.h"

bool shifts_child(struct text document, unsigned guards, enum status status, struct arena *arena,
	struct fault *fault)
{
	struct shift_pattern pattern = {.days = 0};
	if (status == STATUS_OK)
		status = shifts_parse("", document, arena, &pattern, fault);
	struct shifts_reply_shift *shifts = arena_array(arena, pattern.count, sizeof *shifts);
	if ((status != STATUS_OK || !shifts) && fault->status == STATUS_OK)
		(void)fault_memory(fault);
	if (fault->status != STATUS_OK)
		pattern = (struct shift_pattern){.title = TEXT("")};
	for (size_t i = 0; i < pattern.count; i++) {
		const struct pattern_shift *shift = &pattern.shifts[i];
		shifts[i] = (struct shifts_reply_shift){
			shift->day, shift->from, shift->until, (uint32_t)shift->kind};
	}
	struct shifts_reply head = {
		.guards = guards,
		.days = (uint32_t)pattern.days,
		.of_weeks = pattern.of_weeks,
		.shifts = (uint32_t)pattern.count,
		.title = (uint32_t)pattern.title.length,
		.fault = *fault,
	};
	memcpy(head.magic, SHIFTS_REPLY_MAGIC, sizeof head.magic);
	return child_write(&head, sizeof head) && child_write(shifts, pattern.count * sizeof *shifts) &&
		   child_write(pattern.title.start, pattern.title.length);
}
