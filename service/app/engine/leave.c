// SPDX-License-Identifier: MIT
#include "app/accounts/administer.h"
#include "app/engine/steps.h"
#include "store/accounts.h"

#define AT_ONCE 100
#define TRY_AGAIN SECONDS_PER_DAY

// The last administrator stays until there is another one, and is tried again each day.
static enum status postpone(
	struct connection *connection, struct person_id person, struct instant now, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status == STATUS_OK)
		status = account_postpone(connection, person, instant_later(now, TRY_AGAIN), fault);
	return transaction_end(connection, status, fault);
}

static enum status leave_one(struct connection *connection, const struct audit_actor *by,
	struct person_id person, struct engine_report *report, struct fault *fault)
{
	struct leaving leaving;
	struct fault own = {.status = STATUS_OK};
	enum status status = transaction_begin(connection, &own);
	if (status == STATUS_OK) {
		status = account_end_within(connection, by, person, &leaving, &own);
		status = transaction_end(connection, status, &own);
	}
	report->left += status == STATUS_OK;
	if (status == STATUS_DENIED) {
		report->kept++;
		return postpone(connection, person, by->now, fault);
	}
	return status == STATUS_OK ? status : fault_set(fault, status, own.where, "%s", own.message);
}

enum status engine_leave(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	const struct audit_actor by = {.kind = AUDIT_BY_SERVICE,
		.role = ROLE_COUNT,
		.organisation = setting->organisation.id,
		.now = now};
	enum status status;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	do {
		struct person_id *people;
		arena_reset(&arena);
		status = accounts_leaving(connection, now, AT_ONCE, &arena, &people, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = leave_one(connection, &by, people[i], report, fault);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
