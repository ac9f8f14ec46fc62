// SPDX-License-Identifier: MIT
#include "app/hosts/availability.h"

#include "core/language.h"
#include "secret/token.h"
#include "store/needs.h"

#define MINUTES_LEAST 5
#define MINUTES_MOST 480
#define BUFFER_MOST 240
#define CAP_MOST 96

static enum status look_again(const struct host_act *act, enum status status, struct fault *fault)
{
	if (status == STATUS_OK)
		status = availability_begin(act->recorder, act->organisation, act->person, act->now, fault);
	if (status == STATUS_OK)
		status = engine_wake(act->recorder, fault);
	if (status == STATUS_OK && act->by)
		status = audit_add_person(
			act->recorder, act->by, AUDIT_AVAILABILITY_CHANGED, act->person, fault);
	return transaction_end(act->recorder, status, fault);
}

static bool lies_in(int32_t value, int32_t least, int32_t most)
{
	return value >= least && value <= most;
}

enum status host_set(
	const struct host_act *act, const struct availability *availability, struct fault *fault)
{
	if (!lies_in(availability->minutes, MINUTES_LEAST, MINUTES_MOST))
		return fault_set(fault, STATUS_INVALID, "minutes", "%s",
			MESSAGE("A session takes from 5 to 480 minutes."));
	if (!lies_in(availability->buffer_minutes, 0, BUFFER_MOST))
		return fault_set(fault, STATUS_INVALID, "buffer", "%s",
			MESSAGE("Between two sessions there are from 0 to 240 minutes."));
	if (!lies_in(availability->daily_cap, 0, CAP_MOST))
		return fault_set(
			fault, STATUS_INVALID, "cap", "%s", MESSAGE("A day has from 0 to 96 sessions."));
	enum status status = transaction_begin(act->recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = availability_set(
		act->recorder, act->organisation, act->person, availability, act->now, fault);
	return look_again(act, status, fault);
}

static const char *what_is_wrong(
	const struct host_hours *hours, const struct zone *zone, struct instant now)
{
	int64_t today = slots_day(zone, now);
	int64_t last = hours->dated ? hours->date.day : hours->week.last_day;
	const char *wrong =
		hours->dated ? dated_hours_wrong(&hours->date) : weekly_hours_wrong(&hours->week);
	if (wrong && text_is(text_of(wrong), "weekdays"))
		return MESSAGE("Choose at least one day of the week.");
	if (wrong && text_is(text_of(wrong), "last_day"))
		return MESSAGE("The last day comes before the first one.");
	if (wrong && text_is(text_of(wrong), "every"))
		return MESSAGE("Hours come round every 1 to 52 weeks.");
	if (wrong)
		return MESSAGE("The hours have to end after they begin, and within a day.");
	return last < today ? MESSAGE("That day is over.") : NULL;
}

enum status host_publish(const struct host_act *act, const struct host_hours *hours,
	const struct zone *zone, struct fault *fault)
{
	struct host_hours made = *hours;
	const char *wrong = what_is_wrong(hours, zone, act->now);
	if (wrong)
		return fault_set(fault, STATUS_INVALID, "hours", "%s", wrong);
	made.id.uuid = uuid_random();
	enum status status = transaction_begin(act->recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = availability_hours_add(
		act->recorder, act->organisation, act->person, &made, act->now, fault);
	return look_again(act, status, fault);
}

enum status host_take_back(const struct host_act *act, struct hours_id hours, struct fault *fault)
{
	bool removed = false;
	enum status status = transaction_begin(act->recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = availability_hours_remove(act->recorder, act->person, hours, &removed, fault);
	if (status == STATUS_OK && !removed)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.");
	return look_again(act, status, fault);
}
