// SPDX-License-Identifier: MIT
#include "app/bookings/call_off.h"

#include "app/audits/audit.h"
#include "calendar/zone.h"
#include "secret/token.h"
#include "store/cadences.h"
#include "store/contacts.h"
#include "store/needs.h"
#include "store/offers.h"

#define TRIES 8

// One at a time in order of their ids, as everything that changes several people does.
static enum status lock_attendees(struct connection *connection, const struct call_off *what,
	const struct taken_place *list, size_t count, struct offer *offers, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (i == 0 || !uuid_equal(list[i].person.uuid, list[i - 1].person.uuid))
			status = cadences_hold(connection, list[i].person, fault);
		if (status == STATUS_OK)
			status = offer_lock(
				connection, list[i].person, list[i].booking, what->now, &offers[i], fault);
	}
	return status;
}

static bool is_in_force(const struct offer *offer)
{
	return offer->state == OFFER_HELD || offer->state == OFFER_CONFIRMED;
}

// With the seats locked nobody can come in; whoever came in before that is seen now.
static enum status lock_seats(struct connection *connection, const struct off_session *sessions,
	size_t count, const struct offer *offers, size_t offer_count, struct arena *arena,
	struct fault *fault)
{
	struct taken_place *again;
	size_t again_count, in_force = 0;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = seat_lock(connection, sessions[i].session, fault);
	if (status == STATUS_OK)
		status = places_taken(connection, sessions, count, arena, &again, &again_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < offer_count; i++)
		in_force += is_in_force(&offers[i]);
	if (status == STATUS_OK && again_count != in_force)
		status = fault_set(fault, STATUS_RETRY, NULL, "Somebody took a seat meanwhile.");
	return status;
}

static enum status call_off_for(struct connection *connection, const struct call_off *what,
	const struct offer *offer, struct fault *fault)
{
	const struct need_id another = {uuid_v7(what->now.seconds * 1000)};
	enum status status = offer_call_off(connection, offer, another, what->now, fault);
	if (status == STATUS_OK && offer->state == OFFER_HELD)
		status = contact_again(connection, offer->person, offer->need, what->now, fault);
	if (status == STATUS_OK)
		status = cadences_answered(connection, offer->person, offer->need, what->now, fault);
	return status == STATUS_OK
			   ? feed_revise(connection, offer->person, PART_ATTENDEE, what->now, fault)
			   : status;
}

// The date is none of the pattern's any more.
static enum status except(struct connection *connection, const struct call_off *what,
	const struct off_session *session, struct arena *arena, struct fault *fault)
{
	struct text name;
	struct zone zone;
	char written[CIVIL_TEXT_LENGTH + 1];
	struct instant start = session->during.from;
	enum status status = series_zone(connection, session->series, arena, &name, fault);
	if (status == STATUS_OK)
		status = zone_load(name, instant_later(start, -2 * SECONDS_PER_DAY),
			instant_later(start, 2 * SECONDS_PER_DAY), arena, &zone, fault);
	if (status != STATUS_OK)
		return status;
	civil_format(zone_local(&zone, start), written);
	return series_except(connection, session->series, text_of(written), what->now, fault);
}

enum status call_off_all(struct connection *connection, const struct call_off *what,
	const struct off_session *sessions, size_t count, struct arena *arena, struct fault *fault)
{
	struct taken_place *list;
	size_t attendees;
	bool changed;
	enum status status = places_taken(connection, sessions, count, arena, &list, &attendees, fault);
	if (status != STATUS_OK)
		return status;
	struct offer *offers = arena_array(arena, attendees, sizeof *offers);
	if (!offers)
		return fault_memory(fault);
	status = lock_attendees(connection, what, list, attendees, offers, fault);
	if (status == STATUS_OK)
		status = lock_seats(connection, sessions, count, offers, attendees, arena, fault);
	for (size_t i = 0; status == STATUS_OK && i < attendees; i++) {
		if (is_in_force(&offers[i]))
			status = call_off_for(connection, what, &offers[i], fault);
	}
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		status =
			session_call_off(connection, &sessions[i], what->reason, what->now, &changed, fault);
		if (status == STATUS_OK && changed && !uuid_is_nil(sessions[i].series.uuid))
			status = except(connection, what, &sessions[i], arena, fault);
	}
	if (status == STATUS_OK)
		status = feed_revise(connection, what->host, PART_HOST, what->now, fault);
	if (status == STATUS_OK)
		status = engine_wake(connection, fault);
	return status == STATUS_OK
			   ? audit_add_organisation(connection, what->by, AUDIT_SESSION_CALLED_OFF, fault)
			   : status;
}

// One session where `session` is given, else all within a time.
static enum status find_and_call_off(struct connection *connection, const struct call_off *what,
	const struct session_id *session, struct interval within, size_t *found, struct arena *arena,
	struct fault *fault)
{
	struct off_session one, *list = &one;
	size_t count = 1;
	enum status status =
		session ? off_session_read(connection, what->host, *session, what->now, &one, fault)
				: off_sessions_within(
					  connection, what->host, within, what->now, arena, &list, &count, fault);
	if (status == STATUS_OK && count > 0)
		status = call_off_all(connection, what, list, count, arena, fault);
	if (status == STATUS_OK)
		*found = count;
	return status;
}

static enum status call_off(struct connection *connection, const struct call_off *what,
	const struct session_id *session, struct interval within, size_t *found, struct fault *fault)
{
	struct fault own;
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		struct arena arena;
		own = (struct fault){.status = STATUS_OK};
		arena_init(&arena);
		status = transaction_begin(connection, &own);
		if (status == STATUS_OK)
			status = find_and_call_off(connection, what, session, within, found, &arena, &own);
		status = transaction_end(connection, status, &own);
		arena_done(&arena);
	}
	return status == STATUS_OK ? status : fault_set(fault, status, own.where, "%s", own.message);
}

enum status call_off_session(struct connection *connection, const struct call_off *what,
	struct session_id session, struct fault *fault)
{
	size_t count;
	return call_off(
		connection, what, &session, (struct interval){{0}, INSTANT_NEVER}, &count, fault);
}

enum status call_off_within(struct connection *connection, const struct call_off *what,
	struct interval within, size_t *count, struct fault *fault)
{
	return call_off(connection, what, NULL, within, count, fault);
}
