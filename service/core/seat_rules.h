// SPDX-License-Identifier: MIT
// The hard rules between one person and one session, the same whether a need is placed at once or
// planned with others.
//
// Pure. Each rule is a function over plain data that says what stands against the seat; they are
// asked in order, and the first that has an answer bars it. Rules that count seats, the person's
// diary and the window of the need are core/seat's, those that tie people of a shift to each other
// core/shift's.
#pragma once

#include "core/roster.h"

// Whom somebody reports to, and when.
struct seat_manager {
	struct person_id manager;
	struct interval during;
};

// All that the rules ask of a person. Lists in any order, but `holidays`.
struct seat_person {
	struct person_id person;
	struct meeting_wish wish;
	const struct roster *roster;   // NULL: nobody has a roster of them, and what counts is only
	const struct interval *absent; // when they are away
	size_t absent_count;
	const int64_t *holidays; // of their nation, days since 1970-01-01, ascending
	size_t holiday_count;
	const struct seat_manager *managers;
	size_t manager_count;
};

// What is the same for everybody.
struct seat_terms {
	const struct zone *zone;
	const struct roster_rules *roster_rules;
};

// SEAT_FOUND where no rule is against it.
enum seat_answer seat_barred(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat);

// Whether none is, for whoever need not know which; those that bar most are asked first.
bool seat_is_open(
	const struct seat_terms *terms, const struct seat_person *person, const struct seat *seat);
