// SPDX-License-Identifier: MIT
// Calling sessions off: by whoever leads them, one or all of a day, or since too few have accepted.
//
// All of it is one transaction. Whoever had one of them held or booked is placed before all others
// and told on their page; whoever leads it learns no more of them than before. The session stays in
// the calendars as cancelled, and in the programme's as a date that does not take place.
#pragma once

#include "app/organisation/setting.h"
#include "store/audits.h"
#include "store/call_offs.h"

struct call_off {
	const struct audit_actor *by;
	struct person_id host;
	enum call_off_reason reason;
	struct instant now;
};

// STATUS_NOT_FOUND where the host leads no such session that is not over.
CHECKED enum status call_off_session(struct connection *connection, const struct call_off *what,
	struct session_id session, struct fault *fault);

// Those that begin within a time and are not over; `*count` is how many.
CHECKED enum status call_off_within(struct connection *connection, const struct call_off *what,
	struct interval within, size_t *count, struct fault *fault);

// Within a transaction that has begun; STATUS_RETRY where somebody took a seat meanwhile.
CHECKED enum status call_off_all(struct connection *connection, const struct call_off *what,
	const struct off_session *sessions, size_t count, struct arena *arena, struct fault *fault);
