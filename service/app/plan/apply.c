// SPDX-License-Identifier: MIT
#include "app/plan/candidates.h"
#include "app/plan/holding.h"
#include "app/plan/plan.h"

#define TRIES 5

// Somebody who is to have another seat than now, or one, or none any more.
struct move {
	uint32_t need;
	uint32_t from, to; // pools, or PLAN_NONE
	bool over;         // done, or given up
};

struct applying {
	struct connection *connection;
	const struct plan_made *made;
	struct move *moves;
	size_t count;
	int32_t *free; // seats by pool
	uint32_t *together;
	struct plan_report *report;
};

// A person's need and hold, locked.
struct locked {
	struct need need;
	struct hold hold;
};

static const struct seat *planned_seat(const struct plan_made *made, uint32_t need)
{
	uint32_t chosen = made->plan.chosen[need];
	if (chosen == PLAN_NONE)
		return NULL;
	return batch_session(&made->batch, &made->batch.needs[need].seats[chosen]);
}

// Whether all is as it was when it was planned.
static enum status lock(const struct applying *applying, const struct move *move,
	struct locked *out, bool *stands, struct fault *fault)
{
	const struct batch_need *planned = &applying->made->batch.needs[move->need];
	const struct need *need = &planned->open.need;
	struct fault own = {.status = STATUS_OK};
	bool found = false;
	enum status status =
		hold_find(applying->connection, need->person, need->id, &out->hold, &found, &own);
	if (status == STATUS_OK)
		status = need_lock(applying->connection, need->person, need->id, &out->need, &own);
	*stands = status == STATUS_OK && found == planned->held && out->need.state == need->state &&
			  (!found || uuid_equal(out->hold.booking.uuid, planned->open.hold.booking.uuid));
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		return STATUS_OK;
	return fault_set(fault, status, own.where, "%s", own.message);
}

// Every rule is looked at again, as by whoever places a need at once.
static enum status take(const struct applying *applying, const struct need *need,
	const struct seat *planned, struct arena *arena, struct fault *fault)
{
	const struct plan_made *made = applying->made;
	const struct candidates by = {.connection = applying->connection,
		.setting = made->batch.setting,
		.need = need,
		.now = made->batch.now,
		.lock = true};
	struct seat seat;
	enum seat_answer answer;
	enum status status = candidates_one(&by, planned->session, arena, &seat, &answer, fault);
	if (status == STATUS_OK && answer == SEAT_FOUND)
		return holding_take(applying->connection, need, &seat, made->batch.now, fault);
	if (status != STATUS_OK)
		return status;
	return fault_set(fault, STATUS_BUSY, NULL, "The seat that was planned does not fit any more.");
}

static enum status change(const struct applying *applying, size_t count,
	const struct locked *locked, struct arena *arena, struct fault *fault)
{
	const struct plan_made *made = applying->made;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool released = true;
		if (applying->moves[applying->together[i]].from != PLAN_NONE)
			status = holding_let_go(
				applying->connection, &locked[i].hold, made->batch.now, &released, fault);
		if (status == STATUS_OK && !released)
			status = fault_set(fault, STATUS_BUSY, NULL, "What was held was answered.");
	}
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const struct seat *seat = planned_seat(made, applying->moves[applying->together[i]].need);
		if (seat)
			status = take(applying, &locked[i].need, seat, arena, fault);
		else
			status = holding_none(
				applying->connection, &locked[i].need, SEAT_ALL_TAKEN, made->batch.now, fault);
	}
	return status;
}

static enum status try_together(
	const struct applying *applying, size_t count, bool *stands, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	struct locked *locked = arena_array(&arena, count, sizeof *locked);
	enum status status =
		locked ? transaction_begin(applying->connection, fault) : fault_memory(fault);
	if (status != STATUS_OK) {
		arena_done(&arena);
		return status;
	}
	*stands = true;
	for (size_t i = 0; status == STATUS_OK && *stands && i < count; i++)
		status = lock(applying, &applying->moves[applying->together[i]], &locked[i], stands, fault);
	if (status == STATUS_OK && *stands)
		status = change(applying, count, locked, &arena, fault);
	status = transaction_end(applying->connection, status, fault);
	arena_done(&arena);
	return status;
}

static uint32_t pool_around(const struct applying *applying, uint32_t pool)
{
	return applying->made->problem.pools[pool].within;
}

static bool is_in(const struct applying *applying, uint32_t pool, uint32_t around)
{
	while (pool != PLAN_NONE && pool != around)
		pool = pool_around(applying, pool);
	return pool == around;
}

static void count_free(struct applying *applying, uint32_t pool, int32_t change)
{
	for (; pool != PLAN_NONE; pool = pool_around(applying, pool))
		applying->free[pool] += change;
}

// The pool that has no room for a move, a session or all that its host leads on a day, or
// PLAN_NONE.
static uint32_t stopped_by(const struct applying *applying, const struct move *move)
{
	uint32_t pool = move->to;
	while (pool != PLAN_NONE && (applying->free[pool] > 0 || is_in(applying, move->from, pool)))
		pool = pool_around(applying, pool);
	return pool;
}

static void count_move(const struct move *move, struct plan_report *report)
{
	report->moved += move->from != PLAN_NONE && move->to != PLAN_NONE;
	report->given += move->from == PLAN_NONE;
	report->taken += move->to == PLAN_NONE;
}

static int compare_people(const struct applying *applying, uint32_t a, uint32_t b)
{
	const struct batch_need *needs = applying->made->batch.needs;
	const struct need *left = &needs[applying->moves[a].need].open.need;
	const struct need *right = &needs[applying->moves[b].need].open.need;
	int order = uuid_compare(left->person.uuid, right->person.uuid);
	return order ? order : uuid_compare(left->id.uuid, right->id.uuid);
}

// Whoever locks several people does so in their order.
static void sort_together(const struct applying *applying, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint32_t move = applying->together[i];
		size_t at = i;
		for (; at && compare_people(applying, move, applying->together[at - 1]) < 0; at--)
			applying->together[at] = applying->together[at - 1];
		applying->together[at] = move;
	}
}

// Does the moves that are listed in `together`, or none of them.
static enum status do_together(struct applying *applying, size_t count, struct fault *fault)
{
	enum status status = STATUS_OK;
	struct fault own;
	bool stands = false;
	sort_together(applying, count);
	for (int i = 0; i < TRIES; i++) {
		own = (struct fault){.status = STATUS_OK};
		status = try_together(applying, count, &stands, &own);
		if (status != STATUS_RETRY)
			break;
	}
	bool done = status == STATUS_OK && stands;
	if (status != STATUS_OK && status != STATUS_FULL && status != STATUS_BUSY)
		return fault_set(fault, status, own.where, "%s", own.message);
	for (size_t i = 0; i < count; i++) {
		struct move *move = &applying->moves[applying->together[i]];
		move->over = true;
		if (done)
			count_move(move, applying->report);
		else
			applying->report->left++;
		if (done) {
			count_free(applying, move->from, 1);
			count_free(applying, move->to, -1);
		}
	}
	return STATUS_OK;
}

// Moves to where a seat is free, as long as there are such.
static enum status do_free(struct applying *applying, struct fault *fault)
{
	enum status status = STATUS_OK;
	bool again = true;
	while (status == STATUS_OK && again) {
		again = false;
		for (uint32_t i = 0; status == STATUS_OK && i < applying->count; i++) {
			const struct move *move = &applying->moves[i];
			if (move->over || move->to == PLAN_NONE || stopped_by(applying, move) != PLAN_NONE)
				continue;
			applying->together[0] = i;
			status = do_together(applying, 1, fault);
			again = true;
		}
	}
	return status;
}

static uint32_t who_leaves(const struct applying *applying, uint32_t pool)
{
	for (uint32_t i = 0; i < applying->count; i++) {
		if (!applying->moves[i].over && is_in(applying, applying->moves[i].from, pool))
			return i;
	}
	return PLAN_NONE;
}

// Who waits for whom: from somebody on, until it comes round, or to somebody who is to have no seat
// any more, who goes together with the one before. Gives how many are in `together`.
static size_t follow(struct applying *applying, uint32_t first)
{
	size_t count = 0;
	uint32_t next = first;
	for (;;) {
		applying->together[count++] = next;
		if (applying->moves[next].to == PLAN_NONE)
			break;
		next = who_leaves(applying, stopped_by(applying, &applying->moves[next]));
		if (next == PLAN_NONE)
			return 0;
		for (size_t i = 0; i < count; i++) {
			if (applying->together[i] != next)
				continue;
			for (size_t j = i; j < count; j++)
				applying->together[j - i] = applying->together[j];
			return count - i;
		}
	}
	if (count < 2)
		return 0;
	applying->together[0] = applying->together[count - 2];
	applying->together[1] = applying->together[count - 1];
	return 2;
}

// What is left then goes round, or somebody's seat is wanted who is to have none. Nobody gives one
// up that nobody takes.
static enum status do_all(struct applying *applying, struct fault *fault)
{
	enum status status = do_free(applying, fault);
	for (uint32_t i = 0; status == STATUS_OK && i < applying->count; i++) {
		struct move *move = &applying->moves[i];
		while (status == STATUS_OK && !move->over && move->to != PLAN_NONE) {
			size_t count = follow(applying, i);
			if (count) {
				status = do_together(applying, count, fault);
			} else {
				move->over = true;
				applying->report->left++;
			}
			if (status == STATUS_OK)
				status = do_free(applying, fault);
		}
	}
	return status;
}

static void list_moves(struct applying *applying)
{
	const struct plan_problem *problem = &applying->made->problem;
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const struct plan_need *need = &problem->needs[i];
		uint32_t chosen = applying->made->plan.chosen[i];
		uint32_t from = need->held == PLAN_NONE
							? PLAN_NONE
							: problem->candidates[need->first + need->held].pool;
		count_free(applying, from, -1);
		if (chosen == need->held)
			continue;
		applying->moves[applying->count++] = (struct move){.need = i,
			.from = from,
			.to = chosen == PLAN_NONE ? PLAN_NONE : problem->candidates[need->first + chosen].pool};
	}
}

static enum status apply(struct applying *applying, struct arena *arena, struct fault *fault)
{
	const struct plan_problem *problem = &applying->made->problem;
	applying->moves = arena_array(arena, problem->need_count, sizeof *applying->moves);
	applying->together = arena_array(arena, problem->need_count, sizeof *applying->together);
	applying->free = arena_array(arena, problem->pool_count, sizeof *applying->free);
	if (!applying->moves || !applying->together || !applying->free)
		return fault_memory(fault);
	for (uint32_t i = 0; i < problem->pool_count; i++)
		applying->free[i] = problem->pools[i].capacity;
	list_moves(applying);
	return do_all(applying, fault);
}

static struct plan_report report_of(const struct plan_made *made)
{
	struct plan_report report = {
		.needs = made->problem.need_count, .verified = made->verified, .doubt = made->doubt};
	for (uint32_t i = 0; i < made->problem.level_count; i++)
		report.placed += made->plan.totals[i].placed;
	return report;
}

void plan_foresee(const struct plan_made *made, struct plan_report *report)
{
	*report = report_of(made);
	for (uint32_t i = 0; made->verified && i < made->problem.need_count; i++) {
		const struct move move = {.from = made->problem.needs[i].held, .to = made->plan.chosen[i]};
		if (move.from != move.to)
			count_move(&move, report);
	}
}

enum status plan_apply(struct connection *connection, const struct plan_made *made,
	struct plan_report *report, struct fault *fault)
{
	struct arena arena;
	struct applying applying = {.connection = connection, .made = made, .report = report};
	*report = report_of(made);
	if (!made->verified)
		return STATUS_OK;
	arena_init(&arena);
	enum status status = apply(&applying, &arena, fault);
	arena_done(&arena);
	return status;
}
