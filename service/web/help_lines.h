// SPDX-License-Identifier: MIT
// Private to web: the numbers that stand on every page, also while the database does not answer.
#pragma once

#include "web/routes.h"
#include "web/view_frame.h"

// The organisation's help lines as they were within the last second, else as they were known last,
// else the shipped ones. They live until the next request of the worker.
void help_lines_known(struct web_worker *worker, const struct help_line **out, size_t *count);

// Them in the request's language. False without memory.
bool help_lines_fill(const struct web_call *call, struct page_foot *out);
