// SPDX-License-Identifier: MIT
#include "core/cadence_turn.h"

#define WHILE_SOMETHING_IS_ASKED (7 * SECONDS_PER_DAY)

static bool is_known(struct instant instant)
{
	return instant_before(instant, INSTANT_NEVER);
}

static struct instant newest(const struct cadence_look *look)
{
	struct instant start = INSTANT_NEVER;
	for (size_t i = 0; i < look->session_count; i++) {
		const struct cadence_session *session = &look->sessions[i];
		if (cadence_counts(look->response, session->kind) &&
			(!is_known(start) || instant_before(start, session->during.from)))
			start = session->during.from;
	}
	return start;
}

static struct cadence_turn turn_by_steps(const struct cadence_look *look)
{
	const struct cadence *cadence = look->cadence;
	struct cadence_turn turn = {
		.counted_from = look->counted_from, .due = INSTANT_NEVER, .latest = INSTANT_NEVER};
	struct instant last = newest(look);
	bool begins = !is_known(turn.counted_from), counted_anew = !is_known(look->due);
	if (is_known(last) && (begins || instant_before(turn.counted_from, last))) {
		turn.counted_from = last;
		counted_anew = true;
	}
	if (is_known(turn.counted_from))
		turn.due = counted_anew
					   ? cadence_next(cadence, look->person, look->joined, turn.counted_from)
					   : look->due;
	if (begins && !(is_known(turn.counted_from) && instant_before(look->now, turn.due))) {
		turn.counted_from = look->now;
		turn.due = cadence_first(cadence, look->person, look->joined, look->now);
		return turn;
	}
	if (instant_before(look->now, turn.due))
		return turn;
	if (look->asked) {
		turn.due = instant_later(look->now, WHILE_SOMETHING_IS_ASKED);
		return turn;
	}
	turn.ask = true;
	turn.counted_from = look->now;
	turn.due = cadence_next(cadence, look->person, look->joined, look->now);
	return turn;
}

static struct instant date_in(
	const struct cadence_look *look, struct interval month, struct instant from, int64_t missing)
{
	return cadence_month_date(look->cadence, look->response, look->person, month, from, missing);
}

// Whether a date that was drawn stands: one at the very beginning of the month only brought the
// month to be looked at.
static bool is_drawn(const struct cadence_look *look, struct interval month)
{
	return is_known(look->counted_from) && is_known(look->due) &&
		   instant_before(month.from, look->due);
}

static struct cadence_turn turn_by_month(const struct cadence_look *look)
{
	struct interval month = cadence_month(look->zone, look->now);
	struct interval after = cadence_month(look->zone, month.to);
	int64_t whole = INT64_C(60) * look->cadence->minutes_per_month;
	int64_t missing = whole - cadence_credited(look->response, look->sessions, look->session_count,
								  month, look->now);
	struct instant next_month = date_in(look, after, after.from, whole);
	bool begins = !is_known(look->counted_from);
	bool asked_this_month = !begins && !instant_before(look->counted_from, month.from);
	enum cadence_answer answer = asked_this_month ? look->answer : CADENCE_NOTHING_ASKED;
	struct cadence_turn turn = {
		.keeps = answer != CADENCE_NOTHING_ASKED && answer != CADENCE_ACCEPTED,
		.counted_from = begins ? look->now : look->counted_from,
		.due = next_month,
		.latest = instant_later(month.to, -1),
	};
	if (missing <= 0 || answer == CADENCE_NOT_ACCEPTED)
		return turn;
	turn.due = month.to;
	if (answer == CADENCE_UNANSWERED)
		return turn;
	turn.due = answer == CADENCE_ACCEPTED || !is_drawn(look, month)
				   ? date_in(look, month, look->now, missing)
				   : look->due;
	if (!is_known(turn.due))
		turn.due = next_month;
	if (instant_before(look->now, turn.due))
		return turn;
	if (!is_known(date_in(look, month, look->now, missing))) {
		turn.due = next_month;
		return turn;
	}
	turn.ask = !look->asked;
	turn.waits = true;
	turn.counted_from = look->now;
	turn.due = month.to;
	return turn;
}

struct cadence_turn cadence_turn(const struct cadence_look *look)
{
	return look->cadence->minutes_per_month ? turn_by_month(look) : turn_by_steps(look);
}
