// SPDX-License-Identifier: MIT
#include "web/navigation.h"

#include <string.h>

#include "web/visit.h"
#include "words/words.h"

// A role's first is where it begins. The route of each says whether it may.
static const struct {
	enum role role;
	const char *path, *label;
} places[] = {
	{ROLE_OFFICER, "/log", MESSAGE("Log")},
	{ROLE_OFFICER, "/load", MESSAGE("My load")},
	{ROLE_OFFICER, "/offers", MESSAGE("Sessions")},
	{ROLE_AUDITOR, "/audit", MESSAGE("Access to records")},
	{ROLE_ADMINISTRATOR, "/admin/people", MESSAGE("People")},
	{ROLE_ADMINISTRATOR, "/admin/import", MESSAGE("Import staff")},
	{ROLE_ADMINISTRATOR, "/admin/rosters", MESSAGE("Rosters and absences")},
	{ROLE_ADMINISTRATOR, "/admin/review", MESSAGE("What imports left out")},
	{ROLE_CLINICIAN, "/contact", MESSAGE("Please make contact")},
	{ROLE_CLINICIAN, "/shared", MESSAGE("Shared with me")},
	{ROLE_ADMINISTRATOR, "/admin/help-lines", MESSAGE("Help lines")},
	{ROLE_ADMINISTRATOR, "/admin/contact", MESSAGE("Who makes contact")},
	{ROLE_SUPERVISOR, "/week", MESSAGE("This week")},
	{ROLE_SUPERVISOR, "/facilitate", MESSAGE("Sessions you lead")},
	{ROLE_SUPERVISOR, "/availability", MESSAGE("Your availability")},
	{ROLE_SUPERVISOR, "/me/feeds", MESSAGE("Calendars")},
	{ROLE_FACILITATOR, "/facilitate", MESSAGE("Sessions you lead")},
	{ROLE_FACILITATOR, "/availability", MESSAGE("Your availability")},
	{ROLE_FACILITATOR, "/me/feeds", MESSAGE("Calendars")},
	{ROLE_WELLBEING, "/trends", MESSAGE("Trends")},
	{ROLE_WELLBEING, "/plan", MESSAGE("Plan of sessions")},
	{ROLE_WELLBEING, "/admin/policy", MESSAGE("Policy")},
	{ROLE_WELLBEING, "/policy/try", MESSAGE("Try a policy")},
	{ROLE_ADMINISTRATOR, "/admin/policy", MESSAGE("Policy")},
};

#define PLACE_COUNT (sizeof places / sizeof places[0])
#define EVERYBODY "/me"

const char *navigation_home(enum role role)
{
	for (size_t i = 0; i < PLACE_COUNT; i++)
		if (places[i].role == role)
			return places[i].path;
	return EVERYBODY;
}

// Whether a page is the place itself or one below it.
static bool is_at(struct text path, const char *place)
{
	size_t length = strlen(place);
	return text_starts(path, place) && (path.length == length || path.start[length] == '/');
}

bool navigation_fill(const struct web_call *call, enum role role, struct page_navigation *out)
{
	struct page_navigation navigation = {
		.places = arena_array(call->request->arena, PLACE_COUNT, sizeof *navigation.places),
		.help_href = visit_address(call, "/help-now"),
		.at_help = is_at(call->path, "/help-now"),
	};
	for (size_t i = 0; navigation.places && i < PLACE_COUNT; i++) {
		if (places[i].role != role)
			continue;
		struct page_place place = {
			.href = visit_address(call, "%s", places[i].path),
			.label = words(call->language, places[i].label),
			.here = is_at(call->path, places[i].path),
		};
		if (!place.href.start)
			return false;
		navigation.places[navigation.places_count++] = place;
	}
	if (!navigation.places || !navigation.help_href.start)
		return false;
	*out = navigation;
	return true;
}
