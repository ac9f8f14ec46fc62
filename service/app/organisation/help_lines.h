// SPDX-License-Identifier: MIT
// The help lines that everybody sees on every page, signed in or not.
//
// An organisation without lines of its own shows the shipped ones, with the day on which they were
// checked; to change one it takes all of them over.
#pragma once

#include "core/audit.h"
#include "store/help_lines.h"

// The shipped lines, which live as long as the program.
#define HELP_LINES_SHIPPED 4
void help_lines_shipped(struct help_line out[static HELP_LINES_SHIPPED]);

// The organisation's own, or the shipped ones where it has none. Roles web and recorder.
CHECKED enum status help_lines_read(struct connection *connection,
	struct organisation_id organisation, struct arena *arena, struct help_line **out, size_t *count,
	struct fault *fault);

// Puts these, of which there is at least one, in place of what there was, with its entry on the
// organisation's trail. STATUS_INVALID naming the line and what is wrong with it ("2: number"), or
// that there are none or too many. As the recorder, in a transaction of its own.
CHECKED enum status help_lines_change(struct connection *connection, const struct audit_actor *by,
	const struct help_line *lines, size_t count, struct fault *fault);
