// SPDX-License-Identifier: MIT
// One line whose state and crossings each test starts afresh.
#pragma once

#include "support/line.h"

extern struct arena arena;
extern struct crossings found;
extern struct line_state current;

int start(void **state);
int end(void **state);

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

void expose(const struct policy_line *line, double hour, double weight);
void advance(const struct policy_line *line, double hour);

// Fails unless crossings_text of what was found is this.
void expect(const char *expected);

// line_simple with further levels at 200/100 and 400/200.
struct policy_line line_of_three_levels(void);
