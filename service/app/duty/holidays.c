// SPDX-License-Identifier: MIT
#include "app/duty/holidays.h"

#include <stdlib.h>

#include "app/duty/holiday_sessions.h"
#include "calendar/programme.h"
#include "core/staff.h"
#include "store/holidays.h"
#include "store/slots.h"

static int by_day(const void *a, const void *b)
{
	const struct kept_holiday *left = a, *right = b;
	return (left->day.seconds > right->day.seconds) - (left->day.seconds < right->day.seconds);
}

static enum status keep(struct connection *connection, struct organisation_id organisation,
	struct text nation, const struct holiday *holidays, size_t count, struct instant now,
	struct arena *arena, struct fault *fault)
{
	struct kept_holiday *list = arena_array(arena, count, sizeof *list);
	if (!list)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		list[i] = (struct kept_holiday){civil_as_utc(holidays[i].date), holidays[i].name};
	if (count)
		qsort(list, count, sizeof *list, by_day);
	return holidays_replace(connection, organisation, nation, list, count, now, fault);
}

static enum status keep_shipped(struct connection *connection, struct organisation_id organisation,
	struct instant now, struct arena *arena, struct fault *fault)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < STAFF_NATIONS_COUNT; i++) {
		struct holiday *holidays;
		size_t count;
		status = holidays_read(staff_nations[i], arena, &holidays, &count, fault);
		if (status == STATUS_OK)
			status = keep(
				connection, organisation, staff_nations[i], holidays, count, now, arena, fault);
	}
	return status;
}

enum status holidays_provide(struct connection *connection, struct organisation_id organisation,
	struct instant now, struct fault *fault)
{
	struct arena arena;
	bool kept = true;
	enum status status = holidays_kept(connection, organisation, &kept, fault);
	if (status == STATUS_OK && !kept)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK || kept)
		return status;
	arena_init(&arena);
	status = keep_shipped(connection, organisation, now, &arena, fault);
	arena_done(&arena);
	return transaction_end(connection, status, fault);
}

static enum status check_nation(struct text nation, struct fault *fault)
{
	for (size_t i = 0; i < STAFF_NATIONS_COUNT; i++) {
		if (text_equal(nation, staff_nations[i]))
			return STATUS_OK;
	}
	return fault_set(fault, STATUS_NOT_FOUND, "--nation",
		"The nations are england-and-wales, scotland and northern-ireland.");
}

enum status holidays_take(struct connection *connection, const struct audit_actor *by,
	const struct zone *zone, struct text nation, struct text document, struct arena *arena,
	struct holiday **out, size_t *count, struct fault *fault)
{
	enum status status = check_nation(nation, fault);
	if (status == STATUS_OK)
		status = holidays_import(document, arena, out, count, fault);
	if (status == STATUS_OK)
		status = holidays_provide(connection, by->organisation, by->now, fault);
	if (status == STATUS_OK)
		status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = keep(connection, by->organisation, nation, *out, *count, by->now, arena, fault);
	if (status == STATUS_OK)
		status = availability_look_all(connection, by->now, fault);
	if (status == STATUS_OK)
		status = holidays_look_again(
			connection, by->organisation, zone, *out, *count, by->now, arena, fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(connection, by, AUDIT_HOLIDAYS_IMPORTED, fault);
	return transaction_end(connection, status, fault);
}
