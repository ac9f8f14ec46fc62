// SPDX-License-Identifier: MIT
#include "app/policies/needs.h"

#include <assert.h>

#include "core/cadence_month.h"

#define WHILE_SOMETHING_IS_ASKED (7 * SECONDS_PER_DAY)
#define SESSIONS_KEPT 64 // more than two months have

struct course {
	const struct needs_case *person;
	struct instant open[SESSION_KIND_COUNT]; // until when something of a first kind is not answered
	struct instant due[POLICY_CADENCES_LIMIT]; // by the profile's cadences; NEVER: none
	size_t cadence_count;
	struct cadence_session sessions[SESSIONS_KEPT]; // the newest
	size_t session_count;
	void (*add)(void *to, const struct asked *asked);
	void *to;
};

static const struct cadence *cadence_of(const struct course *course, size_t number)
{
	return &course->person->policy->cadences[course->person->profile->cadences[number]];
}

static const struct policy_response *response_of(
	const struct course *course, const struct cadence *cadence)
{
	return &course->person->policy->responses[cadence->response];
}

static struct instant date_in(const struct course *course, const struct cadence *cadence,
	struct interval month, struct instant from, int64_t missing)
{
	return cadence_month_date(
		cadence, response_of(course, cadence), course->person->person, month, from, missing);
}

static int64_t whole_month(const struct cadence *cadence)
{
	return INT64_C(60) * cadence->minutes_per_month;
}

static struct instant date_after(
	const struct course *course, const struct cadence *cadence, struct interval month)
{
	struct interval next = cadence_month(course->person->zone, month.to);
	return date_in(course, cadence, next, next.from, whole_month(cadence));
}

// When the next session of a month's minutes is asked for, from `from` on.
static struct instant date_from(
	const struct course *course, const struct cadence *cadence, struct instant from)
{
	struct interval month = cadence_month(course->person->zone, from);
	int64_t missing =
		whole_month(cadence) - cadence_credited(response_of(course, cadence), course->sessions,
								   course->session_count, month, from);
	struct instant date =
		missing > 0 ? date_in(course, cadence, month, from, missing) : INSTANT_NEVER;
	return instant_before(date, INSTANT_NEVER) ? date : date_after(course, cadence, month);
}

// It is over by the time it counts, and so by how many a programme's sessions have places for.
static void keep_session(struct course *course, const struct asked *asked)
{
	const struct policy_response *response = &course->person->policy->responses[asked->response];
	int32_t places = course->person->places[response->kinds[0]];
	for (size_t i = course->session_count == SESSIONS_KEPT; i && i < SESSIONS_KEPT; i++)
		course->sessions[i - 1] = course->sessions[i];
	course->session_count -= course->session_count == SESSIONS_KEPT;
	course->sessions[course->session_count++] = (struct cadence_session){
		.kind = response->kinds[0],
		.during = {asked->at, instant_later(asked->at, INT64_C(60) * response->minutes)},
		.places = places > 1 ? places : 1,
		.confirmed = places > 1 ? places : 1,
	};
}

static void ask(struct course *course, struct instant at, size_t response, bool by_cadence)
{
	const struct needs_case *person = course->person;
	const struct policy_response *asks = &person->policy->responses[response];
	int64_t wait = asks->earliest_seconds > asks->notice_seconds ? asks->earliest_seconds
																 : asks->notice_seconds;
	struct asked asked = {instant_later(at, wait), response, by_cadence};
	struct instant answered = instant_later(at, asks->answer_seconds);
	course->open[asks->kinds[0]] = answered;
	keep_session(course, &asked);
	for (size_t i = 0; i < course->cadence_count; i++) {
		const struct cadence *cadence = cadence_of(course, i);
		if (!cadence_counts(response_of(course, cadence), asks->kinds[0]))
			continue;
		course->due[i] = cadence->minutes_per_month
							 ? date_from(course, cadence, answered)
							 : cadence_next(cadence, person->person, person->joined, asked.at);
	}
	course->add(course->to, &asked);
}

static void fall_due(struct course *course, size_t number)
{
	const struct cadence *cadence = cadence_of(course, number);
	const struct policy_response *response = response_of(course, cadence);
	struct instant at = course->due[number];
	if (instant_before(at, course->open[response->kinds[0]])) {
		course->due[number] = cadence->minutes_per_month
								  ? course->open[response->kinds[0]]
								  : instant_later(at, WHILE_SOMETHING_IS_ASKED);
		return;
	}
	if (cadence->minutes_per_month) {
		struct interval month = cadence_month(course->person->zone, at);
		int64_t missing = whole_month(cadence) - cadence_credited(response, course->sessions,
													 course->session_count, month, at);
		if (missing <= 0 ||
			!instant_before(date_in(course, cadence, month, at, missing), INSTANT_NEVER)) {
			course->due[number] = date_after(course, cadence, month);
			return;
		}
	}
	ask(course, at, cadence->response, true);
	assert(instant_before(at, course->due[number]));
}

static void begin(struct course *course)
{
	const struct needs_case *person = course->person;
	struct instant from = person->joined.seconds == INSTANT_NEVER.seconds
							  ? person->from
							  : instant_latest(person->from, person->joined);
	course->cadence_count = person->gone ? 0 : person->profile->cadence_count;
	for (size_t i = 0; i < SESSION_KIND_COUNT; i++)
		course->open[i].seconds = INT64_MIN;
	for (size_t i = 0; i < course->cadence_count; i++) {
		const struct cadence *cadence = cadence_of(course, i);
		course->due[i] = cadence->minutes_per_month
							 ? date_from(course, cadence, from)
							 : cadence_first(cadence, person->person, person->joined, from);
	}
}

// The cadence that falls due first; their number where none does before an instant.
static size_t first_due(const struct course *course, struct instant before)
{
	size_t first = course->cadence_count;
	for (size_t i = 0; i < course->cadence_count; i++) {
		if (instant_before(course->due[i], before)) {
			before = course->due[i];
			first = i;
		}
	}
	return first;
}

void needs_of(
	const struct needs_case *person, void (*add)(void *to, const struct asked *asked), void *to)
{
	struct course course = {.person = person, .add = add, .to = to};
	begin(&course);
	for (size_t i = 0; i <= person->call_count; i++) {
		bool last = i == person->call_count;
		struct instant at = last ? person->until : person->calls[i].at;
		size_t due;
		while ((due = first_due(&course, at)) < course.cadence_count)
			fall_due(&course, due);
		if (last)
			break;
		const struct policy_response *asks = &person->policy->responses[person->calls[i].response];
		if (instant_before(at, course.open[asks->kinds[0]]))
			continue; // it joins
		ask(&course, at, person->calls[i].response, false);
	}
}
