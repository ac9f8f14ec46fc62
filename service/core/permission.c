// SPDX-License-Identifier: MIT
#include "core/permission.h"

#include <assert.h>

#define OFFICER [ROLE_OFFICER]
#define SUPERVISOR [ROLE_SUPERVISOR]
#define FACILITATOR [ROLE_FACILITATOR]
#define WELLBEING [ROLE_WELLBEING]
#define ADMINISTRATOR [ROLE_ADMINISTRATOR]
#define AUDITOR [ROLE_AUDITOR]

#define OWN                                                                                        \
	{                                                                                              \
		EXTENT_OWN, EXTENT_OWN                                                                     \
	}
#define ALL                                                                                        \
	{                                                                                              \
		EXTENT_ALL, EXTENT_ALL                                                                     \
	}
#define READ(extent)                                                                               \
	{                                                                                              \
		EXTENT_##extent, EXTENT_NONE                                                               \
	}

static const struct permission permissions[MATTER_COUNT] = {
	[MATTER_ENTRIES] =
		{
			"entries",
			"What you log",
			"Only you see this.",
			{OFFICER = OWN},
			{OFFICER = "Everything you log. Change or delete any entry at any time."},
		},
	[MATTER_LOAD] =
		{
			"load",
			"Your load, your lines and when one is crossed",
			"Only you see this.",
			{OFFICER = OWN},
			{OFFICER = "Your load and what makes it up."},
		},
	[MATTER_SHARED_LOAD] =
		{
			"shared load",
			"A load that its owner shares",
			"You, and a clinician you name, see this.",
			{OFFICER = OWN, WELLBEING = READ(SHARED)},
			{WELLBEING = "Your load, if you name one of them, until you end it or its time is up."},
		},
	[MATTER_OFFERS] =
		{
			"offers",
			"What you are offered, and why",
			"Only you see this.",
			{OFFICER = OWN},
			{OFFICER = "What you are offered, and why."},
		},
	[MATTER_BOOKINGS] =
		{
			"bookings",
			"Confirmed sessions",
			"You, your supervisor and who leads the session see this.",
			{OFFICER = OWN, SUPERVISOR = READ(TEAM), FACILITATOR = READ(SESSIONS)},
			{SUPERVISOR = "Your confirmed sessions, and when. Never why.",
				FACILITATOR = "Your first name, on the list of a session they lead."},
		},
	[MATTER_DONE] =
		{
			"done",
			"Who has had a session this quarter",
			"You and your supervisor see this.",
			{OFFICER = READ(OWN), SUPERVISOR = READ(TEAM)},
			{SUPERVISOR = "Whether you have had a session this quarter. Never when one fell due."},
		},
	[MATTER_ATTENDANCE] =
		{
			"attendance",
			"Who came to a session",
			"You and who leads the session see this.",
			{OFFICER = READ(OWN), FACILITATOR = {EXTENT_SESSIONS, EXTENT_SESSIONS}},
			{FACILITATOR = "Whether you came to a session they lead."},
		},
	[MATTER_TRENDS] =
		{
			"trends",
			"Load of groups over time",
			"Totals of ten people or more, and never a name.",
			{WELLBEING = READ(TOTALS)},
			{WELLBEING = "Totals of groups of ten people or more."},
		},
	[MATTER_CONTACT] =
		{
			"contact",
			"Who is to be contacted",
			"You and the people named to answer see this.",
			{OFFICER = OWN, WELLBEING = ALL},
			{WELLBEING =
					"Your name, if you ask for somebody, or if you stay far over your line for 72 "
					"hours without an answer and do not stop it. Never why."},
		},
	[MATTER_LINKS] =
		{
			"links",
			"Calendar links and when they were last read",
			"Only you see this.",
			{OFFICER = OWN, SUPERVISOR = OWN, FACILITATOR = OWN, WELLBEING = OWN,
				ADMINISTRATOR = {EXTENT_OWN, EXTENT_ALL}, AUDITOR = OWN},
			{ADMINISTRATOR = "They can end your calendar links, and cannot read them."},
		},
	[MATTER_OWN_DATA] =
		{
			"own data",
			"Taking your data away and deleting it",
			"Only you can do this.",
			{OFFICER = OWN, SUPERVISOR = OWN, FACILITATOR = OWN, WELLBEING = OWN,
				ADMINISTRATOR = OWN, AUDITOR = OWN},
			{0},
		},
	[MATTER_STAFF] =
		{
			"staff",
			"Names, teams, line managers and roles",
			"Names and places in the organisation, and nothing else about anybody.",
			{SUPERVISOR = READ(TEAM), WELLBEING = READ(TOTALS), ADMINISTRATOR = ALL,
				AUDITOR = READ(ALL)},
			{ADMINISTRATOR = "Your name, staff number, team, line manager and role."},
		},
	[MATTER_PROGRAMME] =
		{
			"programme",
			"Sessions on offer",
			"Everybody sees this.",
			{OFFICER = READ(ALL), SUPERVISOR = READ(ALL), FACILITATOR = READ(ALL), WELLBEING = ALL,
				ADMINISTRATOR = READ(ALL), AUDITOR = READ(ALL)},
			{0},
		},
	[MATTER_POLICY] =
		{
			"policy",
			"Weights, half-lives and lines",
			"Everybody sees this.",
			{OFFICER = READ(ALL), SUPERVISOR = READ(ALL), FACILITATOR = READ(ALL), WELLBEING = ALL,
				ADMINISTRATOR = ALL, AUDITOR = READ(ALL)},
			{0},
		},
	[MATTER_SETTINGS] =
		{
			"settings",
			"Settings of the service",
			"Administrators and auditors see this.",
			{ADMINISTRATOR = ALL, AUDITOR = READ(ALL)},
			{0},
		},
	[MATTER_REVIEW] =
		{
			"review",
			"What an import could not place",
			"Types and responders, each with its count, and never one beside the other.",
			{ADMINISTRATOR = ALL},
			{0},
		},
	[MATTER_AUDIT] =
		{
			"audit",
			"Who looked at what",
			"You and the auditors see this.",
			{OFFICER = READ(OWN), SUPERVISOR = READ(OWN), FACILITATOR = READ(OWN),
				WELLBEING = READ(OWN), ADMINISTRATOR = READ(OWN), AUDITOR = READ(ALL)},
			{AUDITOR = "That somebody looked at your record, and when. Never what it says."},
		},
};

const struct permission *permission_of(enum matter matter)
{
	assert((unsigned)matter < MATTER_COUNT);
	return &permissions[matter];
}

enum extent permission_sees(enum role role, enum matter matter)
{
	assert((unsigned)role < ROLE_COUNT);
	return permission_of(matter)->of[role].sees;
}

enum extent permission_changes(enum role role, enum matter matter)
{
	assert((unsigned)role < ROLE_COUNT);
	return permission_of(matter)->of[role].changes;
}

const char *extent_name(enum extent extent)
{
	static const char *const names[] = {
		[EXTENT_NONE] = "–",
		[EXTENT_OWN] = "own",
		[EXTENT_SHARED] = "shared with them",
		[EXTENT_SESSIONS] = "sessions they lead",
		[EXTENT_TEAM] = "own team",
		[EXTENT_TOTALS] = "totals",
		[EXTENT_ALL] = "all",
	};
	assert((size_t)extent < sizeof names / sizeof names[0]);
	return names[extent];
}
