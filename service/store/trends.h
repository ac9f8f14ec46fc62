// SPDX-License-Identifier: MIT
// Trends: totals of groups for periods that are closed, written once. As the recorder where nothing
// else is said. What may not be shown is not stored.
#pragma once

#include "base/arena.h"
#include "core/ids.h"
#include "core/seat.h"
#include "store/connection.h"

#define TREND_WEEK 1
#define TREND_FOUR_WEEKS 4
#define TREND_NONE (-1) // a number that is hidden, or that there is not

enum trend_measure {
	TREND_LOAD, // of a week: people, and the load at its end
	TREND_OVER, // of a week: how many are over their line at its end
	TREND_EVENTS,
	TREND_INTERACTIONS,
	TREND_MATERIALS, // of four weeks, as the two before: entries, and minutes
	TREND_OFFERS,    // of four weeks
	TREND_MEASURE_COUNT
};

const char *trend_measure_name(enum trend_measure measure); // "interaction"

struct trend {
	struct instant begins_at;
	enum trend_measure measure;
	struct text role;      // empty: everybody
	struct team_id team;   // nil: the whole role, or everybody
	struct text team_name; // when read
	bool hidden; // why is not told: with the total of several it would tell how many they are
	int32_t people;
	double median, low, high; // load in hundredths of each person's own line
	int32_t over;
	int32_t entries, minutes;
	int32_t offered, taken;
	double wait_days; // typical, of those taken up
};

struct trend_period {
	int32_t weeks;
	struct interval during;
};

struct trend_person {
	struct person_id person;
	struct team_id team;
	struct text profile;
};

struct trend_offer {
	struct person_id person;
	bool taken;
	double wait_days; // from when it was needed to its start
};

// When the newest period of so many weeks begins; false where there is none.
CHECKED enum status trend_newest(struct connection *connection, struct organisation_id organisation,
	int32_t weeks, struct instant *begins_at, bool *found, struct fault *fault);

// Adds a period with all it shows, in the transaction that is open; `*added` false where another
// has added it before.
CHECKED enum status trend_add(struct connection *connection, struct organisation_id organisation,
	const struct trend_period *period, const struct trend *trends, size_t count, struct instant at,
	bool *added, struct fault *fault);

// At most `most` people after one (nil: from the first) who were in a team at an instant.
CHECKED enum status trend_people(struct connection *connection, struct organisation_id organisation,
	struct instant at, struct person_id after, int32_t most, struct arena *arena,
	struct trend_person **out, size_t *count, struct fault *fault);

// What some people were offered in a period, by person.
CHECKED enum status trend_offers(struct connection *connection, const struct person_id *people,
	size_t asked, struct interval during, struct arena *arena, struct trend_offer **out,
	size_t *count, struct fault *fault);

// The periods that there are trends of, in order of time.
CHECKED enum status trend_periods(struct connection *connection,
	struct organisation_id organisation, struct arena *arena, struct trend_period **out,
	size_t *count, struct fault *fault);

// All that is published of one.
CHECKED enum status trend_read(struct connection *connection, struct organisation_id organisation,
	const struct trend_period *period, struct arena *arena, struct trend **out, size_t *count,
	struct fault *fault);

// What is shown of periods that begin at `from` or later: by measure, role, name of the team, and
// time. A role narrows it to that one, its teams and everybody. As the web role.
CHECKED enum status trend_list(struct connection *connection, struct organisation_id organisation,
	int32_t weeks, struct instant from, struct text role, struct arena *arena, struct trend **out,
	size_t *count, struct fault *fault);
