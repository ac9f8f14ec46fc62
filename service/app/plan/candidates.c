// SPDX-License-Identifier: MIT
#include "app/plan/candidates.h"

#include "app/duty/duty.h"

struct seat_need candidates_wanted(const struct need *need, struct instant now)
{
	return (struct seat_need){
		.person = need->person,
		.need = need->id,
		.kinds = need->kinds,
		.kind_count = need->kind_count,
		.earliest = instant_latest(need->earliest_at, instant_later(now, need->notice_seconds)),
		.latest = need->latest_at,
		.minutes = need->minutes,
	};
}

static enum status read_seats(struct connection *connection, const struct need *need,
	struct arena *arena, struct candidates *out, struct fault *fault)
{
	struct interval around = {
		out->wanted.earliest, instant_later(out->wanted.latest, SECONDS_PER_DAY)};
	enum status status = seats_list(
		connection, need->organisation, &out->wanted, arena, &out->seats, &out->count, fault);
	if (status == STATUS_OK)
		status = diary_busy(
			connection, need->person, around, arena, &out->busy, &out->busy_count, fault);
	return status;
}

enum status candidates_read(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, struct arena *arena, struct candidates *out,
	bool *covered, struct fault *fault)
{
	struct candidates found = {.wanted = candidates_wanted(need, now)};
	enum status status = STATUS_OK;
	*covered = false;
	if (!instant_before(found.wanted.latest, found.wanted.earliest))
		status = read_seats(connection, need, arena, &found, fault);
	if (status == STATUS_OK)
		status = duty_bar_own(connection, setting->zone, &setting->policy.roster_rules,
			need->person, found.seats, found.count, arena, covered, fault);
	if (status == STATUS_OK)
		*out = found;
	return status;
}

static enum status read_all(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, bool lock, struct arena *arena,
	struct candidates *out, struct fault *fault)
{
	struct candidates found = {.wanted = candidates_wanted(need, now)};
	enum status status = STATUS_OK;
	if (!instant_before(found.wanted.latest, found.wanted.earliest))
		status = read_seats(connection, need, arena, &found, fault);
	if (status == STATUS_OK)
		status = duty_bar(connection, setting->zone, &setting->policy.roster_rules, need->person,
			found.seats, found.count, lock, arena, fault);
	if (status == STATUS_OK)
		*out = found;
	return status;
}

enum status candidates_look(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, struct arena *arena, struct candidates *out,
	struct fault *fault)
{
	return read_all(connection, setting, need, now, false, arena, out, fault);
}

enum status candidates_lock(struct connection *connection, const struct setting *setting,
	const struct need *need, struct instant now, struct arena *arena, struct candidates *out,
	struct fault *fault)
{
	return read_all(connection, setting, need, now, true, arena, out, fault);
}

enum status candidates_keep(struct connection *connection, const struct setting *setting,
	const struct seat_need *wanted, const struct hold *hold, struct arena *arena, bool *answers,
	struct fault *fault)
{
	struct seat seat = {
		.kind = hold->kind, .during = hold->during, .own_manager = hold->own_manager};
	bool covered;
	enum status status = duty_bar_own(connection, setting->zone, &setting->policy.roster_rules,
		wanted->person, &seat, 1, arena, &covered, fault);
	if (status == STATUS_OK)
		*answers = seat_answers(wanted, &seat);
	return status;
}
