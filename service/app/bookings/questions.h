// SPDX-License-Identifier: MIT
// Anonymous questions to a phone-in or webinar, and how sessions are joined.
//
// Kept of a question is what it says: not who asked, and not when. Those that come before the
// session are given to whoever leads it together, an hour before it begins; later ones together
// every quarter of an hour. They are in the order of random ids, so that neither place nor time
// tells who asked. Whoever leads it shows them to everybody, many at once, puts several together
// in words of their own, or removes them, and answers in writing what was left.
#pragma once

#include "core/audit.h"
#include "store/attendances.h"
#include "store/questions.h"

#define QUESTION_BYTES_MOST 600
#define ANSWER_BYTES_MOST 3000
#define JOINING_BYTES_MOST 600
#define SPARE_SECONDS (30 * INT64_C(60)) // of a phone-in, at its end, for when it runs over

// Whether questions are asked about a kind at all: one drops in on it.
bool questions_asked(enum session_kind kind);

// Until when: the end, a phone-in's spare time included.
struct instant questions_end(const struct joining *session);

// When a question that comes at `now` is given to whoever leads the session.
struct instant questions_open(const struct joining *session, struct instant now);

// Asks one. STATUS_INVALID for one that says nothing or too much, STATUS_CONFLICT once it is over,
// STATUS_NOT_FOUND for a session about which nothing is asked.
CHECKED enum status questions_ask(struct connection *recorder, struct organisation_id organisation,
	struct session_id session, struct uuid id, struct text body, struct instant now,
	struct fault *fault);

enum question_act { QUESTION_SHOW, QUESTION_MERGE, QUESTION_REMOVE };

// What `by`, who leads the session, does with some; `body` is what several are merged to.
// STATUS_NOT_FOUND where they do not lead it.
CHECKED enum status questions_act(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, enum question_act act, const struct uuid *ids, size_t count,
	struct text body, struct fault *fault);
CHECKED enum status questions_answer(struct connection *recorder, const struct audit_actor *by,
	struct session_id session, struct uuid id, struct text answer, struct fault *fault);
