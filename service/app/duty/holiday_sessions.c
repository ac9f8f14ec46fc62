// SPDX-License-Identifier: MIT
#include "app/duty/holiday_sessions.h"

#include <stdlib.h>

#include "store/absences.h"
#include "store/holidays.h"
#include "store/needs.h"
#include "store/sessions.h"
#include "store/slots.h"

bool holiday_keeps_free(enum session_kind kind)
{
	return session_is_alone(kind);
}

enum status holiday_sessions_withdraw(struct connection *connection, const struct zone *zone,
	struct person_id host, struct interval within, struct instant now, struct arena *arena,
	size_t *withdrawn, struct fault *fault)
{
	struct duty_record record;
	struct untaken_session *list;
	size_t count = 0, taken_back = 0;
	enum status status = duty_read(connection, host, within, arena, &record, fault);
	if (status == STATUS_OK && record.holiday_count)
		status = sessions_untaken(connection, host, within, arena, &list, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool changed = false;
		if (roster_holiday(zone, record.holidays, record.holiday_count, list[i].during) !=
			ROSTER_ON_HOLIDAY)
			continue;
		status = slot_withdraw(connection, list[i].id, host, now, &changed, fault);
		taken_back += changed;
	}
	if (status == STATUS_OK && taken_back)
		status = feed_revise(connection, host, PART_HOST, now, fault);
	*withdrawn += taken_back;
	return status;
}

static int by_id(const void *a, const void *b)
{
	const struct person_id *left = a, *right = b;
	return uuid_compare(left->uuid, right->uuid);
}

// Of every host once, in order.
static enum status withdraw_all(struct connection *connection, struct organisation_id organisation,
	const struct zone *zone, struct interval within, struct instant now, struct arena *arena,
	struct fault *fault)
{
	struct stored_series *series;
	size_t count, withdrawn = 0;
	enum status status = series_list(connection, organisation, arena, &series, &count, fault);
	struct person_id *hosts = status == STATUS_OK ? arena_array(arena, count, sizeof *hosts) : NULL;
	if (status == STATUS_OK && !hosts)
		return fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		hosts[i] = series[i].host;
	if (status == STATUS_OK && count)
		qsort(hosts, count, sizeof *hosts, by_id);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (i == 0 || !uuid_equal(hosts[i].uuid, hosts[i - 1].uuid))
			status = holiday_sessions_withdraw(
				connection, zone, hosts[i], within, now, arena, &withdrawn, fault);
	}
	return status;
}

enum status holidays_look_again(struct connection *connection, struct organisation_id organisation,
	const struct zone *zone, const struct holiday *holidays, size_t count, struct instant now,
	struct arena *arena, struct fault *fault)
{
	struct person_id *people;
	size_t people_count = 0, day_count = 0;
	struct interval within = {now, now};
	struct interval *days = arena_array(arena, count, sizeof *days);
	if (!days)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++) {
		struct instant next = instant_later(civil_as_utc(holidays[i].date), SECONDS_PER_DAY);
		struct interval day = {
			zone_instant(zone, holidays[i].date), zone_instant(zone, civil_of(next))};
		if (!instant_before(now, day.to))
			continue;
		within.to = instant_latest(within.to, day.to);
		days[day_count++] = day;
	}
	if (!day_count)
		return STATUS_OK;
	enum status status =
		held_on(connection, organisation, days, day_count, arena, &people, &people_count, fault);
	if (status == STATUS_OK)
		status = needs_look_again(connection, people, people_count, now, fault);
	if (status == STATUS_OK)
		status = withdraw_all(connection, organisation, zone, within, now, arena, fault);
	return status == STATUS_OK ? engine_wake(connection, fault) : status;
}
