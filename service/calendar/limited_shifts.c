// SPDX-License-Identifier: MIT
#include "calendar/limited_shifts.h"

#include <string.h>

#include "calendar/child.h"
#include "calendar/confine.h"
#include "calendar/limited_run.h"
#include "calendar/shifts_child.h"

#define ANSWER_LIMIT                                                                               \
	(sizeof(struct shifts_reply) + SHIFTS_LIMIT * sizeof(struct shifts_reply_shift) +              \
		SHIFTS_TITLE_LIMIT)
#define MINUTES_PER_DAY 1440

static bool read_shift(const struct shifts_reply_shift *shift, const struct shifts_reply *head,
	int32_t last_day, struct pattern_shift *out)
{
	*out = (struct pattern_shift){
		shift->day, (enum roster_kind)shift->kind, shift->from, shift->until};
	return shift->kind <= ROSTER_DUTY && shift->day >= last_day &&
		   shift->day < (int32_t)head->days && shift->from >= 0 && shift->from < MINUTES_PER_DAY &&
		   shift->until > shift->from && shift->until < 2 * MINUTES_PER_DAY;
}

// Whether an answer is whole and keeps what shifts.h promises; the shifts go into `shifts`, which
// is large enough for all that there can be.
static bool read_answer(
	const struct limited_run *run, struct pattern_shift *shifts, struct shift_pattern *out)
{
	const struct shifts_reply *head = (const struct shifts_reply *)run->bytes;
	const struct shifts_reply_shift *list = (const struct shifts_reply_shift *)(head + 1);
	if (run->length < sizeof *head ||
		memcmp(head->magic, SHIFTS_REPLY_MAGIC, sizeof head->magic) != 0 ||
		head->shifts > SHIFTS_LIMIT || head->title > SHIFTS_TITLE_LIMIT || head->of_weeks > 1 ||
		run->length != sizeof *head + head->shifts * sizeof *list + head->title ||
		!limited_fault_is_sound(&head->fault))
		return false;
	if (head->fault.status != STATUS_OK)
		return true;
	*out = (struct shift_pattern){
		.title = {(const char *)(list + head->shifts), head->title},
		.days = (int32_t)head->days,
		.of_weeks = head->of_weeks == 1,
		.shifts = shifts,
		.count = head->shifts,
	};
	bool sound = head->shifts > 0 && head->days > 0 && head->days <= SHIFTS_CYCLE_LIMIT &&
				 (!out->of_weeks || head->days % 7 == 0) && limited_text_is_plain(out->title);
	for (size_t i = 0; sound && i < head->shifts; i++)
		sound = read_shift(&list[i], head, i ? shifts[i - 1].day : 0, &shifts[i]);
	return sound;
}

static enum status use_answer(const struct limited_run *run, struct arena *arena,
	struct shift_pattern *out, unsigned *guards, struct fault *fault)
{
	const struct shifts_reply *head = (const struct shifts_reply *)run->bytes;
	struct shift_pattern read = {.days = 0};
	struct pattern_shift *shifts = arena_array(arena, SHIFTS_LIMIT, sizeof *shifts);
	if (!shifts)
		return fault_memory(fault);
	if (!read_answer(run, shifts, &read))
		return limited_failure(run, fault);
	*guards = (unsigned)head->guards & GUARD_ALL;
	if (head->fault.status == STATUS_MEMORY)
		return fault_set(fault, STATUS_LIMIT, "", "Reading the calendar takes too much memory.");
	if (head->fault.status != STATUS_OK)
		return fault_set(fault, head->fault.status, head->fault.where, "%s", head->fault.message);
	*out = read;
	return STATUS_OK;
}

enum status limited_shifts_read(const struct limited *limited, struct text document,
	struct arena *arena, struct shift_pattern *out, unsigned *guards, struct fault *fault)
{
	// Hours of a pattern are of no zone and of no time.
	const struct interval any = {{0}, {1}};
	struct limited_run run = {.limited = limited, .asked = CHILD_SHIFTS, .size = ANSWER_LIMIT};
	enum status status = limited_run(&run, document, TEXT("UTC"), any, arena, fault);
	return status == STATUS_OK ? use_answer(&run, arena, out, guards, fault) : status;
}
