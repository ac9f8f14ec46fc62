// SPDX-License-Identifier: MIT
// What a transaction that folds some people's logs will write: states, crossings and needs,
// gathered person by person and written at once.
#pragma once

#include "store/contacts.h"
#include "store/follow_ups.h"
#include "store/lines.h"
#include "store/needs.h"

// Lists that grow in an arena; running out of memory is noted in `failed`.
struct batch {
	struct arena *arena;
	struct stored_line *lines;
	size_t line_count, line_size;
	struct stored_alarm *alarms;
	size_t alarm_count, alarm_size;
	struct stored_crossing *crossings;
	size_t crossing_count, crossing_size;
	struct need *needs; // new ones
	size_t need_count, need_size;
	struct need *stronger; // open ones that take over a more pressing response
	size_t stronger_count, stronger_size;
	struct contact *contacts; // unless answered, by person and rule
	size_t contact_count, contact_size;
	struct contact *past_contacts; // of lines that are crossed no longer
	size_t past_contact_count, past_contact_size;
	struct follow_up *follow_ups;
	size_t follow_up_count, follow_up_size;
	size_t refolded; // lines folded anew
	bool failed;
};

void batch_init(struct batch *batch, struct arena *arena);

// Room for one more at the end of a list of a batch; NULL, with the failure noted, without memory.
void *batch_grow(struct batch *batch, void **list, size_t *count, size_t *size, size_t item);
