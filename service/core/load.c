// SPDX-License-Identifier: MIT
#include "core/load.h"

#include <assert.h>
#include <math.h>

// What is left of 1 after the time from `from` to `to`; more than 1 where `to` is before `from`.
static double remainder_of_one(double half_life_days, struct instant from, struct instant to)
{
	assert(half_life_days > 0);
	// Seconds of any instant that happens are exact in a double; NEVER is merely very late.
	double elapsed = (double)to.seconds - (double)from.seconds;
	return exp2(-elapsed / (half_life_days * (double)SECONDS_PER_DAY));
}

double load_at(struct load load, double half_life_days, struct instant at)
{
	if (load.value == 0)
		return 0;
	return load.value * remainder_of_one(half_life_days, load.at, at);
}

void load_add(struct load *load, double half_life_days, struct instant at, double weight)
{
	assert(isfinite(weight) && weight >= 0);
	if (load->value == 0) {
		*load = (struct load){weight, at};
	} else if (instant_before(at, load->at)) {
		load->value += weight * remainder_of_one(half_life_days, at, load->at);
	} else {
		*load = (struct load){load_at(*load, half_life_days, at) + weight, at};
	}
}

struct load load_fold(double half_life_days, const struct dose *doses, size_t count)
{
	struct load load = LOAD_NONE;
	for (size_t i = 0; i < count; i++)
		load_add(&load, half_life_days, doses[i].at, doses[i].weight);
	return load;
}

struct instant load_falls_to(struct load load, double half_life_days, double level)
{
	assert(half_life_days > 0 && level > 0);
	if (load.value <= level)
		return load.at;
	double seconds = ceil(half_life_days * (double)SECONDS_PER_DAY * log2(load.value / level));
	if (seconds >= 0x1p52) // 142 million years; beyond, doubles no longer tell seconds apart
		return INSTANT_NEVER;
	// The logarithm rounds; the answer has to agree with load_at to the second.
	struct instant at = instant_later(load.at, (int64_t)seconds);
	while (load_at(load, half_life_days, at) > level)
		at = instant_later(at, 1);
	while (load_at(load, half_life_days, instant_later(at, -1)) <= level)
		at = instant_later(at, -1);
	return at;
}
