// SPDX-License-Identifier: MIT
// How a person's load came about: their own log, entry by entry, beside the lines that sum it.
//
// Where a line's model is a sum, what is left of its entries sums to its load: the whole of the sum
// is shown, and nothing else is in it. Other models have no such parts.
#pragma once

#include "app/audits/audit.h"
#include "app/loads/loads.h"
#include "store/attendances.h"
#include "store/exposures.h"
#include "store/shares.h"

#define COURSE_UNCOUNTED (-1.0)

struct course_entry {
	struct exposure exposure;
	double dose;
	double *added, *left; // by line of the course; COURSE_UNCOUNTED where the line does not sum it,
						  // `left` NAN where the line is no sum
};

struct course {
	const struct policy_profile *profile;
	struct line_load *lines; // at the instant; of the profile, in its order
	size_t line_count;
	struct course_entry *entries; // up to the instant, in order of the log
	size_t entry_count;
	const struct attended_session *attended; // up to the instant
	size_t attended_count;
};

// Entries in order of the log, and the sessions they attended, in order.
struct course_log {
	const struct logged_exposure *list;
	size_t count;
	const struct attended_session *attended;
	size_t attended_count;
};

// The course of a log. STATUS_MEMORY. No database here.
CHECKED enum status course_of(const struct policy *policy, struct text profile,
	const struct course_log *log, struct instant at, struct arena *arena, struct course *out,
	struct fault *fault);

// Takes the sessions from number `next` on that began before an instant into a line's model; gives
// the number of the one after them.
size_t course_attend(const struct course *course, const struct model *model,
	struct model_state *state, size_t next, struct instant before);

// A person's own, as the web role, in a transaction of its own that is begun for the person.
// STATUS_NOT_FOUND where there is no such person.
CHECKED enum status course_read(struct connection *connection, const struct setting *setting,
	struct person_id person, struct instant at, struct arena *arena, struct course *out,
	struct fault *fault);

struct shared_course {
	struct person_id person; // whose it is
	struct course course;
};

// One that is shared with a clinician, who is `by`, as the web role; that they looked is on its
// owner's trail in the same transaction. STATUS_NOT_FOUND where it is not shared now.
CHECKED enum status course_read_shared(struct connection *connection, const struct setting *setting,
	struct share_id share, const struct audit_actor *by, struct arena *arena,
	struct shared_course *out, struct fault *fault);
