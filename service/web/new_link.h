// SPDX-License-Identifier: MIT
// Private to web: a calendar link that was just made, with the ways to subscribe to it.
#pragma once

#include "base/attributes.h"
#include "secret/token.h"
#include "web/calendars.h"
#include "web/pages.h"

// Whether an address ("http://127.0.0.1:8080/…") leads to this machine alone, whoever follows it.
bool new_link_stays_here(struct text address);

// A secret address under which people reach the service, of what is said or as the client did:
// new_link_address(call, "/f/%s.ics", token). In the request's arena; start NULL without memory.
struct text new_link_address(const struct web_call *call, const char *format, ...) FORMAT(2, 3);

// In the request's arena. STATUS_MEMORY.
CHECKED enum status new_link_fill(const struct web_call *call, const struct feed_link *link,
	struct text label, const struct token *token, struct page_new_link *out, struct fault *fault);
