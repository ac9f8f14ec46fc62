// SPDX-License-Identifier: MIT
// The half-life load model: L(t) = Σ wᵢ·2^(−(t−tᵢ)/H).
//
// State is a load and the instant it is of, and is never decayed in place on a read, so reading
// often changes nothing. Adding is exact in any order up to rounding (1e-9 relative against a
// refold). Taking an exposure out is never a subtraction, which would cancel: refold from the log.
// A day is 86,400 s. Source: the half_life of docs/load.md.
#pragma once

#include "core/exposure.h"

struct load {
	double value;      // ≥ 0
	struct instant at; // meaningless while value is 0
};

#define LOAD_NONE ((struct load){0, {0}})

// The load at `at`, which may be before or after the state's instant. For an instant before it the
// answer is what the same doses would give there if all had happened: callers ask at or after.
double load_at(struct load load, double half_life_days, struct instant at);

// Adds a dose, on time (moves the state forward to it) or late (adds what is left of it).
void load_add(struct load *load, double half_life_days, struct instant at, double weight);

// The state after all doses, which are in dose_compare order.
struct load load_fold(double half_life_days, const struct dose *doses, size_t count);

// The first whole second at which the load is at or below `level` (> 0) if nothing is added:
// T + H·log2(L/level), rounded up; the state's own instant if it already is.
struct instant load_falls_to(struct load load, double half_life_days, double level);
