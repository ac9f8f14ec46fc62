// SPDX-License-Identifier: MIT
// Private to web: the other times that an offer can be exchanged for.
#pragma once

#include "web/pages.h"
#include "web/routes.h"

// The best three of them, in the recorder's lane.
CHECKED enum status times_best(const struct web_call *call, struct booking_id booking,
	struct page_offer *out, struct fault *fault);
