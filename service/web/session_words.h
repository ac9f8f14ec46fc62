// SPDX-License-Identifier: MIT
// Private to web: how a session that somebody leads is told of, in the request's arena.
#pragma once

#include "store/feeds.h"
#include "web/routes.h"

// "Open", "Confirmed" or "Taken, not confirmed yet" of a one-to-one; how many places of others.
struct text session_places(const struct web_call *call, const struct hosted *led);

// The stylesheet's word for a kind.
const char *session_style(enum session_kind kind);

// "10:00–11:00".
struct text session_time(const struct web_call *call, struct interval during);
