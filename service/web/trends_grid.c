// SPDX-License-Identifier: MIT
#include "web/trends_grid.h"

static bool is_same_group(const struct trend *a, const struct trend *b)
{
	return uuid_equal(a->team.uuid, b->team.uuid) && text_equal(a->role, b->role);
}

static size_t period_of(const struct trends_grid *grid, struct instant at)
{
	size_t period = 0;
	while (instant_before(grid->periods[period], at))
		period++;
	return period;
}

static void add_period(struct trends_grid *grid, struct instant at)
{
	size_t place = grid->period_count;
	for (size_t i = 0; i < grid->period_count; i++) {
		if (grid->periods[i].seconds == at.seconds)
			return;
	}
	for (; place > 0 && instant_before(at, grid->periods[place - 1]); place--)
		grid->periods[place] = grid->periods[place - 1];
	grid->periods[place] = at;
	grid->period_count++;
}

static bool add_series(struct trends_grid *grid, const struct trend *row, struct arena *arena)
{
	struct trend_series *series = &grid->series[grid->count];
	*series = (struct trend_series){row->role, row->team_name, row->team,
		arena_array(arena, grid->period_count, sizeof(struct trend *)), NULL};
	if (!series->cells)
		return false;
	grid->count++;
	return true;
}

enum status trends_grid_of(const struct trend *rows, size_t count, enum trend_measure measure,
	struct arena *arena, struct trends_grid *out, struct fault *fault)
{
	struct trends_grid grid = {
		.measure = measure,
		.periods = arena_array(arena, count, sizeof *grid.periods),
		.series = arena_array(arena, count, sizeof *grid.series),
	};
	const struct trend *before = NULL;
	if (!grid.periods || !grid.series)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].measure == measure)
			add_period(&grid, rows[i].begins_at);
	}
	for (size_t i = 0; i < count; i++) {
		if (rows[i].measure != measure)
			continue;
		if ((!before || !is_same_group(before, &rows[i])) && !add_series(&grid, &rows[i], arena))
			return fault_memory(fault);
		struct trend_series *series = &grid.series[grid.count - 1];
		size_t period = period_of(&grid, rows[i].begins_at);
		series->cells[period] = &rows[i];
		if (period + 1 == grid.period_count)
			series->newest = &rows[i];
		before = &rows[i];
	}
	*out = grid;
	return STATUS_OK;
}

const struct trend_series *trends_grid_find(
	const struct trends_grid *grid, const struct trends_scope *scope)
{
	for (size_t i = 0; i < grid->count; i++) {
		const struct trend_series *series = &grid->series[i];
		if (!uuid_equal(series->team.uuid, scope->team.uuid))
			continue;
		if (!uuid_is_nil(scope->team.uuid) || text_equal(series->role, scope->role))
			return series;
	}
	return NULL;
}

bool trends_is_team_within(const struct trend_series *series, const struct trends_scope *scope)
{
	if (uuid_is_nil(series->team.uuid))
		return false;
	if (!uuid_is_nil(scope->team.uuid))
		return uuid_equal(series->team.uuid, scope->team.uuid);
	return !scope->role.length || text_equal(series->role, scope->role);
}
