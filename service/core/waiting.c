// SPDX-License-Identifier: MIT
#include "core/waiting.h"

#define CLOCKS_DIFFER 5
#define LOOK_AGAIN SECONDS_PER_DAY

static struct instant notice_of(const struct policy_waiting *terms, struct instant begins)
{
	return instant_later(begins, -terms->notice_seconds);
}

struct instant waiting_last(const struct policy_waiting *terms, struct instant begins)
{
	return instant_later(notice_of(terms, begins), -WAITING_LEAST);
}

enum waiting_turn waiting_turn(
	const struct waiter *waiter, const struct waiting_seats *seats, struct instant now)
{
	if (waiter->cancelled || !seats || seats->over || !instant_before(now, waiter->begins))
		return WAITING_ENDS;
	if (seats->free &&
		!instant_before(seats->changed, instant_later(waiter->looked, -CLOCKS_DIFFER)))
		return WAITING_LOOK;
	return instant_before(now, waiter->look) ? WAITING_STAYS : WAITING_LOOK;
}

static struct instant answer_by(
	const struct policy_waiting *terms, struct instant begins, struct instant now)
{
	int64_t left = notice_of(terms, begins).seconds - now.seconds;
	int64_t time = left / 2 < terms->answer_seconds ? left / 2 : terms->answer_seconds;
	return instant_later(now, time < WAITING_LEAST ? WAITING_LEAST : time);
}

struct waiting_decision waiting_decide(const struct policy_waiting *terms, struct instant begins,
	enum seat_answer answer, struct instant now)
{
	const struct instant last = waiting_last(terms, begins);
	if (instant_before(last, now) || (answer != SEAT_FOUND && !instant_before(now, last)))
		return (struct waiting_decision){.what = WAITING_LEAVE};
	if (answer == SEAT_FOUND)
		return (struct waiting_decision){
			.what = WAITING_HOLD, .answer_by = answer_by(terms, begins, now)};
	// While none is free there is nothing to look at but whether it is too late.
	return (struct waiting_decision){.what = WAITING_PASS,
		.look = answer == SEAT_ALL_TAKEN ? last
										 : instant_earliest(last, instant_later(now, LOOK_AGAIN))};
}
