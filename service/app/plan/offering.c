// SPDX-License-Identifier: MIT
#include "app/plan/offering.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 5000

static int compare_uuids(const void *a, const void *b)
{
	return uuid_compare(*(const struct uuid *)a, *(const struct uuid *)b);
}

static int compare_hosts(const void *a, const void *b, void *seats)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
	const struct seat *list = seats;
	int order = uuid_compare(list[left].host.uuid, list[right].host.uuid);
	return order ? order : (left > right) - (left < right);
}

static int compare_ids(const void *a, const void *b, void *seats)
{
	const struct seat *list = seats;
	return uuid_compare(
		list[*(const uint32_t *)a].session.uuid, list[*(const uint32_t *)b].session.uuid);
}

static enum status append(struct offering *offering, size_t *size, const struct seat *seats,
	size_t count, struct arena *arena, struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		if (!arena_grow(
				arena, (void **)&offering->seats, offering->count, size, sizeof *offering->seats))
			return fault_memory(fault);
		offering->seats[offering->count++] = seats[i];
	}
	return STATUS_OK;
}

static enum status read_kind(struct connection *connection, const struct setting *setting,
	enum session_kind kind, struct interval within, struct offering *offering, size_t *size,
	struct arena *arena, struct fault *fault)
{
	struct seats_asked asked = {.organisation = setting->organisation.id,
		.kind = kind,
		.earliest = within.from,
		.latest = within.to,
		.free = true,
		.full = true,
		.most = PAGE};
	enum status status = STATUS_OK;
	for (bool last = false; status == STATUS_OK && !last;) {
		struct arena page;
		struct seat *seats = NULL;
		size_t count = 0;
		arena_init(&page);
		status = seats_offered(connection, &asked, &page, &seats, &count, &last, fault);
		if (status == STATUS_OK)
			status = append(offering, size, seats, count, arena, fault);
		arena_done(&page);
	}
	return status;
}

static bool sort_ids(struct offering *offering, struct arena *arena)
{
	offering->by_id = arena_array(arena, offering->count, sizeof *offering->by_id);
	if (!offering->by_id)
		return false;
	for (size_t i = 0; i < offering->count; i++)
		offering->by_id[i] = (uint32_t)i;
	if (offering->count)
		qsort_r(offering->by_id, offering->count, sizeof *offering->by_id, compare_ids,
			offering->seats);
	return true;
}

static bool sort_hosts(struct offering *offering, struct arena *arena)
{
	offering->by_host = arena_array(arena, offering->count, sizeof *offering->by_host);
	if (!offering->by_host)
		return false;
	for (size_t i = 0; i < offering->count; i++)
		offering->by_host[i] = (uint32_t)i;
	if (offering->count)
		qsort_r(offering->by_host, offering->count, sizeof *offering->by_host, compare_hosts,
			offering->seats);
	return true;
}

uint32_t offering_find(const struct offering *offering, struct session_id session)
{
	size_t low = 0, high = offering->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t at = offering->by_id[middle];
		int order = uuid_compare(offering->seats[at].session.uuid, session.uuid);
		if (order == 0)
			return at;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return OFFERING_NONE;
}

// What is held and not offered (any more) is there, too, behind all ranges.
static enum status add_held(struct connection *connection, struct offering *offering, size_t *size,
	const struct uuid *held, size_t count, struct arena *arena, struct fault *fault)
{
	struct arena scratch;
	struct named_seat *named = NULL;
	size_t missing = 0, found = 0;
	arena_init(&scratch);
	struct uuid *ids = arena_array(&scratch, count, sizeof *ids);
	enum status status = ids ? STATUS_OK : fault_memory(fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		if (offering_find(offering, (struct session_id){held[i]}) == OFFERING_NONE)
			ids[missing++] = held[i];
	}
	if (status == STATUS_OK && missing) {
		qsort(ids, missing, sizeof *ids, compare_uuids);
		status = seats_named(connection, ids, missing, &scratch, &named, &found, fault);
	}
	for (size_t i = 0; status == STATUS_OK && i < found; i++)
		status = append(offering, size, &named[i].seat, 1, arena, fault);
	arena_done(&scratch);
	return status;
}

static bool count_held(
	struct offering *offering, const struct uuid *held, size_t count, struct arena *arena)
{
	offering->held = arena_array(arena, offering->count, sizeof *offering->held);
	for (size_t i = 0; offering->held && i < count; i++) {
		uint32_t at = offering_find(offering, (struct session_id){held[i]});
		if (at != OFFERING_NONE)
			offering->held[at]++;
	}
	return offering->held;
}

enum status offering_read(struct connection *connection, const struct setting *setting,
	const bool *kinds, struct interval within, const struct uuid *held, size_t held_count,
	struct arena *arena, struct offering *out, struct fault *fault)
{
	struct offering offering = {0};
	size_t size = 0;
	enum status status = STATUS_OK;
	for (int kind = 0; kind < SESSION_KIND_COUNT; kind++) {
		offering.first[kind] = offering.count;
		if (status == STATUS_OK && kinds[kind])
			status = read_kind(connection, setting, (enum session_kind)kind, within, &offering,
				&size, arena, fault);
	}
	offering.first[SESSION_KIND_COUNT] = offering.count;
	if (status == STATUS_OK && !(sort_hosts(&offering, arena) && sort_ids(&offering, arena)))
		status = fault_memory(fault);
	if (status == STATUS_OK)
		status = add_held(connection, &offering, &size, held, held_count, arena, fault);
	if (status == STATUS_OK &&
		!(sort_ids(&offering, arena) && count_held(&offering, held, held_count, arena)))
		status = fault_memory(fault);
	if (status == STATUS_OK)
		*out = offering;
	return status;
}

// The first of a kind that starts at an instant or later.
static size_t first_from(const struct offering *offering, enum session_kind kind, int64_t seconds)
{
	size_t low = offering->first[kind], high = offering->first[kind + 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (offering->seats[middle].during.from.seconds < seconds)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct offering_range offering_within(const struct offering *offering, enum session_kind kind,
	struct instant earliest, struct instant latest)
{
	struct offering_range range = {first_from(offering, kind, earliest.seconds),
		first_from(offering, kind, latest.seconds + 1)};
	range.to = range.to < range.from ? range.from : range.to;
	return range;
}

// The first place of a host whose session is not before one of the list.
static size_t first_of_host(const struct offering *offering, struct person_id host, size_t session)
{
	size_t low = 0, high = offering->first[SESSION_KIND_COUNT];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t at = offering->by_host[middle];
		int order = uuid_compare(offering->seats[at].host.uuid, host.uuid);
		if (order < 0 || (order == 0 && at < session))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct offering_range offering_of_host(const struct offering *offering, struct person_id host,
	enum session_kind kind, struct instant earliest, struct instant latest)
{
	struct offering_range range = offering_within(offering, kind, earliest, latest);
	return (struct offering_range){
		first_of_host(offering, host, range.from), first_of_host(offering, host, range.to)};
}
