// SPDX-License-Identifier: MIT
#include "calendar/limited.h"

#include <string.h>

#include "calendar/child.h"
#include "calendar/confine.h"
#include "calendar/limited_run.h"

#define ANSWER_LIMIT (sizeof(struct child_answer) + READER_BUSY_LIMIT * sizeof(struct interval))

static bool are_in_order(const struct interval *busy, size_t count, struct interval window)
{
	struct instant last = {window.from.seconds - 1};
	for (size_t i = 0; i < count; i++) {
		if (!instant_before(last, busy[i].from) || !instant_before(busy[i].from, busy[i].to))
			return false;
		last = busy[i].to;
	}
	return !instant_before(window.to, last);
}

// Whether an answer is whole and keeps what reader.h promises.
static bool is_sound(
	const struct limited_run *run, const struct child_answer *answer, struct interval window)
{
	return run->length >= sizeof *answer &&
		   memcmp(answer->magic, CHILD_MAGIC, sizeof answer->magic) == 0 &&
		   answer->count <= READER_BUSY_LIMIT &&
		   run->length == sizeof *answer + answer->count * sizeof(struct interval) &&
		   limited_fault_is_sound(&answer->fault) && limited_fault_is_sound(&answer->first) &&
		   answer->events <= READER_EVENTS_LIMIT &&
		   (answer->unreadable > 0) == (answer->first.status != STATUS_OK) &&
		   are_in_order((const struct interval *)(answer + 1), answer->count, window);
}

static enum status use_answer(const struct limited_run *run, struct interval window,
	struct busy_time *out, unsigned *guards, struct fault *fault)
{
	struct child_answer *answer = (struct child_answer *)run->bytes;
	if (!is_sound(run, answer, window))
		return limited_failure(run, fault);
	*guards = (unsigned)answer->guards & GUARD_ALL;
	if (answer->fault.status == STATUS_MEMORY)
		return fault_set(fault, STATUS_LIMIT, "", "Reading the calendar takes too much memory.");
	if (answer->fault.status != STATUS_OK)
		return fault_set(
			fault, answer->fault.status, answer->fault.where, "%s", answer->fault.message);
	*out = (struct busy_time){
		.busy = (struct interval *)(answer + 1),
		.count = answer->count,
		.events = answer->events,
		.unreadable = answer->unreadable,
		.unknown_zones = answer->unknown_zones,
		.first = answer->first,
	};
	return STATUS_OK;
}

enum status limited_read(const struct limited *limited, struct text document, struct text zone,
	struct interval window, struct arena *arena, struct busy_time *out, unsigned *guards,
	struct fault *fault)
{
	struct limited_run run = {.limited = limited, .asked = CHILD_BUSY, .size = ANSWER_LIMIT};
	enum status status = limited_run(&run, document, zone, window, arena, fault);
	return status == STATUS_OK ? use_answer(&run, window, out, guards, fault) : status;
}
