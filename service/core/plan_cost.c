// SPDX-License-Identifier: MIT
#include "core/plan_cost.h"

#include <assert.h>

#define KINDS 16

struct weights {
	int32_t day, host, language, manner, moved;
};

static const struct weights urgent = {.day = 8, .host = 2, .language = 3, .manner = 2, .moved = 9};
static const struct weights usual = {.day = 2, .host = 6, .language = 6, .manner = 4, .moved = 9};

static int32_t days_waited(const struct plan_wish *wish)
{
	if (!instant_before(wish->earliest, wish->start))
		return 0;
	const int64_t limit = PLAN_COST_DAYS * SECONDS_PER_DAY;
	const struct instant longest = instant_later(wish->earliest, limit);
	if (!instant_before(wish->start, longest))
		return PLAN_COST_DAYS;
	return (int32_t)((wish->start.seconds - wish->earliest.seconds) / SECONDS_PER_DAY);
}

int32_t plan_cost(const struct plan_wish *wish)
{
	const struct weights *by = wish->urgent ? &urgent : &usual;
	assert(wish->kind < KINDS);
	const int32_t kind =
		PLAN_COST_DAYS * by->day + by->host + by->language + by->manner + by->moved + 1;
	return (int32_t)wish->kind * kind + days_waited(wish) * by->day +
		   (wish->other_host ? by->host : 0) + (wish->other_language ? by->language : 0) +
		   (wish->other_manner ? by->manner : 0) + (wish->moved ? by->moved : 0);
}
