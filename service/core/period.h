// SPDX-License-Identifier: MIT
// Calendar days and weeks of a zone, numbered: day 0 is 1970-01-01, week 0 that of 1969-12-29.
//
// A period begins at the first second at which local time has reached its midnight, so a day has 23
// or 25 hours where clocks change, none where a date was left out, and numbers never go back.
#pragma once

#include "core/model_parameters.h"

#define PERIOD_MOST (INT64_C(1) << 32) // beyond, time has no calendar any more

// `span` is SPAN_CALENDAR_DAY or SPAN_CALENDAR_WEEK (from Monday); a zone of NULL is UTC.
int64_t period_of(const struct zone *zone, enum model_span span, struct instant at);

// NEVER beyond PERIOD_MOST.
struct instant period_start(const struct zone *zone, enum model_span span, int64_t period);
