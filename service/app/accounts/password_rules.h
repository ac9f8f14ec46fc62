// SPDX-License-Identifier: MIT
// A password that somebody has chosen: checked, then hashed. For app/accounts.
#pragma once

#include "app/accounts/accounts.h"
#include "store/accounts.h"

// STATUS_INVALID says what is wrong with it, where "password". Takes the cost's memory and time; in
// no transaction.
CHECKED enum status password_choose(const struct accounts *accounts, const struct account *account,
	struct text password, struct password_hash *out, struct fault *fault);
