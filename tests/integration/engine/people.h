// SPDX-License-Identifier: MIT
// People who can sign in, what they log under the shipped policy, and what they answer.
#pragma once

#include "integration/engine/fixture.h"

// Accounts of the people from `first` to `last` of the fixture, with one role.
void add_accounts(int first, int last, const char *role);

struct person_id person_of(int n);
struct uuid read_id(const char *query); // the one that a query gives

// Person n logs `count` entries of a category at an instant, which are recorded then.
void log_entries(int person, const char *category, int count, int64_t at);

// Person n logs so many minutes of a material, which are recorded at once.
void log_minutes(int person, const char *category, int minutes, int64_t at);

// Person n retracts everything they have logged.
void retract_all(int person, int64_t at);

// Person n answers what is held for them: enum offer_answer.
void answer_held(int person, int answer, int64_t at);
void answer_first(int person, int answer, int64_t at); // that is not overdue

// Ticks at each instant the engine asks for, until `to`, and then there. How many ticks it took.
int let_time_pass(int64_t from, int64_t to);
