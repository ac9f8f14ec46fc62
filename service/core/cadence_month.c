// SPDX-License-Identifier: MIT
#include "core/cadence_month.h"

#include <assert.h>

#include "core/period.h"

#define HALF_FOR_UP_TO 4
#define ROOM (7 * SECONDS_PER_DAY)   // in which to find a seat: a week has every pattern of one
#define LEAST_ROOM (SECONDS_PER_DAY) // without so much nobody is asked

int64_t cadence_group_credit(int64_t seconds, int32_t attendees)
{
	assert(seconds >= 0 && attendees >= 0);
	return seconds / (attendees <= HALF_FOR_UP_TO ? 2 : attendees);
}

int64_t cadence_credit(const struct cadence_session *session, struct instant now)
{
	int64_t seconds = session->during.to.seconds - session->during.from.seconds;
	if (session->places == 1)
		return seconds;
	bool over = !instant_before(now, session->during.to);
	return cadence_group_credit(seconds, over ? session->confirmed : session->places);
}

bool cadence_counts(const struct policy_response *response, enum session_kind kind)
{
	for (size_t i = 0; i < response->kind_count; i++) {
		if (response->kinds[i] == kind)
			return true;
	}
	return false;
}

static int64_t day_number(int year, int month)
{
	return civil_as_utc((struct civil){year, month, 1, 0, 0, 0}).seconds / SECONDS_PER_DAY;
}

struct interval cadence_month(const struct zone *zone, struct instant at)
{
	int64_t day = period_of(zone, SPAN_CALENDAR_DAY, at);
	struct civil date = civil_of((struct instant){day * SECONDS_PER_DAY});
	int64_t first = day_number(date.year, date.month);
	int64_t next =
		date.month == 12 ? day_number(date.year + 1, 1) : day_number(date.year, date.month + 1);
	return (struct interval){
		period_start(zone, SPAN_CALENDAR_DAY, first), period_start(zone, SPAN_CALENDAR_DAY, next)};
}

int64_t cadence_credited(const struct policy_response *response,
	const struct cadence_session *sessions, size_t count, struct interval month, struct instant now)
{
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++) {
		struct instant start = sessions[i].during.from;
		if (cadence_counts(response, sessions[i].kind) && !instant_before(start, month.from) &&
			instant_before(start, month.to))
			sum += cadence_credit(&sessions[i], now);
	}
	return sum;
}

// From asking for a session to its earliest start.
static int64_t lead_of(const struct policy_response *response)
{
	return response->earliest_seconds > response->notice_seconds ? response->earliest_seconds
																 : response->notice_seconds;
}

// As many as are missing where each takes as long as it has to.
static int64_t sessions_for(const struct policy_response *response, int64_t missing_seconds)
{
	int64_t credit = INT64_C(60) * response->minutes;
	if (response->kinds[0] == SESSION_SUPPORT_GROUP)
		credit = cadence_group_credit(credit, HALF_FOR_UP_TO);
	return missing_seconds <= credit ? 1 : (missing_seconds + credit - 1) / credit;
}

static int64_t spread_of(const struct policy_response *response, int64_t missing_seconds)
{
	return lead_of(response) +
		   (sessions_for(response, missing_seconds) - 1) * response->answer_seconds;
}

int64_t cadence_month_needs(const struct policy_response *response, int64_t missing_seconds)
{
	return spread_of(response, missing_seconds) + LEAST_ROOM;
}

struct instant cadence_month_date(const struct cadence *cadence,
	const struct policy_response *response, struct person_id person, struct interval month,
	struct instant from, int64_t missing_seconds)
{
	int64_t left = month.to.seconds - from.seconds;
	int64_t free = left - spread_of(response, missing_seconds) - ROOM;
	if (left < lead_of(response) + LEAST_ROOM)
		return INSTANT_NEVER;
	if (free <= 0)
		return from;
	return instant_later(
		from, (int64_t)(cadence_draw(cadence, person, from) % ((uint64_t)free + 1)));
}
