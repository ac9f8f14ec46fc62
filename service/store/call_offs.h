// SPDX-License-Identifier: MIT
// Sessions that are called off, from the side of the session. As the recorder where nothing else is
// said, in the caller's transaction.
#pragma once

#include "base/arena.h"
#include "core/seat.h"
#include "store/connection.h"

// Why, as far as it is kept: of a host's own reasons nothing is.
enum call_off_reason {
	CALL_OFF_BY_HOST,
	CALL_OFF_TOO_FEW, // have accepted
	CALL_OFF_REASON_COUNT
};

const char *call_off_reason_name(enum call_off_reason reason); // "too_few"

struct off_session {
	struct session_id session;
	struct series_id series; // nil: it is of no pattern
	struct person_id host;
	struct interval during;
};

// A session that a person leads and that is not over. STATUS_NOT_FOUND.
CHECKED enum status off_session_read(struct connection *connection, struct person_id host,
	struct session_id session, struct instant at, struct off_session *out, struct fault *fault);

// Those that begin within a time, by id.
CHECKED enum status off_sessions_within(struct connection *connection, struct person_id host,
	struct interval within, struct instant at, struct arena *arena, struct off_session **out,
	size_t *count, struct fault *fault);

struct taken_place {
	struct person_id person;
	struct booking_id booking;
};

// Who has any of them, held or booked, by person.
CHECKED enum status places_taken(struct connection *connection, const struct off_session *sessions,
	size_t asked, struct arena *arena, struct taken_place **out, size_t *count,
	struct fault *fault);

// The session and its host's time, not what anybody has of it; `*changed` is false, and nothing is
// changed, where it was called off before.
CHECKED enum status session_call_off(struct connection *connection,
	const struct off_session *session, enum call_off_reason reason, struct instant at,
	bool *changed, struct fault *fault);

// Sessions that begin within a time and that too few have accepted: by their pattern's minimum, or
// for groups of a pattern without one by `group_minimum`. Their id and host only.
CHECKED enum status sessions_too_few(struct connection *connection, struct interval within,
	int32_t group_minimum, int32_t most, struct arena *arena, struct off_session **out,
	size_t *count, struct fault *fault);

// Its pattern does not take place then: `start` is local, as the pattern's zone has it.
CHECKED enum status series_except(struct connection *connection, struct series_id series,
	struct text start, struct instant at, struct fault *fault);
CHECKED enum status series_zone(struct connection *connection, struct series_id series,
	struct arena *arena, struct text *out, struct fault *fault);

// Of the programme, not over before `since`. As the web role.
struct called_off_session {
	struct session_id session;
	struct series_id series;
	struct interval during;
	int32_t sequence;
	struct instant created_at, changed_at;
};
CHECKED enum status programme_called_off(struct connection *web,
	struct organisation_id organisation, struct instant since, struct arena *arena,
	struct called_off_session **out, size_t *count, struct fault *fault);
