// SPDX-License-Identifier: MIT
// Making trends: each period once, when it is closed, and never again.
//
// A total that was made again after somebody's late entry, or a removal, would differ by just that.
// Who is counted is pinned at the period's beginning, so that nobody who joins or leaves in the
// course of it makes a difference that is theirs. Only totals are kept, and of them only what may
// be shown.
#pragma once

#include "app/organisation/setting.h"
#include "app/trends/periods.h"

#define TRENDS_WEEKS 12 // how far back is caught up

struct trends_report {
	size_t periods; // made
	size_t people;  // in the largest of them
};

// Makes every period that is closed and not made, from twelve weeks back or since the newest one;
// `next` is when another closes. Several may do it at once: each period is one transaction, of
// which one commits. As the recorder.
CHECKED enum status trends_make(struct connection *connection, const struct setting *setting,
	struct instant now, struct trends_report *report, struct instant *next, struct fault *fault);
