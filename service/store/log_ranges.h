// SPDX-License-Identifier: MIT
// The logs of many people at once, for folding all of them anew: ranges of people by their ids, and
// the logs of one range as PostgreSQL gives them in the order of its index, without a sort, a join
// or a copy. As the recorder.
//
// Memory is what one range takes: some hundreds of bytes an entry.
#pragma once

#include "store/exposures.h"

struct people_range {
	struct person_id after, last; // whoever is after the one, up to the other
};

// Everybody of an organisation, in ranges of at most `most` people, in order.
CHECKED enum status people_ranges(struct connection *connection,
	struct organisation_id organisation, int64_t most, struct arena *arena,
	struct people_range **out, size_t *count, struct fault *fault);

struct range_person {
	struct person_id person;
	struct text profile;
	int32_t policy_version; // by which their lines were folded
};

// The people of a range, ascending, whose rows are locked until the transaction ends.
CHECKED enum status people_range_lock(struct connection *connection,
	struct organisation_id organisation, const struct people_range *range, struct arena *arena,
	struct range_person **out, size_t *count, struct fault *fault);

struct log_range;

// Reads the logs of everybody from the one to the other. Free it.
CHECKED enum status log_range_read(struct connection *connection, struct person_id first,
	struct person_id last, struct log_range **out, struct fault *fault);
void log_range_free(struct log_range *range); // accepts NULL

// A person's log as it stands, as exposure_log tells it. Each person asked for is after the one
// before. It is borrowed until the next is asked for.
CHECKED enum status log_range_person(struct log_range *range, struct person_id person,
	const struct logged_exposure **out, size_t *count, struct fault *fault);
