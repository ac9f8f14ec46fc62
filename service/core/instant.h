// SPDX-License-Identifier: MIT
// An instant in UTC, whole seconds since 1970-01-01T00:00:00Z, and civil dates without a zone.
//
// A day is 86,400 s of elapsed time. Nothing here reads a clock or knows a zone; a zone comes in as
// a table of transitions (RFC 5545 semantics for local times that occur twice or never).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

#define SECONDS_PER_HOUR INT64_C(3600)
#define SECONDS_PER_DAY INT64_C(86400)
#define INSTANT_TEXT_LENGTH 20 // 2026-11-23T17:30:00Z

struct instant {
	int64_t seconds;
};

// Later than anything that happens; "never" in answers about the future.
#define INSTANT_NEVER ((struct instant){INT64_MAX})

// The proleptic Gregorian date and time of day, without a zone.
struct civil {
	int year;       // 1..9999
	int month, day; // from 1
	int hour, minute, second;
};

// From the first second at or after `from`, local time is UTC plus `offset_seconds`.
struct zone_transition {
	struct instant from;
	int32_t offset_seconds;
};

struct zone {
	const struct zone_transition *transitions; // ascending; the first also counts before itself
	size_t count;                              // at least 1
};

static inline bool instant_before(struct instant a, struct instant b)
{
	return a.seconds < b.seconds;
}

static inline struct instant instant_earliest(struct instant a, struct instant b)
{
	return instant_before(b, a) ? b : a;
}

static inline struct instant instant_latest(struct instant a, struct instant b)
{
	return instant_before(a, b) ? b : a;
}

struct instant instant_later(struct instant instant, int64_t seconds); // saturates; NEVER stays

// RFC 3339 with "Z" or a numeric offset; a fraction of a second is cut off. A date alone is its
// midnight in UTC. A leap second (":60") is refused. False leaves `out`.
bool instant_parse(struct text text, struct instant *out);

// "2026-11-23T17:30:00Z"; years outside 0001..9999 are an assertion.
void instant_format(struct instant instant, char out[static INSTANT_TEXT_LENGTH + 1]);

// "2026-11-23T17:30:00", without a zone, and nothing else; false leaves `out`.
#define CIVIL_TEXT_LENGTH (INSTANT_TEXT_LENGTH - 1)
bool civil_parse(struct text text, struct civil *out);
void civil_format(struct civil civil, char out[static CIVIL_TEXT_LENGTH + 1]);

bool civil_is_valid(struct civil civil);         // a date that exists, 00:00:00..23:59:59
struct civil civil_of(struct instant utc);       // years outside 0001..9999 are an assertion
struct instant civil_as_utc(struct civil civil); // as is a date that does not exist

// ISO weekday of a date: 1 Monday … 7 Sunday.
int civil_weekday(struct civil civil);

// Local time → instant. A time that occurs twice is its first occurrence; one that never occurs is
// read with the offset before the gap (RFC 5545 §3.3.5).
struct instant zone_instant(const struct zone *zone, struct civil local);
struct civil zone_local(const struct zone *zone, struct instant instant);
