// SPDX-License-Identifier: MIT
#include "app/trends/disclosure.h"

#include <math.h>
#include <stdlib.h>

#include "core/disclosure.h"

// The numbers of each team that are sums over people, and so over teams.
enum amount {
	AMOUNT_PEOPLE,
	AMOUNT_OVER,
	AMOUNT_EVENTS,
	AMOUNT_INTERACTIONS,
	AMOUNT_MATERIALS,
	AMOUNT_MINUTES,
	AMOUNT_TAKEN,
	AMOUNT_NOT_TAKEN,
	AMOUNT_COUNT
};

static const struct {
	enum trend_measure measure;
	const char *name;
	double least; // a team that is there has somebody in it
} amounts[AMOUNT_COUNT] = {
	[AMOUNT_PEOPLE] = {TREND_LOAD, "people", 1},
	[AMOUNT_OVER] = {TREND_OVER, "over_line", 0},
	[AMOUNT_EVENTS] = {TREND_EVENTS, "entries", 0},
	[AMOUNT_INTERACTIONS] = {TREND_INTERACTIONS, "entries", 0},
	[AMOUNT_MATERIALS] = {TREND_MATERIALS, "entries", 0},
	[AMOUNT_MINUTES] = {TREND_MATERIALS, "minutes", 0},
	[AMOUNT_TAKEN] = {TREND_OFFERS, "taken_up", 0},
	[AMOUNT_NOT_TAKEN] = {TREND_OFFERS, "not_taken_up", 0},
};

// Numbers that are worked out together. How many are over the line is of the people: what is left
// of them is not less than nothing.
static const struct {
	enum amount first, last;
	bool has_rest;
} joint[] = {
	{AMOUNT_PEOPLE, AMOUNT_OVER, true},
	{AMOUNT_EVENTS, AMOUNT_EVENTS, false},
	{AMOUNT_INTERACTIONS, AMOUNT_INTERACTIONS, false},
	{AMOUNT_MATERIALS, AMOUNT_MATERIALS, false},
	{AMOUNT_MINUTES, AMOUNT_MINUTES, false},
	{AMOUNT_TAKEN, AMOUNT_TAKEN, false},
	{AMOUNT_NOT_TAKEN, AMOUNT_NOT_TAKEN, false},
};

#define RESTS 1
#define REST_TERMS 3

struct team {
	struct team_id id;
	struct text role;
};

struct attack {
	const struct trends_attempt *attempt;
	const struct trend_period *period;
	const struct trend *rows;
	size_t row_count;
	struct team *teams; // by id
	size_t team_count;
	struct arena *arena;
	struct trends_attempted *out;
};

// What is published of the amounts that are worked out together, and what is asked for.
struct sums {
	struct disclosure_sum *published, *asked;
	const struct trend **groups; // of each that is asked for
	enum amount *amounts;
	size_t published_count, asked_count;
};

static double number_of(const struct trend *row, enum amount amount)
{
	switch (amount) {
	case AMOUNT_PEOPLE:
		return row->people;
	case AMOUNT_OVER:
		return row->over;
	case AMOUNT_EVENTS:
	case AMOUNT_INTERACTIONS:
	case AMOUNT_MATERIALS:
		return row->entries;
	case AMOUNT_MINUTES:
		return row->minutes;
	case AMOUNT_TAKEN:
		return row->taken;
	case AMOUNT_NOT_TAKEN:
	case AMOUNT_COUNT:
		break;
	}
	return row->offered - row->taken;
}

static int compare_teams(const void *a, const void *b)
{
	const struct team *left = a, *right = b;
	return uuid_compare(left->id.uuid, right->id.uuid);
}

static bool is_team(const struct trend *row)
{
	return !uuid_is_nil(row->team.uuid);
}

static bool find_teams(struct attack *attack)
{
	size_t found = 0;
	attack->teams = arena_array(attack->arena, attack->row_count, sizeof *attack->teams);
	if (!attack->teams)
		return false;
	for (size_t i = 0; i < attack->row_count; i++) {
		if (is_team(&attack->rows[i]))
			attack->teams[found++] = (struct team){attack->rows[i].team, attack->rows[i].role};
	}
	qsort(attack->teams, found, sizeof *attack->teams, compare_teams);
	for (size_t i = 0; i < found; i++) {
		if (!i || compare_teams(&attack->teams[i], &attack->teams[attack->team_count - 1]) != 0)
			attack->teams[attack->team_count++] = attack->teams[i];
	}
	return true;
}

static size_t place_of(const struct attack *attack, struct team_id id)
{
	const struct team wanted = {.id = id};
	const struct team *found =
		bsearch(&wanted, attack->teams, attack->team_count, sizeof *attack->teams, compare_teams);
	return (size_t)(found - attack->teams);
}

static bool lies_within(const struct trend *team, const struct trend *group)
{
	return is_team(group) ? uuid_equal(team->team.uuid, group->team.uuid)
						  : !group->role.length || text_equal(team->role, group->role);
}

// A group's number as the sum of those of its teams that the measure is of.
static bool sum_up(const struct attack *attack, const struct trend *group, enum amount amount,
	size_t offset, struct disclosure_sum *out)
{
	size_t most = is_team(group) ? 1 : attack->team_count;
	struct disclosure_term *terms = arena_array(attack->arena, most, sizeof *terms);
	*out = (struct disclosure_sum){.terms = terms, .total = number_of(group, amount)};
	for (size_t i = 0; terms && i < attack->row_count; i++) {
		const struct trend *row = &attack->rows[i];
		if (row->measure == group->measure && is_team(row) && lies_within(row, group))
			terms[out->count++] = (struct disclosure_term){offset + place_of(attack, row->team), 1};
	}
	return terms != NULL;
}

static bool add_amount(
	const struct attack *attack, enum amount amount, size_t offset, struct sums *sums)
{
	for (size_t i = 0; i < attack->row_count; i++) {
		const struct trend *row = &attack->rows[i];
		if (row->measure != amounts[amount].measure)
			continue;
		struct disclosure_sum *sum = row->hidden ? &sums->asked[sums->asked_count]
												 : &sums->published[sums->published_count++];
		if (!sum_up(attack, row, amount, offset, sum))
			return false;
		if (row->hidden) {
			sums->groups[sums->asked_count] = row;
			sums->amounts[sums->asked_count++] = amount;
		}
	}
	return true;
}

// Of each team: people = over the line and the rest of them.
static bool add_rests(const struct attack *attack, struct sums *sums)
{
	size_t count = attack->team_count;
	struct disclosure_term *terms = arena_array(attack->arena, count * REST_TERMS, sizeof *terms);
	for (size_t i = 0; terms && i < count; i++) {
		struct disclosure_term *own = terms + i * REST_TERMS;
		own[0] = (struct disclosure_term){i, 1};
		own[1] = (struct disclosure_term){count + i, -1};
		own[2] = (struct disclosure_term){2 * count + i, -1};
		sums->published[sums->published_count++] =
			(struct disclosure_sum){.terms = own, .count = REST_TERMS};
	}
	return terms != NULL;
}

static void tell(
	const struct attack *attack, const struct sums *sums, const struct disclosure_range *ranges)
{
	struct trends_attempted *out = attack->out;
	for (size_t i = 0; i < sums->asked_count; i++) {
		out->narrowest = fmin(out->narrowest, ranges[i].most - ranges[i].least);
		if (!disclosure_is_exact(ranges[i]))
			continue;
		const struct trends_disclosed disclosed = {
			attack->period, sums->groups[i], amounts[sums->amounts[i]].name};
		out->disclosed++;
		attack->attempt->disclosed(attack->attempt->context, &disclosed);
	}
}

static enum status work_out(struct attack *attack, const struct sums *sums, const double *least,
	size_t cells, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	struct disclosure_range *ranges = arena_array(attack->arena, sums->asked_count, sizeof *ranges);
	if (!ranges)
		return fault_memory(fault);
	attack->out->withheld += sums->asked_count;
	enum status status = disclosure_ranges(sums->published, sums->published_count, least, cells,
		sums->asked, sums->asked_count, attack->arena, ranges, &own);
	if (status == STATUS_OK)
		tell(attack, sums, ranges);
	else if (status != STATUS_CONFLICT)
		return fault_set(fault, status, own.where, "%s", own.message);
	attack->out->contradictory += status == STATUS_CONFLICT;
	return STATUS_OK;
}

static enum status work_out_joint(struct attack *attack, size_t number, struct fault *fault)
{
	enum amount first = joint[number].first, last = joint[number].last;
	bool has_rest = joint[number].has_rest;
	size_t blocks = (size_t)(last - first) + 1 + (has_rest ? RESTS : 0);
	size_t cells = blocks * attack->team_count, most = blocks * attack->row_count;
	struct sums sums = {
		.published = arena_array(attack->arena, most, sizeof *sums.published),
		.asked = arena_array(attack->arena, most, sizeof *sums.asked),
		.groups = arena_array(attack->arena, most, sizeof(const struct trend *)),
		.amounts = arena_array(attack->arena, most, sizeof *sums.amounts),
	};
	double *least = arena_array(attack->arena, cells, sizeof *least);
	if (!sums.published || !sums.asked || !sums.groups || !sums.amounts || !least)
		return fault_memory(fault);
	for (size_t i = 0; i < cells; i++) {
		unsigned amount = first + (unsigned)(i / attack->team_count);
		least[i] = amount <= last ? amounts[amount].least : 0;
	}
	bool done = true;
	for (unsigned amount = first; done && amount <= last; amount++)
		done =
			add_amount(attack, (enum amount)amount, (amount - first) * attack->team_count, &sums);
	attack->out->published += sums.published_count;
	if (!done || (has_rest && sums.asked_count && !add_rests(attack, &sums)))
		return fault_memory(fault);
	return sums.asked_count ? work_out(attack, &sums, least, cells, fault) : STATUS_OK;
}

static enum status try_period(const struct trends_attempt *attempt,
	const struct trend_period *period, struct trends_attempted *out, struct fault *fault)
{
	struct arena arena;
	struct trend *rows = NULL;
	struct attack attack = {.attempt = attempt, .period = period, .arena = &arena, .out = out};
	arena_init(&arena);
	enum status status = trend_read(attempt->connection, attempt->organisation, period, &arena,
		&rows, &attack.row_count, fault);
	attack.rows = rows;
	if (status == STATUS_OK && !find_teams(&attack))
		status = fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < sizeof joint / sizeof joint[0]; i++)
		status = work_out_joint(&attack, i, fault);
	arena_done(&arena);
	out->periods += status == STATUS_OK;
	return status;
}

enum status trends_try_disclosure(
	const struct trends_attempt *attempt, struct trends_attempted *out, struct fault *fault)
{
	struct arena arena;
	struct trend_period *periods = NULL;
	size_t count = 0;
	struct trends_attempted attempted = {.narrowest = INFINITY};
	arena_init(&arena);
	enum status status =
		trend_periods(attempt->connection, attempt->organisation, &arena, &periods, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = try_period(attempt, &periods[i], &attempted, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*out = attempted;
	return status;
}
