// SPDX-License-Identifier: MIT
#include "app/engine/steps.h"
#include "store/needs.h"
#include "store/sessions.h"
#include "store/waiting.h"

#define AT_ONCE 100

static enum status lapse_in_transaction(struct connection *connection, const struct hold *hold,
	struct instant now, bool *lapsed, struct fault *fault)
{
	struct need need = {.person = hold->person, .id = hold->need};
	// Whatever else they wait for may be held for them now.
	enum status status = waiting_look(connection, &hold->person, 1, now, fault);
	if (status == STATUS_OK)
		status = hold_lapse(connection, hold, now, lapsed, fault);
	if (status != STATUS_OK || !*lapsed)
		return status;
	status = need_settle(connection, &need, NEED_LAPSED, SEAT_FOUND, INSTANT_NEVER, now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, hold->person, PART_ATTENDEE, now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, hold->host, PART_HOST, now, fault);
	return status;
}

static enum status lapse_one(struct connection *connection, const struct hold *hold,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	bool lapsed = false;
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = lapse_in_transaction(connection, hold, now, &lapsed, fault);
	status = transaction_end(connection, status, fault);
	report->lapsed += status == STATUS_OK && lapsed;
	return status;
}

enum status engine_lapse(struct connection *connection, struct instant now,
	struct engine_report *report, struct fault *fault)
{
	enum status status;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	do {
		struct hold *holds;
		arena_reset(&arena);
		status = holds_overdue(connection, now, AT_ONCE, &arena, &holds, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = lapse_one(connection, &holds[i], now, report, fault);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
