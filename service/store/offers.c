// SPDX-License-Identifier: MIT
#include "store/offers.h"

#include <assert.h>

#include "store/query.h"

static const char *const states[] = {
	[OFFER_HELD] = "held",
	[OFFER_CONFIRMED] = "confirmed",
	[OFFER_RELEASED] = "released",
	[OFFER_LAPSED] = "lapsed",
	[OFFER_CANCELLED] = "cancelled",
};

static enum offer_state state_parse(struct text text)
{
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		if (text_is(text, states[i]))
			return (enum offer_state)i;
	}
	assert(!"the table allows no other state");
	return OFFER_CANCELLED;
}

enum status offer_lock(struct connection *connection, struct person_id person,
	struct booking_id booking, struct instant at, struct offer *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	parameter_uuid(&values, booking.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_OFFER_LOCK, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	struct offer offer = {.person = person, .booking = booking};
	bool found = rows_count(rows) > 0;
	if (found) {
		offer.session.uuid = row_uuid(rows, 0, 0);
		offer.need.uuid = row_uuid(rows, 0, 1);
		offer.host.uuid = row_uuid(rows, 0, 2);
		offer.state = state_parse(row_text(rows, 0, 3));
		offer.overdue = row_boolean(rows, 0, 4);
		offer.declined = row_boolean(rows, 0, 5);
	}
	rows_free(rows);
	if (!found)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such offer.");
	*out = offer;
	return STATUS_OK;
}

// Moves the hold, then changes its session's seat.
static enum status settle(struct connection *connection, const struct offer *offer,
	enum offer_state state, enum query seat, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, offer->person.uuid);
	parameter_uuid(&values, offer->booking.uuid);
	parameter_text(&values, text_of(states[state]));
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_OFFER_SETTLE, &values, NULL, fault);
	if (status == STATUS_OK) {
		parameters_start(&values, &arena);
		parameter_uuid(&values, offer->session.uuid);
		parameter_instant(&values, at);
		status = query_run(connection, seat, &values, NULL, fault);
	}
	arena_done(&arena);
	return status;
}

enum status offer_confirm(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault)
{
	return settle(connection, offer, OFFER_CONFIRMED, QUERY_SEAT_CONFIRM, at, fault);
}

enum status offer_release(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault)
{
	return settle(connection, offer, OFFER_RELEASED, QUERY_SEAT_GIVE_BACK, at, fault);
}
