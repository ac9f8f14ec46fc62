// SPDX-License-Identifier: MIT
#include "app/bookings/waiting.h"

#include <stdlib.h>

#include "app/engine/steps.h"
#include "app/plan/candidates.h"
#include "app/plan/holding.h"
#include "secret/token.h"
#include "store/cadences.h"

#define AT_ONCE 500
#define TRIES 5

struct giving {
	struct connection *connection;
	const struct setting *setting;
	struct instant now;
	struct arena *arena;
	struct engine_report *report;
};

// What is looked for already and would be answered by a session of a kind; NULL where nothing is.
static const struct need *like(const struct need *needs, size_t count, enum session_kind kind)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < needs[i].kind_count; k++) {
			if (needs[i].kinds[k] == kind)
				return &needs[i];
		}
	}
	return NULL;
}

// Holds a place, for what is looked for already or for a need of its own. `*held` is false where
// another engine looks at that.
static enum status hold(const struct giving *giving, const struct need *open,
	const struct seat *seat, struct instant answer_by, bool *held, struct fault *fault)
{
	struct connection *connection = giving->connection;
	struct instant now = giving->now;
	struct need need = waiting_need(giving->setting, open->person, now);
	struct fault own = {.status = STATUS_OK};
	enum status status;
	if (!uuid_is_nil(open->id.uuid)) {
		status = need_lock(connection, open->person, open->id, &need, &own);
		if (status == STATUS_NOT_FOUND)
			return STATUS_OK;
		if (status != STATUS_OK)
			return fault_set(fault, status, own.where, "%s", own.message);
	} else {
		need.id = (struct need_id){uuid_v7(now.seconds * 1000)};
		need.kinds[0] = seat->kind;
		need.kind_count = 1;
		need.minutes = (int32_t)((seat->during.to.seconds - seat->during.from.seconds) / 60);
		need.latest_at = instant_latest(need.latest_at, seat->during.from);
		need.answer_seconds = answer_by.seconds - now.seconds;
		status = needs_add(connection, now, &need, 1, fault);
		if (status != STATUS_OK)
			return status;
	}
	need.answer_seconds = answer_by.seconds - now.seconds;
	status = holding_take(connection, &need, seat, now, fault);
	if (status == STATUS_OK)
		status = waiting_given(connection, need.person, seat->session, fault);
	*held = status == STATUS_OK;
	return status;
}

static enum status settle(const struct giving *giving, const struct waiter *waiter,
	enum session_kind kind, bool *held, struct fault *fault)
{
	struct connection *connection = giving->connection;
	struct need wanted = waiting_need(giving->setting, waiter->person, giving->now);
	const struct candidates by = {.connection = connection,
		.setting = giving->setting,
		.need = &wanted,
		.now = giving->now,
		.lock = true};
	struct need *needs;
	size_t count;
	struct seat seat;
	enum seat_answer answer = SEAT_DIARY_FULL;
	const struct need none = {.person = waiter->person};
	wanted.kinds[0] = kind;
	wanted.kind_count = 1;
	enum status status =
		needs_open(connection, &waiter->person, 1, giving->arena, &needs, &count, fault);
	if (status != STATUS_OK)
		return status;
	const struct need *open = like(needs, count, kind);
	// One offer of a kind at a time: they keep their place in the list until that is answered.
	if (!open || open->state != NEED_HELD)
		status = candidates_one(&by, waiter->session, giving->arena, &seat, &answer, fault);
	if (status != STATUS_OK)
		return status;
	struct waiting_decision decision =
		waiting_decide(&giving->setting->policy.waiting, waiter->begins, answer, giving->now);
	switch (decision.what) {
	case WAITING_HOLD:
		return hold(giving, open ? open : &none, &seat, decision.answer_by, held, fault);
	case WAITING_LEAVE:
		return waiting_remove(connection, waiter->person, waiter->session, fault);
	case WAITING_PASS:
		break;
	}
	return waiting_passed(connection, waiter, decision.look, giving->now, fault);
}

// `ends` is whether there is nothing left to wait for.
static enum status look_at(const struct giving *giving, const struct waiter *waiter, bool ends,
	bool *held, struct fault *fault)
{
	struct organisation_id organisation;
	enum session_kind kind;
	bool found = false;
	enum status status = cadences_hold(giving->connection, waiter->person, fault);
	if (status == STATUS_OK)
		status = waiting_lock(giving->connection, waiter->person, waiter->session, &organisation,
			&kind, &found, fault);
	if (status != STATUS_OK || !found)
		return status;
	return ends ? waiting_remove(giving->connection, waiter->person, waiter->session, fault)
				: settle(giving, waiter, kind, held, fault);
}

// Somebody else may take the place between looking and holding: then look again.
static enum status give_one(
	const struct giving *giving, const struct waiter *waiter, bool ends, struct fault *fault)
{
	struct fault own;
	enum status status;
	bool held;
	int tries = 0;
	do {
		struct arena arena;
		struct giving once = *giving;
		arena_init(&arena);
		once.arena = &arena;
		held = false;
		own = (struct fault){.status = STATUS_OK};
		status = transaction_begin(giving->connection, &own);
		if (status == STATUS_OK)
			status = look_at(&once, waiter, ends, &held, &own);
		status = transaction_end(giving->connection, status, &own);
		arena_done(&arena);
	} while (++tries < TRIES &&
			 (status == STATUS_FULL || status == STATUS_BUSY || status == STATUS_RETRY));
	if (status == STATUS_FULL || status == STATUS_BUSY)
		return STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	giving->report->held += held;
	return STATUS_OK;
}

static int by_session(const void *a, const void *b)
{
	const struct waiting_seats *left = a, *right = b;
	return uuid_compare(left->session.uuid, right->session.uuid);
}

static enum status read_seats(const struct giving *giving, const struct waiter *list, size_t count,
	struct waiting_seats **seats, size_t *seat_count, struct fault *fault)
{
	struct uuid *ids = arena_array(giving->arena, count, sizeof *ids);
	if (!ids)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		ids[i] = list[i].session.uuid;
	return waiting_seats(giving->connection, ids, count, giving->arena, seats, seat_count, fault);
}

static enum status give(
	const struct giving *giving, const struct waiter *list, size_t count, struct fault *fault)
{
	struct waiting_seats *seats = NULL;
	size_t seat_count = 0;
	enum status status = read_seats(giving, list, count, &seats, &seat_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		const struct waiting_seats key = {.session = list[i].session};
		const struct waiting_seats *of =
			seat_count ? bsearch(&key, seats, seat_count, sizeof *seats, by_session) : NULL;
		enum waiting_turn turn = waiting_turn(&list[i], of, giving->now);
		if (turn != WAITING_STAYS)
			status = give_one(giving, &list[i], turn == WAITING_ENDS, fault);
	}
	return status;
}

enum status engine_waiting(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	struct arena arena;
	const struct giving giving = {connection, setting, now, &arena, report};
	struct waiter last;
	bool more = false;
	size_t count;
	enum status status;
	arena_init(&arena);
	do {
		struct waiter *list;
		arena_reset(&arena);
		status =
			waiting_list(connection, more ? &last : NULL, AT_ONCE, &arena, &list, &count, fault);
		if (status != STATUS_OK || count == 0)
			break;
		last = list[count - 1];
		more = true;
		status = give(&giving, list, count, fault);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
