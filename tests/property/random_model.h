// SPDX-License-Identifier: MIT
// Random load models, logs of doses and sessions for them, and what each model is by its formula.
#pragma once

#include "core/model.h"
#include "support/random.h"

#define LOG_LIMIT 400

struct model_event {
	struct dose dose;
	bool is_session;
};

// In order of time; of one second, doses before sessions.
struct model_log {
	struct model_event events[LOG_LIMIT];
	size_t count;
	int64_t seconds; // it covers [0, seconds)
};

// Every kind in turn, by `round`, with any parameters; calendar models in UTC or in a zone whose
// clocks change twice a year. The zone lasts as long as the program.
struct model random_model(struct random *random, size_t round);

// Days to 60 years, some doses at one second, weights 1e-6 to 1e6; sessions for FITNESS_FATIGUE.
void random_model_log(
	struct random *random, const struct model *model, struct model_log *log, size_t count);

void model_play(const struct model *model, struct model_state *state, struct model_event event);

// The value at `at` by the formula alone, each event looked at anew, in long double, and the sum of
// the magnitudes of what it is made of. NAN where undefined.
long double formula_at(const struct model *model, const struct model_log *log, struct instant at,
	long double *magnitude);
