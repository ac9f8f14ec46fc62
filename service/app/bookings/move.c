// SPDX-License-Identifier: MIT
#include "app/bookings/move.h"

#include "app/plan/candidates.h"
#include "secret/token.h"
#include "store/cadences.h"
#include "store/follow_ups.h"
#include "store/needs.h"
#include "store/waiting.h"

#define TRIES 5

struct moving {
	struct connection *connection;
	const struct setting *setting;
	struct instant now;
	struct arena *arena;
};

enum status booking_may_move(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct instant now, struct arena *arena, bool *out,
	struct fault *fault)
{
	struct seat seat = {.kind = offer->kind, .during = offer->during};
	struct instant last =
		instant_later(offer->during.from, -setting->policy.bookings.move_notice_seconds);
	bool begun = !instant_before(now, offer->during.from);
	enum status status = STATUS_OK;
	// Whose shift was changed cannot keep to any notice.
	if (!begun && instant_before(last, now))
		status = candidates_bar(connection, setting, offer->person, &seat, arena, fault);
	if (status == STATUS_OK)
		*out = !begun && (!instant_before(last, now) || seat.barred == SEAT_OFF_DUTY);
	return status;
}

bool booking_may_be_called(const struct zone *zone, struct interval during, struct instant now)
{
	struct civil morning = zone_local(zone, during.from);
	morning.hour = morning.minute = morning.second = 0;
	return !instant_before(now, zone_instant(zone, morning)) && instant_before(now, during.to);
}

// To whom it concerns, and to whoever waits for what has come free.
static enum status revise(
	const struct moving *moving, const struct offer *offer, struct fault *fault)
{
	enum status status =
		feed_revise(moving->connection, offer->person, PART_ATTENDEE, moving->now, fault);
	if (status == STATUS_OK)
		status = feed_revise(moving->connection, offer->host, PART_HOST, moving->now, fault);
	if (status == STATUS_OK)
		status = waiting_look(moving->connection, &offer->person, 1, moving->now, fault);
	return status == STATUS_OK ? engine_wake(moving->connection, fault) : status;
}

// The seat is free at once, and another one is looked for.
static enum status move(const struct moving *moving, const struct offer *offer,
	enum offer_outcome *out, struct fault *fault)
{
	bool allowed = false, moved = false;
	enum status status = booking_may_move(
		moving->connection, moving->setting, offer, moving->now, moving->arena, &allowed, fault);
	*out = OFFER_TOO_LATE;
	if (status != STATUS_OK || !allowed)
		return status;
	status = offer_give_up(moving->connection, offer, moving->now, &moved, fault);
	*out = moved ? OFFER_ANSWERED : OFFER_WAITS;
	if (status != STATUS_OK || !moved)
		return status;
	return revise(moving, offer, fault);
}

// As if it had been declined when it was held.
static enum status let_go(const struct moving *moving, const struct offer *offer,
	enum offer_outcome *out, struct fault *fault)
{
	struct connection *connection = moving->connection;
	const struct need need = {.person = offer->person, .id = offer->need};
	enum status status = offer_cancel(connection, offer, moving->now, fault);
	if (status == STATUS_OK)
		status = need_settle(
			connection, &need, NEED_DECLINED, SEAT_FOUND, INSTANT_NEVER, moving->now, fault);
	if (status == STATUS_OK)
		status = follow_ups_end(connection, offer->person, &offer->need, fault);
	if (status == STATUS_OK)
		status = cadences_answered(connection, offer->person, offer->need, moving->now, fault);
	*out = OFFER_ANSWERED;
	return status == STATUS_OK ? revise(moving, offer, fault) : status;
}

static enum status called(const struct moving *moving, const struct offer *offer,
	enum offer_outcome *out, struct fault *fault)
{
	*out = OFFER_GONE;
	if (!booking_may_be_called(moving->setting->zone, offer->during, moving->now))
		return STATUS_OK;
	*out = OFFER_ANSWERED;
	enum status status = offer_call_off(moving->connection, offer,
		(struct need_id){uuid_v7(moving->now.seconds * 1000)}, moving->now, fault);
	if (status == STATUS_OK)
		status =
			cadences_answered(moving->connection, offer->person, offer->need, moving->now, fault);
	return status == STATUS_OK ? revise(moving, offer, fault) : status;
}

static enum status change(const struct moving *moving, struct person_id person,
	struct booking_id booking, enum booking_act act, enum offer_outcome *out, struct fault *fault)
{
	struct offer offer;
	enum status status = cadences_hold(moving->connection, person, fault);
	if (status == STATUS_OK)
		status = offer_lock(moving->connection, person, booking, moving->now, &offer, fault);
	if (status != STATUS_OK)
		return status;
	*out = offer.state == OFFER_CANCELLED ? OFFER_AS_BEFORE : OFFER_GONE;
	if (offer.state != OFFER_CONFIRMED || (offer.begun && act != BOOKING_CALLED))
		return STATUS_OK;
	switch (act) {
	case BOOKING_MOVE:
		return move(moving, &offer, out, fault);
	case BOOKING_LEAVE:
		return let_go(moving, &offer, out, fault);
	case BOOKING_CALLED:
		break;
	}
	return called(moving, &offer, out, fault);
}

enum status booking_change(struct connection *connection, const struct setting *setting,
	struct person_id person, struct booking_id booking, enum booking_act act, struct instant now,
	enum offer_outcome *out, struct fault *fault)
{
	struct fault own;
	enum offer_outcome outcome = OFFER_GONE;
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		struct arena arena;
		arena_init(&arena);
		const struct moving moving = {connection, setting, now, &arena};
		own = (struct fault){.status = STATUS_OK};
		status = transaction_begin(connection, &own);
		if (status == STATUS_OK)
			status = change(&moving, person, booking, act, &outcome, &own);
		status = transaction_end(connection, status, &own);
		arena_done(&arena);
	}
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	*out = outcome;
	return STATUS_OK;
}
