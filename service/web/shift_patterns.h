// SPDX-License-Identifier: MIT
// The part of the page of rosters that is about shift patterns.
#pragma once

#include "web/pages.h"
#include "web/visit.h"

// What rosters can be read with and what people can work: saved mappings, of which one may be
// chosen, and shift patterns.
CHECKED enum status rosters_fill(const struct web_call *call, struct connection *connection,
	struct organisation_id organisation, struct text chosen, struct page_taken_in *page,
	struct fault *fault);
CHECKED enum status shift_patterns_fill(const struct web_call *call, struct connection *connection,
	struct organisation_id organisation, struct page_taken_in *page, struct fault *fault);

// Answers with the page, which is filled.
CHECKED enum status rosters_show(
	const struct web_call *call, struct page_taken_in *page, struct fault *fault);

// "Line 4: what is wrong there."
struct text rosters_line(const struct web_call *call, unsigned long line, struct text why);
