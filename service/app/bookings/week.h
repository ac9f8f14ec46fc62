// SPDX-License-Identifier: MIT
// What a supervisor sees of sessions: what their own team has booked, and the sessions they lead.
//
// Every look is on the trail of everybody in the team, in the transaction that reads. Holds, why a
// session was offered and when one falls due are never part of it.
#pragma once

#include "app/audits/audit.h"
#include "store/feeds.h"
#include "store/team_sessions.h"

struct week_seen {
	struct person_id *team; // by ascending id
	size_t team_count;
	struct team_booking *bookings; // by start, without what was called off
	size_t booking_count;
	struct hosted *led; // by start, of all times
	size_t led_count;
};

// As the web role. The team is who reports to the actor now; its bookings are those within a time.
CHECKED enum status week_see(struct connection *connection, const struct audit_actor *by,
	struct interval within, struct arena *arena, struct week_seen *out, struct fault *fault);

// Whether somebody has had a session of their own, one to one, that began within a time and was
// over by an instant.
bool week_has_had(const struct week_seen *seen, struct person_id person, struct interval within,
	struct instant by);

// How many of the team are booked into a session.
size_t week_headcount(const struct week_seen *seen, struct session_id session);

// The quarter of the calendar that an instant is in, in a zone.
struct interval week_quarter(const struct zone *zone, struct instant at);
