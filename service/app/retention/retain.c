// SPDX-License-Identifier: MIT
#include "app/retention/retain.h"

#include "core/absence.h"

#define ROWS 1000                       // in one step
#define AT_ONCE 100                     // people and chains that are looked for
#define SAID_FOR (30 * SECONDS_PER_DAY) // a chain says no more than monthly that it was emptied

struct work {
	struct connection *erasure;
	const struct audit_actor *by;
	struct retention_limits limits;
	size_t steps; // left
	struct erased *out;
	struct arena arena;
};

static struct retention_limits limits_of(const struct retention *retention, struct instant now)
{
	return (struct retention_limits){
		.entries = retention_limit(now, retention->months[RETAIN_ENTRIES]),
		.bookings = retention_limit(now, retention->months[RETAIN_BOOKINGS]),
		.audit = retention_limit(now, retention->months[RETAIN_AUDIT]),
		.said_since = instant_later(now, -SAID_FOR),
		.over = now,
	};
}

// Whoever came back meanwhile keeps what they have.
static enum status let_go_of_log(struct work *work, struct person_id person, struct fault *fault)
{
	struct leaver leaver;
	struct erased erased = {{0}};
	enum status status = transaction_begin(work->erasure, fault);
	if (status != STATUS_OK)
		return status;
	status = erasure_lock(work->erasure, person, &leaver, fault);
	if (status == STATUS_OK && leaver.left && !instant_before(work->limits.entries, leaver.left_at))
		status = erasure_of_log(work->erasure, person, &erased, fault);
	status = transaction_end(work->erasure, status, fault);
	for (int i = 0; status == STATUS_OK && i < ERASED_COUNT; i++)
		work->out->counts[i] += erased.counts[i];
	return status;
}

static enum status let_go_of_logs(struct work *work, struct fault *fault)
{
	struct person_id *people, after = {{{0}}};
	size_t count = AT_ONCE;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && work->steps && count == AT_ONCE) {
		arena_reset(&work->arena);
		status = retention_leavers(work->erasure, work->limits.entries, after, AT_ONCE,
			&work->arena, &people, &count, fault);
		for (size_t i = 0; status == STATUS_OK && work->steps && i < count; i++) {
			status = let_go_of_log(work, people[i], fault);
			after = people[i];
			work->steps--;
		}
	}
	return status;
}

static enum status let_go_of_rows(
	struct work *work, enum erased_kind kind, struct instant before, struct fault *fault)
{
	int64_t erased = ROWS;
	enum status status = STATUS_OK;
	// A full step is counted, so that one after another is not without end.
	while (status == STATUS_OK && work->steps && erased > 0) {
		status = retention_erase(work->erasure, kind, before, ROWS, &erased, fault);
		if (status == STATUS_OK && erased) {
			work->out->counts[kind] += erased;
			work->steps--;
		}
	}
	return status;
}

static enum status empty_chains(struct work *work, struct fault *fault)
{
	struct chain_id *chains;
	size_t count = AT_ONCE;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && work->steps && count == AT_ONCE) {
		arena_reset(&work->arena);
		status = retention_chains(work->erasure, work->limits.audit, work->limits.said_since,
			AT_ONCE, &work->arena, &chains, &count, fault);
		for (size_t i = 0; status == STATUS_OK && work->steps && i < count; i++) {
			int64_t emptied = 0;
			status =
				audit_age(work->erasure, work->by, chains[i], work->limits.audit, &emptied, fault);
			work->out->counts[ERASED_AUDIT] += emptied;
			work->steps--;
		}
	}
	return status;
}

enum status retain(struct connection *erasure, const struct audit_actor *by,
	const struct retention *retention, size_t steps, struct erased *out, bool *more,
	struct fault *fault)
{
	struct work work = {erasure, by, limits_of(retention, by->now), steps, out, {0}};
	const struct {
		enum erased_kind kind;
		struct instant before;
	} rows[] = {
		{ERASED_BOOKINGS, work.limits.bookings},
		{ERASED_OFFERS, work.limits.bookings},
		{ERASED_SIGN_INS, work.limits.over},
		{ERASED_SIGN_IN_LINKS, work.limits.over},
		{ERASED_FEED_READS, work.limits.over},
		{ERASED_ABSENCES, instant_later(work.limits.over, -ABSENCE_KEPT)},
		{ERASED_ROSTERS, instant_later(work.limits.over, -ABSENCE_KEPT)},
	};
	arena_init(&work.arena);
	enum status status = let_go_of_logs(&work, fault);
	for (size_t i = 0; status == STATUS_OK && i < sizeof rows / sizeof rows[0]; i++)
		status = let_go_of_rows(&work, rows[i].kind, rows[i].before, fault);
	if (status == STATUS_OK)
		status = empty_chains(&work, fault);
	arena_done(&work.arena);
	*more = work.steps == 0;
	return status;
}

enum status retain_foreseen(struct connection *erasure, struct instant now,
	const struct retention *retention, struct erased *out, struct fault *fault)
{
	struct retention_limits limits = limits_of(retention, now);
	return retention_count(erasure, &limits, out, fault);
}

enum status retain_for(struct connection *recorder, const struct audit_actor *by,
	enum retention_kind kind, int32_t months, struct fault *fault)
{
	if (months < retention_least(kind))
		return fault_set(fault, STATUS_INVALID, retention_name(kind),
			"This is kept for at least %d months.", (int)retention_least(kind));
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = retention_set(recorder, by->organisation, kind, months, by->now, fault);
	if (status == STATUS_OK)
		status = audit_add_organisation(recorder, by, AUDIT_RETENTION_CHANGED, fault);
	return transaction_end(recorder, status, fault);
}
