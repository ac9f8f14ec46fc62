// SPDX-License-Identifier: MIT
// The address of a calendar that somebody has typed or pasted.
//
// Whoever has such an address can often read the calendar, so it is a secret: it stands in no log,
// fault or page, only a hint of it does.
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

#define URL_LIMIT 2000 // bytes

// Checks it and gives it in one form: http or https (webcal is https), without a fragment.
// STATUS_INVALID for what is no such address, STATUS_LIMIT beyond the bound; `where` and the
// message never repeat it.
CHECKED enum status url_read(
	struct text typed, struct arena *arena, struct text *out, struct fault *fault);

// What its owner recognises it by, in the arena: "calendar.example … 3f9a", the server and the last
// four characters; the server alone where there is little else. `start` is NULL without memory.
struct text url_hint(struct text url, struct arena *arena);
