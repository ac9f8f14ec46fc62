// SPDX-License-Identifier: MIT
// What seats are chosen by: the sessions that are offered, and all that the rules ask of people, of
// many at once. All as the recorder.
#pragma once

#include "base/arena.h"
#include "core/seat_rules.h"
#include "store/connection.h"

// Published sessions of one kind, by start and id, of which only so many are looked at at once.
struct seats_asked {
	struct organisation_id organisation;
	enum session_kind kind;
	struct instant earliest, latest; // bounds on the start, both allowed
	struct session_id after;         // those that start at `earliest` have an id after this one
	const struct interval *starts;   // in any of which they start, too, so that no more are read
	size_t start_count;              // than may fit; 0: whenever
	int32_t minutes;                 // shortest session
	bool free, full;                 // those with a free seat, those without
	int32_t most;                    // are looked at
};

// What those are that were looked at; from then on `asked` asks for what comes after them, of which
// there is none where `*last` is set.
CHECKED enum status seats_offered(struct connection *connection, struct seats_asked *asked,
	struct arena *arena, struct seat **out, size_t *count, bool *last, struct fault *fault);

struct named_seat {
	struct seat seat;
	bool offered; // published, and who gives it back leaves it to others
};

// By id, ascending; whatever has become of them.
CHECKED enum status seats_named(struct connection *connection, const struct uuid *sessions,
	size_t asked, struct arena *arena, struct named_seat **out, size_t *count, struct fault *fault);

// A session that a need of the person's had already.
struct had_seat {
	struct need_id need;
	struct session_id session;
};

// All that the rules ask of one person about a stretch of time.
struct seat_facts {
	struct person_id person;
	struct meeting_wish wish;
	struct interval
		*known; // of which times rosters speak, whenever those are; none: nobody has one
	size_t known_count;
	struct roster_entry *entries; // of rosters, which touch the time, and absences
	size_t entry_count;
	struct interval *absent; // the absences again
	size_t absent_count;
	struct interval *busy; // what takes their time in the diary, ascending
	size_t busy_count;
	struct had_seat *had;
	size_t had_count;
	struct seat_manager *managers;
	size_t manager_count;
	int64_t *holidays; // of their nation, days since 1970-01-01, ascending
	size_t holiday_count;
};

// In order of people; nothing of whom nobody knows.
CHECKED enum status seat_facts_read(struct connection *connection,
	struct organisation_id organisation, const struct person_id *people, size_t asked,
	struct interval within, struct arena *arena, struct seat_facts **out, size_t *count,
	struct fault *fault);

// A session that a host leads already, who said how many a day at most; one of one to one that
// somebody has, and every other one that is published.
struct led_already {
	struct person_id host;
	int32_t daily_cap;
	struct session_id session; // nil: they lead none, and said it
	struct interval during;
	int32_t taken;
};

// Of some hosts, those that start within a time; by host and start.
CHECKED enum status sessions_led_by(struct connection *connection, const struct person_id *hosts,
	size_t asked, struct interval within, struct arena *arena, struct led_already **out,
	size_t *count, struct fault *fault);

// Until the transaction ends no two are placed with a host at once who said so.
CHECKED enum status host_lock(
	struct connection *connection, struct person_id host, struct fault *fault);

struct team_mate {
	struct team_id team;
	struct person_id person;
};

// Everybody who is now in a team of one of these people, them included; by team and person.
CHECKED enum status team_mates(struct connection *connection, const struct person_id *people,
	size_t asked, struct arena *arena, struct team_mate **out, size_t *count, struct fault *fault);
