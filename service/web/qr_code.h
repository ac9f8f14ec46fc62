// SPDX-License-Identifier: MIT
// A text as a QR code (ISO/IEC 18004), for a phone's camera to read off a screen. Geometry only:
// the page draws it, dark on white in either colour scheme, as
//
//     <svg viewBox="0 0 {{number code.size}} {{number code.size}}" …><path
//     d="{{code.path}}"/></svg>
#pragma once

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

#define QR_CODE_QUIET 4 // modules of nothing around it, without which cameras find none

struct qr_code {
	struct text path; // the dark modules, each 1 × 1: "M4,4h7v1h-7z…", y downwards
	int64_t size;     // of the picture's sides in modules, the quiet ones included
};

// Error correction M: a sixth of it may be unreadable. STATUS_INVALID for an empty text,
// STATUS_LIMIT for one that is too long (2331 bytes fit), STATUS_MEMORY.
CHECKED enum status qr_code_of(
	struct text text, struct arena *arena, struct qr_code *out, struct fault *fault);
