// SPDX-License-Identifier: MIT
// Private to web: which calendars somebody may follow, by the role they work in.
#pragma once

#include "store/feed_links.h"
#include "web/routes.h"

struct calendar {
	enum feed_of of;
	const char *code;        // in forms and addresses
	const char *name, *note; // messages
	bool titled;             // the owner of a link says how much its titles tell
};

#define CALENDARS_MOST 4

// The calendars of a role, the main one first; returns how many.
size_t calendars_of(enum role role, const struct calendar *out[static CALENDARS_MOST]);

// The one with a code; NULL where the role has none of that name.
const struct calendar *calendar_named(enum role role, struct text code);

// A link to it of whoever asks, in their language; without an id.
struct feed_link calendar_link(const struct web_call *call, struct person_id person,
	const struct calendar *calendar, struct text detail);
