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
	double highest;
	struct arena *arena;
	struct text_builder load, area, over; // points; `over` is the polygon under way
	size_t over_size;
	bool defined; // the last point was
	double reached_x;
	struct instant falls; // to the level, in the stretch under way
	bool failed;
};

static double x_of(const struct drawing *drawing, struct instant at)
{
	double whole = (double)(drawing->until.seconds - drawing->from.seconds);
	return LEFT + (RIGHT - LEFT) * (double)(at.seconds - drawing->from.seconds) / whole;
}

static double y_of(const struct drawing *drawing, double load)
{
	return BASE - (BASE - TOP) * fmax(load, 0) / drawing->top;
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

// Where nothing is known the curve and what is below it have a gap.
static void begin_gap(struct drawing *drawing)
{
	if (!drawing->defined)
		return;
	add_point(&drawing->area, drawing->reached_x, BASE);
	end_over(drawing, drawing->reached_x);
	drawing->defined = false;
}

static void end_gap(struct drawing *drawing, double x)
{
	if (drawing->defined)
		return;
	if (drawing->load.length)
		builder_string(&drawing->load, " M");
	add_point(&drawing->area, x, BASE);
	drawing->defined = true;
}

// A point of the saw-tooth, and of what of it is above the line.
static void add_load(struct drawing *drawing, struct instant at, double load)
{
	if (isnan(load)) {
		begin_gap(drawing);
		return;
	}
	double x = x_of(drawing, at), y = y_of(drawing, load);
	end_gap(drawing, x);
	drawing->reached_x = x;
	add_point(&drawing->load, x, y);
	add_point(&drawing->area, x, y);
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

typedef void draw(struct drawing *drawing, struct instant at, double load);

// The instants between which a curve is straight enough: every half day, and both sides of a step.
static void sample(struct drawing *drawing, const struct model_state *state, struct instant from,
	struct instant until, draw *point)
{
	const struct model *model = &drawing->policy->model;
	struct instant step = model_next_step(model, state, from);
	for (struct instant at = from; instant_before(at, until);) {
		point(drawing, at, model_at(model, state, at));
		struct instant next = instant_later(at, SAMPLE_SECONDS);
		if (!instant_before(next, step) && !instant_before(until, step)) {
			struct instant before = instant_later(step, -1);
			if (instant_before(at, before))
				point(drawing, before, model_at(model, state, before));
			next = step;
			step = model_next_step(model, state, step);
		}
		at = next;
	}
	point(drawing, until, model_at(model, state, until));
}

// A point of the curve. Where it falls through the line without a step, that instant is one of it.
static void add_curve_point(struct drawing *drawing, struct instant at, double load)
{
	if (!instant_before(at, drawing->falls)) {
		end_over(drawing, x_of(drawing, drawing->falls));
		drawing->falls = INSTANT_NEVER;
	}
	add_load(drawing, at, load);
}

// The curve from the state's instant, or from the picture's edge, to another instant.
static void add_curve(struct drawing *drawing, const struct model_state *state, struct instant from,
	struct instant until)
{
	const struct model *model = &drawing->policy->model;
	drawing->falls = INSTANT_NEVER;
	if (drawing->level > 0 && model_at(model, state, from) > drawing->level)
		drawing->falls = model_falls_to(model, state, from, drawing->level);
	sample(drawing, state, from, until, add_curve_point);
}

// Gives the stretches of time between the entries, with the state during each, to `stretch`.
static struct model_state walk(
	struct drawing *drawing, void stretch(struct drawing *drawing, const struct model_state *state,
								 struct instant from, struct instant until))
{
	struct instant reached = drawing->from;
	const struct model *model = &drawing->policy->model;
	struct model_state state = model_start(model, drawing->arena);
	size_t attended = 0;
	for (size_t i = 0; i < drawing->course->entry_count; i++) {
		const struct course_entry *entry = &drawing->course->entries[i];
		struct instant at = entry->exposure.occurred_at;
		if (!counts(drawing, i))
			continue;
		if (!instant_before(at, drawing->from)) {
			stretch(drawing, &state, reached, at);
			reached = at;
		}
		attended = course_attend(drawing->course, model, &state, attended, at);
		model_add(model, &state, at, entry->added[drawing->line]);
	}
	course_attend(drawing->course, model, &state, attended, drawing->now);
	stretch(drawing, &state, reached, drawing->now);
	drawing->failed |= state.failed;
	return state;
}

static void add_saw_tooth(struct drawing *drawing)
{
	walk(drawing, add_curve);
	begin_gap(drawing);
	end_over(drawing, drawing->chart.now_x);
	if (drawing->area.length)
		add_point(&drawing->area, LEFT, BASE);
	drawing->chart.load = kept(drawing, &drawing->load);
	drawing->chart.area = kept(drawing, &drawing->area);
	builder_reset(&drawing->load);
}

static void add_falling_point(struct drawing *drawing, struct instant at, double load)
{
	if (!isnan(load))
		add_point(&drawing->load, x_of(drawing, at), y_of(drawing, load));
}

static void add_falling(struct drawing *drawing, const struct model_state *state)
{
	sample(drawing, state, drawing->now, drawing->until, add_falling_point);
	drawing->chart.falling = kept(drawing, &drawing->load);
}

static void add_entries(struct drawing *drawing)
{
	struct load_chart *chart = &drawing->chart;
	double most = 1;
	for (size_t i = 0; i < drawing->course->entry_count; i++)
		most = fmax(most, drawing->course->entries[i].added[drawing->line]);
	for (size_t i = 0; i < drawing->course->entry_count; i++) {
		const struct course_entry *entry = &drawing->course->entries[i];
		struct instant at = entry->exposure.occurred_at;
		if (instant_before(at, drawing->from) || !counts(drawing, i))
			continue;
		chart->entries[chart->entries_count++] = (struct chart_mark){
			.x = x_of(drawing, at),
			.y = ENTRIES_BASE - ENTRIES_TALLEST * entry->added[drawing->line] / most,
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

static void take_highest(struct drawing *drawing, struct instant at, double load)
{
	(void)at;
	drawing->highest = fmax(drawing->highest, load); // of a number and NAN, the number
}

static void find_highest(struct drawing *drawing, const struct model_state *state,
	struct instant from, struct instant until)
{
	sample(drawing, state, from, until, take_highest);
}

static bool allocate(struct drawing *drawing)
{
	size_t count = drawing->course->entry_count;
	struct load_chart *chart = &drawing->chart;
	// Each begins at an entry, at the edge or, where a load rises by itself, on a day.
	drawing->over_size = count + 1 + LOAD_CHART_DAYS_BEFORE;
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
	builder_init(&drawing.area);
	builder_init(&drawing.over);
	struct model_state state = walk(&drawing, find_highest);
	find_highest(&drawing, &state, drawing.now, drawing.until);
	drawing.top = step_for(fmax(drawing.highest, drawing.level * 1.1)) * (GRID_LINES - 1);
	drawing.chart.line_y = y_of(&drawing, drawing.level);
	drawing.chart.now_x = x_of(&drawing, at);
	add_saw_tooth(&drawing);
	double now = model_at(&drawing.policy->model, &state, at);
	drawing.chart.now_shown = !isnan(now);
	drawing.chart.now_y = y_of(&drawing, now);
	add_falling(&drawing, &state);
	add_entries(&drawing);
	add_grid(&drawing);
	builder_done(&drawing.load);
	builder_done(&drawing.area);
	builder_done(&drawing.over);
	if (drawing.failed)
		return fault_memory(fault);
	*out = drawing.chart;
	return STATUS_OK;
}
