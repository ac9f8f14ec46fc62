// SPDX-License-Identifier: MIT
#include "app/plan/plan.h"

#include <stdlib.h>

#include "app/plan/host_days.h"
#include "core/plan_check.h"
#include "core/slots.h"

// What a host leads on one day.
struct host_day {
	uint32_t host;
	int64_t day;
	int32_t left; // sessions beside those that the batch cannot move
};

// Pools in the making: hosts, then the days of those who lead so many on one at most, then sessions
// within them.
struct pooling {
	struct connection *connection;
	struct plan_made *made;
	struct arena *arena;
	struct uuid *hosts; // ascending, each once
	size_t host_count;
	uint32_t *sessions;          // of the offering, those that anybody might have
	uint32_t *pool_of;           // by session of the offering
	size_t session_count, first; // pool
	struct host_days led;
	struct host_day *days; // ascending
	size_t day_count;
	struct plan_pool *pools;
};

static int compare_ids(const void *a, const void *b)
{
	return uuid_compare(*(const struct uuid *)a, *(const struct uuid *)b);
}

static size_t once(struct uuid *list, size_t count)
{
	size_t kept = 0;
	if (count)
		qsort(list, count, sizeof *list, compare_ids);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || !uuid_equal(list[i], list[kept - 1]))
			list[kept++] = list[i];
	}
	return kept;
}

static uint32_t host_of(const struct pooling *pooling, struct uuid id)
{
	const struct uuid *found =
		bsearch(&id, pooling->hosts, pooling->host_count, sizeof id, compare_ids);
	return found ? (uint32_t)(found - pooling->hosts) : PLAN_NONE;
}

static void list_sessions(struct pooling *pooling)
{
	const struct plan_batch *batch = &pooling->made->batch;
	for (size_t i = 0; i < batch->offering.count; i++)
		pooling->pool_of[i] = PLAN_NONE;
	for (size_t i = 0; i < batch->need_count; i++) {
		for (size_t j = 0; j < batch->needs[i].count; j++)
			pooling->pool_of[batch->needs[i].seats[j].session] = 0;
	}
	for (size_t i = 0; i < batch->offering.count; i++) {
		if (pooling->pool_of[i] == PLAN_NONE)
			continue;
		pooling->hosts[pooling->session_count] = batch->offering.seats[i].host.uuid;
		pooling->sessions[pooling->session_count++] = (uint32_t)i;
	}
}

static int compare_days(const void *a, const void *b)
{
	const struct host_day *left = a, *right = b;
	if (left->host != right->host)
		return left->host < right->host ? -1 : 1;
	return (left->day > right->day) - (left->day < right->day);
}

static struct host_day *day_of(
	const struct pooling *pooling, struct person_id host, struct instant at)
{
	const struct host_day wanted = {
		host_of(pooling, host.uuid), slots_day(pooling->made->batch.setting->zone, at), 0};
	if (!pooling->day_count)
		return NULL;
	return bsearch(&wanted, pooling->days, pooling->day_count, sizeof wanted, compare_days);
}

// Of one to one, and one seat: what a day has is sessions, not people.
static bool counts_by_day(const struct offering *offering, uint32_t session)
{
	const struct seat *seat = &offering->seats[session];
	return session_is_alone(seat->kind) && seat->free + offering->held[session] <= 1;
}

static void take_led(struct pooling *pooling)
{
	const struct offering *offering = &pooling->made->batch.offering;
	for (size_t i = 0; i < pooling->led.count; i++) {
		const struct led_already *led = &pooling->led.led[i];
		if (uuid_is_nil(led->session.uuid))
			continue;
		struct host_day *day = day_of(pooling, led->host, led->during.from);
		uint32_t session = offering_find(offering, led->session);
		const bool ours = session != OFFERING_NONE && counts_by_day(offering, session) &&
						  led->taken <= offering->held[session];
		if (day && !ours)
			day->left--;
	}
}

static int compare_led(const void *a, const void *b)
{
	return uuid_compare(
		((const struct person_id *)a)->uuid, ((const struct led_already *)b)->host.uuid);
}

// A day for each on which a host with a cap leads what somebody might have.
static enum status name_days(struct pooling *pooling, struct fault *fault)
{
	const struct plan_batch *batch = &pooling->made->batch;
	struct interval span = {INSTANT_NEVER, {INT64_MIN}};
	pooling->days = arena_array(pooling->arena, pooling->session_count, sizeof *pooling->days);
	if (!pooling->days)
		return fault_memory(fault);
	for (size_t i = 0; i < pooling->session_count; i++) {
		const struct interval during = batch->offering.seats[pooling->sessions[i]].during;
		span.from = instant_earliest(span.from, during.from);
		span.to = instant_latest(span.to, during.to);
	}
	if (!pooling->session_count)
		return STATUS_OK;
	enum status status = host_days_read(pooling->connection, batch->setting,
		(const struct person_id *)pooling->hosts, pooling->host_count, span, pooling->arena,
		&pooling->led, fault);
	if (status != STATUS_OK)
		return status;
	size_t count = 0;
	for (size_t i = 0; i < pooling->session_count && pooling->led.count; i++) {
		const struct seat *seat = &batch->offering.seats[pooling->sessions[i]];
		const struct led_already *led =
			bsearch(&seat->host, pooling->led.led, pooling->led.count, sizeof *led, compare_led);
		if (led && counts_by_day(&batch->offering, pooling->sessions[i]))
			pooling->days[count++] = (struct host_day){host_of(pooling, seat->host.uuid),
				slots_day(batch->setting->zone, seat->during.from), led->daily_cap};
	}
	if (count)
		qsort(pooling->days, count, sizeof *pooling->days, compare_days);
	for (size_t i = 0; i < count; i++) {
		if (pooling->day_count == 0 ||
			compare_days(&pooling->days[pooling->day_count - 1], &pooling->days[i]) != 0)
			pooling->days[pooling->day_count++] = pooling->days[i];
	}
	take_led(pooling);
	return STATUS_OK;
}

static enum status name_pools(struct pooling *pooling, struct fault *fault)
{
	const struct offering *offering = &pooling->made->batch.offering;
	pooling->hosts = arena_array(pooling->arena, offering->count, sizeof *pooling->hosts);
	pooling->sessions = arena_array(pooling->arena, offering->count, sizeof *pooling->sessions);
	pooling->pool_of = arena_array(pooling->arena, offering->count, sizeof *pooling->pool_of);
	if (!pooling->hosts || !pooling->sessions || !pooling->pool_of)
		return fault_memory(fault);
	list_sessions(pooling);
	pooling->host_count = once(pooling->hosts, pooling->session_count);
	enum status status = name_days(pooling, fault);
	if (status != STATUS_OK)
		return status;
	pooling->first = pooling->host_count + pooling->day_count;
	for (size_t i = 0; i < pooling->session_count; i++)
		pooling->pool_of[pooling->sessions[i]] = (uint32_t)(pooling->first + i);
	pooling->pools = arena_array(
		pooling->arena, pooling->first + pooling->session_count, sizeof *pooling->pools);
	return pooling->pools ? STATUS_OK : fault_memory(fault);
}

static int32_t within(int64_t number, int64_t most)
{
	return (int32_t)(number < 0 ? 0 : number > most ? most : number);
}

// Loads of hosts are to be even with all that is taken of their sessions, but for what is planned.
static enum status add_hosts(struct pooling *pooling, struct fault *fault)
{
	const struct plan_batch *batch = &pooling->made->batch;
	struct plan_seats *loads;
	size_t count;
	enum status status = plan_host_loads(pooling->connection, batch->setting->organisation.id,
		batch->now, pooling->arena, &loads, &count, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < pooling->host_count; i++)
		pooling->pools[i] = (struct plan_pool){PLAN_NONE, PLAN_LOAD_LIMIT, 0, true};
	for (size_t i = 0; i < count; i++) {
		uint32_t host = host_of(pooling, loads[i].id);
		if (host != PLAN_NONE)
			pooling->pools[host].already = within(loads[i].seats, PLAN_LOAD_LIMIT);
	}
	for (size_t i = 0; i < batch->need_count; i++) {
		uint32_t host = batch->needs[i].held ? host_of(pooling, batch->needs[i].open.hold.host.uuid)
											 : PLAN_NONE;
		if (host != PLAN_NONE)
			pooling->pools[host].already =
				within((int64_t)pooling->pools[host].already - 1, PLAN_LOAD_LIMIT);
	}
	return STATUS_OK;
}

static void add_days(struct pooling *pooling)
{
	for (size_t i = 0; i < pooling->day_count; i++)
		pooling->pools[pooling->host_count + i] = (struct plan_pool){
			.within = pooling->days[i].host,
			.capacity = within(pooling->days[i].left, PLAN_LOAD_LIMIT),
		};
}

static void add_sessions(struct pooling *pooling)
{
	const struct offering *offering = &pooling->made->batch.offering;
	for (size_t i = 0; i < pooling->session_count; i++) {
		const uint32_t session = pooling->sessions[i];
		const struct seat *seat = &offering->seats[session];
		const struct host_day *day = counts_by_day(offering, session)
										 ? day_of(pooling, seat->host, seat->during.from)
										 : NULL;
		pooling->pools[pooling->first + i] = (struct plan_pool){
			.within = day ? (uint32_t)(pooling->host_count + (size_t)(day - pooling->days))
						  : host_of(pooling, seat->host.uuid),
			.capacity = within((int64_t)seat->free + offering->held[session], PLAN_LOAD_LIMIT),
		};
	}
}

static enum status add_needs(struct pooling *pooling, struct fault *fault)
{
	struct plan_made *made = pooling->made;
	const struct plan_batch *batch = &made->batch;
	struct plan_need *needs = arena_array(pooling->arena, batch->need_count, sizeof *needs);
	struct plan_candidate *candidates =
		arena_array(pooling->arena, batch->seat_count, sizeof *candidates);
	made->meetings = arena_array(pooling->arena, batch->seat_count, sizeof *made->meetings);
	if (!needs || !candidates || !made->meetings)
		return fault_memory(fault);
	uint32_t next = 0;
	for (size_t i = 0; i < batch->need_count; i++) {
		const struct batch_need *need = &batch->needs[i];
		needs[i] = (struct plan_need){
			need->level, next, (uint32_t)need->count, need->held ? 0 : PLAN_NONE};
		for (size_t j = 0; j < need->count; j++) {
			const struct batch_seat *seat = &need->seats[j];
			candidates[next] = (struct plan_candidate){pooling->pool_of[seat->session], seat->cost};
			made->meetings[next++] =
				(struct plan_meeting){.start = batch_session(batch, seat)->during.from,
					.kind = seat->kind,
					.other_host = seat->other_host};
		}
	}
	made->problem = (struct plan_problem){needs, candidates, pooling->pools,
		(uint32_t)batch->need_count, (uint32_t)batch->seat_count,
		(uint32_t)(pooling->first + pooling->session_count), (uint32_t)batch->level_count};
	return STATUS_OK;
}

static enum status read_all(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_made *made, struct fault *fault)
{
	struct pooling pooling = {.connection = connection, .made = made, .arena = arena};
	enum status status = batch_gather(connection, setting, now, arena, &made->batch, fault);
	if (status == STATUS_OK)
		status = name_pools(&pooling, fault);
	if (status == STATUS_OK)
		status = add_hosts(&pooling, fault);
	if (status != STATUS_OK)
		return status;
	add_days(&pooling);
	add_sessions(&pooling);
	return add_needs(&pooling, fault);
}

enum status plan_read(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_made *out, struct fault *fault)
{
	struct plan_made made = {.doubt = {.status = STATUS_OK}};
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = read_all(connection, setting, now, arena, &made, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		*out = made;
	return status;
}

// A plan whose prices do not prove it is told of, not taken for a fault.
enum status plan_verify(struct plan_made *made, struct arena *arena, struct fault *fault)
{
	enum status status = plan_check(&made->problem, &made->plan, arena, &made->doubt);
	if (status != STATUS_OK && status != STATUS_INVALID)
		return fault_set(fault, status, made->doubt.where, "%s", made->doubt.message);
	made->verified = status == STATUS_OK;
	return STATUS_OK;
}

enum status plan_make(struct connection *connection, const struct setting *setting,
	struct instant now, struct arena *arena, struct plan_made *out, struct fault *fault)
{
	struct plan_made made;
	enum status status = plan_read(connection, setting, now, arena, &made, fault);
	if (status == STATUS_OK)
		status = plan_solve(&made.problem, arena, &made.plan, fault);
	if (status == STATUS_OK)
		status = plan_verify(&made, arena, fault);
	if (status != STATUS_OK)
		return status;
	made.changes = arena_array(arena, made.problem.level_count, sizeof *made.changes);
	if (!made.changes)
		return fault_memory(fault);
	plan_change(&made.problem, &made.plan, made.meetings, made.changes);
	*out = made;
	return STATUS_OK;
}
