// SPDX-License-Identifier: MIT
// What people tap about a session, from a day after it until a fortnight after that: three
// questions with three answers each, and no box for words.
//
// Only numbers are kept, of all the sessions of a pattern together, and shown to whoever leads them
// once a question has ten answers; from then on they follow in steps of five, so that nobody can
// watch one tap come in.
//
// Nobody answers twice about a session: a mark made of both with the organisation's key, which is
// not in the database, is spent with the first answer, whatever it was. Marks stand apart from what
// was tapped, all of a session together in their own order, and are destroyed when nothing is asked
// any more. Whoever has the database and the key can tell who answered, and not what.
#pragma once

#include "secret/key.h"
#include "store/feedback.h"
#include "store/questions.h"

#define FEEDBACK_AFTER SECONDS_PER_DAY
#define FEEDBACK_UNTIL (15 * SECONDS_PER_DAY)
#define FEEDBACK_STEP 5

enum feedback_question { FEEDBACK_WORTH, FEEDBACK_SPOKEN, FEEDBACK_LENGTH, FEEDBACK_QUESTIONS };
#define FEEDBACK_ANSWERS 3

// The words of the database and of forms.
const char *feedback_question_name(enum feedback_question question);
const char *feedback_answer_name(enum feedback_question question, int answer);

// Whether it is asked for about a session that is over.
bool feedback_is_open(struct interval during, struct instant now);

// What says that somebody has answered about a session. Equal for no other pair.
struct uuid feedback_mark(
	const struct key *key, struct session_id session, struct person_id person);

// Counts taps of whoever has the mark, an answer to each question or −1; `*counted` is false where
// they had answered before, or answer nothing now, and nothing is changed then. STATUS_CONFLICT
// where it is not asked for now.
CHECKED enum status feedback_give(struct connection *recorder, const struct joining *session,
	struct uuid mark, const int answers[static FEEDBACK_QUESTIONS], struct instant now,
	bool *counted, struct fault *fault);

// What is shown; 0 where nothing is.
struct feedback_shown {
	int32_t counts[FEEDBACK_QUESTIONS][FEEDBACK_ANSWERS];
	bool any;
};
CHECKED enum status feedback_see(struct connection *recorder, struct session_id session,
	struct person_id host, struct arena *arena, struct feedback_shown *out, struct fault *fault);
