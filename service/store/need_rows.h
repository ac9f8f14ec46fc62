// SPDX-License-Identifier: MIT
// Private to store: how columns of needs are read.
#pragma once

#include "store/needs.h"

enum need_state need_row_state(struct text text);
void need_row_kinds(struct text joined, struct need *need); // with blanks between
