// SPDX-License-Identifier: MIT
#include "app/engine/steps.h"
#include "app/plan/candidates.h"
#include "app/plan/holding.h"

#define AT_ONCE 100
#define TRIES 5

enum placing { PLACED, NOT_PLACED, TOO_LATE, KEPT, LEFT };

// What all placing of a tick goes by.
struct placing_by {
	struct connection *connection;
	const struct setting *setting;
	struct instant now;
};

// What became of a need, and whether a seat that was held for it was let go first.
struct outcome {
	enum placing placing;
	bool released;
};

// Looks for a seat and holds it, or notes that there is none.
static enum status look(const struct placing_by *by, struct arena *arena, const struct need *need,
	enum placing *placing, struct fault *fault)
{
	const struct candidates candidates = {.connection = by->connection,
		.setting = by->setting,
		.need = need,
		.now = by->now,
		.lock = true};
	struct seat chosen;
	enum seat_answer answer;
	enum status status = candidates_place(&candidates, arena, &chosen, &answer, fault);
	if (status != STATUS_OK)
		return status;
	*placing = answer == SEAT_FOUND ? PLACED : NOT_PLACED;
	if (answer == SEAT_FOUND)
		return holding_take(by->connection, need, &chosen, by->now, fault);
	return holding_none(by->connection, need, answer, by->now, fault);
}

// A need that became more pressing while a seat was held for it keeps that seat if it will do.
// `hold` is NULL where the person has answered.
static enum status look_at_hold(const struct placing_by *by, struct arena *arena,
	const struct need *need, const struct hold *hold, struct outcome *outcome, struct fault *fault)
{
	const struct seat_need wanted = candidates_wanted(need, by->now);
	bool answers = true;
	if (hold) {
		enum status status =
			candidates_keep(by->connection, by->setting, &wanted, hold, arena, &answers, fault);
		if (status != STATUS_OK)
			return status;
		if (!answers)
			return holding_let_go(by->connection, hold, by->now, &outcome->released, fault);
	}
	outcome->placing = KEPT;
	return need_settle(by->connection, need, NEED_HELD, SEAT_FOUND, INSTANT_NEVER, by->now, fault);
}

static enum status place_locked(const struct placing_by *by, struct arena *arena,
	const struct need *need, const struct hold *hold, struct outcome *outcome, struct fault *fault)
{
	enum status status = STATUS_OK;
	if (need->state == NEED_HELD)
		status = look_at_hold(by, arena, need, hold, outcome, fault);
	if (status != STATUS_OK || outcome->placing == KEPT)
		return status;
	if (instant_before(need->latest_at, by->now)) {
		outcome->placing = TOO_LATE;
		return need_settle(
			by->connection, need, NEED_ESCALATED, SEAT_FOUND, INSTANT_NEVER, by->now, fault);
	}
	return look(by, arena, need, &outcome->placing, fault);
}

static enum status place_in_transaction(const struct placing_by *by, struct arena *arena,
	const struct need *due, struct outcome *outcome, struct fault *fault)
{
	struct connection *connection = by->connection;
	struct need need;
	struct hold hold;
	bool held = false;
	struct fault own = {.status = STATUS_OK};
	enum status status = STATUS_OK;
	if (due->state == NEED_HELD)
		status = hold_find(connection, due->person, due->id, &hold, &held, &own);
	if (status == STATUS_OK)
		status = need_lock(connection, due->person, due->id, &need, &own);
	// Answered, or held by another engine since.
	if (status == STATUS_NOT_FOUND ||
		(status == STATUS_OK && need.state == NEED_HELD && due->state != NEED_HELD))
		return STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	return place_locked(by, arena, &need, held ? &hold : NULL, outcome, fault);
}

static void count_outcome(const struct outcome *outcome, struct engine_report *report)
{
	report->held += outcome->placing == PLACED;
	report->no_seat += outcome->placing == NOT_PLACED;
	report->escalated += outcome->placing == TOO_LATE;
	report->released += outcome->released;
}

// Somebody else may take the seat between looking and holding: then look again. A need that loses
// every time is left for the next tick.
static enum status place_one(const struct placing_by *by, const struct need *due,
	struct engine_report *report, size_t *left, struct fault *fault)
{
	struct connection *connection = by->connection;
	struct outcome outcome;
	enum status status = STATUS_OK;
	struct fault own;
	for (int i = 0; i < TRIES; i++) {
		struct arena arena;
		own = (struct fault){.status = STATUS_OK};
		outcome = (struct outcome){LEFT, false};
		arena_init(&arena);
		status = transaction_begin(connection, &own);
		if (status == STATUS_OK)
			status = place_in_transaction(by, &arena, due, &outcome, &own);
		status = transaction_end(connection, status, &own);
		arena_done(&arena);
		if (status != STATUS_FULL && status != STATUS_BUSY && status != STATUS_RETRY)
			break;
	}
	if (status == STATUS_FULL || status == STATUS_BUSY)
		outcome = (struct outcome){LEFT, false};
	else if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	*left += outcome.placing == LEFT;
	count_outcome(&outcome, report);
	return STATUS_OK;
}

enum status engine_place(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	const struct placing_by by = {connection, setting, now};
	enum status status;
	size_t count = 0, left;
	struct arena arena;
	arena_init(&arena);
	do {
		struct need *needs;
		left = 0;
		arena_reset(&arena);
		status = needs_due(connection, now, AT_ONCE, &arena, &needs, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = place_one(&by, &needs[i], report, &left, fault);
	} while (status == STATUS_OK && count == AT_ONCE && left < count);
	arena_done(&arena);
	return status;
}
