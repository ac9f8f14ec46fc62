// SPDX-License-Identifier: MIT
#include "app/engine/asking.h"
#include "app/engine/steps.h"
#include "store/absences.h"
#include "store/team_looks.h"

#define TEAMS_AT_ONCE 20
#define ABSENCES_AT_ONCE 500

// Whom something is offered to, and what is open for them already.
struct offering {
	struct connection *connection;
	const struct setting *setting;
	struct instant now;
	struct arena *arena;
	size_t *offered;
};

static bool has_trigger(
	const struct policy *policy, struct text profile, const struct team_trigger *trigger)
{
	const struct policy_profile *known = policy_profile_or_default(policy, profile);
	for (size_t i = 0; i < known->team_trigger_count; i++) {
		if (&policy->team_triggers[known->team_triggers[i]] == trigger)
			return true;
	}
	return false;
}

// Something that begins with the same kind answers already.
static bool is_open(const struct need *open, size_t count, struct person_id person,
	const struct policy_response *response)
{
	for (size_t i = 0; i < count; i++) {
		if (uuid_equal(open[i].person.uuid, person.uuid) && open[i].kinds[0] == response->kinds[0])
			return true;
	}
	return false;
}

static enum status offer(const struct offering *offering, const struct team_trigger *trigger,
	const struct team_person *people, size_t count, struct fault *fault)
{
	const struct policy *policy = &offering->setting->policy;
	const struct policy_response *response = &policy->responses[trigger->response];
	struct need *open;
	size_t open_count, need_count = 0;
	struct person_id *ids = arena_array(offering->arena, count, sizeof *ids);
	struct need *needs = arena_array(offering->arena, count, sizeof *needs);
	if (!ids || !needs)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		ids[i] = people[i].person;
	enum status status =
		needs_open(offering->connection, ids, count, offering->arena, &open, &open_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (has_trigger(policy, people[i].profile, trigger) &&
			!is_open(open, open_count, ids[i], response))
			needs[need_count++] = asking_need(offering->setting, response, ids[i], offering->now);
	}
	if (status == STATUS_OK)
		status = needs_add(offering->connection, offering->now, needs, need_count, fault);
	if (status == STATUS_OK)
		*offering->offered += need_count;
	return status;
}

// Whoever came or went is counted for one offer and not for the next.
static enum status look_at_team(
	const struct offering *offering, const struct team_look *look, struct fault *fault)
{
	const struct policy *policy = &offering->setting->policy;
	struct instant counted_from = look->counted_from;
	struct team_person *people;
	size_t count;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < policy->team_trigger_count; i++) {
		const struct team_trigger *trigger = &policy->team_triggers[i];
		struct team_course course;
		if (trigger->kind != TEAM_CHANGED)
			continue;
		struct instant since = instant_latest(
			look->counted_from, instant_later(offering->now, -trigger->within_seconds));
		status = team_course(offering->connection, look->team, since, &course, fault);
		if (status != STATUS_OK || !team_has_changed(trigger, &course))
			continue;
		counted_from = offering->now;
		status =
			team_people(offering->connection, look->team, offering->arena, &people, &count, fault);
		if (status == STATUS_OK)
			status = offer(offering, trigger, people, count, fault);
	}
	return status == STATUS_OK ? team_looked(offering->connection, look->team, counted_from, fault)
							   : status;
}

static enum status offer_to_reports(const struct offering *offering,
	const struct team_trigger *trigger, struct person_id manager, struct fault *fault)
{
	struct team_person *people;
	size_t count;
	enum status status =
		team_reports(offering->connection, manager, offering->arena, &people, &count, fault);
	return status == STATUS_OK ? offer(offering, trigger, people, count, fault) : status;
}

// One that ends before it is long is looked at no more, and so is one for which all was offered.
static enum status look_at_absence(
	const struct offering *offering, const struct absence_look *look, struct fault *fault)
{
	const struct policy *policy = &offering->setting->policy;
	const struct interval during = look->absence.during;
	struct instant again = INSTANT_NEVER;
	int32_t days = look->absence.offered_days;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < policy->team_trigger_count; i++) {
		const struct team_trigger *trigger = &policy->team_triggers[i];
		if (trigger->kind != MANAGER_AWAY || trigger->days_at_least <= look->absence.offered_days)
			continue;
		struct instant at = team_away_long(trigger, offering->setting->zone, during.from);
		if (instant_before(during.to, at))
			continue;
		if (instant_before(offering->now, at)) {
			again = instant_earliest(again, at);
			continue;
		}
		days = trigger->days_at_least > days ? trigger->days_at_least : days;
		status = offer_to_reports(offering, trigger, look->absence.person, fault);
	}
	return status == STATUS_OK ? absence_looked(offering->connection, look, days, again, fault)
							   : status;
}

static enum status look_at_teams(
	const struct offering *offering, size_t *count, struct fault *fault)
{
	struct team_look *list;
	enum status status = teams_due(
		offering->connection, offering->now, TEAMS_AT_ONCE, offering->arena, &list, count, fault);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		status = look_at_team(offering, &list[i], fault);
	return status;
}

// Two files may say the same absence, and what was offered for the one was for the other.
static enum status look_at_absences(
	const struct offering *offering, size_t *count, struct fault *fault)
{
	struct absence_look *list;
	enum status status = absences_due(offering->connection, offering->now, ABSENCES_AT_ONCE,
		offering->arena, &list, count, fault);
	for (size_t i = 0; status == STATUS_OK && i < *count; i++)
		status = look_at_absence(offering, &list[i], fault);
	return status;
}

static enum status look(struct connection *connection, const struct setting *setting,
	struct instant now, bool teams, struct engine_report *report, struct fault *fault)
{
	enum status status;
	size_t count;
	struct arena arena;
	arena_init(&arena);
	do {
		size_t offered = 0;
		const struct offering offering = {connection, setting, now, &arena, &offered};
		count = 0;
		arena_reset(&arena);
		status = transaction_begin(connection, fault);
		if (status != STATUS_OK)
			break;
		status = teams ? look_at_teams(&offering, &count, fault)
					   : look_at_absences(&offering, &count, fault);
		status = transaction_end(connection, status, fault);
		report->offered += status == STATUS_OK ? offered : 0;
	} while (status == STATUS_OK && count == (teams ? TEAMS_AT_ONCE : ABSENCES_AT_ONCE));
	arena_done(&arena);
	return status;
}

enum status engine_team(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	enum status status = look(connection, setting, now, true, report, fault);
	return status == STATUS_OK ? look(connection, setting, now, false, report, fault) : status;
}
