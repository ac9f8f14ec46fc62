// SPDX-License-Identifier: MIT
// Whether the stored states of a person are what their log says. Part of folding anew.
#pragma once

#include "app/exposures/fold.h"

#define FOLD_CHECK_TOLERANCE 1e-9 // of the larger of the two loads

struct fold_check {
	size_t states;    // lines of people that were compared
	size_t differing; // by more than the tolerance, at the later of both states' instants
	bool failed;      // out of memory
};

// Compares the stored lines of a fold with those that folding it anew has added to the batch, from
// index `first` on. What is not stored is nothing.
void fold_check(
	struct fold_check *check, const struct fold *fold, const struct batch *batch, size_t first);
