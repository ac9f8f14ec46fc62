// SPDX-License-Identifier: MIT
#include "app/bookings/choices.h"

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

// What the person let go before can be had again, since it is they who choose; and its own time is
// free once it is let go.
static enum status read_need(struct connection *connection, const struct setting *setting,
	const struct offer *offer, bool lock, struct instant now, struct need *need,
	struct candidates *by, struct fault *fault)
{
	enum status status = need_read(connection, offer->person, offer->need, need, fault);
	if (status != STATUS_OK)
		return status;
	need->id = (struct need_id){{{0}}};
	need->latest_at = latest_of(need, now);
	*by = (struct candidates){.connection = connection,
		.setting = setting,
		.need = need,
		.now = now,
		.own = &offer->during,
		.lock = lock};
	return STATUS_OK;
}

static bool are_alike(const struct seat *a, const struct seat *b)
{
	return a->kind == b->kind && a->during.from.seconds == b->during.from.seconds &&
		   a->during.to.seconds == b->during.to.seconds;
}

static void leave_out_alike(const struct offer *offer, struct choices *out)
{
	size_t count = out->count;
	out->count = 0;
	for (size_t i = 0; i < count; i++) {
		if (!uuid_equal(out->list[i].session.uuid, offer->session.uuid) &&
			(out->count == 0 || !are_alike(&out->list[out->count - 1], &out->list[i])))
			out->list[out->count++] = out->list[i];
	}
}

enum status choices_read(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct instant now, struct arena *arena, struct choices *out,
	struct fault *fault)
{
	struct need need;
	struct candidates by;
	struct choices found;
	enum status status = read_need(connection, setting, offer, false, now, &need, &by, fault);
	if (status == STATUS_OK)
		status = candidates_list(&by, arena, &found.list, &found.count, fault);
	if (status != STATUS_OK)
		return status;
	leave_out_alike(offer, &found);
	*out = found;
	return STATUS_OK;
}

enum status choice_check(struct connection *connection, const struct setting *setting,
	const struct offer *offer, struct session_id session, struct instant now, struct arena *arena,
	struct seat *out, bool *allowed, struct fault *fault)
{
	struct need need;
	struct candidates by;
	enum seat_answer answer = SEAT_NONE_OFFERED;
	enum status status = read_need(connection, setting, offer, true, now, &need, &by, fault);
	if (status == STATUS_OK && !uuid_equal(session.uuid, offer->session.uuid))
		status = candidates_one(&by, session, arena, out, &answer, fault);
	*allowed = status == STATUS_OK && answer == SEAT_FOUND;
	return status;
}
