// SPDX-License-Identifier: MIT
// Private to web: where each role's pages are, in the order of the bar above them.
#pragma once

#include "web/routes.h"
#include "web/view_frame.h"

// The page a role begins at.
const char *navigation_home(enum role role);

// The places of a role, the one whose page is asked for marked. False without memory.
bool navigation_fill(const struct web_call *call, enum role role, struct page_navigation *out);
