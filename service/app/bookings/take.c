// SPDX-License-Identifier: MIT
#include "app/bookings/take.h"

#include "app/bookings/choices.h"
#include "app/bookings/move.h"
#include "secret/token.h"
#include "store/cadences.h"
#include "store/contacts.h"
#include "store/needs.h"
#include "store/waiting.h"

#define TRIES 5

// What a transaction takes.
struct taking {
	struct connection *connection;
	const struct setting *setting;
	const struct offer *offer; // what is let go
	struct instant now;
};

static enum status lock_seats(
	const struct taking *taking, const struct seat *seat, struct fault *fault)
{
	struct session_id old = taking->offer->session, new = seat->session;
	bool old_first = uuid_compare(old.uuid, new.uuid) < 0;
	enum status status = seat_lock(taking->connection, old_first ? old : new, fault);
	return status == STATUS_OK ? seat_lock(taking->connection, old_first ? new : old, fault)
							   : status;
}

static enum status let_go(const struct taking *taking, struct fault *fault)
{
	return taking->offer->state == OFFER_HELD
			   ? offer_release(taking->connection, taking->offer, taking->now, fault)
			   : offer_cancel(taking->connection, taking->offer, taking->now, fault);
}

static enum status book(const struct taking *taking, const struct seat *seat, struct fault *fault)
{
	const struct offer *old = taking->offer;
	const struct hold hold = {
		.person = old->person,
		.booking = {uuid_v7(taking->now.seconds * 1000)},
		.session = seat->session,
		.need = old->need,
		.host = seat->host,
		.during = seat->during,
		.kind = seat->kind,
		.answer_by = seat->during.from,
	};
	const struct offer new = {.person = hold.person,
		.booking = hold.booking,
		.session = hold.session,
		.need = hold.need,
		.host = hold.host};
	enum status status =
		hold_add(taking->connection, taking->setting->organisation.id, &hold, taking->now, fault);
	return status == STATUS_OK ? offer_confirm(taking->connection, &new, taking->now, fault)
							   : status;
}

// Both hosts, in order of their ids.
static enum status revise_feeds(
	const struct taking *taking, struct person_id host, struct fault *fault)
{
	struct connection *connection = taking->connection;
	struct person_id other = taking->offer->host;
	bool same = uuid_equal(host.uuid, other.uuid);
	bool host_first = uuid_compare(host.uuid, other.uuid) < 0;
	enum status status =
		feed_revise(connection, taking->offer->person, PART_ATTENDEE, taking->now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, host_first ? host : other, PART_HOST, taking->now, fault);
	if (status == STATUS_OK && !same)
		status = feed_revise(connection, host_first ? other : host, PART_HOST, taking->now, fault);
	return status;
}

static enum status exchange(
	const struct taking *taking, const struct seat *seat, struct fault *fault)
{
	struct connection *connection = taking->connection;
	const struct offer *offer = taking->offer;
	const struct need need = {.person = offer->person, .id = offer->need};
	enum status status = lock_seats(taking, seat, fault);
	if (status == STATUS_OK)
		status = let_go(taking, fault);
	if (status == STATUS_OK)
		status = book(taking, seat, fault);
	if (status == STATUS_OK)
		status = need_settle(
			connection, &need, NEED_BOOKED, SEAT_FOUND, INSTANT_NEVER, taking->now, fault);
	if (status == STATUS_OK && offer->state == OFFER_HELD)
		status = contact_answered(connection, offer->person, offer->need, true, fault);
	if (status == STATUS_OK)
		status = cadences_answered(connection, offer->person, offer->need, taking->now, fault);
	if (status == STATUS_OK)
		status = revise_feeds(taking, seat->host, fault);
	if (status == STATUS_OK)
		status = waiting_look(connection, &offer->person, 1, taking->now, fault);
	return status == STATUS_OK ? engine_wake(connection, fault) : status;
}

static bool is_open(const struct offer *offer)
{
	return (offer->state == OFFER_HELD && !offer->overdue) ||
		   (offer->state == OFFER_CONFIRMED && !offer->begun);
}

static enum status take(struct taking *taking, struct person_id person, struct booking_id booking,
	struct session_id session, struct arena *arena, enum offer_outcome *out, struct fault *fault)
{
	struct offer offer;
	struct seat seat;
	bool allowed = false, booked = false;
	enum status status = cadences_hold(taking->connection, person, fault);
	if (status == STATUS_OK)
		status = offer_lock(taking->connection, person, booking, taking->now, &offer, fault);
	if (status != STATUS_OK)
		return status;
	taking->offer = &offer;
	if (!is_open(&offer)) {
		status = offer_has_booked(taking->connection, &offer, session, &booked, fault);
		*out = booked ? OFFER_AS_BEFORE : OFFER_GONE;
		return status;
	}
	if (offer.state == OFFER_CONFIRMED) {
		bool allowed_to_move = false;
		status = booking_may_move(taking->connection, taking->setting, &offer, taking->now, arena,
			&allowed_to_move, fault);
		*out = OFFER_TOO_LATE;
		if (status != STATUS_OK || !allowed_to_move)
			return status;
	}
	status = choice_check(taking->connection, taking->setting, &offer, session, taking->now, arena,
		&seat, &allowed, fault);
	*out = allowed ? OFFER_ANSWERED : OFFER_LOST;
	return status == STATUS_OK && allowed ? exchange(taking, &seat, fault) : status;
}

enum status offer_take_time(struct connection *connection, const struct setting *setting,
	struct person_id person, struct booking_id booking, struct session_id session,
	struct instant now, enum offer_outcome *out, struct fault *fault)
{
	struct fault own;
	enum offer_outcome outcome = OFFER_LOST;
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		struct arena arena;
		struct taking taking = {connection, setting, NULL, now};
		own = (struct fault){.status = STATUS_OK};
		arena_init(&arena);
		status = transaction_begin(connection, &own);
		if (status == STATUS_OK)
			status = take(&taking, person, booking, session, &arena, &outcome, &own);
		status = transaction_end(connection, status, &own);
		arena_done(&arena);
	}
	// Somebody else was quicker: what was let go is rolled back with the rest.
	if (status == STATUS_FULL || status == STATUS_BUSY) {
		*out = OFFER_LOST;
		return STATUS_OK;
	}
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	*out = outcome;
	return STATUS_OK;
}
