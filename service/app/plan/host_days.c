// SPDX-License-Identifier: MIT
#include "app/plan/host_days.h"

#include "core/slots.h"

enum status host_days_read(struct connection *connection, const struct setting *setting,
	const struct person_id *hosts, size_t count, struct interval within, struct arena *arena,
	struct host_days *out, struct fault *fault)
{
	const struct interval days = {instant_later(within.from, -SECONDS_PER_DAY - SECONDS_PER_HOUR),
		instant_later(within.to, SECONDS_PER_DAY + SECONDS_PER_HOUR)};
	out->zone = setting->zone;
	return sessions_led_by(connection, hosts, count, days, arena, &out->led, &out->count, fault);
}

static size_t first_of(const struct host_days *days, struct person_id host)
{
	size_t low = 0, high = days->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (uuid_compare(days->led[middle].host.uuid, host.uuid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_same(struct interval a, struct interval b)
{
	return a.from.seconds == b.from.seconds && a.to.seconds == b.to.seconds;
}

bool host_days_allow(
	const struct host_days *days, const struct seat *seat, const struct interval *own)
{
	const int64_t day = slots_day(days->zone, seat->during.from);
	int32_t count = 0;
	size_t i = first_of(days, seat->host);
	if (!session_is_alone(seat->kind) || i == days->count ||
		!uuid_equal(days->led[i].host.uuid, seat->host.uuid))
		return true;
	const int32_t cap = days->led[i].daily_cap;
	for (; i < days->count && uuid_equal(days->led[i].host.uuid, seat->host.uuid); i++) {
		const struct led_already *led = &days->led[i];
		if (uuid_is_nil(led->session.uuid) || slots_day(days->zone, led->during.from) != day)
			continue;
		if (uuid_equal(led->session.uuid, seat->session.uuid))
			return true;
		count += !own || !is_same(led->during, *own);
	}
	return count < cap;
}
