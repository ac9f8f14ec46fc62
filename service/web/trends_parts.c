// SPDX-License-Identifier: MIT
// The parts of the page of trends: key numbers, the chart, teams, the table.
#include <math.h>
#include <stdio.h>

#include "web/moment.h"
#include "web/trends.h"
#include "web/trends_chart.h"

#define FOUR_WEEKS 4
#define DATES_SHOWN 4 // under the chart, or a few more

static struct text none(struct trending *trending)
{
	return words(trending->call->language, MESSAGE("hidden"));
}

static struct text percent(struct trending *trending, double value)
{
	return trends_text(trending, "%.0f%%", value);
}

// Of the teams that show a load in a period, how many have a median over the line.
static void count_over(const struct trending *trending, size_t period, size_t *over, size_t *teams)
{
	*over = *teams = 0;
	for (size_t i = 0; i < trending->load.count; i++) {
		const struct trend_series *series = &trending->load.series[i];
		const struct trend *cell = series->cells[period];
		if (!trends_is_team_within(series, &trending->choice.scope) || !cell || cell->median < 0)
			continue;
		*teams += 1;
		*over += cell->median >= TRENDS_LINE;
	}
}

static struct page_trends_key people_key(struct trending *trending)
{
	const struct trend_series *series = trends_grid_find(&trending->load, &trending->choice.scope);
	const struct trend *row = series ? series->newest : NULL;
	bool shown = row && row->people >= 0;
	return (struct page_trends_key){
		.what = words(trending->call->language, MESSAGE("People counted")),
		.value = shown ? trends_text(trending, "%d", row->people) : none(trending),
		.note = shown ? words(trending->call->language, MESSAGE("in a team when the week began"))
					  : trends_reason(trending, row),
	};
}

static struct page_trends_key over_key(struct trending *trending)
{
	size_t over, teams, over_then = 0, teams_then = 0;
	size_t newest = trending->load.period_count - 1;
	count_over(trending, newest, &over, &teams);
	if (newest >= FOUR_WEEKS)
		count_over(trending, newest - FOUR_WEEKS, &over_then, &teams_then);
	const struct place now[] = {{"over", trends_text(trending, "%zu", over)},
		{"teams", trends_text(trending, "%zu", teams)}};
	const struct place then = {"over", trends_text(trending, "%zu", over_then)};
	return (struct page_trends_key){
		.what = words(trending->call->language, MESSAGE("Teams over their line")),
		.value = trends_sentence(trending, MESSAGE("{over} of {teams}"), now, 2),
		.note = teams_then
					? trends_sentence(trending, MESSAGE("four weeks before: {over}"), &then, 1)
					: words(trending->call->language, MESSAGE("by their median")),
	};
}

static struct page_trends_key offers_key(
	struct trending *trending, const struct trends_grid *offers)
{
	const struct trend_series *series = trends_grid_find(offers, &trending->choice.scope);
	int64_t offered = 0, taken = 0;
	size_t periods = 0;
	for (size_t i = 0; series && i < offers->period_count; i++) {
		if (!series->cells[i] || series->cells[i]->offered < 0)
			continue;
		offered += series->cells[i]->offered;
		taken += series->cells[i]->taken;
		periods++;
	}
	const struct place places[] = {{"taken", trends_text(trending, "%lld", (long long)taken)},
		{"offered", trends_text(trending, "%lld", (long long)offered)},
		{"weeks", trends_text(trending, "%zu", periods * FOUR_WEEKS)}};
	return (struct page_trends_key){
		.what = words(trending->call->language, MESSAGE("Sessions taken up")),
		.value = periods ? trends_sentence(trending, MESSAGE("{taken} of {offered}"), places, 2)
						 : none(trending),
		.note = periods ? trends_sentence(trending, MESSAGE("held in {weeks} weeks"), &places[2], 1)
						: trends_reason(trending, series ? series->newest : NULL),
	};
}

static struct page_trends_key wait_key(struct trending *trending, const struct trends_grid *offers)
{
	const struct trend_series *series = trends_grid_find(offers, &trending->choice.scope);
	const struct trend *row = series ? series->newest : NULL;
	bool shown = row && row->wait_days >= 0;
	return (struct page_trends_key){
		.what = words(trending->call->language, MESSAGE("Days from need to session")),
		.value = shown ? trends_text(trending, "%.0f", row->wait_days) : none(trending),
		.note = shown ? words(trending->call->language, MESSAGE("the typical wait"))
					  : trends_reason(trending, row),
	};
}

void trends_fill_keys(struct trending *trending)
{
	struct trends_grid offers;
	struct page_trends *page = &trending->page;
	page->keys = trends_array(trending, 4, sizeof *page->keys);
	if (!page->keys ||
		trends_grid_of(trending->four_weekly, trending->four_weekly_count, TREND_OFFERS,
			trending->call->request->arena, &offers, NULL) != STATUS_OK) {
		trending->failed = true;
		return;
	}
	page->keys[0] = people_key(trending);
	page->keys[1] = over_key(trending);
	page->keys[2] = offers_key(trending, &offers);
	page->keys[3] = wait_key(trending, &offers);
	page->keys_count = 4;
}

static struct page_points *points_of(
	struct trending *trending, const struct text *list, size_t count)
{
	struct page_points *points = trends_array(trending, count, sizeof *points);
	for (size_t i = 0; points && i < count; i++)
		points[i].points = list[i];
	return points;
}

static void fill_scale(struct trending *trending, const struct trends_frame *frame, double top,
	struct page_trends_chart *out)
{
	double step = top > 300 ? 100 : 50;
	out->grid = trends_array(trending, (size_t)(top / step) + 1, sizeof *out->grid);
	for (double value = 0; out->grid && value <= top; value += step) {
		double y = trends_y(frame, top, value);
		out->grid[out->grid_count++] = (struct page_trends_mark){
			.path = trends_text(trending, "M%.0f %.1fH%.0f", frame->left, y, frame->right),
			.label = percent(trending, value),
			.x = frame->left - 8,
			.y = y + 5,
		};
	}
}

static void fill_dates(
	struct trending *trending, const struct trends_frame *frame, struct page_trends_chart *out)
{
	size_t periods = trending->load.period_count;
	size_t every = periods / DATES_SHOWN + (periods % DATES_SHOWN > 0);
	out->dates = trends_array(trending, periods, sizeof *out->dates);
	for (size_t i = 0; out->dates && i < periods; i += every) {
		double x = trends_x(frame, i, periods);
		out->dates[out->dates_count++] = (struct page_trends_mark){
			.path = trends_text(trending, "M%.1f %.0fv6", x, frame->base),
			.label = moment_short_day(trending->call, trending->load.periods[i]),
			.x = x,
			.y = frame->base + 22,
		};
	}
}

static void draw_chart(struct trending *trending, const struct trends_frame *frame, double top,
	const struct trend_series *series, struct page_trends_chart *out)
{
	struct trends_picture picture;
	if (trends_picture_of(frame, top, series, trending->load.period_count,
			trending->call->request->arena, &picture, NULL) != STATUS_OK) {
		trending->failed = true;
		return;
	}
	*out = (struct page_trends_chart){
		.size = frame == &trends_broad ? TEXT("broad") : TEXT("narrow"),
		.id = frame == &trends_broad ? TEXT("b") : TEXT("n"),
		.box = trends_text(trending, "0 0 %.0f %.0f", frame->width, frame->height),
		.title = trending->page.headline,
		.description = trending->page.sentence,
		.median = picture.median,
		.bands = points_of(trending, picture.bands, picture.band_count),
		.bands_count = picture.band_count,
		.over = points_of(trending, picture.over, picture.over_count),
		.over_count = picture.over_count,
		.line_path =
			trends_text(trending, "M%.0f %.1fH%.0f", frame->left, picture.line_y, frame->right),
		.axis_path =
			trends_text(trending, "M%.0f %.0fH%.0f", frame->left, frame->base, frame->right),
		.line_label = words(trending->call->language, MESSAGE("Line")),
		.line_x = frame->right + 8,
		.line_y = picture.line_y + 5,
		.end_x = picture.end_x,
		.end_y = picture.end_y,
		.ended = picture.ended,
	};
	fill_scale(trending, frame, top, out);
	fill_dates(trending, frame, out);
}

// Since when the median has been at or over the line without a break.
static size_t over_since(const struct trend_series *series, size_t newest)
{
	size_t since = newest;
	while (since > 0 && series->cells[since - 1] && series->cells[since - 1]->median >= TRENDS_LINE)
		since--;
	return since;
}

// How many people are over their line in the newest week; -1 where that is hidden.
static int32_t newest_over(struct trending *trending)
{
	struct trends_grid grid;
	if (trends_grid_of(trending->weekly, trending->weekly_count, TREND_OVER,
			trending->call->request->arena, &grid, NULL) != STATUS_OK) {
		trending->failed = true;
		return TREND_NONE;
	}
	const struct trend_series *series = trends_grid_find(&grid, &trending->choice.scope);
	return series && series->newest ? series->newest->over : TREND_NONE;
}

static void fill_headline(struct trending *trending, const struct trend_series *series)
{
	struct page_trends *page = &trending->page;
	const struct trend *newest = series->newest;
	const struct trend *first = NULL;
	for (size_t i = 0; i < trending->load.period_count && !first; i++)
		first = series->cells[i] && series->cells[i]->median >= 0 ? series->cells[i] : NULL;
	int32_t over_line = newest_over(trending);
	size_t since = over_since(series, trending->load.period_count - 1);
	const struct place places[] = {
		{"median", percent(trending, newest->median)},
		{"first", percent(trending, first ? first->median : 0)},
		{"week", moment_day(trending->call, trending->load.periods[since])},
		{"people", trends_text(trending, "%d", over_line)},
	};
	bool over = newest->median >= TRENDS_LINE;
	page->headline = trends_sentence(trending,
		over ? MESSAGE("Half of the people or more are over their line, since the week of {week}")
			 : MESSAGE("Typical load is {median} of a person's own line"),
		places, 3);
	page->subtitle = words(trending->call->language,
		MESSAGE("Load at the end of each week, as a percentage of each person's own line."));
	page->sentence = trends_sentence(trending,
		over_line < 0
			? MESSAGE("The median was {first} at the beginning and is {median} in the newest week.")
			: MESSAGE("The median was {first} at the beginning and is {median} in the newest week, "
					  "in which {people} people are over their line."),
		places, 4);
}

static struct text number_or(struct trending *trending, double value, const char *unit)
{
	return value < 0 ? TEXT("–") : trends_text(trending, "%.0f%s", value, unit);
}

static void fill_numbers(struct trending *trending, const struct trend_series *series)
{
	struct page_trends *page = &trending->page;
	size_t periods = trending->load.period_count;
	page->numbers = trends_array(trending, periods, sizeof *page->numbers);
	for (size_t i = periods; page->numbers && i-- > 0;) {
		const struct trend *cell = series->cells[i];
		struct page_trends_cell *cells = trends_array(trending, 4, sizeof *cells);
		if (!cells || !cell)
			continue;
		cells[0].value = number_or(trending, cell->people, "");
		cells[1].value = number_or(trending, cell->median, "%");
		cells[2].value = number_or(trending, cell->low, "%");
		cells[3].value = number_or(trending, cell->high, "%");
		page->numbers[page->numbers_count++] = (struct page_trends_row){
			moment_day(trending->call, trending->load.periods[i]), cells, 4};
	}
}

void trends_fill_chart(struct trending *trending)
{
	const struct trend_series *series = trends_grid_find(&trending->load, &trending->choice.scope);
	if (!series || !series->newest || series->newest->median < 0)
		return;
	double top = trends_top(0, series, trending->load.period_count, true);
	fill_headline(trending, series);
	draw_chart(trending, &trends_broad, top, series, &trending->page.broad);
	draw_chart(trending, &trends_narrow, top, series, &trending->page.narrow);
	fill_numbers(trending, series);
	trending->page.charted = true;
}
