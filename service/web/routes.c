// SPDX-License-Identifier: MIT
#include "web/routes.h"

#include <string.h>

#include "web/assets.h"
#include "web/handlers.h"
#include "web/visit.h"

#define SEEN(of) .access = ACCESS_SESSION, .matter = MATTER_##of, .page = true
#define CHANGED(of) SEEN(of), .changes = true
#define OPEN_PAGE .access = ACCESS_OPEN, .page = true
#define LINK_PAGE .access = ACCESS_LINK, .page = true
#define OPERATOR .access = ACCESS_OPERATOR

// docs/api/openapi.yaml describes those that are no pages; a test compares. Those that record are
// worked on together.
static const struct web_route routes[] = {
	{.name = "feed",
		.method = HTTP_GET,
		.pattern = "/f/{}.ics",
		.lane = LANE_READ,
		.work = web_feed,
		.access = ACCESS_LINK,
		.at_once = web_feed_at_once},
	{.name = "health",
		.method = HTTP_GET,
		.pattern = "/healthz",
		.lane = LANE_READ,
		.work = web_health,
		.access = ACCESS_OPEN},
	{.name = "record",
		.method = HTTP_POST,
		.pattern = "/api/v1/exposures",
		.lane = LANE_WRITE,
		OPERATOR,
		.records = true},
	{.name = "retraction",
		.method = HTTP_DELETE,
		.pattern = "/api/v1/people/{}/exposures/{}",
		.lane = LANE_WRITE,
		.work = web_retraction,
		OPERATOR},
	{.name = "exposures",
		.method = HTTP_GET,
		.pattern = "/api/v1/people/{}/exposures",
		.lane = LANE_READ,
		.work = web_exposures,
		OPERATOR},
	{.name = "load",
		.method = HTTP_GET,
		.pattern = "/api/v1/people/{}/load",
		.lane = LANE_READ,
		.work = web_load,
		OPERATOR},

	{.name = "stylesheet",
		.method = HTTP_GET,
		.pattern = ASSET_STYLESHEET,
		.lane = LANE_READ,
		.access = ACCESS_OPEN,
		.at_once = web_stylesheet,
		.page = true},
	{.name = "home",
		.method = HTTP_GET,
		.pattern = "/",
		.lane = LANE_READ,
		.work = web_home,
		SEEN(PROGRAMME)},
	{.name = "help-now",
		.method = HTTP_GET,
		.pattern = "/help-now",
		.lane = LANE_READ,
		.work = web_help_now,
		OPEN_PAGE},
	{.name = "who-can-see",
		.method = HTTP_GET,
		.pattern = "/who-can-see",
		.lane = LANE_READ,
		.work = web_who_can_see,
		OPEN_PAGE},
	{.name = "sign-in-page",
		.method = HTTP_GET,
		.pattern = "/sign-in",
		.lane = LANE_READ,
		.work = web_sign_in_page,
		OPEN_PAGE},
	{.name = "sign-in",
		.method = HTTP_POST,
		.pattern = "/sign-in",
		.lane = LANE_SIGN_IN,
		.work = web_sign_in,
		OPEN_PAGE},
	{.name = "sign-out",
		.method = HTTP_POST,
		.pattern = "/sign-out",
		.lane = LANE_READ,
		.work = web_sign_out,
		SEEN(OWN_ACCOUNT)},
	{.name = "welcome-page",
		.method = HTTP_GET,
		.pattern = "/welcome/{}",
		.lane = LANE_READ,
		.work = web_welcome_page,
		LINK_PAGE},
	{.name = "welcome",
		.method = HTTP_POST,
		.pattern = "/welcome/{}",
		.lane = LANE_SIGN_IN,
		.work = web_welcome,
		LINK_PAGE},
	{.name = "log-page",
		.method = HTTP_GET,
		.pattern = "/log",
		.lane = LANE_READ,
		.work = web_log_page,
		SEEN(ENTRIES)},
	{.name = "log",
		.method = HTTP_POST,
		.pattern = "/log",
		.lane = LANE_READ,
		.work = web_log,
		CHANGED(ENTRIES),
		.records = true},
	{.name = "saved",
		.method = HTTP_GET,
		.pattern = "/log/{}",
		.lane = LANE_READ,
		.work = web_saved,
		SEEN(ENTRIES)},
	{.name = "undo",
		.method = HTTP_POST,
		.pattern = "/log/{}/undo",
		.lane = LANE_READ,
		.work = web_undo,
		CHANGED(ENTRIES),
		.then = web_undo_recorded},
	{.name = "my-load",
		.method = HTTP_GET,
		.pattern = "/load",
		.lane = LANE_READ,
		.work = web_my_load,
		SEEN(LOAD)},
	{.name = "my-load-as-a-table",
		.method = HTTP_GET,
		.pattern = "/load.csv",
		.lane = LANE_READ,
		.work = web_load_table,
		SEEN(LOAD)},
	{.name = "offers",
		.method = HTTP_GET,
		.pattern = "/offers",
		.lane = LANE_READ,
		.work = web_offers,
		SEEN(OFFERS)},
	{.name = "offer",
		.method = HTTP_POST,
		.pattern = "/offers/{}/{}",
		.lane = LANE_READ,
		.work = visit_go_on,
		CHANGED(OFFERS),
		.then = web_offer_recorded},
	{.name = "week",
		.method = HTTP_GET,
		.pattern = "/week",
		.lane = LANE_READ,
		.work = web_week,
		SEEN(TEAM),
		.then = web_week_named},
	{.name = "facilitate",
		.method = HTTP_GET,
		.pattern = "/facilitate",
		.lane = LANE_READ,
		.work = web_facilitate,
		SEEN(LED)},
	{.name = "me",
		.method = HTTP_GET,
		.pattern = "/me",
		.lane = LANE_READ,
		.work = web_me,
		SEEN(OWN_ACCOUNT)},
	{.name = "links",
		.method = HTTP_GET,
		.pattern = "/me/feeds",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(LINKS),
		.then = web_feeds_recorded},
	{.name = "link",
		.method = HTTP_POST,
		.pattern = "/me/feeds",
		.lane = LANE_READ,
		.work = visit_go_on,
		CHANGED(LINKS),
		.then = web_feed_made},
	{.name = "link-renew",
		.method = HTTP_POST,
		.pattern = "/me/feeds/{}/renew",
		.lane = LANE_READ,
		.work = visit_go_on,
		CHANGED(LINKS),
		.then = web_feed_renewed},
	{.name = "link-end",
		.method = HTTP_POST,
		.pattern = "/me/feeds/{}/end",
		.lane = LANE_READ,
		.work = visit_go_on,
		CHANGED(LINKS),
		.then = web_feed_ended},
	{.name = "access-log",
		.method = HTTP_GET,
		.pattern = "/me/access-log",
		.lane = LANE_READ,
		.work = web_access_log,
		SEEN(ACCESS_LOG),
		.then = web_access_log_named},
	{.name = "own-sign-in",
		.method = HTTP_GET,
		.pattern = "/me/sign-in",
		.lane = LANE_READ,
		.work = web_own_sign_in,
		SEEN(OWN_ACCOUNT)},
	{.name = "own-password",
		.method = HTTP_POST,
		.pattern = "/me/sign-in/password",
		.lane = LANE_SIGN_IN,
		.work = web_own_password,
		CHANGED(OWN_ACCOUNT)},
	{.name = "second-step",
		.method = HTTP_POST,
		.pattern = "/me/sign-in/second-step",
		.lane = LANE_SIGN_IN,
		.work = web_second_step,
		CHANGED(OWN_ACCOUNT)},
	{.name = "second-step-confirm",
		.method = HTTP_POST,
		.pattern = "/me/sign-in/second-step/confirm",
		.lane = LANE_SIGN_IN,
		.work = web_second_step_confirm,
		CHANGED(OWN_ACCOUNT)},
	{.name = "second-step-end",
		.method = HTTP_POST,
		.pattern = "/me/sign-in/second-step/end",
		.lane = LANE_SIGN_IN,
		.work = web_second_step_end,
		CHANGED(OWN_ACCOUNT)},
	{.name = "calendar-copy",
		.method = HTTP_GET,
		.pattern = "/me/calendars/{}.ics",
		.lane = LANE_READ,
		.work = web_calendar_copy,
		SEEN(LINKS)},
	{.name = "my-data",
		.method = HTTP_GET,
		.pattern = "/me/data",
		.lane = LANE_READ,
		.work = web_my_data,
		SEEN(OWN_DATA)},
	{.name = "my-data-download",
		.method = HTTP_POST,
		.pattern = "/me/data/download",
		.lane = LANE_READ,
		.work = web_my_data_download,
		SEEN(OWN_DATA),
		.then = web_my_data_completed},
	{.name = "my-data-remove-page",
		.method = HTTP_GET,
		.pattern = "/me/data/remove",
		.lane = LANE_READ,
		.work = web_my_data_remove_page,
		SEEN(OWN_DATA)},
	{.name = "my-data-remove",
		.method = HTTP_POST,
		.pattern = "/me/data/remove",
		.lane = LANE_READ,
		.work = web_my_data_remove,
		CHANGED(OWN_DATA),
		.then = web_my_data_removed},
	{.name = "role",
		.method = HTTP_POST,
		.pattern = "/me/role",
		.lane = LANE_READ,
		.work = web_role,
		CHANGED(OWN_ACCOUNT)},
	{.name = "sign-out-everywhere",
		.method = HTTP_POST,
		.pattern = "/me/sign-out-everywhere",
		.lane = LANE_READ,
		.work = web_sign_out_everywhere,
		CHANGED(OWN_ACCOUNT)},
	{.name = "audit",
		.method = HTTP_GET,
		.pattern = "/audit",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(AUDIT),
		.then = web_audit_recorded},
	{.name = "audit-as-a-table",
		.method = HTTP_GET,
		.pattern = "/audit.csv",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(AUDIT),
		.then = web_audit_table},
	{.name = "audit-roots",
		.method = HTTP_GET,
		.pattern = "/audit/roots",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(AUDIT),
		.then = web_audit_roots},
	{.name = "audit-lines",
		.method = HTTP_GET,
		.pattern = "/audit/roots.txt",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(AUDIT),
		.then = web_audit_lines},
	{.name = "review",
		.method = HTTP_GET,
		.pattern = "/admin/review",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(IMPORTS),
		.then = web_review_recorded},
	{.name = "help-lines",
		.method = HTTP_GET,
		.pattern = "/admin/help-lines",
		.lane = LANE_READ,
		.work = visit_go_on,
		SEEN(SETTINGS),
		.then = web_help_lines_recorded},
	{.name = "help-lines-change",
		.method = HTTP_POST,
		.pattern = "/admin/help-lines",
		.lane = LANE_READ,
		.work = visit_go_on,
		CHANGED(SETTINGS),
		.then = web_help_lines_changed},
	{.name = "trends",
		.method = HTTP_GET,
		.pattern = "/trends",
		.lane = LANE_READ,
		.work = web_trends,
		SEEN(TRENDS)},
	{.name = "trends-as-a-table",
		.method = HTTP_GET,
		.pattern = "/trends.csv",
		.lane = LANE_READ,
		.work = web_trends_table,
		SEEN(TRENDS)},
	{.name = "trends-hiding",
		.method = HTTP_GET,
		.pattern = "/trends/hiding",
		.lane = LANE_READ,
		.work = web_trends_hiding,
		SEEN(TRENDS)},
};

#define ROUTE_COUNT (sizeof routes / sizeof routes[0])

static bool fits(const char *pattern, struct text path, struct text *variables)
{
	size_t variable = 0, place = 0;
	while (*pattern) {
		if (strncmp(pattern, "{}", 2) != 0) {
			if (place == path.length || path.start[place++] != *pattern++)
				return false;
			continue;
		}
		size_t first = place;
		while (place < path.length && path.start[place] != '/' && path.start[place] != '.')
			place++;
		if (place == first)
			return false;
		variables[variable++] = (struct text){path.start + first, place - first};
		pattern += 2;
	}
	return place == path.length;
}

static void allow(char *allowed, enum http_method method)
{
	static const char *const names[] = {
		[HTTP_GET] = "GET, HEAD",
		[HTTP_POST] = "POST",
		[HTTP_PUT] = "PUT",
		[HTTP_DELETE] = "DELETE",
	};
	size_t length = strlen(allowed);
	snprintf(
		allowed + length, WEB_METHODS_SIZE - length, "%s%s", length ? ", " : "", names[method]);
}

static const struct web_route *find(enum http_method method, struct text path, bool pages_only,
	struct web_call *call, char allowed[static WEB_METHODS_SIZE])
{
	for (size_t i = 0; i < ROUTE_COUNT; i++) {
		if ((pages_only && !routes[i].page) || !fits(routes[i].pattern, path, call->variables))
			continue;
		if (routes[i].method == method)
			return &routes[i];
		allow(allowed, routes[i].method);
	}
	return NULL;
}

const struct web_route *web_route(enum http_method method, struct text path, struct web_call *call,
	char allowed[static WEB_METHODS_SIZE])
{
	static const char welsh[] = "/cy";
	const size_t length = sizeof welsh - 1;
	if (method == HTTP_HEAD)
		method = HTTP_GET;
	allowed[0] = '\0';
	call->path = path;
	call->language = LANGUAGE_ENGLISH;
	if (text_starts(path, "/cy/") || text_is(path, welsh)) {
		call->language = LANGUAGE_WELSH;
		call->path = path.length > length ? (struct text){path.start + length, path.length - length}
										  : TEXT("/");
	}
	return find(method, call->path, call->language != LANGUAGE_ENGLISH, call, allowed);
}

const struct web_route *web_route_at(size_t index)
{
	return index < ROUTE_COUNT ? &routes[index] : NULL;
}
