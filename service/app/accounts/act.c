// SPDX-License-Identifier: MIT
#include "app/accounts/act.h"

#include <assert.h>

#include "app/audits/audit.h"
#include "store/organisation.h"

static const enum audit_action actions[] = {
	[ACT_SIGNED_IN] = AUDIT_SIGNED_IN,
	[ACT_SIGNED_OUT_EVERYWHERE] = AUDIT_SIGNED_OUT_EVERYWHERE,
	[ACT_ROLE_SWITCHED] = AUDIT_ROLE_SWITCHED,
	[ACT_LINK_USED] = AUDIT_SIGN_IN_LINK_USED,
	[ACT_PASSWORD_CHANGED] = AUDIT_PASSWORD_CHANGED,
	[ACT_SECOND_STEP_SET] = AUDIT_SECOND_STEP_SET,
	[ACT_SECOND_STEP_ENDED] = AUDIT_SECOND_STEP_ENDED,
};

enum status account_act(struct connection *connection, const struct act *act, struct fault *fault)
{
	struct arena arena;
	struct organisation organisation;
	assert(!uuid_is_nil(act->whose.uuid));
	arena_init(&arena);
	enum status status = organisation_read(connection, &arena, &organisation, fault);
	if (status == STATUS_OK) {
		const struct audit_actor by = {
			.kind = AUDIT_BY_PERSON,
			.person = act->whose,
			.role = ROLE_COUNT,
			.organisation = organisation.id,
			.now = act->at,
		};
		status = audit_add_person(connection, &by, actions[act->act], act->whose, fault);
	}
	arena_done(&arena);
	return status;
}
