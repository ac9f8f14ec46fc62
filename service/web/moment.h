// SPDX-License-Identifier: MIT
// Private to web: instants in words, in the organisation's zone and the reader's language. In the
// request's arena; start is NULL without memory.
#pragma once

#include "web/routes.h"
#include "words/date.h"

struct text moment_of(const struct web_call *call, struct instant at);   // "today, 14:30"
struct text moment_day(const struct web_call *call, struct instant at);  // "Tuesday 24 November"
struct text moment_date(const struct web_call *call, struct instant at); // "24 November 2026"
struct text moment_short_day(const struct web_call *call, struct instant at); // "24 Nov"
struct text moment_date_utc(
	const struct web_call *call, struct instant at); // "24 November 2026", in no zone
struct text moment_span(
	const struct web_call *call, struct interval during); // "Tuesday 24 November, 14:30–15:30"

// A sentence with its places filled.
struct text moment_sentence(
	const struct web_call *call, struct text sentence, const struct place *places, size_t count);
