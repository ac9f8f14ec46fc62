// SPDX-License-Identifier: MIT
#include "app/bookings/call_off.h"
#include "app/engine/steps.h"

#define AT_ONCE 100

static enum status call_off_one(struct connection *connection, const struct audit_actor *by,
	const struct off_session *session, struct instant now, struct engine_report *report,
	struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	const struct call_off what = {
		.by = by, .host = session->host, .reason = CALL_OFF_TOO_FEW, .now = now};
	enum status status = call_off_session(connection, &what, session->session, &own);
	if (status == STATUS_NOT_FOUND) // another engine was quicker
		return STATUS_OK;
	report->called_off += status == STATUS_OK;
	return status == STATUS_OK ? status : fault_set(fault, status, own.where, "%s", own.message);
}

enum status engine_too_few(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	const struct audit_actor by = {.kind = AUDIT_BY_SERVICE,
		.role = ROLE_COUNT,
		.organisation = setting->organisation.id,
		.now = now};
	const struct policy_bookings *bookings = &setting->policy.bookings;
	// Whoever says no later than half way to the session does not have it called off for others.
	const struct interval within = {instant_later(now, bookings->minimum_notice_seconds / 2 + 1),
		instant_later(now, bookings->minimum_notice_seconds + 1)};
	enum status status;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	do {
		struct off_session *sessions;
		arena_reset(&arena);
		status = sessions_too_few(
			connection, within, bookings->group_minimum, AT_ONCE, &arena, &sessions, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++)
			status = call_off_one(connection, &by, &sessions[i], now, report, fault);
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
