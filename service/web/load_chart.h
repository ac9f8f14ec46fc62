// SPDX-License-Identifier: MIT
// The picture of a person's load: how it came about in the last weeks, a lollipop for each entry,
// the line, and how the load falls if nothing more is logged. Geometry only; the page draws it.
#pragma once

#include "app/loads/course.h"

// In the units of the picture's viewBox, x to the right and y downwards.
#define LOAD_CHART_WIDTH 330
#define LOAD_CHART_HEIGHT 300
#define LOAD_CHART_DAYS_BEFORE 42
#define LOAD_CHART_DAYS_AFTER 14

struct chart_mark {
	double x, y;
	int64_t value;     // of a grid line
	struct instant at; // of a date or an entry
};

struct load_chart {
	struct text load; // "x,y x,y …" of a path, after its "M"; another where it was undefined
	struct text area, falling; // the same for a polygon and a polyline
	struct text *over;         // polygons above the line
	size_t over_count;
	struct chart_mark *entries; // heads of the lollipops; they stand on `entries_y`
	size_t entries_count;
	struct chart_mark *grid; // values, from 0
	size_t grid_count;
	struct chart_mark *dates; // midnights in UTC, two weeks apart
	size_t dates_count;
	bool now_shown; // whether the load is defined at the instant
	double left, right, base_y, entries_y, line_y, now_x, now_y;
};

// Of one line of a course, at the instant the course is of. STATUS_MEMORY.
CHECKED enum status load_chart_of(const struct course *course, size_t line, struct instant at,
	struct arena *arena, struct load_chart *out, struct fault *fault);
