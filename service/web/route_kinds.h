// SPDX-License-Identifier: MIT
// Private to web: what the rows of the tables of routes have in common.
#pragma once

#define SEEN(of) .access = ACCESS_SESSION, .matter = MATTER_##of, .page = true
#define CHANGED(of) SEEN(of), .changes = true
#define OPEN_PAGE .access = ACCESS_OPEN, .page = true
#define LINK_PAGE .access = ACCESS_LINK, .page = true
#define OPERATOR .access = ACCESS_OPERATOR
// A form whose work is done in the recorder's lane.
#define RECORDED(called, at, of, does)                                                             \
	.name = called, .method = HTTP_POST, .pattern = at, .lane = LANE_READ, .work = visit_go_on,    \
	CHANGED(of), .then = does
