// SPDX-License-Identifier: MIT
// What people do to their own accounts, as the trail of who did what names it, in the transaction
// that does it and after all other rows that it locks. What is done to another's says who did it
// (app/audits/audit.h).
#pragma once

#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

enum account_act {
	ACT_SIGNED_IN,
	ACT_SIGNED_OUT_EVERYWHERE,
	ACT_ROLE_SWITCHED,
	ACT_LINK_USED,
	ACT_PASSWORD_CHANGED,
	ACT_SECOND_STEP_SET,
	ACT_SECOND_STEP_ENDED,
};

struct act {
	enum account_act act;
	struct person_id whose; // the account
	struct instant at;
};

CHECKED enum status account_act(
	struct connection *connection, const struct act *act, struct fault *fault);
