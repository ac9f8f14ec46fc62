// SPDX-License-Identifier: MIT
// Private to store: statements that change a few rows, with an arena of their own for the values.
#pragma once

#include "core/role.h"
#include "store/query.h"

struct change {
	struct arena arena;
	struct parameters values;
};

void change_start(struct change *change);

// Runs it and ends the change. `*changed`, which may be NULL, is whether any row was.
CHECKED enum status change_run(struct change *change, struct connection *connection,
	enum query query, bool *changed, struct fault *fault);

// The same for a statement that gives one boolean.
CHECKED enum status change_ask(struct change *change, struct connection *connection,
	enum query query, bool *answer, struct fault *fault);

void parameter_roles(struct parameters *values, struct role_set roles); // text[]
