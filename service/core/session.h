// SPDX-License-Identifier: MIT
// The kinds of session.
#pragma once

#include "base/text.h"

enum session_kind {
	SESSION_REFLECTIVE_SUPERVISION, // one to one
	SESSION_SUPPORT_GROUP,
	SESSION_PHONE_IN,
	SESSION_WEBINAR,
	SESSION_WELLBEING_REVIEW, // one to one, about how the work is arranged and what would help
};

#define SESSION_KIND_COUNT (SESSION_WELLBEING_REVIEW + 1)

// The lower-case name used in policies, calendars and the database, and back; false if unknown.
const char *session_kind_name(enum session_kind kind);
bool session_kind_parse(struct text text, enum session_kind *out);

// Whether somebody who attends cannot do anything else meanwhile. One drops in on a webinar or a
// phone-in, so those take no place in a diary.
bool session_takes_time(enum session_kind kind);
