// SPDX-License-Identifier: MIT
#include "process/trail.h"

#include "process/clock.h"

struct audit_actor trail_operator(const struct desk *desk)
{
	return (struct audit_actor){
		.kind = AUDIT_BY_SHELL,
		.organisation = desk->setting.organisation.id,
		.now = clock_now(),
	};
}

static enum status add(struct connection *recorder, enum audit_actor_kind kind,
	enum audit_action action, struct fault *fault)
{
	struct arena arena;
	struct organisation organisation;
	struct fault own = {.status = STATUS_OK};
	arena_init(&arena);
	enum status status = organisation_read(recorder, &arena, &organisation, &own);
	arena_done(&arena);
	if (status == STATUS_NOT_FOUND)
		return STATUS_OK;
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	const struct audit_actor by = {
		.kind = kind, .organisation = organisation.id, .now = clock_now()};
	return audit_add_alone(recorder, &by, action, fault);
}

enum status trail_add(const struct database *database, enum audit_actor_kind kind,
	enum audit_action action, struct fault *fault)
{
	struct connection *recorder = NULL;
	enum status status = connection_open(database, DATABASE_RECORDER, &recorder, fault);
	if (status == STATUS_OK)
		status = add(recorder, kind, action, fault);
	connection_close(recorder);
	return status;
}
