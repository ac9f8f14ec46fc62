// SPDX-License-Identifier: MIT
#include "app/policies/needs.h"

#define WHILE_SOMETHING_IS_ASKED (7 * SECONDS_PER_DAY)
#define KINDS SESSION_KIND_COUNT

struct course {
	const struct needs_case *person;
	struct instant open[KINDS]; // until when something of a first kind is not answered
	struct instant due;         // the cadence; NEVER: none
};

static const struct cadence *cadence_of(const struct needs_case *person)
{
	return person->gone || person->profile->cadence == CADENCE_NONE
			   ? NULL
			   : &person->policy->cadences[person->profile->cadence];
}

static void ask(struct course *course, struct instant at, size_t response, bool by_cadence,
	void (*add)(void *to, const struct asked *asked), void *to)
{
	const struct needs_case *person = course->person;
	const struct policy_response *asks = &person->policy->responses[response];
	const struct cadence *cadence = cadence_of(person);
	int64_t wait = asks->earliest_seconds > asks->notice_seconds ? asks->earliest_seconds
																 : asks->notice_seconds;
	struct asked asked = {instant_later(at, wait), response, by_cadence};
	course->open[asks->kinds[0]] = instant_later(at, asks->answer_seconds);
	if (cadence)
		course->due = cadence_next(cadence, person->person, person->joined, asked.at);
	add(to, &asked);
}

static bool anything_open(const struct course *course, struct instant at)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (instant_before(at, course->open[i]))
			return true;
	}
	return false;
}

static void fall_due(
	struct course *course, void (*add)(void *to, const struct asked *asked), void *to)
{
	struct instant at = course->due;
	if (anything_open(course, at))
		course->due = instant_later(at, WHILE_SOMETHING_IS_ASKED);
	else
		ask(course, at, cadence_of(course->person)->response, true, add, to);
}

void needs_of(
	const struct needs_case *person, void (*add)(void *to, const struct asked *asked), void *to)
{
	const struct cadence *cadence = cadence_of(person);
	struct course course = {.person = person, .due = INSTANT_NEVER};
	for (size_t i = 0; i < KINDS; i++)
		course.open[i].seconds = INT64_MIN;
	if (cadence)
		course.due = cadence_first(cadence, person->person, person->joined,
			person->joined.seconds == INSTANT_NEVER.seconds
				? person->from
				: instant_latest(person->from, person->joined));
	for (size_t i = 0; i <= person->call_count; i++) {
		bool last = i == person->call_count;
		struct instant at = last ? person->until : person->calls[i].at;
		while (instant_before(course.due, at))
			fall_due(&course, add, to);
		if (last)
			break;
		const struct policy_response *asks = &person->policy->responses[person->calls[i].response];
		if (instant_before(at, course.open[asks->kinds[0]]))
			continue; // it joins
		ask(&course, at, person->calls[i].response, false, add, to);
	}
}
