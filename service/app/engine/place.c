// SPDX-License-Identifier: MIT
#include "app/duty/duty.h"
#include "app/engine/steps.h"
#include "secret/token.h"
#include "store/needs.h"
#include "store/sessions.h"

#define AT_ONCE 100
#define TRIES 5
#define LOOK_AGAIN SECONDS_PER_DAY // for a seat that was not there

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

static enum status write_hold(struct connection *connection, const struct need *need,
	const struct seat *seat, struct instant now, struct fault *fault)
{
	struct hold hold = {
		.person = need->person,
		.booking = {uuid_v7(now.seconds * 1000)},
		.session = seat->session,
		.need = need->id,
		.host = seat->host,
		.during = seat->during,
		.kind = seat->kind,
		.answer_by = instant_earliest(instant_later(now, need->answer_seconds), seat->during.from),
	};
	enum status status = hold_add(connection, need->organisation, &hold, now, fault);
	if (status == STATUS_OK)
		status = need_settle(connection, need, NEED_HELD, SEAT_FOUND, INSTANT_NEVER, now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, need->person, PART_ATTENDEE, now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, seat->host, PART_HOST, now, fault);
	return status;
}

static struct seat_need wanted_seat(const struct need *need, struct instant now)
{
	return (struct seat_need){
		.person = need->person,
		.need = need->id,
		.kinds = need->kinds,
		.kind_count = need->kind_count,
		.earliest = instant_latest(need->earliest_at, instant_later(now, need->notice_seconds)),
		.latest = need->latest_at,
		.minutes = need->minutes,
	};
}

// Looks for a seat and holds it, or notes that there is none.
static enum status look(const struct placing_by *by, struct arena *arena, const struct need *need,
	enum placing *placing, struct fault *fault)
{
	struct connection *connection = by->connection;
	struct instant now = by->now;
	struct seat_need wanted = wanted_seat(need, now);
	struct interval around = {wanted.earliest, instant_later(wanted.latest, SECONDS_PER_DAY)};
	struct seat *seats = NULL;
	struct interval *busy = NULL;
	size_t seat_count = 0, busy_count = 0, chosen = 0;
	enum status status = STATUS_OK;
	if (!instant_before(wanted.latest, wanted.earliest)) {
		status =
			seats_list(connection, need->organisation, &wanted, arena, &seats, &seat_count, fault);
		if (status == STATUS_OK)
			status = diary_busy(connection, need->person, around, arena, &busy, &busy_count, fault);
		if (status == STATUS_OK)
			status = duty_bar(connection, by->setting->zone, &roster_rules_default, need->person,
				seats, seat_count, true, arena, fault);
	}
	if (status != STATUS_OK)
		return status;
	enum seat_answer answer = seat_choose(&wanted, seats, seat_count, busy, busy_count, &chosen);
	*placing = answer == SEAT_FOUND ? PLACED : NOT_PLACED;
	if (answer == SEAT_FOUND)
		return write_hold(connection, need, &seats[chosen], now, fault);
	struct instant again =
		instant_earliest(instant_later(now, LOOK_AGAIN), instant_later(need->latest_at, 1));
	return need_settle(connection, need, NEED_NO_SEAT, answer, again, now, fault);
}

// Lets a hold go that answers its need no more, and says so to whom it concerns.
static enum status let_go(struct connection *connection, const struct hold *hold,
	struct instant now, bool *released, struct fault *fault)
{
	enum status status = hold_release(connection, hold, now, released, fault);
	if (status == STATUS_OK && *released)
		status = feed_revise(connection, hold->person, PART_ATTENDEE, now, fault);
	if (status == STATUS_OK && *released)
		status = feed_revise(connection, hold->host, PART_HOST, now, fault);
	return status;
}

// A need that became more pressing while a seat was held for it keeps that seat if it will do.
// `hold` is NULL where the person has answered.
static enum status look_at_hold(const struct placing_by *by, struct arena *arena,
	const struct need *need, const struct hold *hold, struct outcome *outcome, struct fault *fault)
{
	const struct seat_need wanted = wanted_seat(need, by->now);
	if (hold) {
		struct seat seat = {
			.kind = hold->kind, .during = hold->during, .own_manager = hold->own_manager};
		enum status status = duty_bar(by->connection, by->setting->zone, &roster_rules_default,
			need->person, &seat, 1, false, arena, fault);
		if (status != STATUS_OK)
			return status;
		if (!seat_answers(&wanted, &seat))
			return let_go(by->connection, hold, by->now, &outcome->released, fault);
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
