// SPDX-License-Identifier: MIT
// What signing in works with, made once when the service starts.
#pragma once

#include "app/accounts/accounts.h"
#include "process/workplace.h"

struct signing_in {
	struct arena arena;
	struct accounts accounts; // its key is the workplace's
};

CHECKED enum status signing_in_open(
	const struct workplace *workplace, struct signing_in *out, struct fault *fault);
void signing_in_close(struct signing_in *signing_in); // zeroed too
