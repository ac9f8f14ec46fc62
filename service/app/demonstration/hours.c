// SPDX-License-Identifier: MIT
#include "app/demonstration/hours.h"

#include "secret/token.h"
#include "store/availability.h"
#include "store/busy_calendars.h"

#define MONDAY 1u
#define FRIDAY 16u
#define BUSY_WEEKS 12
#define READ_AHEAD (INT64_C(366) * SECONDS_PER_DAY)

static enum status publish(struct connection *recorder, struct organisation_id organisation,
	struct person_id person, unsigned weekday, int32_t from, int32_t until, struct instant now,
	struct fault *fault)
{
	const struct host_hours hours = {
		.id = {uuid_random()},
		.week = {weekday, 1, now.seconds / SECONDS_PER_DAY, AVAILABILITY_NO_END, from, until},
	};
	enum status status = availability_begin(recorder, organisation, person, now, fault);
	return status == STATUS_OK
			   ? availability_hours_add(recorder, organisation, person, &hours, now, fault)
			   : status;
}

// The first Friday after today; 1970-01-01 was a Thursday.
static int64_t next_friday(struct instant now)
{
	int64_t day = now.seconds / SECONDS_PER_DAY + 1;
	while (day % 7 != 1)
		day++;
	return day;
}

// As an uploaded file would have it: every Friday from two to three.
static enum status keep_busy(struct connection *recorder, struct organisation_id organisation,
	struct person_id person, struct instant now, struct fault *fault)
{
	struct interval busy[BUSY_WEEKS];
	for (int i = 0; i < BUSY_WEEKS; i++) {
		int64_t from = (next_friday(now) + i * 7) * SECONDS_PER_DAY + 14 * SECONDS_PER_HOUR;
		busy[i] = (struct interval){{from}, {from + SECONDS_PER_HOUR}};
	}
	const struct busy_calendar calendar = {
		.id = {uuid_random()},
		.hint = TEXT(""),
		.copy =
			{
				.within = {instant_later(now, -4 * SECONDS_PER_DAY),
					instant_later(now, READ_AHEAD)},
				.busy = busy,
				.busy_count = BUSY_WEEKS,
				.events = BUSY_WEEKS,
			},
		.due = INSTANT_NEVER,
	};
	return busy_calendar_add(
		recorder, organisation, person, &calendar, (struct text){NULL, 0}, now, fault);
}

enum status demonstration_host_hours(struct connection *recorder,
	struct organisation_id organisation, enum role role, struct person_id person,
	struct instant now, struct fault *fault)
{
	if (role == ROLE_FACILITATOR)
		return publish(recorder, organisation, person, MONDAY, 570, 750, now, fault);
	if (role != ROLE_SUPERVISOR)
		return STATUS_OK;
	enum status status = publish(recorder, organisation, person, FRIDAY, 780, 1020, now, fault);
	return status == STATUS_OK ? keep_busy(recorder, organisation, person, now, fault) : status;
}
