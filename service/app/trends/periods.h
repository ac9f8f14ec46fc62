// SPDX-License-Identifier: MIT
// The periods that trends are of: whole ISO weeks in the organisation's zone, one or four at a
// time.
//
// Periods of four weeks follow one another from the first Monday of 1970, so that none overlaps
// another and the same weeks are never in two. A period is closed at six in the morning after its
// last day: what is removed by then was never in it.
#pragma once

#include "store/trends.h"

#define TRENDS_HOUR 6 // local

// The number of the newest period of so many weeks that is closed at an instant.
int64_t trends_closed(const struct zone *zone, int32_t weeks, struct instant now);

// The number of the period that an instant is in.
int64_t trends_number(const struct zone *zone, int32_t weeks, struct instant at);

struct trend_period trends_period(const struct zone *zone, int32_t weeks, int64_t number);

// When the period of a number is closed.
struct instant trends_close(const struct zone *zone, int32_t weeks, int64_t number);
