// SPDX-License-Identifier: MIT
// The organisation's own help lines, as rows.
#pragma once

#include "base/arena.h"
#include "core/help_line.h"
#include "core/ids.h"
#include "store/connection.h"

// In their order; none where the organisation has none of its own. At most HELP_LINES_LIMIT. Roles
// web and recorder. STATUS_VERSION for one that this program cannot read.
CHECKED enum status help_lines_list(struct connection *connection,
	struct organisation_id organisation, struct arena *arena, struct help_line **out, size_t *count,
	struct fault *fault);

// Puts these in place of all there are; inside a transaction. Role recorder.
CHECKED enum status help_lines_replace(struct connection *connection,
	struct organisation_id organisation, const struct help_line *lines, size_t count,
	struct fault *fault);
