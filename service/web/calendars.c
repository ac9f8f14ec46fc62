// SPDX-License-Identifier: MIT
#include "web/calendars.h"

static const struct calendar calendars[] = {
	{FEED_OF_PERSON, "own", MESSAGE("Your own sessions"),
		MESSAGE("What is held for you and what you have booked."), true},
	{FEED_OF_HOST, "led", MESSAGE("Sessions you lead"),
		MESSAGE("Which are taken, and never by whom."), true},
	{FEED_OF_TEAM, "team", MESSAGE("Cover for your team"),
		MESSAGE("When somebody who reports to you is at a session they have booked, and never who: "
				"“A team session”."),
		false},
	{FEED_OF_PROGRAMME, "programme", MESSAGE("The programme"),
		MESSAGE(
			"Support groups, phone-ins and webinars that are open to everybody, by their topics."),
		false},
};
#define CALENDARS_COUNT (sizeof calendars / sizeof calendars[0])

static bool has(enum role role, enum feed_of of)
{
	bool leads = role == ROLE_SUPERVISOR || role == ROLE_FACILITATOR;
	switch (of) {
	case FEED_OF_PERSON:
		return role == ROLE_OFFICER;
	case FEED_OF_HOST:
		return leads;
	case FEED_OF_TEAM:
		return role == ROLE_SUPERVISOR;
	case FEED_OF_PROGRAMME:
		break;
	}
	return true;
}

size_t calendars_of(enum role role, const struct calendar *out[static CALENDARS_MOST])
{
	size_t count = 0;
	for (size_t i = 0; i < CALENDARS_COUNT; i++) {
		if (has(role, calendars[i].of))
			out[count++] = &calendars[i];
	}
	return count;
}

const struct calendar *calendar_named(enum role role, struct text code)
{
	for (size_t i = 0; code.start && i < CALENDARS_COUNT; i++) {
		if (text_is(code, calendars[i].code) && has(role, calendars[i].of))
			return &calendars[i];
	}
	return NULL;
}

struct feed_link calendar_link(const struct web_call *call, struct person_id person,
	const struct calendar *calendar, struct text detail)
{
	return (struct feed_link){
		.organisation = call->worker->setting.organisation.id,
		.of = calendar->of,
		.person = person,
		.detail = detail.start && text_is(detail, "type") ? FEED_TYPE : FEED_NEUTRAL,
		.language = call->language,
		.created_at = call->worker->options->now(),
	};
}
