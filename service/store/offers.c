// SPDX-License-Identifier: MIT
#include "store/offers.h"

#include "store/meetings.h"
#include <assert.h>

#include "store/changing.h"
#include "store/copying.h"
#include "store/needs.h"

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

static enum status find(struct connection *connection, enum query query, struct person_id person,
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
	enum status status = query_run(connection, query, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	struct offer offer = {.person = person, .booking = booking};
	bool found = rows_count(rows) > 0, failed = false;
	if (found) {
		offer.session.uuid = row_uuid(rows, 0, 0);
		offer.need.uuid = row_uuid(rows, 0, 1);
		offer.host.uuid = row_uuid(rows, 0, 2);
		offer.state = state_parse(row_text(rows, 0, 3));
		offer.overdue = row_boolean(rows, 0, 4);
		offer.declined = row_boolean(rows, 0, 5);
		offer.begun = row_boolean(rows, 0, 6);
		offer.during = row_interval(rows, 0, 7);
		failed = !session_kind_parse(row_text(rows, 0, 8), &offer.kind);
	}
	status = rows_taken(rows, failed, fault);
	if (status != STATUS_OK)
		return status;
	if (!found)
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "There is no such offer.");
	*out = offer;
	return STATUS_OK;
}

enum status offer_lock(struct connection *connection, struct person_id person,
	struct booking_id booking, struct instant at, struct offer *out, struct fault *fault)
{
	return find(connection, QUERY_OFFER_LOCK, person, booking, at, out, fault);
}

enum status offer_read(struct connection *connection, struct person_id person,
	struct booking_id booking, struct instant at, struct offer *out, struct fault *fault)
{
	return find(connection, QUERY_OFFER_READ, person, booking, at, out, fault);
}

enum status offer_has_booked(struct connection *connection, const struct offer *offer,
	struct session_id session, bool *booked, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, offer->person.uuid);
	parameter_uuid(&change.values, offer->need.uuid);
	parameter_uuid(&change.values, session.uuid);
	return change_ask(&change, connection, QUERY_OFFER_OF_SESSION, booked, fault);
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

static enum status give_seat_back(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, offer->session.uuid);
	parameter_integer(&change.values, 1);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, QUERY_SEAT_RELEASE, NULL, fault);
}

enum status offer_cancel(struct connection *connection, const struct offer *offer,
	struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, offer->person.uuid);
	parameter_uuid(&change.values, offer->booking.uuid);
	parameter_text(&change.values, text_of(states[OFFER_CANCELLED]));
	parameter_instant(&change.values, at);
	enum status status = change_run(&change, connection, QUERY_OFFER_SETTLE, NULL, fault);
	return status == STATUS_OK ? give_seat_back(connection, offer, at, fault) : status;
}

static enum status change_need(struct connection *connection, enum query query,
	const struct offer *offer, struct instant at, bool *changed, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, offer->person.uuid);
	parameter_uuid(&change.values, offer->need.uuid);
	parameter_instant(&change.values, at);
	return change_run(&change, connection, query, changed, fault);
}

enum status offer_give_up(struct connection *connection, const struct offer *offer,
	struct instant at, bool *reopened, struct fault *fault)
{
	bool open = false;
	enum status status = change_need(connection, QUERY_NEED_REOPEN, offer, at, &open, fault);
	if (status == STATUS_OK && open)
		status = offer_cancel(connection, offer, at, fault);
	if (status == STATUS_OK)
		*reopened = open;
	return status;
}

enum status seat_lock(struct connection *connection, struct session_id session, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, session.uuid);
	return change_run(&change, connection, QUERY_SEAT_LOCK, NULL, fault);
}

static enum status ask_for_another(struct connection *connection, const struct offer *offer,
	struct need_id id, struct instant at, struct fault *fault)
{
	struct change change;
	change_start(&change);
	parameter_uuid(&change.values, offer->person.uuid);
	parameter_uuid(&change.values, offer->booking.uuid);
	parameter_uuid(&change.values, id.uuid);
	parameter_instant(&change.values, at);
	parameter_bigint(&change.values, UNASKED_WINDOW);
	parameter_bigint(&change.values, UNASKED_NOTICE);
	parameter_bigint(&change.values, UNASKED_ANSWER);
	return change_run(&change, connection, QUERY_NEED_FOR_BOOKING, NULL, fault);
}

enum status offer_call_off(struct connection *connection, const struct offer *offer,
	struct need_id another, struct instant at, struct fault *fault)
{
	const struct need need = {.person = offer->person, .id = offer->need};
	bool open = false;
	enum status status = offer->state == OFFER_HELD ? offer_release(connection, offer, at, fault)
													: offer_cancel(connection, offer, at, fault);
	if (status == STATUS_OK && uuid_is_nil(offer->need.uuid))
		return ask_for_another(connection, offer, another, at, fault);
	if (status == STATUS_OK)
		status = change_need(connection, QUERY_NEED_REOPEN_FIRST, offer, at, &open, fault);
	if (status == STATUS_OK && !open)
		status = change_need(connection, QUERY_NEED_FIRST_LIKE, offer, at, NULL, fault);
	if (status == STATUS_OK && !open)
		status = need_settle(connection, &need, NEED_LAPSED, SEAT_FOUND, INSTANT_NEVER, at, fault);
	return status;
}

static enum seat_answer reason_parse(struct text text)
{
	for (unsigned i = 0; i < SEAT_ANSWER_COUNT; i++) {
		if (text_is(text, seat_answer_name((enum seat_answer)i)))
			return (enum seat_answer)i;
	}
	assert(!"the table allows no other reason");
	return SEAT_NONE_OFFERED;
}

enum status searches_own(struct connection *web, struct person_id person, struct arena *arena,
	struct search **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(web, QUERY_SEARCH_OWN, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct search *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i].need.uuid = row_uuid(rows, i, 0);
		list[i].any_since = row_is_null(rows, i, 1) ? INSTANT_NEVER : row_instant(rows, i, 1);
		list[i].reason = reason_parse(row_text(rows, i, 3));
		list[i].latest_at = row_instant(rows, i, 4);
		failed = failed || !session_kind_parse(row_text(rows, i, 2), &list[i].kind);
	}
	status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status offers_why(struct connection *web, struct person_id person, struct instant at,
	struct arena *arena, struct offer_why **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, person.uuid);
	parameter_instant(&values, at);
	enum status status = query_run(web, QUERY_OFFER_WHY, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	int number = rows_count(rows);
	struct offer_why *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct offer_why){.booking = {row_uuid(rows, i, 0)},
			.facts = {.meeting.languages = meeting_languages(row_text(rows, i, 1)),
				.met = row_boolean(rows, i, 3),
				.first_kind = row_boolean(rows, i, 4)}};
		(void)manner_parse(row_text(rows, i, 2), &list[i].facts.meeting.manner);
		meeting_row_wish(rows, i, 5, &list[i].facts.wish);
	}
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}
