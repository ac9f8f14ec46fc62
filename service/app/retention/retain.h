// SPDX-License-Identifier: MIT
// Letting go of what has been kept long enough (docs/kept.md), in small steps.
//
// Each step is a transaction: all of one leaver's log, a thousand bookings, one chain of the trail.
// Stopped anywhere, the next run goes on from there; done twice, or by several at once, it destroys
// the same. It is not in the erasure list: what is too old in a restored backup goes again by
// itself.
#pragma once

#include "app/audits/audit.h"
#include "store/retentions.h"

// Destroys what is due at by->now, in at most `steps` steps; `more`: those did not suffice. Adds to
// `out`. As the erasure role.
CHECKED enum status retain(struct connection *erasure, const struct audit_actor *by,
	const struct retention *retention, size_t steps, struct erased *out, bool *more,
	struct fault *fault);

// What that would come to, in all; nothing is written.
CHECKED enum status retain_foreseen(struct connection *erasure, struct instant now,
	const struct retention *retention, struct erased *out, struct fault *fault);

// Sets a period, with who did it on the organisation's trail. As the recorder. STATUS_INVALID for
// fewer months than the kind may have.
CHECKED enum status retain_for(struct connection *recorder, const struct audit_actor *by,
	enum retention_kind kind, int32_t months, struct fault *fault);
