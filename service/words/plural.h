// SPDX-License-Identifier: MIT
// Rules of plurals as gettext writes them: "nplurals=2; plural=(n != 1);". The second part is an
// expression of C in unsigned numbers.
#pragma once

#include "base/text.h"

// Which form a count takes, from 0; false, leaving `out`, where the rule cannot be read, divides by
// zero or gives a form that it does not have.
bool plural_form(struct text rule, uint64_t count, uint64_t *out);
