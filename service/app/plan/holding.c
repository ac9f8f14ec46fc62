// SPDX-License-Identifier: MIT
#include "app/plan/holding.h"

#include "secret/token.h"

#define LOOK_AGAIN SECONDS_PER_DAY // for a seat that was not there

enum status holding_take(struct connection *connection, const struct need *need,
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

enum status holding_let_go(struct connection *connection, const struct hold *hold,
	struct instant now, bool *released, struct fault *fault)
{
	enum status status = hold_release(connection, hold, now, released, fault);
	if (status == STATUS_OK && *released)
		status = feed_revise(connection, hold->person, PART_ATTENDEE, now, fault);
	if (status == STATUS_OK && *released)
		status = feed_revise(connection, hold->host, PART_HOST, now, fault);
	return status;
}

enum status holding_none(struct connection *connection, const struct need *need,
	enum seat_answer reason, struct instant now, struct fault *fault)
{
	struct instant again =
		instant_earliest(instant_later(now, LOOK_AGAIN), instant_later(need->latest_at, 1));
	return need_settle(connection, need, NEED_NO_SEAT, reason, again, now, fault);
}
