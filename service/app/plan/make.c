// SPDX-License-Identifier: MIT
#include "app/plan/plan.h"

#include <stdlib.h>

#include "core/plan_check.h"

// Pools in the making: hosts, each followed by nothing, then sessions within them.
struct pooling {
	struct connection *connection;
	struct plan_made *made;
	struct arena *arena;
	struct uuid *hosts, *sessions; // ascending, each once
	size_t host_count, session_count;
	struct plan_pool *pools;
};

static size_t once(struct uuid *list, size_t count)
{
	size_t kept = 0;
	if (count)
		qsort(list, count, sizeof *list, batch_compare_ids);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || !uuid_equal(list[i], list[kept - 1]))
			list[kept++] = list[i];
	}
	return kept;
}

static uint32_t place_of(const struct uuid *list, size_t count, struct uuid id)
{
	const struct uuid *found = bsearch(&id, list, count, sizeof id, batch_compare_ids);
	return (uint32_t)(found - list);
}

static enum status name_pools(struct pooling *pooling, struct fault *fault)
{
	const struct plan_batch *batch = &pooling->made->batch;
	pooling->hosts = arena_array(pooling->arena, batch->seat_count, sizeof *pooling->hosts);
	pooling->sessions = arena_array(pooling->arena, batch->seat_count, sizeof *pooling->sessions);
	if (!pooling->hosts || !pooling->sessions)
		return fault_memory(fault);
	for (size_t i = 0; i < batch->seat_count; i++) {
		pooling->hosts[i] = batch->seats[i].seat.host.uuid;
		pooling->sessions[i] = batch->seats[i].seat.session.uuid;
	}
	pooling->host_count = once(pooling->hosts, batch->seat_count);
	pooling->session_count = once(pooling->sessions, batch->seat_count);
	pooling->pools = arena_array(
		pooling->arena, pooling->host_count + pooling->session_count, sizeof *pooling->pools);
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
		uint32_t host = place_of(pooling->hosts, pooling->host_count, loads[i].id);
		if (host < pooling->host_count && uuid_equal(pooling->hosts[host], loads[i].id))
			pooling->pools[host].already = within(loads[i].seats, PLAN_LOAD_LIMIT);
	}
	for (size_t i = 0; i < batch->need_count; i++) {
		if (!batch->needs[i].held)
			continue;
		struct plan_pool *pool = &pooling->pools[place_of(
			pooling->hosts, pooling->host_count, batch->needs[i].open.hold.host.uuid)];
		pool->already = within((int64_t)pool->already - 1, PLAN_LOAD_LIMIT);
	}
	return STATUS_OK;
}

static enum status add_sessions(struct pooling *pooling, struct fault *fault)
{
	const struct plan_batch *batch = &pooling->made->batch;
	struct plan_pool *pools = pooling->pools + pooling->host_count;
	struct plan_seats *free_seats;
	size_t count;
	enum status status = plan_free_seats(pooling->connection, pooling->sessions,
		pooling->session_count, pooling->arena, &free_seats, &count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		size_t held = batch_times(batch->sessions, batch->session_count, free_seats[i].id);
		uint32_t session = place_of(pooling->sessions, pooling->session_count, free_seats[i].id);
		pools[session].capacity = within(free_seats[i].seats + (int64_t)held, PLAN_LOAD_LIMIT);
	}
	for (size_t i = 0; status == STATUS_OK && i < batch->seat_count; i++) {
		const struct seat *seat = &batch->seats[i].seat;
		pools[place_of(pooling->sessions, pooling->session_count, seat->session.uuid)].within =
			place_of(pooling->hosts, pooling->host_count, seat->host.uuid);
	}
	return status;
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
	for (size_t i = 0; i < batch->need_count; i++) {
		const struct batch_need *need = &batch->needs[i];
		needs[i] = (struct plan_need){
			need->level, (uint32_t)need->first, (uint32_t)need->count, need->held ? 0 : PLAN_NONE};
	}
	for (size_t i = 0; i < batch->seat_count; i++) {
		uint32_t session =
			place_of(pooling->sessions, pooling->session_count, batch->seats[i].seat.session.uuid);
		candidates[i] =
			(struct plan_candidate){(uint32_t)pooling->host_count + session, batch->seats[i].cost};
		made->meetings[i] = batch->seats[i].meeting;
	}
	made->problem = (struct plan_problem){needs, candidates, pooling->pools,
		(uint32_t)batch->need_count, (uint32_t)batch->seat_count,
		(uint32_t)(pooling->host_count + pooling->session_count), (uint32_t)batch->level_count};
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
	if (status == STATUS_OK)
		status = add_sessions(&pooling, fault);
	return status == STATUS_OK ? add_needs(&pooling, fault) : status;
}

// A plan whose prices do not prove it is told of, not taken for a fault.
static enum status verify(struct plan_made *made, struct arena *arena, struct fault *fault)
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
	struct plan_made made = {.doubt = {.status = STATUS_OK}};
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = read_all(connection, setting, now, arena, &made, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		status = plan_solve(&made.problem, arena, &made.plan, fault);
	if (status == STATUS_OK)
		status = verify(&made, arena, fault);
	if (status != STATUS_OK)
		return status;
	made.changes = arena_array(arena, made.problem.level_count, sizeof *made.changes);
	if (!made.changes)
		return fault_memory(fault);
	plan_change(&made.problem, &made.plan, made.meetings, made.changes);
	*out = made;
	return STATUS_OK;
}
