// SPDX-License-Identifier: MIT
#include "process/clock.h"

#include <time.h>

static int64_t shift;

static int64_t wall_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

void clock_start_from(struct instant start)
{
	shift = start.seconds - wall_seconds();
}

struct instant clock_now(void)
{
	return (struct instant){wall_seconds() + shift};
}

int64_t clock_monotonic_microseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}
