// SPDX-License-Identifier: MIT
#include "web/trends_chart.h"

#include <math.h>

const struct trends_frame trends_broad = {1200, 360, 58, 1120, 22, 322};
const struct trends_frame trends_narrow = {340, 270, 46, 296, 22, 234};
const struct trends_frame trends_small = {380, 84, 2, 372, 6, 80};

#define STEP 50.0       // of the scale
#define LEAST_TOP 150.0 // so that the line is within the picture

double trends_top(double top, const struct trend_series *series, size_t periods, bool bands)
{
	for (size_t i = 0; i < periods; i++) {
		const struct trend *cell = series->cells[i];
		if (cell && bands)
			top = fmax(top, cell->high);
		if (cell)
			top = fmax(top, cell->median);
	}
	return fmax(LEAST_TOP, ceil(top / STEP) * STEP);
}

double trends_x(const struct trends_frame *frame, size_t period, size_t periods)
{
	double part = periods > 1 ? (double)period / (double)(periods - 1) : 1;
	return frame->left + (frame->right - frame->left) * part;
}

double trends_y(const struct trends_frame *frame, double top, double value)
{
	return frame->base - (frame->base - frame->top) * value / top;
}

struct drawing {
	const struct trends_frame *frame;
	const struct trend_series *series;
	size_t periods;
	double top;
	struct arena *arena;
	struct trends_picture picture;
	bool failed;
};

static double x_of(const struct drawing *drawing, size_t period)
{
	return trends_x(drawing->frame, period, drawing->periods);
}

static double y_of(const struct drawing *drawing, double value)
{
	return trends_y(drawing->frame, drawing->top, value);
}

static struct text kept(struct drawing *drawing, struct text_builder *built)
{
	struct text copy = text_copy(drawing->arena, builder_view(built));
	drawing->failed |= built->failed || !copy.start;
	builder_reset(built);
	return copy;
}

static void add_point(struct text_builder *points, double x, double y)
{
	builder_format(points, "%s%.1f,%.1f", points->length ? " " : "", x, y);
}

static bool has_median(const struct trend *cell)
{
	return cell && cell->median >= 0;
}

static bool has_band(const struct trend *cell)
{
	return cell && cell->low >= 0 && cell->high >= 0;
}

static void draw_median(struct drawing *drawing, struct text_builder *path)
{
	bool drawn = false;
	for (size_t i = 0; i < drawing->periods; i++) {
		const struct trend *cell = drawing->series->cells[i];
		bool there = has_median(cell);
		if (there)
			builder_format(path, "%s%.1f %.1f", drawn ? "L" : "M", x_of(drawing, i),
				y_of(drawing, cell->median));
		drawn = there;
	}
	drawing->picture.median = kept(drawing, path);
}

// Each stretch of weeks that have a band is a polygon: along its top, and back along its bottom.
static void draw_bands(struct drawing *drawing, struct text_builder *points)
{
	for (size_t from = 0; from < drawing->periods; from++) {
		size_t to = from;
		while (to < drawing->periods && has_band(drawing->series->cells[to])) {
			add_point(points, x_of(drawing, to), y_of(drawing, drawing->series->cells[to]->high));
			to++;
		}
		for (size_t i = to; i-- > from;)
			add_point(points, x_of(drawing, i), y_of(drawing, drawing->series->cells[i]->low));
		if (to > from)
			drawing->picture.bands[drawing->picture.band_count++] = kept(drawing, points);
		from = to;
	}
}

// What of the median between two weeks is above the line.
static void draw_over(struct drawing *drawing, struct text_builder *points, size_t period)
{
	const struct trend *a = drawing->series->cells[period];
	const struct trend *b = drawing->series->cells[period + 1];
	double line = drawing->picture.line_y, from = x_of(drawing, period);
	double to = x_of(drawing, period + 1);
	if (!has_median(a) || !has_median(b) || (a->median <= TRENDS_LINE && b->median <= TRENDS_LINE))
		return;
	double meets = from + (to - from) * (TRENDS_LINE - a->median) / (b->median - a->median);
	bool crosses = (a->median < TRENDS_LINE) != (b->median < TRENDS_LINE);
	bool rises = crosses && a->median < TRENDS_LINE;
	double begins = rises ? meets : from, ends = crosses && !rises ? meets : to;
	add_point(points, begins, line);
	add_point(points, begins, rises ? line : y_of(drawing, a->median));
	add_point(points, ends, crosses && !rises ? line : y_of(drawing, b->median));
	add_point(points, ends, line);
	drawing->picture.over[drawing->picture.over_count++] = kept(drawing, points);
}

static void draw(struct drawing *drawing)
{
	struct text_builder built;
	builder_init(&built);
	draw_median(drawing, &built);
	draw_bands(drawing, &built);
	for (size_t i = 0; i + 1 < drawing->periods; i++)
		draw_over(drawing, &built, i);
	builder_done(&built);
	for (size_t i = drawing->periods; i-- > 0;) {
		const struct trend *cell = drawing->series->cells[i];
		if (!has_median(cell))
			continue;
		drawing->picture.ended = true;
		drawing->picture.end_x = x_of(drawing, i);
		drawing->picture.end_y = y_of(drawing, cell->median);
		return;
	}
}

enum status trends_picture_of(const struct trends_frame *frame, double top,
	const struct trend_series *series, size_t periods, struct arena *arena,
	struct trends_picture *out, struct fault *fault)
{
	struct drawing drawing = {
		.frame = frame,
		.series = series,
		.periods = periods,
		.top = top,
		.arena = arena,
		.picture = {.bands = arena_array(arena, periods, sizeof *out->bands),
			.over = arena_array(arena, periods, sizeof *out->over),
			.line_y = trends_y(frame, top, TRENDS_LINE)},
	};
	if (!drawing.picture.bands || !drawing.picture.over)
		return fault_memory(fault);
	draw(&drawing);
	if (drawing.failed)
		return fault_memory(fault);
	*out = drawing.picture;
	return STATUS_OK;
}
