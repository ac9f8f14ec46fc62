// SPDX-License-Identifier: MIT
// Private to feeds: from rows to worded events.
#pragma once

#include "calendar/feed.h"
#include "core/language.h"
#include "core/seat.h"
#include "store/call_offs.h"
#include "store/feed_links.h"
#include "store/feeds.h"
#include "store/sessions.h"
#include "store/team_sessions.h"

// A feed being filled. `modified` grows to the newest visible change, `until` falls to the next one
// that comes by time alone.
struct contents {
	struct arena *arena;
	struct instant now;
	const struct zone *zone; // of the organisation, for times in sentences
	enum feed_detail detail;
	enum language language; // of the sentences
	struct feed_event *events;
	size_t event_count;
	struct feed_series *series;
	size_t series_count;
	struct instant modified, until;
	bool failed; // out of memory
};

void contents_attended(struct contents *contents, const struct attended *list, size_t count);
void contents_hosted(struct contents *contents, const struct hosted *list, size_t count);

// When somebody of a team is at a session: times, and nothing of who or what.
void contents_team(struct contents *contents, const struct team_booking *list, size_t count);

// What an event of a calendar is called, for its owner to see before there is one: a session that
// somebody has accepted. Start is NULL without memory. A programme's has no such title.
struct text contents_sample(struct arena *arena, const struct feed_link *link);

// Patterns open to everybody, and which of their dates are called off; one-to-one sessions are
// nobody else's business.
struct programme {
	const struct stored_series *list;
	const struct called_off_session *called_off;
	size_t count, called_off_count;
};
CHECKED enum status contents_programme(
	struct contents *contents, const struct programme *programme, struct fault *fault);
