// SPDX-License-Identifier: MIT
#include "web/route_kinds.h"
#include "web/session_handlers.h"
#include "web/visit.h"

const struct web_route session_routes[] = {
	{.name = "led-session",
		.method = HTTP_GET,
		.pattern = "/facilitate/{}",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(LED),
		.then = web_led_session},
	{.name = "attendance",
		.method = HTTP_POST,
		.pattern = "/facilitate/{}/attendance",
		.lane = LANE_READ,
		.work = visit_go_on,
		CHANGED(LED),
		.then = web_attendance_noted},
	{.name = "attended",
		.method = HTTP_GET,
		.pattern = "/me/attended",
		.lane = LANE_READ,
		.work = web_attended,
		SEEN(BOOKINGS)},
};

const size_t session_route_count = sizeof session_routes / sizeof session_routes[0];
