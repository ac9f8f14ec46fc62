// SPDX-License-Identifier: MIT
#include "app/bookings/week.h"

#include "store/people.h"

// Takes out what was called off.
static size_t keep_booked(struct team_booking *list, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (!list[i].cancelled)
			list[kept++] = list[i];
	}
	return kept;
}

static enum status tell(struct connection *connection, const struct audit_actor *by,
	const struct week_seen *seen, struct arena *arena, struct fault *fault)
{
	struct chain_id *about = arena_array(arena, seen->team_count, sizeof *about);
	if (!about)
		return fault_memory(fault);
	for (size_t i = 0; i < seen->team_count; i++)
		about[i] = chain_of_person(seen->team[i]);
	return audit_add(connection, by, AUDIT_BOOKINGS_SEEN, about, seen->team_count, fault);
}

static enum status see(struct connection *connection, const struct audit_actor *by,
	struct interval within, struct arena *arena, struct week_seen *seen, struct fault *fault)
{
	enum status status = person_begin(connection, by->person, fault);
	if (status == STATUS_OK)
		status = feed_hosted(connection, by->person, arena, &seen->led, &seen->led_count, fault);
	if (status == STATUS_OK)
		status = team_begin(connection, by->now, arena, &seen->team, &seen->team_count, fault);
	if (status == STATUS_OK)
		status = team_bookings(connection, seen->team, seen->team_count, within, arena,
			&seen->bookings, &seen->booking_count, fault);
	if (status != STATUS_OK)
		return status;
	seen->booking_count = keep_booked(seen->bookings, seen->booking_count);
	return tell(connection, by, seen, arena, fault);
}

enum status week_see(struct connection *connection, const struct audit_actor *by,
	struct interval within, struct arena *arena, struct week_seen *out, struct fault *fault)
{
	struct week_seen seen = {.team = NULL};
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = see(connection, by, within, arena, &seen, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*out = seen;
	return status;
}

bool week_has_had(const struct week_seen *seen, struct person_id person, struct interval within,
	struct instant by)
{
	for (size_t i = 0; i < seen->booking_count; i++) {
		const struct team_booking *booking = &seen->bookings[i];
		if (booking->one_to_one && uuid_equal(booking->person.uuid, person.uuid) &&
			!instant_before(booking->during.from, within.from) &&
			instant_before(booking->during.from, within.to) &&
			!instant_before(by, booking->during.to))
			return true;
	}
	return false;
}

size_t week_headcount(const struct week_seen *seen, struct session_id session)
{
	size_t count = 0;
	for (size_t i = 0; i < seen->booking_count; i++)
		count += uuid_equal(seen->bookings[i].session.uuid, session.uuid);
	return count;
}

struct interval week_quarter(const struct zone *zone, struct instant at)
{
	struct civil local = zone_local(zone, at);
	struct civil first = {.year = local.year, .month = (local.month - 1) / 3 * 3 + 1, .day = 1};
	struct civil next = first;
	next.month += 3;
	if (next.month > 12) {
		next.month -= 12;
		next.year++;
	}
	return (struct interval){zone_instant(zone, first), zone_instant(zone, next)};
}
