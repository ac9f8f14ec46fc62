// SPDX-License-Identifier: MIT
#include "web/load_chart.h"

#include <math.h>

#define LEFT 38.0
#define RIGHT 326.0
#define TOP 18.0
#define BASE 208.0
#define ENTRIES_BASE 262.0
#define ENTRIES_TALLEST 34.0
#define SAMPLE_SECONDS (SECONDS_PER_DAY / 2) // between entries: half a day is under two units
#define GRID_LINES 4                         // with that of 0
#define LABEL_DAYS 14

struct drawing {
	struct load_chart chart;
	const struct course *course;
	const struct policy_line *policy;
	size_t line;
	struct instant from, now, until;
	double top, level; // loads at the top of the picture and of the line
	struct arena *arena;
	struct text_builder load, over; // points; `over` is the polygon under way
	size_t over_size;
	bool failed;
};

static double x_of(const struct drawing *drawing, struct instant at)
{
	double whole = (double)(drawing->until.seconds - drawing->from.seconds);
	return LEFT + (RIGHT - LEFT) * (double)(at.seconds - drawing->from.seconds) / whole;
}

static double y_of(const struct drawing *drawing, double load)
{
	return BASE - (BASE - TOP) * load / drawing->top;
}

static void add_point(struct text_builder *points, double x, double y)
{
	builder_format(points, "%s%.1f,%.1f", points->length ? " " : "", x, y);
}

static struct text kept(struct drawing *drawing, const struct text_builder *points)
{
	struct text copy = text_copy(drawing->arena, builder_view(points));
	drawing->failed |= points->failed || !copy.start;
	return copy;
}

// 10, 20, 50, 100 …: the least of them that `GRID_LINES - 1` steps of reach the load.
static double step_for(double load)
{
	double step = 1;
	for (int i = 0; step * (GRID_LINES - 1) < load; i++)
		step *= i % 3 == 1 ? 2.5 : 2;
	return step;
}

static bool counts(const struct drawing *drawing, size_t entry)
{
	return drawing->course->entries[entry].left[drawing->line] != COURSE_UNCOUNTED;
}

static void end_over(struct drawing *drawing, double x)
{
	if (!drawing->over.length)
		return;
	add_point(&drawing->over, x, drawing->chart.line_y);
	if (drawing->chart.over_count < drawing->over_size)
		drawing->chart.over[drawing->chart.over_count++] = kept(drawing, &drawing->over);
	builder_reset(&drawing->over);
}

// A point of the saw-tooth, and of what of it is above the line.
static void add_load(struct drawing *drawing, struct instant at, double load)
{
	double x = x_of(drawing, at), y = y_of(drawing, load);
	add_point(&drawing->load, x, y);
	if (drawing->level <= 0)
		return;
	if (load < drawing->level) {
		end_over(drawing, x);
		return;
	}
	if (!drawing->over.length)
		add_point(&drawing->over, x, drawing->chart.line_y);
	add_point(&drawing->over, x, y);
}

// The curve from the state's instant, or from the picture's edge, to another instant. Where it
// falls through the line, that point is one of it.
static void add_curve(
	struct drawing *drawing, struct load state, struct instant from, struct instant until)
{
	double days = drawing->policy->model.half_life_days;
	struct instant falls = INSTANT_NEVER;
	if (drawing->level > 0 && load_at(state, days, from) > drawing->level)
		falls = load_falls_to(state, days, drawing->level);
	for (struct instant at = from; instant_before(at, until);
		 at = instant_later(at, SAMPLE_SECONDS)) {
		if (!instant_before(at, falls)) {
			end_over(drawing, x_of(drawing, falls));
			falls = INSTANT_NEVER;
		}
		add_load(drawing, at, load_at(state, days, at));
	}
	if (instant_before(falls, until))
		end_over(drawing, x_of(drawing, falls));
	add_load(drawing, until, load_at(state, days, until));
}

static struct load add_saw_tooth(struct drawing *drawing)
{
	struct load state = LOAD_NONE;
	struct instant reached = drawing->from;
	double days = drawing->policy->model.half_life_days;
	for (size_t i = 0; i < drawing->course->entry_count; i++) {
		const struct course_entry *entry = &drawing->course->entries[i];
		struct instant at = entry->exposure.occurred_at;
		if (!counts(drawing, i))
			continue;
		if (!instant_before(at, drawing->from)) {
			add_curve(drawing, state, reached, at);
			reached = at;
		}
		load_add(&state, days, at, entry->added);
	}
	add_curve(drawing, state, reached, drawing->now);
	end_over(drawing, x_of(drawing, drawing->now));
	drawing->chart.load = kept(drawing, &drawing->load);
	return state;
}

static void add_area(struct drawing *drawing)
{
	add_point(&drawing->load, drawing->chart.now_x, BASE);
	add_point(&drawing->load, LEFT, BASE);
	drawing->chart.area = kept(drawing, &drawing->load);
	builder_reset(&drawing->load);
}

static void add_falling(struct drawing *drawing, struct load state)
{
	for (struct instant at = drawing->now; !instant_before(drawing->until, at);
		 at = instant_later(at, SAMPLE_SECONDS))
		add_point(&drawing->load, x_of(drawing, at),
			y_of(drawing, load_at(state, drawing->policy->model.half_life_days, at)));
	drawing->chart.falling = kept(drawing, &drawing->load);
}

static void add_entries(struct drawing *drawing)
{
	struct load_chart *chart = &drawing->chart;
	double most = 1;
	for (size_t i = 0; i < drawing->course->entry_count; i++)
		most = fmax(most, drawing->course->entries[i].added);
	for (size_t i = 0; i < drawing->course->entry_count; i++) {
		const struct course_entry *entry = &drawing->course->entries[i];
		struct instant at = entry->exposure.occurred_at;
		if (instant_before(at, drawing->from) || !counts(drawing, i))
			continue;
		chart->entries[chart->entries_count++] = (struct chart_mark){
			.x = x_of(drawing, at),
			.y = ENTRIES_BASE - ENTRIES_TALLEST * entry->added / most,
			.at = at,
		};
	}
}

static void add_grid(struct drawing *drawing)
{
	struct load_chart *chart = &drawing->chart;
	for (; chart->grid_count < GRID_LINES; chart->grid_count++) {
		double load = drawing->top * (double)chart->grid_count / (GRID_LINES - 1);
		chart->grid[chart->grid_count] =
			(struct chart_mark){.x = LEFT, .y = y_of(drawing, load), .value = llround(load)};
	}
	int64_t days = (drawing->from.seconds + SECONDS_PER_DAY - 1) / SECONDS_PER_DAY + LABEL_DAYS / 2;
	for (struct instant at = {days * SECONDS_PER_DAY}; instant_before(at, drawing->until);
		 at = instant_later(at, LABEL_DAYS * SECONDS_PER_DAY))
		chart->dates[chart->dates_count++] =
			(struct chart_mark){.x = x_of(drawing, at), .y = ENTRIES_BASE, .at = at};
}

// The highest load of the picture is at an entry or at its left edge.
static double highest(const struct drawing *drawing)
{
	struct load state = LOAD_NONE;
	double most = 0, days = drawing->policy->model.half_life_days;
	for (size_t i = 0; i < drawing->course->entry_count; i++) {
		const struct course_entry *entry = &drawing->course->entries[i];
		if (!counts(drawing, i))
			continue;
		struct instant at = entry->exposure.occurred_at;
		load_add(&state, days, at, entry->added);
		most = fmax(most, load_at(state, days, instant_latest(at, drawing->from)));
	}
	return most;
}

static bool allocate(struct drawing *drawing)
{
	size_t count = drawing->course->entry_count;
	struct load_chart *chart = &drawing->chart;
	drawing->over_size = count + 1; // each begins at an entry or at the edge
	chart->over = arena_array(drawing->arena, drawing->over_size, sizeof *chart->over);
	chart->entries = arena_array(drawing->arena, count, sizeof *chart->entries);
	chart->grid = arena_array(drawing->arena, GRID_LINES, sizeof *chart->grid);
	chart->dates = arena_array(drawing->arena,
		(LOAD_CHART_DAYS_BEFORE + LOAD_CHART_DAYS_AFTER) / LABEL_DAYS + 1, sizeof *chart->dates);
	return chart->over && chart->entries && chart->grid && chart->dates;
}

enum status load_chart_of(const struct course *course, size_t line, struct instant at,
	struct arena *arena, struct load_chart *out, struct fault *fault)
{
	const struct policy_level *level = line_own_level(course->lines[line].line);
	struct drawing drawing = {
		.chart = {.left = LEFT, .right = RIGHT, .base_y = BASE, .entries_y = ENTRIES_BASE},
		.course = course,
		.policy = course->lines[line].line,
		.line = line,
		.from = instant_later(at, -LOAD_CHART_DAYS_BEFORE * SECONDS_PER_DAY),
		.now = at,
		.until = instant_later(at, LOAD_CHART_DAYS_AFTER * SECONDS_PER_DAY),
		.level = level ? level->on : 0,
		.arena = arena,
	};
	if (!allocate(&drawing))
		return fault_memory(fault);
	builder_init(&drawing.load);
	builder_init(&drawing.over);
	drawing.top = step_for(fmax(highest(&drawing), drawing.level * 1.1)) * (GRID_LINES - 1);
	drawing.chart.line_y = y_of(&drawing, drawing.level);
	drawing.chart.now_x = x_of(&drawing, at);
	struct load state = add_saw_tooth(&drawing);
	drawing.chart.now_y = y_of(&drawing, load_at(state, drawing.policy->model.half_life_days, at));
	add_area(&drawing);
	add_falling(&drawing, state);
	add_entries(&drawing);
	add_grid(&drawing);
	builder_done(&drawing.load);
	builder_done(&drawing.over);
	if (drawing.failed)
		return fault_memory(fault);
	*out = drawing.chart;
	return STATUS_OK;
}
