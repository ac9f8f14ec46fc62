// SPDX-License-Identifier: MIT
// What public holidays mean for sessions that are published already, and for what is held.
//
// A session of one to one that nobody has is taken back on a holiday of whoever leads it; what
// somebody has stays, and its host and the person are told on their pages. Sessions of the
// programme stay where it has them: their dates are the pattern's.
#pragma once

#include "calendar/holidays.h"
#include "store/rosters.h"

// Whether a kind is led for one person, and so not on a holiday of whoever leads it.
bool holiday_keeps_free(enum session_kind kind);

// Takes back what a host leads on their holidays within a time and nobody has. In the caller's
// transaction, as the recorder; `*withdrawn` is added to.
CHECKED enum status holiday_sessions_withdraw(struct connection *connection,
	const struct zone *zone, struct person_id host, struct interval within, struct instant now,
	struct arena *arena, size_t *withdrawn, struct fault *fault);

// The same for every host of the organisation's patterns, after holidays have come in; and has the
// engine look again at what is held on these days.
CHECKED enum status holidays_look_again(struct connection *connection,
	struct organisation_id organisation, const struct zone *zone, const struct holiday *holidays,
	size_t count, struct instant now, struct arena *arena, struct fault *fault);
