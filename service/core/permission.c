// SPDX-License-Identifier: MIT
#include "core/permission.h"

#include <assert.h>

#include "core/language.h"

#define OFFICER [ROLE_OFFICER]
#define SUPERVISOR [ROLE_SUPERVISOR]
#define FACILITATOR [ROLE_FACILITATOR]
#define WELLBEING [ROLE_WELLBEING]
#define ADMINISTRATOR [ROLE_ADMINISTRATOR]
#define AUDITOR [ROLE_AUDITOR]
#define CLINICIAN [ROLE_CLINICIAN]

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
			MESSAGE("What you log"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN},
			{OFFICER = MESSAGE("Everything you log. Remove any entry at any time.")},
		},
	[MATTER_LOAD] =
		{
			"load",
			MESSAGE("Your load, your lines and when one is crossed"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN},
			{OFFICER = MESSAGE("Your load and what makes it up.")},
		},
	[MATTER_SHARES] =
		{
			"shares",
			MESSAGE("Whom you share your load with"),
			MESSAGE("Only you see this, and the clinician what you share with them."),
			{OFFICER = OWN},
			{0},
		},
	[MATTER_SHARED_LOAD] =
		{
			"shared load",
			MESSAGE("A load that somebody shares with a clinician"),
			MESSAGE("Whose load it is and the clinician they share it with see this."),
			{CLINICIAN = READ(SHARED)},
			{CLINICIAN = MESSAGE("Your load and what makes it up by kind, where and as long as you "
								 "share it with them.")},
		},
	[MATTER_CONTACT] =
		{
			"contact",
			MESSAGE("That a clinician is to contact you"),
			MESSAGE("Only you see this until they are asked, and you can stop it."),
			{OFFICER = OWN},
			{0},
		},
	[MATTER_CONTACTS] =
		{
			"contacts",
			MESSAGE("Whom a clinician is asked to contact"),
			MESSAGE(
				"You see who is to be contacted. Never why: a session that everybody is offered, "
				"or a line. They see each time you look."),
			{CLINICIAN = {EXTENT_ASKED, EXTENT_ASKED}},
			{CLINICIAN =
					MESSAGE("Your name and “please make contact”, if you do not answer what you "
							"are offered for long. Never why. You are told before and can stop "
							"it.")},
		},
	[MATTER_OFFERS] =
		{
			"offers",
			MESSAGE("What you are offered"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN},
			{OFFICER = MESSAGE("What you are offered.")},
		},
	[MATTER_DUTY] =
		{
			"duty",
			MESSAGE("Your shifts and when you are away"),
			MESSAGE("Only you see this."),
			{OFFICER = READ(OWN)},
			{OFFICER = MESSAGE("Your shifts, as the roster says, and when you are away.")},
		},
	[MATTER_BOOKINGS] =
		{
			"bookings",
			MESSAGE("What you have booked"),
			MESSAGE("You see this; others see only what stands here."),
			{OFFICER = OWN},
			{0},
		},
	[MATTER_LED] =
		{
			"sessions led",
			MESSAGE("Sessions somebody leads, and who came"),
			MESSAGE("Places taken; from its start first names. They see that you looked."),
			{SUPERVISOR = {EXTENT_SESSIONS, EXTENT_SESSIONS},
				FACILITATOR = {EXTENT_SESSIONS, EXTENT_SESSIONS}},
			{SUPERVISOR = MESSAGE(
				 "How many places in a session they lead are taken, and from its start until "
				 "two weeks after it your first name if you accepted it, to note whether "
				 "you came. Never why."),
				FACILITATOR = MESSAGE(
					"How many places in a session they lead are taken, and from its start until "
					"two weeks after it your first name if you accepted it, to note whether "
					"you came. Never why.")},
		},
	[MATTER_TAKING_PART] =
		{
			"taking part",
			MESSAGE("Phone-ins and webinars, and the questions to them"),
			MESSAGE("Nobody sees that you look. Questions have no author."),
			{OFFICER = ALL, SUPERVISOR = ALL, FACILITATOR = ALL, WELLBEING = ALL,
				ADMINISTRATOR = ALL, AUDITOR = ALL, CLINICIAN = ALL},
			{0},
		},
	[MATTER_AVAILABILITY] =
		{
			"availability",
			MESSAGE("When you can lead sessions, and the calendars that keep you busy"),
			MESSAGE(
				"Only you see this. Others are offered the times that are open, and never learn "
				"what takes up the rest."),
			{SUPERVISOR = OWN, FACILITATOR = OWN},
			{0},
		},
	[MATTER_TEAM] =
		{
			"team",
			MESSAGE("One-to-one sessions you have booked, and who is away at a group"),
			MESSAGE("You see what your team has booked. Never why, what is only held for somebody, "
					"what anyone logged, or anyone’s load."),
			{SUPERVISOR = READ(TEAM)},
			{SUPERVISOR = MESSAGE(
				 "If you report to them: when you have a one-to-one session that you have "
				 "accepted, "
				 "and whether you have had one this quarter. Of groups, only how many of the team "
				 "are away. Never why.")},
		},
	[MATTER_LINKS] =
		{
			"links",
			MESSAGE("Calendar links and when they were last read"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN, SUPERVISOR = OWN, FACILITATOR = OWN, WELLBEING = OWN,
				ADMINISTRATOR = OWN, AUDITOR = OWN, CLINICIAN = OWN},
			{0},
		},
	[MATTER_OWN_ACCOUNT] =
		{
			"own account",
			MESSAGE("Your own account"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN, SUPERVISOR = OWN, FACILITATOR = OWN, WELLBEING = OWN,
				ADMINISTRATOR = OWN, AUDITOR = OWN, CLINICIAN = OWN},
			{0},
		},
	[MATTER_ACCESS_LOG] =
		{
			"access log",
			MESSAGE("Who looked at your record"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN, SUPERVISOR = OWN, FACILITATOR = OWN, WELLBEING = OWN,
				ADMINISTRATOR = OWN, AUDITOR = OWN, CLINICIAN = OWN},
			{0},
		},
	[MATTER_OWN_DATA] =
		{
			"own data",
			MESSAGE("All data about you, to take away or remove"),
			MESSAGE("Only you see this."),
			{OFFICER = OWN, SUPERVISOR = OWN, FACILITATOR = OWN, WELLBEING = OWN,
				ADMINISTRATOR = OWN, AUDITOR = OWN, CLINICIAN = OWN},
			{0},
		},
	[MATTER_STAFF] =
		{
			"staff",
			MESSAGE("Names, teams, line managers and roles"),
			MESSAGE("Names and places in the organisation, and nothing else about anybody."),
			{ADMINISTRATOR = ALL},
			{ADMINISTRATOR = MESSAGE("Your name, staff number, team, line manager and role.")},
		},
	[MATTER_PROGRAMME] =
		{
			"programme",
			MESSAGE("Sessions on offer"),
			MESSAGE("Everybody sees this."),
			{OFFICER = READ(ALL), SUPERVISOR = READ(ALL), FACILITATOR = READ(ALL),
				WELLBEING = READ(ALL), ADMINISTRATOR = ALL, AUDITOR = READ(ALL),
				CLINICIAN = READ(ALL)},
			{0},
		},
	[MATTER_SETTINGS] =
		{
			"settings",
			MESSAGE("Settings of the organisation"),
			MESSAGE("Settings say nothing about anybody."),
			{ADMINISTRATOR = ALL},
			{0},
		},
	[MATTER_IMPORTS] =
		{
			"imports",
			MESSAGE("What imports of dispatch exports left out"),
			MESSAGE(
				"Names that could not be read, with counts. Nobody is shown beside what they met."),
			{ADMINISTRATOR = READ(ALL)},
			{ADMINISTRATOR =
					MESSAGE("If an export names you and you are not known here, that it does.")},
		},
	[MATTER_AUDIT] =
		{
			"audit",
			MESSAGE("Who did what with the records of others"),
			MESSAGE(
				"You see who looked and when. You do not see whose record it was, nor what is in "
				"it."),
			{AUDITOR = READ(ALL)},
			{AUDITOR = MESSAGE("That somebody looked at a record, who and when. Not that it was "
							   "yours.")},
		},
	[MATTER_TRENDS] =
		{
			"trends",
			MESSAGE("Load, entries and sessions of groups"),
			MESSAGE("You see totals for 10 people or more. No names, no entries, no one person's "
					"load."),
			{WELLBEING = READ(TOTALS)},
			{WELLBEING = MESSAGE("Load and how many entries and sessions there were, for groups of "
								 "10 people or more. Never you alone.")},
		},
	[MATTER_POLICY] =
		{
			"policy",
			MESSAGE("The policy, a proposal, and comments on it"),
			MESSAGE("Everybody sees this. Comments have no author."),
			{OFFICER = ALL, SUPERVISOR = ALL, FACILITATOR = ALL, WELLBEING = ALL,
				ADMINISTRATOR = ALL, AUDITOR = ALL, CLINICIAN = ALL},
			{0},
		},
	[MATTER_POLICY_LIFE] =
		{
			"policy life",
			MESSAGE("Who proposed and approved a policy"),
			MESSAGE("Nothing here is about anybody’s record."),
			{WELLBEING = ALL, ADMINISTRATOR = ALL},
			{WELLBEING = MESSAGE("If you proposed or approved a policy, that you did."),
				ADMINISTRATOR = MESSAGE("If you proposed or approved a policy, that you did.")},
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
		[EXTENT_SESSIONS] = "sessions they lead",
		[EXTENT_TEAM] = "their team",
		[EXTENT_TOTALS] = "totals",
		[EXTENT_SHARED] = "shared with them",
		[EXTENT_ASKED] = "names they are given",
		[EXTENT_ALL] = "all",
	};
	assert((size_t)extent < sizeof names / sizeof names[0]);
	return names[extent];
}
