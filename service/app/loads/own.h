// SPDX-License-Identifier: MIT
// A person's own load at an instant.
//
// At and after the last dose it comes from the stored state, whose cost does not grow with the log;
// before that, or where the state is of another version of the policy, from the log.
#pragma once

#include "app/audits/audit.h"
#include "app/loads/loads.h"

struct own_load {
	struct text profile;
	struct line_load *lines;
	size_t line_count;
};

// As the web role, in a transaction of its own that is begun for the person, and in which it is
// added to their trail that `by` has looked; NULL: the person themselves. STATUS_NOT_FOUND where
// there is no such person.
CHECKED enum status own_load_read(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant at, const struct audit_actor *by, struct arena *arena,
	struct own_load *out, struct fault *fault);
