// SPDX-License-Identifier: MIT
// Who was in a team when a period began, and what each of them did in it. Part of trends.
#pragma once

#include "app/organisation/setting.h"
#include "app/trends/totals.h"

// Everybody, some hundred at a time. The log is read as it stands: what was removed is not in it.
CHECKED enum status trends_gather(struct connection *connection, const struct setting *setting,
	const struct trend_period *period, struct arena *arena, struct trend_member **out,
	size_t *count, struct fault *fault);
