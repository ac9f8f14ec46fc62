// SPDX-License-Identifier: MIT
// Load models: how the doses of a log become one number at any instant.
//
// One interface for all of them: add a dose, fold a log anew, the value at an instant, the next
// instant at which it steps, and the first instant at which it is at or above, or at or below, a
// level. Formulas, sources, parameters and when each misleads: docs/load.md.
//
// A state is the value at its own instant and what else the model keeps: a few numbers, or what
// lies within a window. A read never moves it on. Doses are added in order of time; linear models
// (model_takes_late) take one that comes late, others are folded anew from the log, and so is every
// model when a dose is taken out: subtraction would cancel.
//
// A state that is copied as a struct shares `more`: one may be added to, and the other is void from
// then on. model_copy gives one of its own.
//
// A day is 86,400 s of elapsed time, but for the models that go by the calendar: there it is a day
// of `zone`, whatever its length, and weeks begin on Monday.
#pragma once

#include "base/arena.h"
#include "core/load.h"
#include "core/model_parameters.h"

struct model_state {
	struct load load; // the value and its instant; of HALF_LIFE the whole state; NAN: undefined
	double *more;     // what else the model keeps, its own
	size_t more_count, more_size;
	struct arena *arena; // in which `more` grows
	bool failed;         // out of memory: the state is not to be used
};

struct model_state model_start(const struct model *model, struct arena *arena);
struct model_state model_copy(const struct model_state *state, struct arena *arena);

bool model_takes_late(const struct model *model);
bool model_rises(const struct model *model); // whether the value can rise without a dose

// Adds a dose at or after the state's instant, or earlier where the model takes late ones.
void model_add(
	const struct model *model, struct model_state *state, struct instant at, double weight);

// An attended session; only FITNESS_FATIGUE changes.
void model_attend(const struct model *model, struct model_state *state, struct instant at);

// The state after all doses, which are in dose_compare order.
struct model_state model_fold(
	const struct model *model, const struct dose *doses, size_t count, struct arena *arena);

// The value at or after the state's instant. NAN while it is undefined: a ratio over nothing, a
// mean of nothing, a chart without a baseline yet. It is never 0 because it is unknown.
double model_at(const struct model *model, const struct model_state *state, struct instant at);

// The first instant after `after` at which the value steps without a dose: something leaves a
// window, a calendar day or week ends. NEVER for models that only fade.
struct instant model_next_step(
	const struct model *model, const struct model_state *state, struct instant after);

// The first whole second at or after `from` at which the value is at or above, at or below, `level`
// if nothing is added; NEVER if it never is. NAN is neither. `from` is not before the state.
struct instant model_reaches(
	const struct model *model, const struct model_state *state, struct instant from, double level);
struct instant model_falls_to(
	const struct model *model, const struct model_state *state, struct instant from, double level);

// The first whole second at or after `from` at which the value is undefined if nothing is added.
struct instant model_undefined(
	const struct model *model, const struct model_state *state, struct instant from);

// Σ w·(1+βΔ)^(−ψ) of the doses up to `at` itself, each looked at anew: what POWER_LAW is held
// against.
double model_power_law_exact(
	const struct model *model, const struct dose *doses, size_t count, struct instant at);
