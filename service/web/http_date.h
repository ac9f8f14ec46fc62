// SPDX-License-Identifier: MIT
// HTTP dates (RFC 9110 §5.6.7).
#pragma once

#include "core/instant.h"

#define HTTP_DATE_LENGTH 29 // Sun, 06 Nov 1994 08:49:37 GMT

void http_date_format(struct instant instant, char out[static HTTP_DATE_LENGTH + 1]);

// The preferred form only (IMF-fixdate); the obsolete ones no calendar client sends. False leaves
// `out`.
bool http_date_parse(struct text text, struct instant *out);
