// SPDX-License-Identifier: MIT
#include "core/roster.h"

#include <assert.h>

#include "core/period.h"

static const char *const answers[ROSTER_ANSWER_COUNT] = {
	[ROSTER_FITS] = "fits",
	[ROSTER_UNKNOWN] = "unknown",
	[ROSTER_ON_LEAVE] = "on_leave",
	[ROSTER_ABSENT] = "absent",
	[ROSTER_ON_REST_DAY] = "on_rest_day",
	[ROSTER_ABSTRACTED] = "abstracted",
	[ROSTER_OFF_DUTY] = "off_duty",
	[ROSTER_AFTER_NIGHT] = "after_night",
	[ROSTER_CUTS_DAILY_REST] = "cuts_daily_rest",
	[ROSTER_CUTS_WEEKLY_REST] = "cuts_weekly_rest",
	[ROSTER_SHORT_NOTICE] = "short_notice",
	[ROSTER_ON_HOLIDAY] = "on_holiday",
	[ROSTER_SHORT_COVER] = "short_cover",
};

const char *roster_answer_name(enum roster_answer answer)
{
	assert((size_t)answer < ROSTER_ANSWER_COUNT);
	return answers[answer];
}

bool roster_answer_parse(struct text text, enum roster_answer *out)
{
	for (size_t i = 0; i < ROSTER_ANSWER_COUNT; i++) {
		if (text_is(text, answers[i])) {
			*out = (enum roster_answer)i;
			return true;
		}
	}
	return false;
}

// How many of a list begin before an instant.
static size_t begin_before(const struct interval *list, size_t count, int64_t at)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list[middle].from.seconds < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

// The one of a list that an interval is within, or NULL.
static const struct interval *around(
	const struct interval *list, size_t count, struct interval interval)
{
	size_t place = begin_before(list, count, interval.from.seconds + 1);
	if (!place || instant_before(list[place - 1].to, interval.to))
		return NULL;
	return &list[place - 1];
}

static bool is_known(const struct roster *roster, int64_t from, int64_t to)
{
	return around(roster->known, roster->known_count, (struct interval){{from}, {to}});
}

static bool is_within_work(const struct roster *roster, struct interval session)
{
	return around(roster->work, roster->work_count, session);
}

// The first thing that keeps the person from duty during a session, or NULL.
static const struct roster_entry *first_away(const struct roster *roster, struct interval session)
{
	size_t low = 0, high = roster->away_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (instant_before(session.from, roster->away[middle].during.to))
			high = middle;
		else
			low = middle + 1;
	}
	if (low == roster->away_count || !interval_overlaps(roster->away[low].during, session))
		return NULL;
	return &roster->away[low];
}

static enum roster_answer answer_away(enum roster_kind kind)
{
	switch (kind) {
	case ROSTER_LEAVE:
		return ROSTER_ON_LEAVE;
	case ROSTER_ABSENCE:
		return ROSTER_ABSENT;
	case ROSTER_REST_DAY:
		return ROSTER_ON_REST_DAY;
	default:
		return ROSTER_ABSTRACTED;
	}
}

enum roster_answer roster_in_duty(
	const struct roster *roster, const struct roster_rules *rules, struct interval session)
{
	int64_t margin = INT64_C(60) * rules->margin_minutes;
	if (!is_known(roster, session.from.seconds, session.to.seconds))
		return ROSTER_UNKNOWN;
	const struct roster_entry *away = first_away(roster, session);
	if (away)
		return answer_away(away->kind);
	size_t place =
		begin_before(roster->duty, roster->duty_count, session.from.seconds + margin + 1);
	if (place && session.to.seconds <= roster->duty[place - 1].to.seconds + margin)
		return ROSTER_FITS;
	return ROSTER_OFF_DUTY;
}

size_t roster_starts(const struct roster *roster, const struct roster_rules *rules,
	struct interval within, struct interval *out)
{
	int64_t margin = INT64_C(60) * rules->margin_minutes;
	size_t count = 0;
	for (size_t i = 0; i < roster->duty_count; i++) {
		const struct interval reached = {instant_later(roster->duty[i].from, -margin),
			instant_later(roster->duty[i].to, margin)};
		if (interval_overlaps(reached, within))
			out[count++] = reached;
	}
	return count;
}

enum roster_answer roster_after_nights(
	const struct roster *roster, const struct roster_rules *rules, struct interval session)
{
	int64_t hours = SECONDS_PER_HOUR * rules->after_night_hours;
	if (around(roster->nights, roster->night_count, session))
		return ROSTER_FITS;
	size_t place = begin_before(roster->ended, roster->ended_count, session.to.seconds);
	if (place && session.from.seconds < roster->ended[place - 1].to.seconds + hours)
		return ROSTER_AFTER_NIGHT;
	return is_known(roster, session.from.seconds - hours, session.to.seconds) ? ROSTER_FITS
																			  : ROSTER_UNKNOWN;
}

// Whether a gap between work that was a rest is none any more with a session in it.
static bool ends_a_rest(const struct roster *roster, struct interval session, int64_t rest)
{
	size_t next = begin_before(roster->work, roster->work_count, session.to.seconds);
	for (; next > 0; next--) {
		if (next == roster->work_count)
			continue;
		int64_t from = roster->work[next - 1].to.seconds, to = roster->work[next].from.seconds;
		if (to <= session.from.seconds)
			return false;
		if (to - from >= rest && session.from.seconds - from < rest &&
			to - session.to.seconds < rest)
			return true;
	}
	return false;
}

enum roster_answer roster_daily_rest(
	const struct roster *roster, const struct roster_rules *rules, struct interval session)
{
	int64_t rest = SECONDS_PER_HOUR * rules->daily_rest_hours, most = SECONDS_PER_DAY - rest;
	int64_t from = session.from.seconds, to = session.to.seconds;
	const struct interval *work = roster->work;
	if (is_within_work(roster, session))
		return ROSTER_FITS;
	size_t next = begin_before(work, roster->work_count, to);
	for (size_t i = next; i > 0 && to - from <= most && work[i - 1].to.seconds > from - rest; i--) {
		if (work[i - 1].from.seconds < from)
			from = work[i - 1].from.seconds;
		if (work[i - 1].to.seconds > to)
			to = work[i - 1].to.seconds;
	}
	for (; next < roster->work_count && to - from <= most && work[next].from.seconds < to + rest;
		 next++)
		to = work[next].to.seconds;
	if (to - from > most || ends_a_rest(roster, session, rest))
		return ROSTER_CUTS_DAILY_REST;
	return is_known(roster, from - rest, to + rest) ? ROSTER_FITS : ROSTER_UNKNOWN;
}

// How many rests of a length there are in a period, with a session as work.
static int64_t count_rests(
	const struct roster *roster, struct interval session, struct interval period, int64_t length)
{
	int64_t count = 0, since = period.from.seconds;
	size_t next = begin_before(roster->work, roster->work_count, since);
	bool left = true;
	next -= next > 0;
	for (;;) {
		const struct interval *work = NULL;
		if (next < roster->work_count && instant_before(roster->work[next].from, period.to))
			work = &roster->work[next];
		if (left && (!work || instant_before(session.from, work->from))) {
			work = &session;
			left = false;
		} else if (work) {
			next++;
		} else {
			break;
		}
		int64_t until = instant_earliest(work->from, period.to).seconds;
		if (until > since)
			count += (until - since) / length;
		if (work->to.seconds > since)
			since = work->to.seconds;
	}
	if (period.to.seconds > since)
		count += (period.to.seconds - since) / length;
	return count;
}

enum roster_answer roster_weekly_rest(
	const struct roster *roster, const struct roster_rules *rules, struct interval session)
{
	int64_t weeks = rules->weekly_rest_days / 7,
			length = SECONDS_PER_HOUR * rules->weekly_rest_hours;
	assert(weeks == 1 || weeks == 2);
	if (is_within_work(roster, session))
		return ROSTER_FITS;
	const struct interval *known = around(roster->known, roster->known_count, session);
	if (!known)
		return ROSTER_UNKNOWN;
	int64_t week = period_of(roster->zone, SPAN_CALENDAR_WEEK, session.from);
	week -= week % weeks;
	for (;; week += weeks) {
		struct interval period = {period_start(roster->zone, SPAN_CALENDAR_WEEK, week),
			period_start(roster->zone, SPAN_CALENDAR_WEEK, week + weeks)};
		if (!instant_before(period.from, session.to))
			return ROSTER_FITS;
		struct interval seen = {
			instant_latest(period.from, known->from), instant_earliest(period.to, known->to)};
		if (count_rests(roster, session, seen, length) >= weeks)
			continue;
		return seen.from.seconds == period.from.seconds && seen.to.seconds == period.to.seconds
				   ? ROSTER_CUTS_WEEKLY_REST
				   : ROSTER_UNKNOWN;
	}
}

enum roster_answer roster_allows(
	const struct roster *roster, const struct roster_rules *rules, struct interval session)
{
	enum roster_answer answer = roster_in_duty(roster, rules, session);
	if (answer == ROSTER_FITS)
		answer = roster_after_nights(roster, rules, session);
	if (answer == ROSTER_FITS)
		answer = roster_daily_rest(roster, rules, session);
	if (answer == ROSTER_FITS)
		answer = roster_weekly_rest(roster, rules, session);
	return answer;
}

enum roster_answer roster_notice(
	const struct roster_rules *rules, struct instant now, struct interval session, bool urgent)
{
	int64_t hours = urgent ? rules->urgent_notice_hours : rules->notice_hours;
	return instant_before(session.from, instant_later(now, SECONDS_PER_HOUR * hours))
			   ? ROSTER_SHORT_NOTICE
			   : ROSTER_FITS;
}

// The first of days that ascend on or after one, or INT64_MAX.
static int64_t first_on(const int64_t *days, size_t count, int64_t day)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (days[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count ? days[low] : INT64_MAX;
}

enum roster_answer roster_holiday(
	const struct zone *zone, const int64_t *holidays, size_t count, struct interval session)
{
	// No zone is a day from UTC: on nearly every day that alone says that there is none.
	int64_t near = first_on(holidays, count, session.from.seconds / SECONDS_PER_DAY - 1);
	if (near > session.to.seconds / SECONDS_PER_DAY + 1)
		return ROSTER_FITS;
	int64_t first = period_of(zone, SPAN_CALENDAR_DAY, session.from);
	int64_t last = period_of(zone, SPAN_CALENDAR_DAY, instant_later(session.to, -1));
	return first_on(holidays, count, first) <= last ? ROSTER_ON_HOLIDAY : ROSTER_FITS;
}

int64_t roster_before_end(const struct roster *roster, struct interval session)
{
	size_t place = begin_before(roster->duty, roster->duty_count, session.from.seconds + 1);
	if (!place || !instant_before(session.from, roster->duty[place - 1].to))
		return 0;
	return roster->duty[place - 1].to.seconds - session.to.seconds;
}
