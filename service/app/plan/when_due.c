// SPDX-License-Identifier: MIT
#include "app/plan/outcome.h"
#include "calendar/zone.h"

#define CLAIM (SECONDS_PER_HOUR / 4) // who is stopped meanwhile is not waited for longer

// The last time by then that it was so late at night.
static struct instant last_night(const struct zone *zone, struct instant now)
{
	for (int days = 0;; days++) {
		struct civil local = zone_local(zone, now);
		local.hour = local.minute = local.second = 0;
		struct civil date = civil_of(instant_later(civil_as_utc(local), -days * SECONDS_PER_DAY));
		date.hour = PLAN_HOUR;
		struct instant night = zone_instant(zone, date);
		if (!instant_before(now, night))
			return night;
	}
}

static bool is_first_tonight(
	const struct zone *zone, struct instant now, const struct plan_state *state)
{
	return instant_before(state->planned_at, last_night(zone, now));
}

static bool is_due(const struct zone *zone, struct instant now, const struct plan_state *state)
{
	if (is_first_tonight(zone, now, state))
		return true;
	return state->needs + state->sessions >= PLAN_AFTER &&
		   !instant_before(now, instant_later(state->planned_at, PLAN_PAUSE));
}

// What may be told is made at night alone.
static enum status tell(struct connection *connection, const struct plan_made *made,
	const struct plan_report *report, struct arena *arena, struct fault *fault)
{
	struct plan_outcome outcome;
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = outcome_of(connection, made, report, arena, &outcome, fault);
	if (status == STATUS_OK)
		status =
			plan_outcome_keep(connection, made->batch.setting->organisation.id, &outcome, fault);
	return transaction_end(connection, status, fault);
}

static enum status plan(struct connection *connection, const struct setting *setting,
	struct instant now, bool night, struct plan_report *report, struct fault *fault)
{
	struct arena arena;
	struct plan_made made;
	arena_init(&arena);
	enum status status = plan_make(connection, setting, now, &arena, &made, fault);
	if (status == STATUS_OK)
		status = plan_apply(connection, &made, report, fault);
	if (status == STATUS_OK && night)
		status = tell(connection, &made, report, &arena, fault);
	if (status == STATUS_OK)
		status = plan_done(connection, setting->organisation.id, now, fault);
	arena_done(&arena);
	return status;
}

enum status plan_when_due(struct connection *connection, const struct setting *setting,
	struct instant now, bool *planned, struct plan_report *report, struct fault *fault)
{
	const struct organisation_id organisation = setting->organisation.id;
	struct plan_state state;
	bool claimed = false;
	*planned = false;
	enum status status = plan_state_read(connection, organisation, now, &state, fault);
	if (status == STATUS_OK && state.planned_at.seconds == 0)
		return plan_done(connection, organisation, now, fault);
	if (status == STATUS_OK && is_due(setting->zone, now, &state))
		status = plan_claim(connection, organisation, now, instant_later(now, CLAIM),
			state.planned_at, &claimed, fault);
	if (status == STATUS_OK && claimed)
		status = plan(
			connection, setting, now, is_first_tonight(setting->zone, now, &state), report, fault);
	if (status == STATUS_OK)
		*planned = claimed;
	return status;
}
