// SPDX-License-Identifier: MIT
#include "app/bookings/waiting.h"

#include <stdlib.h>

#include "app/plan/candidates.h"
#include "store/cadences.h"
#include "store/seats.h"

#define TRIES 5

struct need waiting_need(const struct setting *setting, struct person_id person, struct instant now)
{
	struct need need = {
		.person = person,
		.organisation = setting->organisation.id,
		.response = TEXT(""),
		.minutes = 1,
		.earliest_at = now,
		.latest_at = instant_later(now, WAITING_AHEAD),
		.notice_seconds = setting->policy.waiting.notice_seconds + WAITING_LEAST,
		.hold_from = now,
	};
	for (unsigned kind = 0; kind < SESSION_KIND_COUNT; kind++) {
		if (session_takes_time((enum session_kind)kind) && need.kind_count < POLICY_KINDS_LIMIT)
			need.kinds[need.kind_count++] = (enum session_kind)kind;
	}
	return need;
}

static enum status join(struct connection *connection, const struct setting *setting,
	struct person_id person, struct session_id session, struct instant now, struct arena *arena,
	enum waiting_outcome *out, struct fault *fault)
{
	const struct need need = waiting_need(setting, person, now);
	const struct candidates by = {
		.connection = connection, .setting = setting, .need = &need, .now = now};
	struct named_seat *named;
	enum seat_answer answer;
	struct seat seat;
	size_t count;
	enum status status = cadences_hold(connection, person, fault);
	if (status == STATUS_OK)
		status = candidates_one(&by, session, arena, &seat, &answer, fault);
	*out = WAITING_REFUSED;
	// Where one has come free since the page was made they are the first to whom it is held.
	if (status != STATUS_OK || (answer != SEAT_FOUND && answer != SEAT_ALL_TAKEN))
		return status;
	status = seats_named(connection, &session.uuid, 1, arena, &named, &count, fault);
	if (status != STATUS_OK || count == 0)
		return status;
	*out = WAITING_DONE;
	status = waiting_add(connection, setting->organisation.id, person, session,
		waiting_last(&setting->policy.waiting, named->seat.during.from), now, fault);
	return status == STATUS_OK ? engine_wake(connection, fault) : status;
}

enum status waiting_join(struct connection *connection, const struct setting *setting,
	struct person_id person, struct session_id session, struct instant now,
	enum waiting_outcome *out, struct fault *fault)
{
	struct fault own;
	enum waiting_outcome outcome = WAITING_REFUSED;
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		struct arena arena;
		own = (struct fault){.status = STATUS_OK};
		arena_init(&arena);
		status = transaction_begin(connection, &own);
		if (status == STATUS_OK)
			status = join(connection, setting, person, session, now, &arena, &outcome, &own);
		status = transaction_end(connection, status, &own);
		arena_done(&arena);
	}
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	*out = outcome;
	return STATUS_OK;
}

enum status waiting_stop(struct connection *connection, struct person_id person,
	struct session_id session, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = waiting_remove(connection, person, session, fault);
	return transaction_end(connection, status, fault);
}

static enum status set_any(struct connection *connection, struct person_id person,
	struct need_id need, bool wait, struct instant now, struct fault *fault)
{
	bool set = false;
	enum status status = cadences_hold(connection, person, fault);
	if (status == STATUS_OK)
		status = waiting_any_set(connection, person, need, wait ? now : INSTANT_NEVER, &set, fault);
	if (status == STATUS_OK && !set)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "Nothing like that is looked for.");
	return status == STATUS_OK ? engine_wake(connection, fault) : status;
}

enum status waiting_any(struct connection *connection, struct person_id person, struct need_id need,
	bool wait, struct instant now, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = set_any(connection, person, need, wait, now, fault);
	return transaction_end(connection, status, fault);
}

static int by_start(const void *a, const void *b)
{
	const struct full_session *left = a, *right = b;
	if (left->during.from.seconds != right->during.from.seconds)
		return instant_before(left->during.from, right->during.from) ? -1 : 1;
	return uuid_compare(left->session.uuid, right->session.uuid);
}

static int by_id(const void *a, const void *b)
{
	const struct uuid *left = a, *right = b;
	return uuid_compare(*left, *right);
}

// So many of each kind; of one to one sessions of a kind at one time one, since which of them does
// not matter. `told` is in order.
static size_t choose(const struct seat *seats, size_t count, const struct uuid *told,
	size_t told_count, struct full_session *list)
{
	size_t kept = 0, of_kind[SESSION_KIND_COUNT] = {0};
	for (size_t i = 0; i < count; i++) {
		const struct seat *seat = &seats[i];
		bool alike = kept > 0 && session_is_alone(seat->kind) &&
					 list[kept - 1].kind == seat->kind &&
					 list[kept - 1].during.from.seconds == seat->during.from.seconds &&
					 list[kept - 1].during.to.seconds == seat->during.to.seconds;
		if (alike || of_kind[seat->kind] == WAITING_SHOWN || told_count == 0 ||
			!bsearch(&seat->session.uuid, told, told_count, sizeof *told, by_id))
			continue;
		of_kind[seat->kind]++;
		list[kept++] = (struct full_session){seat->session, seat->kind, seat->during};
	}
	return kept;
}

static struct instant day_of(const struct zone *zone, struct instant now)
{
	struct civil morning = zone_local(zone, now);
	morning.hour = morning.minute = morning.second = 0;
	return zone_instant(zone, morning);
}

enum status waiting_full(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant now, struct arena *arena, struct full_session **out,
	size_t *count, struct fault *fault)
{
	const struct need need = waiting_need(setting, person, now);
	const struct candidates by = {
		.connection = connection, .setting = setting, .need = &need, .now = now};
	struct seat *seats = NULL;
	size_t number = 0, told_count = 0;
	struct uuid *told = NULL;
	enum status status = candidates_full(&by, arena, &seats, &number, fault);
	if (status != STATUS_OK)
		return status;
	struct uuid *ids = arena_array(arena, number, sizeof *ids);
	struct full_session *list = arena_array(arena, number, sizeof *list);
	if (!ids || !list)
		return fault_memory(fault);
	for (size_t i = 0; i < number; i++)
		ids[i] = seats[i].session.uuid;
	if (number)
		status = waiting_told(
			connection, ids, number, day_of(setting->zone, now), arena, &told, &told_count, fault);
	if (status != STATUS_OK)
		return status;
	*count = choose(seats, number, told, told_count, list);
	if (*count)
		qsort(list, *count, sizeof *list, by_start);
	*out = list;
	return STATUS_OK;
}
