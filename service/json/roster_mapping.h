// SPDX-License-Identifier: MIT
// Mapping documents of rosters: JSON, described in docs/rosters.md.
#pragma once

#include "core/roster_row.h"
#include "json/policy.h"

struct roster_mapping {
	struct roster_form form;     // of rows; the words count for calendars too
	const char *calendar_person; // the property of a calendar that says whose an event is, or NULL
	struct text calendar_person_until; // what ends the person's number in it; empty: nothing does
};

// Reads a document into a mapping whose memory is `arena`. `zone` (IANA, borrowed) is where times
// are local that the document says no zone of. Faults as policy_read.
CHECKED enum status roster_mapping_read(struct text document, struct text zone, struct arena *arena,
	struct roster_mapping *out, struct json_faults *faults);

// Whether a document says that it is one, whatever else is in it.
bool roster_mapping_is(struct text document);
