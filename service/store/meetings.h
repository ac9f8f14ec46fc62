// SPDX-License-Identifier: MIT
// How people want to meet, and in which languages they lead sessions.
#pragma once

#include "core/meeting.h"
#include "core/seat.h"
#include "store/connection.h"
#include "store/query.h"

struct own_meeting {
	struct meeting_wish wish; // the usual one where nothing was said
	unsigned leads_in;        // LANGUAGE_BITs
};

// As the web role that works for the person. STATUS_NOT_FOUND.
CHECKED enum status meeting_own(struct connection *connection, struct person_id person,
	struct own_meeting *out, struct fault *fault);

// As the recorder, in the caller's transaction.
CHECKED enum status meeting_set(struct connection *connection, struct person_id person,
	const struct meeting_wish *wish, struct instant at, struct fault *fault);

// Of their sessions to come too, but those of a pattern in one language.
CHECKED enum status meeting_lead(struct connection *connection, struct person_id person,
	unsigned languages, struct instant at, struct fault *fault);

// Private to store: codes with blanks between, as a set; and three columns from `column` on, which
// are a wish for a language, manners and a manner.
unsigned meeting_languages(struct text joined);
void meeting_row_wish(const struct rows *rows, int row, int column, struct meeting_wish *out);
