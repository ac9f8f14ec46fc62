// SPDX-License-Identifier: MIT
#include "app/bookings/answer.h"

#include "store/cadences.h"
#include "store/contacts.h"
#include "store/follow_ups.h"
#include "store/needs.h"
#include "store/waiting.h"

#define TRIES 5

static const struct {
	enum offer_state state;
	enum need_state need;
} results[] = {
	[OFFER_ACCEPT] = {OFFER_CONFIRMED, NEED_BOOKED},
	[OFFER_ANOTHER] = {OFFER_RELEASED, NEED_OPEN},
	[OFFER_DECLINE] = {OFFER_RELEASED, NEED_DECLINED},
};

static enum status apply(struct connection *connection, const struct offer *offer,
	enum offer_answer answer, struct instant now, struct fault *fault)
{
	struct need need = {.person = offer->person, .id = offer->need};
	struct instant look = answer == OFFER_ANOTHER ? now : INSTANT_NEVER;
	enum status status = answer == OFFER_ACCEPT ? offer_confirm(connection, offer, now, fault)
												: offer_release(connection, offer, now, fault);
	if (status == STATUS_OK)
		status = need_settle(connection, &need, results[answer].need, SEAT_FOUND, look, now, fault);
	if (status == STATUS_OK)
		status = answer == OFFER_ANOTHER
					 ? contact_again(connection, offer->person, offer->need, now, fault)
					 : contact_answered(
						   connection, offer->person, offer->need, answer == OFFER_ACCEPT, fault);
	if (status == STATUS_OK && answer == OFFER_DECLINE)
		status = follow_ups_end(connection, offer->person, &offer->need, fault);
	if (status == STATUS_OK && answer != OFFER_ANOTHER)
		status = cadences_answered(connection, offer->person, offer->need, now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, offer->person, PART_ATTENDEE, now, fault);
	if (status == STATUS_OK)
		status = feed_revise(connection, offer->host, PART_HOST, now, fault);
	if (status == STATUS_OK)
		status = waiting_look(connection, &offer->person, 1, now, fault);
	return status == STATUS_OK ? engine_wake(connection, fault) : status;
}

static enum status answer_in_transaction(struct connection *connection, struct person_id person,
	struct booking_id booking, enum offer_answer answer, struct instant now,
	enum offer_outcome *out, struct fault *fault)
{
	struct offer offer;
	enum status status = cadences_hold(connection, person, fault);
	if (status == STATUS_OK)
		status = offer_lock(connection, person, booking, now, &offer, fault);
	if (status != STATUS_OK)
		return status;
	if (offer.state != OFFER_HELD || offer.overdue) {
		bool as_before =
			offer.state == results[answer].state && offer.declined == (answer == OFFER_DECLINE);
		*out = as_before ? OFFER_AS_BEFORE : OFFER_GONE;
		return STATUS_OK;
	}
	*out = OFFER_ANSWERED;
	return apply(connection, &offer, answer, now, fault);
}

enum status offer_take_answer(struct connection *connection, struct person_id person,
	struct booking_id booking, enum offer_answer answer, struct instant now,
	enum offer_outcome *out, struct fault *fault)
{
	struct fault own;
	enum offer_outcome outcome = OFFER_GONE;
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		own = (struct fault){.status = STATUS_OK};
		status = transaction_begin(connection, &own);
		if (status == STATUS_OK)
			status =
				answer_in_transaction(connection, person, booking, answer, now, &outcome, &own);
		status = transaction_end(connection, status, &own);
	}
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	*out = outcome;
	return STATUS_OK;
}
