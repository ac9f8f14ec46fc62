// SPDX-License-Identifier: MIT
// The accounts of a demonstration: one for each role, of people who are plainly not real and whom
// demonstration_record and the founding have added.
#pragma once

#include "app/organisation/setting.h"
#include "core/role.h"
#include "store/accounts.h"

// What the role's account signs in with: the name of the role.
const char *demonstration_account(enum role role);

// Makes the accounts that are not there, of those who are, with this hash of the password they
// share; with `reset` all of them are given it. One connection as the recorder, one as the web
// role. STATUS_DENIED where the people are real.
CHECKED enum status demonstration_accounts(struct connection *recorder, struct connection *web,
	const struct organisation *organisation, struct text password_hash, bool reset,
	struct instant now, struct fault *fault);

// Makes one account with its name; one that is there stays as it is, and `*added` is false. In the
// caller's transaction.
CHECKED enum status demonstration_account_add(struct connection *recorder,
	const struct account *account, struct instant now, bool *added, struct fault *fault);
