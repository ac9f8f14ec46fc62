// SPDX-License-Identifier: MIT
#include "app/bookings/choices.h"

#include <stdlib.h>

#include "app/plan/candidates.h"
#include "store/needs.h"
#include "store/sessions.h"

// What is booked may be moved by as much time as there was to find it.
static struct instant latest_of(const struct need *need, struct instant now)
{
	int64_t window = need->latest_at.seconds - need->earliest_at.seconds;
	return need->state == NEED_BOOKED ? instant_latest(need->latest_at, instant_later(now, window))
									  : need->latest_at;
}

// Its own time is free once it is let go.
static void leave_out_own(struct candidates *found, struct interval own)
{
	size_t kept = 0;
	for (size_t i = 0; i < found->busy_count; i++) {
		const struct interval *busy = &found->busy[i];
		if (busy->from.seconds != own.from.seconds || busy->to.seconds != own.to.seconds)
			found->busy[kept++] = *busy;
	}
	found->busy_count = kept;
}

// What the person let go before can be had again, since it is they who choose.
static enum status gather(struct connection *connection, const struct setting *setting,
	const struct offer *offer, bool lock, struct instant now, struct arena *arena,
	struct need *need, struct candidates *out, struct fault *fault)
{
	enum status status = need_read(connection, offer->person, offer->need, need, fault);
	if (status != STATUS_OK)
		return status;
	need->id = (struct need_id){{{0}}};
	need->latest_at = latest_of(need, now);
	status = lock ? candidates_lock(connection, setting, need, now, arena, out, fault)
				  : candidates_look(connection, setting, need, now, arena, out, fault);
	if (status == STATUS_OK)
		leave_out_own(out, offer->during);
	return status;
}

static int by_preference(const void *a, const void *b, void *wanted)
{
	const struct seat *left = a, *right = b;
	return seat_precedes(wanted, left, right) ? -1 : seat_precedes(wanted, right, left);
}

static bool are_alike(const struct seat *a, const struct seat *b)
{
	return a->kind == b->kind && a->during.from.seconds == b->during.from.seconds &&
		   a->during.to.seconds == b->during.to.seconds;
}

// Keeps what can be had, in order.
static void choose(struct candidates *found, const struct offer *offer, struct choices *out)
{
	size_t kept = 0;
	for (size_t i = 0; i < found->count; i++) {
		const struct seat *seat = &found->seats[i];
		if (!uuid_equal(seat->session.uuid, offer->session.uuid) &&
			seat_against(&found->wanted, seat, found->busy, found->busy_count) == SEAT_FOUND)
			found->seats[kept++] = *seat;
	}
	out->list = found->seats;
	out->count = 0;
	if (kept == 0)
		return;
	qsort_r(found->seats, kept, sizeof *found->seats, by_preference, &found->wanted);
	for (size_t i = 0; i < kept; i++) {
		if (out->count == 0 || !are_alike(&out->list[out->count - 1], &found->seats[i]))
			out->list[out->count++] = found->seats[i];
	}
}

enum status choices_read(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct instant now, struct arena *arena, struct choices *out,
	struct fault *fault)
{
	struct need need;
	struct candidates found;
	enum status status =
		gather(connection, setting, offer, false, now, arena, &need, &found, fault);
	if (status == STATUS_OK)
		choose(&found, offer, out);
	return status;
}

enum status choice_check(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct session_id session, struct instant now, struct arena *arena,
	struct seat *out, bool *allowed, struct fault *fault)
{
	struct need need;
	struct candidates found;
	enum status status = gather(connection, setting, offer, true, now, arena, &need, &found, fault);
	*allowed = false;
	if (status != STATUS_OK || uuid_equal(session.uuid, offer->session.uuid))
		return status;
	for (size_t i = 0; i < found.count && !*allowed; i++) {
		if (!uuid_equal(found.seats[i].session.uuid, session.uuid))
			continue;
		*out = found.seats[i];
		*allowed = seat_against(&found.wanted, out, found.busy, found.busy_count) == SEAT_FOUND;
	}
	return STATUS_OK;
}
