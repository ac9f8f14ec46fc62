// SPDX-License-Identifier: MIT
#include "app/demonstration/staff.h"

#include <assert.h>
#include <stdio.h>

#include "calendar/shifts.h"

#define MONDAY 4 // days since 1970-01-01
// How often is judgement, of the size that the shipped lines were calibrated for: the doses of an
// ordinary officer come to a load of about 75 on a half-life of 28 days, well below notice. What is
// most frequent is what surveys find most frequent (family disputes, distress); the gravest is met
// about once in several years.
#define CATEGORY(code, often, how)                                                                 \
	{                                                                                              \
		TEXT_CONSTANT(code), often, how                                                            \
	}

static const struct rate response[] = {
	CATEGORY("INC_SUDDEN_DEATH", 180, RATE_ON_SCENE),
	CATEGORY("INC_SUICIDE", 55, RATE_ON_SCENE),
	CATEGORY("INC_FATAL_RTC", 55, RATE_ON_SCENE),
	CATEGORY("INC_SEXUAL_ASSAULT", 40, RATE_ON_SCENE),
	CATEGORY("INC_SUFFERING", 35, RATE_ON_SCENE),
	CATEGORY("INC_HOMICIDE", 12, RATE_ON_SCENE),
	CATEGORY("INC_CHILD_DEATH", 6, RATE_ON_SCENE),
	CATEGORY("INC_CHILD_ABUSE", 12, RATE_ON_SCENE),
	CATEGORY("INC_ASSAULT_SELF", 10, RATE_DIRECT),
	CATEGORY("INC_DISORDER", 450, RATE_DIRECT),
	CATEGORY("INC_FORCE_LOW", 300, RATE_DIRECT),
	CATEGORY("INC_FORCE_MODERATE", 100, RATE_DIRECT),
	CATEGORY("INC_FORCE_SERIOUS", 15, RATE_DIRECT),
	CATEGORY("INC_RESCUE", 30, RATE_ON_SCENE),
	CATEGORY("INT_DOMESTIC", 500, RATE_DIRECT),
	CATEGORY("INT_DISTRESS", 300, RATE_DIRECT),
	CATEGORY("INT_ABUSE_PERSON", 250, RATE_DIRECT),
	CATEGORY("INT_DEATH_MESSAGE", 60, RATE_DIRECT),
	CATEGORY("INT_HOSTILE_SCRUTINY", 20, RATE_DIRECT),
};

static const struct rate control_room[] = {
	CATEGORY("INT_LIVE_CALL", 1300, RATE_REMOTE),
	CATEGORY("INC_SUDDEN_DEATH", 150, RATE_REMOTE),
	CATEGORY("INC_FATAL_RTC", 80, RATE_REMOTE),
	CATEGORY("INC_HOMICIDE", 15, RATE_REMOTE),
	CATEGORY("INT_DISTRESS", 700, RATE_REMOTE),
	CATEGORY("INT_ABUSE_PERSON", 150, RATE_REMOTE),
};

static const struct rate ambulance[] = {
	CATEGORY("INC_MEDICAL", 1800, RATE_DIRECT),
	CATEGORY("INC_MEDICAL_CRITICAL", 750, RATE_DIRECT),
	CATEGORY("INC_SUDDEN_DEATH", 110, RATE_ON_SCENE),
	CATEGORY("INC_SUFFERING", 40, RATE_ON_SCENE),
	CATEGORY("INC_FATAL_RTC", 40, RATE_ON_SCENE),
	CATEGORY("INC_SUICIDE", 45, RATE_ON_SCENE),
	CATEGORY("INC_CHILD_DEATH", 8, RATE_ON_SCENE),
	CATEGORY("INT_DISTRESS", 300, RATE_DIRECT),
	CATEGORY("INT_ABUSE_PERSON", 200, RATE_DIRECT),
};

static const struct rate fire[] = {
	CATEGORY("INC_FIRE_OTHER", 1000, RATE_DIRECT),
	CATEGORY("INC_FIRE_STRUCTURE", 600, RATE_DIRECT),
	CATEGORY("INC_RESCUE", 200, RATE_DIRECT),
	CATEGORY("INC_HAZMAT", 90, RATE_DIRECT),
	CATEGORY("INC_FATAL_RTC", 90, RATE_ON_SCENE),
	CATEGORY("INC_MEDICAL_CRITICAL", 150, RATE_ON_SCENE),
	CATEGORY("INC_SUDDEN_DEATH", 40, RATE_ON_SCENE),
	CATEGORY("INC_MASS_CASUALTY", 3, RATE_ON_SCENE),
};

static const struct rate custody[] = {
	CATEGORY("INT_DISTRESS", 600, RATE_DIRECT),
	CATEGORY("INT_ABUSE_PERSON", 500, RATE_DIRECT),
	CATEGORY("INC_FORCE_LOW", 250, RATE_DIRECT),
	CATEGORY("INC_FORCE_MODERATE", 40, RATE_DIRECT),
	CATEGORY("INC_SUFFERING", 10, RATE_ON_SCENE),
};

static const struct rate front_desk[] = {
	CATEGORY("INT_DISTRESS", 700, RATE_DIRECT),
	CATEGORY("INT_ABUSE_PERSON", 500, RATE_DIRECT),
	CATEGORY("INT_ABUSE_ONLINE", 50, RATE_ONLINE),
	CATEGORY("INT_HOSTILE_SCRUTINY", 30, RATE_DIRECT),
};

static const struct rate child_protection[] = {
	CATEGORY("INT_VICTIM_INTERVIEW", 800, RATE_DIRECT),
	CATEGORY("INT_DISTRESS", 900, RATE_DIRECT),
	CATEGORY("INT_ABUSE_PERSON", 300, RATE_DIRECT),
	CATEGORY("INT_ABUSE_ONLINE", 80, RATE_ONLINE),
	CATEGORY("INT_HOSTILE_SCRUTINY", 150, RATE_DIRECT),
	CATEGORY("INC_CHILD_ABUSE", 60, RATE_ON_SCENE),
	CATEGORY("MAT_TEXT_AUDIO", 400, RATE_MATERIAL),
};

static const struct rate reviewer[] = {
	CATEGORY("MAT_CSAM_A", 800, RATE_MATERIAL),
	CATEGORY("MAT_CSAM_B", 1200, RATE_MATERIAL),
	CATEGORY("MAT_CSAM_C", 1700, RATE_MATERIAL),
	CATEGORY("MAT_VIOLENCE", 500, RATE_MATERIAL),
	CATEGORY("MAT_TEXT_AUDIO", 1300, RATE_MATERIAL),
};

#define RATES(list) (list), sizeof(list) / sizeof(list)[0]

// The first team's six other members are the officers. Custody has no role profile of its own in
// the shipped policy; it is work with people across a desk.
const struct team_plan staff_teams[STAFF_TEAMS] = {
	{"demonstration-response-1", "Demonstration response 1", "response", 26, "two-two-two-four", 0,
		1, RATES(response), 1, false},
	{"demonstration-response-2", "Demonstration response 2", "response", 32, "two-two-two-four", 2,
		1, RATES(response), 1, true},
	{"demonstration-response-3", "Demonstration response 3", "response", 32, "two-two-two-four", 4,
		1, RATES(response), 1, true},
	{"demonstration-response-4", "Demonstration response 4", "response", 32, "two-two-two-four", 6,
		1, RATES(response), 1, false},
	{"demonstration-control-1", "Demonstration control room 1", "control_room", 26,
		"four-on-four-off", 0, 4, RATES(control_room), 1, false},
	{"demonstration-control-2", "Demonstration control room 2", "control_room", 26,
		"four-on-four-off", 1, 4, RATES(control_room), 1, false},
	{"demonstration-ambulance", "Demonstration ambulance station", "ambulance", 30,
		"four-on-four-off", 0, 4, RATES(ambulance), 1, false},
	{"demonstration-fire", "Demonstration fire station", "fire", 29, "two-two-four", 0, 4,
		RATES(fire), 1, false},
	{"demonstration-custody", "Demonstration custody suite", "front_desk", 22, "early-late-night",
		0, 4, RATES(custody), 0.3, false},
	{"demonstration-desk", "Demonstration front desk", "front_desk", 18, "early-and-late-weeks", 0,
		1, RATES(front_desk), 1, false},
	{"demonstration-review", "Demonstration material review", "reviewer", 14, "office", 0, 1,
		RATES(reviewer), 1, false},
	{"demonstration-child", "Demonstration child protection", "social_work", 7, "office", 0, 1,
		RATES(child_protection), 1, false},
};

enum status staff_patterns(
	struct arena *arena, struct shift_pattern out[static STAFF_TEAMS], struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < STAFF_TEAMS; i++)
		status = shifts_find(text_of(staff_teams[i].pattern), arena, &out[i], fault);
	return status;
}

struct staff_member staff_member(size_t index)
{
	assert(index < STAFF_PEOPLE);
	size_t team = 0;
	while (index >= staff_teams[team].size)
		index -= staff_teams[team++].size;
	return (struct staff_member){
		.team = team,
		.number = index + 1,
		.anchor = MONDAY - staff_teams[team].phase -
				  2 * (int64_t)(index % (size_t)staff_teams[team].watches),
	};
}

void staff_reference(struct staff_member member, char out[static STAFF_REFERENCE_LIMIT])
{
	snprintf(
		out, STAFF_REFERENCE_LIMIT, "%s-%02zu", staff_teams[member.team].reference, member.number);
}
