// SPDX-License-Identifier: MIT
#include "app/accounts/act.h"

#include <assert.h>

// The chains of store/audits are where this writes to; without them there is nothing to write.
enum status account_act(struct connection *connection, const struct act *act, struct fault *fault)
{
	(void)fault;
	assert(connection && !uuid_is_nil(act->whose.uuid));
	return STATUS_OK;
}
