// SPDX-License-Identifier: MIT
#include "app/plan/outcome.h"

#include <stdlib.h>

#include "calendar/zone.h"
#include "core/plan_missing.h"

static struct instant week_of(const struct zone *zone, struct instant at)
{
	struct civil day = zone_local(zone, at);
	day.hour = day.minute = day.second = 0;
	int64_t days = civil_as_utc(day).seconds / SECONDS_PER_DAY;
	int64_t monday = days - (days + 3) % 7; // 1970 began on a Thursday
	return zone_instant(zone, civil_of((struct instant){monday * SECONDS_PER_DAY}));
}

// How much sooner those are who were moved to an earlier seat.
static struct cohort_amount sooner(const struct plan_made *made)
{
	struct cohort_amount days = {0};
	for (uint32_t i = 0; i < made->problem.need_count; i++) {
		const struct plan_need *need = &made->problem.needs[i];
		uint32_t chosen = made->plan.chosen[i];
		if (need->held == PLAN_NONE || chosen == PLAN_NONE || chosen == need->held)
			continue;
		int64_t before = made->meetings[need->first + need->held].start.seconds;
		int64_t gained =
			(before - made->meetings[need->first + chosen].start.seconds) / SECONDS_PER_DAY;
		if (gained > 0)
			days = cohort_together(days, (struct cohort_amount){1, gained, gained});
	}
	return days;
}

static void tell_hosts(const struct plan_made *made, struct plan_outcome *out)
{
	const struct plan_problem *problem = &made->problem;
	int64_t hosts = 0, least = INT64_MAX, most = 0;
	for (uint32_t pool = 0; pool < problem->pool_count && problem->pools[pool].even; pool++) {
		int64_t load = problem->pools[pool].already;
		for (uint32_t i = 0; i < problem->need_count; i++) {
			uint32_t chosen = made->plan.chosen[i];
			if (chosen == PLAN_NONE)
				continue;
			uint32_t seat = problem->candidates[problem->needs[i].first + chosen].pool;
			// A session lies in its host, or in a day of theirs.
			uint32_t around = problem->pools[seat].within;
			if (!problem->pools[around].even)
				around = problem->pools[around].within;
			load += around == pool;
		}
		hosts++;
		least = load < least ? load : least;
		most = load > most ? load : most;
	}
	bool enough = hosts >= COHORT_LEAST;
	out->hosts = plan_told_people(hosts);
	out->load_least = enough ? plan_told_people(least) : PLAN_FEW;
	out->load_most = enough ? plan_told_people(most) : PLAN_FEW;
}

static int compare_teams(const void *a, const void *b)
{
	return uuid_compare(
		((const struct plan_people *)a)->team.uuid, ((const struct plan_people *)b)->team.uuid);
}

// Everybody is the first area; then the teams, those in none among them, which are told by nil.
static size_t area_of(const struct batch_need *need, const struct plan_people *teams, size_t count)
{
	struct plan_people wanted = {0};
	if (need->open.in_team)
		wanted.team = need->open.team;
	const struct plan_people *found = bsearch(&wanted, teams, count, sizeof wanted, compare_teams);
	return found ? 1 + (size_t)(found - teams) : 0;
}

static int32_t seats_of(const struct plan_week *weeks, size_t count, enum session_kind kind)
{
	int64_t sessions = 0, seats = 0;
	for (size_t i = 0; i < count; i++) {
		sessions += weeks[i].kind == kind ? weeks[i].sessions : 0;
		seats += weeks[i].kind == kind ? weeks[i].seats : 0;
	}
	return sessions && seats > sessions ? (int32_t)(seats / sessions) : 1;
}

static enum status find_missing(const struct plan_made *made, const struct plan_people *teams,
	size_t team_count, const struct plan_outcome *programme, struct arena *arena,
	struct plan_shortage *out, struct fault *fault)
{
	const struct plan_batch *batch = &made->batch;
	struct plan_area *areas = arena_array(arena, team_count + 1, sizeof *areas);
	struct plan_want *wants = arena_array(arena, batch->need_count, sizeof *wants);
	if (!areas || !wants)
		return fault_memory(fault);
	areas[0].within = COHORT_TOP;
	for (size_t i = 0; i < team_count; i++)
		areas[i + 1] = (struct plan_area){0, teams[i].people};
	for (size_t i = 0; i < batch->need_count; i++) {
		const struct need *need = &batch->needs[i].open.need;
		struct instant from = instant_latest(need->earliest_at, batch->now);
		wants[i] = (struct plan_want){
			.area = area_of(&batch->needs[i], teams, team_count),
			.week = (int32_t)(week_of(batch->setting->zone, from).seconds / SECONDS_PER_HOUR),
			.kind = need->kinds[0],
			.minutes = need->minutes,
			.seats = seats_of(programme->weeks, programme->week_count, need->kinds[0]),
		};
	}
	return plan_missing(
		&made->problem, &made->plan, wants, areas, team_count + 1, arena, out, fault);
}

// What is missing for fewer than ten is put together over all areas and weeks.
static enum status tell_lacking(const struct plan_shortage *shortage,
	const struct plan_people *teams, struct arena *arena, struct plan_outcome *out,
	struct fault *fault)
{
	struct plan_missing rest[SESSION_KIND_COUNT] = {{0}};
	out->lacking = arena_array(arena, shortage->count + SESSION_KIND_COUNT, sizeof *out->lacking);
	if (!out->lacking)
		return fault_memory(fault);
	for (size_t i = 0; i < shortage->count; i++) {
		const struct plan_missing *row = &shortage->rows[i];
		struct plan_lacking lacking = {.area = PLAN_OF_ALL,
			.kind = row->kind,
			.week = {row->week * SECONDS_PER_HOUR},
			.minutes = plan_told_minutes(row->host_minutes, row->needs)};
		if (lacking.minutes == PLAN_FEW) {
			rest[row->kind].needs += row->needs;
			rest[row->kind].host_minutes += row->host_minutes;
			continue;
		}
		if (row->area) {
			lacking.team = teams[row->area - 1].team;
			lacking.area = uuid_is_nil(lacking.team.uuid) ? PLAN_OF_NO_TEAM : PLAN_OF_TEAM;
		}
		out->lacking[out->lacking_count++] = lacking;
	}
	for (int kind = 0; kind < SESSION_KIND_COUNT; kind++) {
		if (rest[kind].needs)
			out->lacking[out->lacking_count++] = (struct plan_lacking){.area = PLAN_OF_ALL,
				.kind = (enum session_kind)kind,
				.week = INSTANT_NEVER,
				.minutes = plan_told_minutes(rest[kind].host_minutes, rest[kind].needs)};
	}
	return STATUS_OK;
}

static enum status tell_missing(struct connection *connection, const struct plan_made *made,
	struct arena *arena, struct plan_outcome *out, struct fault *fault)
{
	struct plan_people *teams;
	struct plan_shortage shortage;
	size_t count;
	enum status status =
		plan_areas(connection, made->batch.setting->organisation.id, arena, &teams, &count, fault);
	if (status != STATUS_OK)
		return status;
	if (count)
		qsort(teams, count, sizeof *teams, compare_teams);
	status = find_missing(made, teams, count, out, arena, &shortage, fault);
	if (status != STATUS_OK)
		return status;
	return tell_lacking(&shortage, teams, arena, out, fault);
}

// Of whole weeks: one that has begun loses a session after the other, and what it has taken would
// tell of each. How many seats are taken is of as many people at most.
static enum status tell_programme(struct connection *connection, const struct plan_made *made,
	struct arena *arena, struct plan_outcome *out, struct fault *fault)
{
	const struct organisation *organisation = &made->batch.setting->organisation;
	const struct zone *zone = made->batch.setting->zone;
	const struct instant now = made->batch.now;
	struct interval within = {week_of(zone, instant_later(now, 7 * SECONDS_PER_DAY)),
		week_of(zone, instant_later(now, 7 * SECONDS_PER_DAY + OUTCOME_AHEAD))};
	enum status status = plan_programme(connection, organisation->id, within, organisation->zone,
		arena, &out->weeks, &out->week_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < out->week_count; i++)
		out->weeks[i].taken = plan_told_taken(out->weeks[i].taken, out->weeks[i].seats);
	return status;
}

enum status outcome_of(struct connection *connection, const struct plan_made *made,
	const struct plan_report *report, struct arena *arena, struct plan_outcome *out,
	struct fault *fault)
{
	struct plan_outcome outcome = {.made_at = made->batch.now, .verified = made->verified};
	const struct plan_numbers numbers = {.needs = (int64_t)report->needs,
		.unplaced = (int64_t)(report->needs - report->placed),
		.moved = (int64_t)(report->moved + report->given),
		.sooner = sooner(made)};
	outcome.told = plan_told(&numbers);
	tell_hosts(made, &outcome);
	enum status status = tell_programme(connection, made, arena, &outcome, fault);
	if (status == STATUS_OK)
		status = tell_missing(connection, made, arena, &outcome, fault);
	if (status == STATUS_OK)
		*out = outcome;
	return status;
}
