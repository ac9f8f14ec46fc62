// SPDX-License-Identifier: MIT
// The public holidays of nations, as an organisation keeps them.
#pragma once

#include "app/audits/audit.h"
#include "calendar/holidays.h"

// Keeps those that are shipped, of every nation, where it keeps none yet. As the recorder.
CHECKED enum status holidays_provide(struct connection *connection,
	struct organisation_id organisation, struct instant now, struct fault *fault);

// Keeps the holidays of a nation out of an iCalendar file, in place of those that are known from
// its first day to its last. `*out` lives in `arena`. STATUS_INVALID with the line for a file that
// is refused, STATUS_NOT_FOUND for a nation that is not known; then nothing is changed. What is
// published or held on these days is looked at again (app/duty/holiday_sessions.h), in the zone of
// the organisation.
CHECKED enum status holidays_take(struct connection *connection, const struct audit_actor *by,
	const struct zone *zone, struct text nation, struct text document, struct arena *arena,
	struct holiday **out, size_t *count, struct fault *fault);
