// SPDX-License-Identifier: MIT
// Calls of the store that are about groups: trends, and trying a policy. Part of store_calls.c.
#pragma once

#include <stdio.h>
#include <stdlib.h>

#include "store/columns.h"
#include "store/log_ranges.h"
#include "store/policy_tries.h"

CALL(try_people, organisation, AT, people[0], 5, &arena, OUT(0), OUT(1))
CALL(programme_seats, organisation, session.during, &arena, OUT(0), OUT(1))
CALL(policy_stored, organisation, 1, &arena, OUT(0))
CALL(trend_newest, organisation, 1, OUT(0), OUT(1))
CALL(trend_add, organisation, &period, trends, 1, AT, OUT(0))
CALL(trend_people, organisation, AT, people[0], 5, &arena, OUT(0), OUT(1))
CALL(trend_offers, people, 2, period.during, &arena, OUT(0), OUT(1))
CALL(trend_periods, organisation, &arena, OUT(0), OUT(1))
CALL(trend_read, organisation, &period, &arena, OUT(0), OUT(1))
CALL(trend_list, organisation, 1, AT, references[0], &arena, OUT(0), OUT(1))

static const struct people_range range = {.last = {{{255}}}};
CALL(people_ranges, organisation, 5, &arena, OUT(0), OUT(1))
CALL(people_range_lock, organisation, &range, &arena, OUT(0), OUT(1))

static enum status call_log_range_read(struct connection *connection, struct fault *fault)
{
	struct log_range *logs = NULL;
	const struct logged_exposure *log;
	size_t count;
	enum status status = log_range_read(connection, people[0], people[1], &logs, fault);
	if (status == STATUS_OK)
		status = log_range_person(logs, people[0], &log, &count, fault);
	log_range_free(logs);
	return status;
}

// The file that it makes goes again.
static enum status call_columns_follow(struct connection *connection, struct fault *fault)
{
	char folder[] = "/tmp/plimsoll-columns-XXXXXX", path[64], lock[80];
	struct column_file *file = NULL;
	struct columns_report report;
	if (!mkdtemp(folder))
		abort();
	snprintf(path, sizeof path, "%s/columns", folder);
	snprintf(lock, sizeof lock, "%s.lock", path);
	enum status status = columns_follow(connection, path, COLUMNS_FOLLOW, &file, &report, fault);
	column_file_close(file);
	column_remove(path);
	remove(lock);
	remove(folder);
	return status;
}
