// SPDX-License-Identifier: MIT
// Calls of the store that are about working time. Part of store_calls.c.
#pragma once

#include "store/absences.h"
#include "store/holidays.h"
#include "store/plan_outcomes.h"
#include "store/plans.h"
#include "store/rosters.h"
#include "store/seats.h"
#include "store/shift_patterns.h"
#include "store/team_looks.h"

static const struct absence absence = {.person = ID, .during = {{1}, {2}}};
static const struct absence_look absence_look = {.absence = {.person = ID, .during = {{1}, {2}}}};
CALL(absences_read, people, 2, ABSENCE_FROM_FILE, &arena, OUT(0), OUT(1))
CALL(absences_change, organisation, ABSENCE_FROM_ROSTER, &absence, 1, &absence, 1, AT)
CALL(absences_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(absence_looked, &absence_look, 14, AT)
CALL(absences_look_again, AT)
CALL(needs_look_again, people, 2, AT)
CALL(teams_due, AT, 5, &arena, OUT(0), OUT(1))
CALL(team_course, team.id, AT, OUT(0))
CALL(team_looked, team.id, AT)
CALL(team_people, team.id, &arena, OUT(0), OUT(1))
CALL(team_reports, people[0], &arena, OUT(0), OUT(1))
static const struct roster_entry shift = {{{1}, {2}}, ROSTER_EARLY};
static const struct roster_stretch stretch = {
	.person = ID, .covers = {{1}, {5}}, .recorded_at = {1}, .entries = &shift, .count = 1};
CALL(rosters_read, people, 2, session.during, &arena, OUT(0), OUT(1))
CALL(rosters_change, organisation, &stretch, 1, &stretch, 1)
CALL(duty_read, people[0], session.during, &arena, OUT(0))
CALL(duty_own, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(team_lock, people[0], OUT(0))
static const struct pattern_shift pattern_shift = {0, ROSTER_EARLY, 420, 1020};
static const struct shift_pattern shift_pattern = {.name = TEXT_CONSTANT("five-team-rota"),
	.title = TEXT_CONSTANT("Rota"),
	.days = 7,
	.shifts = &pattern_shift,
	.count = 1};
CALL(shift_patterns_list, organisation, &arena, OUT(0), OUT(1))
CALL(shift_patterns_hold, organisation)
CALL(shift_pattern_save, organisation, &shift_pattern, AT)
CALL(shift_pattern_remove, organisation, references[0], OUT(0))
CALL(shift_pattern_users, organisation, AT, &arena, OUT(0), OUT(1))
CALL(shift_pattern_stretches, organisation, references[0], AT, &arena, OUT(0), OUT(1))

static const struct kept_holiday christmas = {
	{INT64_C(1798156800)}, TEXT_CONSTANT("Christmas Day")};
CALL(holidays_kept, organisation, OUT(0))
CALL(holidays_replace, organisation, references[0], &christmas, 1, AT)
static const struct interval christmas_days[] = {{{INT64_C(1798156800)}, {INT64_C(1798243200)}}};
CALL(held_on, organisation, christmas_days, 1, &arena, OUT(0), OUT(1))
CALL(sessions_untaken, people[0], session.during, &arena, OUT(0), OUT(1))
CALL(team_named, organisation, references[0], &arena, OUT(0), OUT(1))

CALL(plan_needs, AT, 5, &arena, OUT(0), OUT(1))
static struct seats_asked seats_asked = {.organisation = ID,
	.kind = SESSION_WEBINAR,
	.latest = {INT64_C(4000000000)},
	.free = true,
	.most = 5};
CALL(seats_offered, &seats_asked, &arena, OUT(0), OUT(1), OUT(2))
CALL(seats_named, &people[0].uuid, 1, &arena, OUT(0), OUT(1))
CALL(seat_facts_read, organisation, people, 2, session.during, &arena, OUT(0), OUT(1))
CALL(sessions_led_by, people, 2, session.during, &arena, OUT(0), OUT(1))
CALL(host_lock, people[0])
CALL(team_mates, people, 2, &arena, OUT(0), OUT(1))
CALL(plan_host_loads, organisation, AT, &arena, OUT(0), OUT(1))
CALL(plan_state_read, organisation, AT, OUT(0))
CALL(plan_claim, organisation, AT, AT, AT, OUT(0))
CALL(plan_done, organisation, AT)

static struct plan_lacking plan_lacking = {.kind = SESSION_WEBINAR, .week = {1}, .minutes = 60};
static struct plan_week plan_week = {.kind = SESSION_WEBINAR, .sessions = 1, .seats = 2};
static const struct plan_outcome plan_outcome = {.made_at = {1},
	.lacking = &plan_lacking,
	.lacking_count = 1,
	.weeks = &plan_week,
	.week_count = 1};
CALL(plan_outcome_keep, organisation, &plan_outcome)
CALL(plan_outcome_read, organisation, &arena, OUT(0), OUT(1))
CALL(plan_areas, organisation, &arena, OUT(0), OUT(1))
CALL(plan_programme, organisation, session.during, TEXT("UTC"), &arena, OUT(0), OUT(1))

#define STORE_DUTY_CALLS                                                                           \
	OF(absences_read, RECORDER, false), OF(absences_change, RECORDER, true),                       \
		OF(absences_due, RECORDER, true), OF(absence_looked, RECORDER, false),                     \
		OF(absences_look_again, RECORDER, false), OF(needs_look_again, RECORDER, false),           \
		OF(teams_due, RECORDER, true), OF(team_course, RECORDER, false),                           \
		OF(team_looked, RECORDER, false), OF(team_people, RECORDER, true),                         \
		OF(team_reports, RECORDER, true), OF(rosters_read, RECORDER, false),                       \
		OF(rosters_change, RECORDER, true), OF(duty_read, RECORDER, false),                        \
		OF(duty_own, WEB, false), OF(team_lock, RECORDER, true),                                   \
		OF(shift_patterns_list, RECORDER, false), OF(shift_patterns_hold, RECORDER, true),         \
		OF(shift_pattern_save, RECORDER, true), OF(shift_pattern_remove, RECORDER, true),          \
		OF(shift_pattern_users, RECORDER, false), OF(shift_pattern_stretches, RECORDER, false),    \
		OF(holidays_kept, RECORDER, false), OF(holidays_replace, RECORDER, true),                  \
		OF(held_on, RECORDER, false), OF(sessions_untaken, RECORDER, false),                       \
		OF(team_named, RECORDER, false), OF(plan_needs, RECORDER, false),                          \
		OF(seats_offered, RECORDER, false), OF(seats_named, RECORDER, false),                      \
		OF(seat_facts_read, RECORDER, false), OF(team_mates, RECORDER, false),                     \
		OF(sessions_led_by, RECORDER, false), OF(host_lock, RECORDER, true),                       \
		OF(plan_host_loads, RECORDER, false), OF(plan_state_read, RECORDER, false),                \
		OF(plan_claim, RECORDER, false), OF(plan_done, RECORDER, false),                           \
		OF(plan_outcome_keep, RECORDER, true), OF(plan_outcome_read, WEB, false),                  \
		OF(plan_areas, RECORDER, false), OF(plan_programme, RECORDER, false)
