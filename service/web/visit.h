// SPDX-License-Identifier: MIT
// Private to web: a page's request, who makes it and whether they may.
//
// The cookie of a session opens nothing but what the route's matter lets the session's role reach
// (core/permission.h). A form is taken only from our own pages: with the session's own token in a
// hidden field, and from no other site where the browser says which (Sec-Fetch-Site, Origin).
#pragma once

#include "app/accounts/sign_in_session.h"
#include "app/bookings/week.h"
#include "store/accounts.h"
#include "store/audits.h"
#include "web/page_functions.h"
#include "web/pages.h"
#include "web/routes.h"

#define VISIT_CSRF_LENGTH 32

struct own_data;
struct share;
struct shared_course;
struct own_sessions;

// Kept in the request's arena from one lane to the next.
struct web_visit {
	struct sign_in_session session;
	struct text token; // of the cookie
	char csrf[VISIT_CSRF_LENGTH + 1];
	struct exposure entry;     // what a form brings, for the recorder's lane
	bool told_as_ago;          // its time is as long before it was sent
	struct account account;    // on the person's own page
	struct audit_entry *trail; // on who looked
	size_t trail_count;
	struct week_seen *week; // of a supervisor
	struct own_data *data;  // to take away
	struct own_sessions *sessions;
	struct joining_lists *joinings;
	struct share *shares; // of their load, or with them
	size_t shares_count;
	struct shared_course *shared;
	struct person_id *people; // whom a clinician is asked to contact
	size_t people_count;
};

// Finds the session and checks that it may. NULL where that was answered: with 303 to the page for
// signing in, 403 or 503. In a lane of the web role, whose worker has its setting and zone then.
struct web_visit *visit_begin(const struct web_call *call);

// The work of a route whose `then` does everything: finds who asks, and goes on to the recorder's
// lane.
void visit_go_on(const struct web_call *call);

// For forms of pages without a session: false where it came from another site, and was answered.
bool visit_is_same_site(const struct web_call *call);

// Whoever asks, as the trail names them: in their role, now. After web_setting().
struct audit_actor visit_actor(const struct web_call *call);

// The role profile of whoever asks, in the request's arena.
CHECKED enum status visit_profile(const struct web_call *call, const struct web_visit *visit,
	struct text *out, struct fault *fault);

enum visit_tab { TAB_NONE, TAB_LOG, TAB_LOAD, TAB_SESSIONS, TAB_HELP };

// What pages have around them; visit may be NULL. STATUS_MEMORY.
CHECKED enum status visit_frame(const struct web_call *call, const struct web_visit *visit,
	enum matter matter, enum visit_tab tab, struct page_frame *out, struct fault *fault);

// "/cy/load" for "/load" in Welsh; in the request's arena, start NULL without memory.
struct text visit_address(const struct web_call *call, const char *format, ...) FORMAT(2, 3);

// Begins an HTML answer: status, type, the headers of pages. The page goes into the body.
void visit_answer(const struct web_call *call, unsigned status);

// 303 to an address that visit_address gave.
void visit_redirect(const struct web_call *call, struct text address);

// The page of a failure that the reader can mend, in words of their language.
void visit_problem(
	const struct web_call *call, unsigned code, struct text title, struct text sentence);

// The page of a failure, for STATUS_NOT_FOUND 404, DENIED 403, INVALID 400, UNAVAILABLE 503 …
void visit_fault(const struct web_call *call, const struct fault *fault);

// The client's address, or the one that the proxy in front gives.
struct client_address visit_client(const struct web_call *call);

// The cookies: of the session, and of a device that has signed in.
struct text visit_cookie(const struct http_request *request, const char *name);
void visit_set_cookie(const struct web_call *call, const char *name, struct text value,
	const char *path, int64_t seconds); // seconds 0: ends it; -1: with the browser

#define COOKIE_SESSION "plimsoll-session"
#define COOKIE_DEVICE "plimsoll-device"
