// SPDX-License-Identifier: MIT
// A person's working time, and whether a session may be put into it.
//
// Pure: what is rostered comes in, an answer comes out, never a sentence. All lengths are elapsed
// time, so a night over a change of the clocks counts as the seven or nine hours it is; only what
// the law counts by the calendar (night time, weeks, holidays) goes by the zone. Every question
// takes O(log n) of the entries. Rules, numbers and sources: docs/rosters.md.
#pragma once

#include "base/fault.h"
#include "core/roster_kind.h"
#include "core/roster_rules.h"
#include "core/seat.h"

struct roster_entry {
	struct interval during;
	enum roster_kind kind;
};

// What a person's entries come to. Lists ascend and are disjoint.
//
// Leave and absence come before all else. A shift that they cover in part counts whole for rest.
// Duty that began before a rest day is finished on it; what begins on it is no time for sessions.
struct roster {
	const struct zone *zone;
	const struct interval *known; // outside, nothing is known
	const struct interval *duty;  // in which sessions may be
	const struct roster_entry *away;
	const struct interval *work;   // for rest
	const struct interval *nights; // night shifts
	const struct interval *ended;  // from a night's end to that of the work that goes on after it
	size_t known_count, duty_count, away_count, work_count, night_count, ended_count;
};

// Entries in any order, also over each other; `known` in any order. An entry or a part of `known`
// that ends before it begins is an assertion. STATUS_MEMORY.
CHECKED enum status roster_prepare(const struct roster_entry *entries, size_t count,
	const struct interval *known, size_t known_count, const struct zone *zone, struct arena *arena,
	struct roster *out, struct fault *fault);

// Whether three hours or more of a shift are night time, 23:00 to 06:00 local (Working Time
// Regulations 1998, reg. 2(1)), which makes it a night shift whatever it is called.
bool roster_is_night(const struct zone *zone, struct interval shift);

enum roster_answer {
	ROSTER_FITS,
	ROSTER_UNKNOWN, // not enough is known of the person's duty then; never a yes
	ROSTER_ON_LEAVE,
	ROSTER_ABSENT,
	ROSTER_ON_REST_DAY,
	ROSTER_ABSTRACTED,
	ROSTER_OFF_DUTY,
	ROSTER_AFTER_NIGHT,
	ROSTER_CUTS_DAILY_REST,
	ROSTER_CUTS_WEEKLY_REST,
	ROSTER_SHORT_NOTICE,
	ROSTER_ON_HOLIDAY,
	ROSTER_SHORT_COVER, // core/cover
	ROSTER_ANSWER_COUNT
};

const char *roster_answer_name(enum roster_answer answer); // "off_duty"
bool roster_answer_parse(struct text text, enum roster_answer *out);

// Everything that the roster alone decides: the four below, in their order; the first that is not
// ROSTER_FITS. A session that is within working time takes nobody's rest.
enum roster_answer roster_allows(
	const struct roster *roster, const struct roster_rules *rules, struct interval session);

// Within one stretch of duty, or out of it by no more than the margin.
enum roster_answer roster_in_duty(
	const struct roster *roster, const struct roster_rules *rules, struct interval session);

// Stretches of time in which whatever is in duty begins, of those that touch `within`: there may be
// none, and what begins there need not fit. `out` has room for `duty_count`. Gives how many.
size_t roster_starts(const struct roster *roster, const struct roster_rules *rules,
	struct interval within, struct interval *out);

// Not after the end of a night shift, but for what is within the next one.
enum roster_answer roster_after_nights(
	const struct roster *roster, const struct roster_rules *rules, struct interval session);

// With the session as working time: from the end of one daily rest there are no more than 24 hours
// less that rest to the start of the next, and no gap that was a daily rest is none any more.
enum roster_answer roster_daily_rest(
	const struct roster *roster, const struct roster_rules *rules, struct interval session);

// With the session as working time: enough weekly rest in every period that it is in.
enum roster_answer roster_weekly_rest(
	const struct roster *roster, const struct roster_rules *rules, struct interval session);

enum roster_answer roster_notice(
	const struct roster_rules *rules, struct instant now, struct interval session, bool urgent);

// `holidays`: days since 1970-01-01, ascending.
enum roster_answer roster_holiday(
	const struct zone *zone, const int64_t *holidays, size_t count, struct interval session);

// Seconds from a session's end to that of the duty it begins in, negative beyond it; 0 where it
// begins in none.
int64_t roster_before_end(const struct roster *roster, struct interval session);
