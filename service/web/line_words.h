// SPDX-License-Identifier: MIT
// Private to web: what a line says of itself, by how it counts.
#pragma once

#include "app/loads/course.h"
#include "web/routes.h"

// Of whose load is shown: to themselves, or to who is shown it.
enum line_reader { LINE_OWN, LINE_OTHERS };

// "Material today: 180 of 240 minutes."; "Not yet …" while the load is undefined.
struct text line_summary(
	const struct web_call *call, const struct line_load *line, enum line_reader reader);

// "added 50, now 25": what an entry added to a line, and what counts of it now where that can be
// told; how it weighs where no line that is shown sums it.
struct text line_amounts(
	const struct web_call *call, const struct course *course, const struct course_entry *entry);
