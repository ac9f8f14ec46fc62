// SPDX-License-Identifier: MIT
// What is done to accounts, as the trail of who did what names it. Everything in app/accounts that
// changes something says so here, in its own transaction, after all other rows that it locks.
#pragma once

#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

enum account_act {
	ACT_ACCOUNT_MADE,
	ACT_SIGNED_IN,
	ACT_SIGNED_OUT_EVERYWHERE,
	ACT_ROLE_SWITCHED,
	ACT_ROLES_SET,
	ACT_LINK_MADE,
	ACT_LINK_USED,
	ACT_PASSWORD_CHANGED,
	ACT_SECOND_STEP_SET,
	ACT_SECOND_STEP_ENDED,
};

struct act {
	enum account_act act;
	struct person_id whose; // the account
	bool by_administrator;  // from the shell; else by the person themselves
	struct instant at;
};

CHECKED enum status account_act(
	struct connection *connection, const struct act *act, struct fault *fault);
