// SPDX-License-Identifier: MIT
// Trends, team by team: which are hidden, a picture of each, and a table of teams by periods.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/cohort.h"
#include "web/moment.h"
#include "web/trends.h"
#include "web/trends_chart.h"

#define TEAMS_LIMIT 60 // of more the pictures are none; the table has them all
#define SHADES 6
#define SHADE 25.0 // hundredths of the line

static bool is_hidden(const struct trend_series *series)
{
	return series->newest && series->newest->hidden;
}

// "Hidden: 2 of 12 teams. …: A and B." in a form that goes with any number of them. Which of them
// is small is not said: with the total of both it would tell how many are in each.
static void fill_notice(struct trending *trending, size_t teams, size_t hidden)
{
	const struct web_call *call = trending->call;
	struct text *list = trends_array(trending, teams, sizeof *list);
	size_t count = 0;
	struct text_builder notice, names;
	for (size_t i = 0; list && i < trending->shown.count; i++) {
		const struct trend_series *series = &trending->shown.series[i];
		if (trends_is_team_within(series, &trending->choice.scope) && is_hidden(series))
			list[count++] = series->name;
	}
	builder_init(&notice);
	builder_init(&names);
	words_list(&names, call->language, list, count);
	const struct place places[] = {
		{"hidden", trends_text(trending, "%zu", hidden)},
		{"teams", trends_text(trending, "%zu", teams)},
		{"least", trends_text(trending, "%d", COHORT_LEAST)},
		{"names", builder_view(&names)},
	};
	words_format(&notice,
		words(call->language,
			MESSAGE("Hidden: {hidden} of {teams} teams. Each would tell of fewer than {least} "
					"people, by itself or by what is left of a total: {names}. They are still "
					"counted in the total.")),
		places, sizeof places / sizeof places[0]);
	trending->page.notice = text_copy(call->request->arena, builder_view(&notice));
	trending->failed |= notice.failed || names.failed || !trending->page.notice.start;
	trending->page.noticed = true;
	builder_done(&notice);
	builder_done(&names);
}

static struct text people_of(struct trending *trending, const struct trend *row)
{
	if (!row || row->people < 0)
		return TEXT("");
	const struct place place = {"people", trends_text(trending, "%d", row->people)};
	return trends_sentence(trending, MESSAGE("People: {people}"), &place, 1);
}

static void draw_team(struct trending *trending, const struct trend_series *series, double top,
	struct page_trends_team *out)
{
	struct trends_picture picture;
	if (trends_picture_of(&trends_small, top, series, trending->shown.period_count,
			trending->call->request->arena, &picture, NULL) != STATUS_OK) {
		trending->failed = true;
		return;
	}
	const struct place places[] = {{"team", series->name}, {"median", out->value}};
	out->label = trends_sentence(trending, MESSAGE("{team}: {median} of the line"), places, 2);
	out->median = picture.median;
	out->line_path = trends_text(trending, "M0 %.1fH380", picture.line_y);
	out->over = trends_array(trending, picture.over_count, sizeof *out->over);
	for (size_t i = 0; out->over && i < picture.over_count; i++)
		out->over[out->over_count++].points = picture.over[i];
	out->end_x = picture.end_x;
	out->end_y = picture.end_y;
	out->ended = picture.ended;
	out->shown = true;
}

static struct page_trends_team team_of(
	struct trending *trending, const struct trend_series *series, double top)
{
	const struct trend *row = series->newest;
	struct page_trends_team team = {
		.name = series->name,
		.people = people_of(trending, row),
		.value = TEXT(""),
		.reason = trends_reason(trending, row),
	};
	team.hidden = row && row->hidden;
	if (row && !team.hidden && row->median < 0)
		team.reason = words(
			trending->call->language, MESSAGE("Fewer than ten people here have a load line."));
	if (!row || row->median < 0)
		return team;
	team.value = trends_text(trending, "%.0f%%", row->median);
	team.over_line = row->median >= TRENDS_LINE;
	draw_team(trending, series, top, &team);
	return team;
}

static void fill_multiples(struct trending *trending, size_t teams)
{
	struct page_trends *page = &trending->page;
	double top = 0;
	page->multiples = trends_array(trending, teams, sizeof *page->multiples);
	for (size_t i = 0; i < trending->shown.count; i++) {
		if (trends_is_team_within(&trending->shown.series[i], &trending->choice.scope))
			top = trends_top(top, &trending->shown.series[i], trending->shown.period_count, false);
	}
	for (size_t i = 0; page->multiples && i < trending->shown.count; i++) {
		const struct trend_series *series = &trending->shown.series[i];
		if (trends_is_team_within(series, &trending->choice.scope) && series->newest)
			page->multiples[page->multiples_count++] = team_of(trending, series, top);
	}
	page->multiplied = page->multiples_count > 0;
}

void trends_fill_teams(struct trending *trending)
{
	size_t teams = 0, hidden = 0;
	for (size_t i = 0; i < trending->shown.count; i++) {
		const struct trend_series *series = &trending->shown.series[i];
		if (!trends_is_team_within(series, &trending->choice.scope) || !series->newest)
			continue;
		teams++;
		hidden += is_hidden(series);
	}
	if (hidden)
		fill_notice(trending, teams, hidden);
	if (trending->choice.measure == TREND_LOAD && teams <= TEAMS_LIMIT &&
		uuid_is_nil(trending->choice.scope.team.uuid))
		fill_multiples(trending, teams);
}

// The number of a cell, or -1: the median of load, or how many entries.
static double value_of(const struct trending *trending, const struct trend *cell)
{
	if (!cell)
		return TREND_NONE;
	return trending->choice.measure == TREND_LOAD ? cell->median : cell->entries;
}

static struct page_trends_cell cell_of(
	struct trending *trending, const struct trend *cell, double most)
{
	double value = value_of(trending, cell);
	bool is_load = trending->choice.measure == TREND_LOAD;
	struct page_trends_cell out = {TEXT("x"), TEXT(""), TEXT("")};
	if (value < 0) {
		bool hidden = cell && cell->hidden;
		out.note = words(trending->call->language, hidden ? MESSAGE("hidden") : MESSAGE("none"));
		if (cell && !hidden)
			out.style = TEXT("h0");
		if (cell && !hidden)
			out.value = TEXT("–");
		return out;
	}
	double part = is_load ? value / SHADE : value / fmax(most, 1) * (SHADES - 1);
	int shade = (int)fmin(floor(part), SHADES - 1);
	bool over = is_load && value >= TRENDS_LINE;
	out.style = trends_text(trending, "h%d%s", shade, over ? " ov" : "");
	out.value = trends_text(trending, "%.0f%s", value, is_load ? "%" : "");
	if (over)
		out.note = words(trending->call->language, MESSAGE("over the line"));
	return out;
}

static double most_of(const struct trending *trending)
{
	double most = 0;
	for (size_t i = 0; i < trending->shown.count; i++) {
		const struct trend_series *series = &trending->shown.series[i];
		for (size_t j = 0; j < trending->shown.period_count; j++) {
			if (trends_is_team_within(series, &trending->choice.scope))
				most = fmax(most, value_of(trending, series->cells[j]));
		}
	}
	return most;
}

static void add_row(struct trending *trending, const struct trend_series *series, double most)
{
	size_t periods = trending->shown.period_count;
	struct page_trends_row *row = &trending->page.rows[trending->page.rows_count];
	row->cells = trends_array(trending, periods, sizeof *row->cells);
	if (!row->cells)
		return;
	row->name = trends_name(trending, series);
	for (size_t i = 0; i < periods; i++)
		row->cells[row->cells_count++] = cell_of(trending, series->cells[i], most);
	trending->page.rows_count++;
}

static void fill_titles(struct trending *trending)
{
	struct page_trends *page = &trending->page;
	enum language language = trending->call->language;
	if (page->is_load) {
		page->heat_title = words(language, MESSAGE("Week by week"));
		page->heat_subtitle = words(language,
			MESSAGE("Median load as a percentage of the line, by the week's first day. Outlined: "
					"over the line. Hatched: hidden."));
		return;
	}
	page->heat_title = words(language, MESSAGE("Entries, four weeks at a time"));
	page->heat_subtitle = words(
		language, MESSAGE("By the first day of the four weeks. Hatched: fewer than ten people made "
						  "entries, or hidden so that a smaller group cannot be worked out."));
}

// What is chosen stands first, then its teams.
void trends_fill_table(struct trending *trending)
{
	struct page_trends *page = &trending->page;
	const struct trends_grid *grid = &trending->shown;
	const struct trend_series *chosen = trends_grid_find(grid, &trending->choice.scope);
	double most = most_of(trending);
	page->rows = trends_array(trending, grid->count + 1, sizeof *page->rows);
	page->columns = trends_array(trending, grid->period_count, sizeof *page->columns);
	fill_titles(trending);
	for (size_t i = 0; page->columns && i < grid->period_count; i++)
		page->columns[page->columns_count++].points =
			moment_short_day(trending->call, grid->periods[i]);
	if (page->rows && chosen && uuid_is_nil(chosen->team.uuid))
		add_row(trending, chosen, most);
	for (size_t i = 0; page->rows && i < grid->count; i++) {
		if (trends_is_team_within(&grid->series[i], &trending->choice.scope))
			add_row(trending, &grid->series[i], most);
	}
	page->rows_shown = page->rows_count > 0;
}
