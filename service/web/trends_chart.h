// SPDX-License-Identifier: MIT
// Private to web: the picture of a group's load, week by week: the median, the middle 80 % of
// people, and what of the median is above the line. Geometry only; the page draws it.
#pragma once

#include "web/trends_grid.h"

#define TRENDS_LINE 100.0 // everybody's own line is a hundred hundredths of it

// Sizes of the viewBox, and where in it the plot is.
struct trends_frame {
	double width, height, left, right, top, base;
};

extern const struct trends_frame trends_broad, trends_narrow, trends_small;

struct trends_picture {
	struct text median;        // "M x y L x y …", broken where a week has no number
	struct text *bands, *over; // polygons
	size_t band_count, over_count;
	double line_y;
	bool ended;          // there is a newest point
	double end_x, end_y; // of it
};

// The top of the scale, in hundredths of the line: of all series it is given, one after another.
double trends_top(double top, const struct trend_series *series, size_t periods, bool bands);

double trends_x(const struct trends_frame *frame, size_t period, size_t periods);
double trends_y(const struct trends_frame *frame, double top, double value);

// STATUS_MEMORY.
CHECKED enum status trends_picture_of(const struct trends_frame *frame, double top,
	const struct trend_series *series, size_t periods, struct arena *arena,
	struct trends_picture *out, struct fault *fault);
