// SPDX-License-Identifier: MIT
// What the staff side says of a change by which a line may be crossed later: which body, when, and
// whether it agrees. Of the body, never of one person.
#pragma once

#include "base/text.h"
#include "core/instant.h"

#define STAFF_NOTE_LIMIT 200 // bytes, one line
#define STAFF_BODY_LIMIT 80

enum staff_opinion { STAFF_AGREES, STAFF_DISAGREES, STAFF_WITHOUT_VIEW, STAFF_OPINION_COUNT };

struct staff_view {
	struct text body;  // empty: none is recorded
	struct instant on; // the day, 00:00 UTC
	enum staff_opinion opinion;
	struct text note;
};

const char *staff_opinion_name(enum staff_opinion opinion); // "agrees", "disagrees", "none"
bool staff_opinion_parse(struct text text, enum staff_opinion *out);

// Whether a text is one line of 1 to `most` bytes, or of none where it may be empty.
bool staff_line_is_sound(struct text line, size_t most, bool may_be_empty);
