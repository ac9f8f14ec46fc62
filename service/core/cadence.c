// SPDX-License-Identifier: MIT
#include "core/cadence.h"

#include <assert.h>

#define FORTNIGHT (14 * SECONDS_PER_DAY)

// One step of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
static uint64_t mix(uint64_t state)
{
	state += UINT64_C(0x9e3779b97f4a7c15);
	state = (state ^ (state >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	state = (state ^ (state >> 27)) * UINT64_C(0x94d049bb133111eb);
	return state ^ (state >> 31);
}

uint64_t cadence_draw(const struct cadence *cadence, struct person_id person, struct instant from)
{
	uint64_t state = mix((uint64_t)from.seconds);
	for (size_t i = 0; i < cadence->id.length; i++)
		state = mix(state ^ (unsigned char)cadence->id.start[i]);
	for (size_t i = 0; i < sizeof person.uuid.bytes; i++)
		state = mix(state ^ person.uuid.bytes[i]);
	return state;
}

static const struct cadence_step *step_at(
	const struct cadence *cadence, struct instant joined, struct instant at)
{
	assert(cadence->step_count > 0);
	bool known = instant_before(joined, INSTANT_NEVER);
	size_t i = 0;
	while (i + 1 < cadence->step_count &&
		   (!known ||
			   !instant_before(at, instant_later(joined, cadence->steps[i].service_below_seconds))))
		i++;
	return &cadence->steps[i];
}

static struct instant within(struct instant from, int64_t least, int64_t most, uint64_t drawn)
{
	assert(least >= 0 && least <= most);
	return instant_later(from, least + (int64_t)(drawn % ((uint64_t)(most - least) + 1)));
}

struct instant cadence_next(const struct cadence *cadence, struct person_id person,
	struct instant joined, struct instant counted_from)
{
	const struct cadence_step *step = step_at(cadence, joined, counted_from);
	return within(counted_from, step->least_seconds, step->most_seconds,
		cadence_draw(cadence, person, counted_from));
}

struct instant cadence_first(const struct cadence *cadence, struct person_id person,
	struct instant joined, struct instant from)
{
	const struct cadence_step *step = step_at(cadence, joined, from);
	int64_t least = step->least_seconds < FORTNIGHT ? step->least_seconds : FORTNIGHT;
	return within(from, least, step->most_seconds, cadence_draw(cadence, person, from));
}
