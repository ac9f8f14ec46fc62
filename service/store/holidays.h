// SPDX-License-Identifier: MIT
// Public holidays that an organisation keeps. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/instant.h"
#include "store/connection.h"

struct kept_holiday {
	struct instant day; // its midnight in UTC
	struct text name;
};

CHECKED enum status holidays_kept(struct connection *connection,
	struct organisation_id organisation, bool *out, struct fault *fault);

// Keeps these, which ascend, in place of all from the first of them to the last.
CHECKED enum status holidays_replace(struct connection *connection,
	struct organisation_id organisation, struct text nation, const struct kept_holiday *list,
	size_t count, struct instant at, struct fault *fault);
