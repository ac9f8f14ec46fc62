// SPDX-License-Identifier: MIT
// The kinds of session.
#pragma once

#include "base/text.h"

enum session_kind {
	SESSION_REFLECTIVE_SUPERVISION, // one to one
	SESSION_SUPPORT_GROUP,
	SESSION_PHONE_IN,
	SESSION_WEBINAR,
	SESSION_WELLBEING_REVIEW,  // one to one, about how the work is arranged and what would help
	SESSION_CHECK_IN,          // one to one and short, some time after an event
	SESSION_WELLBEING_VISIT,   // a van or a dog comes to where people work
	SESSION_OPEN_CONVERSATION, // with leaders
	SESSION_RECOGNITION,       // an event to thank people
};

#define SESSION_KIND_COUNT (SESSION_RECOGNITION + 1)

// The lower-case name used in policies, calendars and the database, and back; false if unknown.
const char *session_kind_name(enum session_kind kind);
bool session_kind_parse(struct text text, enum session_kind *out);

// Whether somebody who attends cannot do anything else meanwhile. One drops in on a webinar, a
// phone-in, a visit, an open conversation and an event of recognition: those take no place in a
// diary, and there is no list of who came.
bool session_takes_time(enum session_kind kind);

// Whether it is one to one.
bool session_is_alone(enum session_kind kind);

// Whether questions without an author are asked to it: a webinar, a phone-in, an open conversation.
bool session_takes_questions(enum session_kind kind);
