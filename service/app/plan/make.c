// SPDX-License-Identifier: MIT
#include "app/plan/plan.h"

#include <stdlib.h>

#include "core/plan_check.h"

// Pools in the making: hosts, then sessions within them.
struct pooling {
	struct connection *connection;
	struct plan_made *made;
	struct arena *arena;
	struct uuid *hosts; // ascending, each once
	size_t host_count;
	uint32_t *sessions; // of the offering, those that anybody might have
	uint32_t *pool_of;  // by session of the offering
	size_t session_count;
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
	for (size_t i = 0; i < pooling->session_count; i++)
		pooling->pool_of[pooling->sessions[i]] = (uint32_t)(pooling->host_count + i);
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

static void add_sessions(struct pooling *pooling)
{
	const struct offering *offering = &pooling->made->batch.offering;
	for (size_t i = 0; i < pooling->session_count; i++) {
		const uint32_t session = pooling->sessions[i];
		const struct seat *seat = &offering->seats[session];
		pooling->pools[pooling->host_count + i] = (struct plan_pool){
			.within = host_of(pooling, seat->host.uuid),
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
	if (status != STATUS_OK)
		return status;
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
