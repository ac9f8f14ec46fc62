// SPDX-License-Identifier: MIT
// Text of others on a terminal: names in a file must not move the cursor, change the window's title
// or look like something else.
#pragma once

// From here on what goes to standard output has its control characters, but for the end of a line
// and the tab, written as \\x1b, where standard output is a terminal. Before the first output.
void terminal_guard(void);

// The same for a line of standard error, whether it is a terminal or not.
void terminal_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
