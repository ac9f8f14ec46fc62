// SPDX-License-Identifier: MIT
#include "app/demonstration/bookings.h"

#include "app/bookings/answer.h"
#include "app/engine/steps.h"
#include "secret/token.h"
#include "store/needs.h"
#include "store/sessions.h"

#define WINDOW_DAYS 28       // in which everybody is on duty by day
#define GROUP_WINDOW_DAYS 42 // a group meets every few weeks
#define NOTICE_HOURS 12
#define ANSWER_DAYS 2

static struct need need_of(const struct setting *setting, struct person_id person, size_t number)
{
	bool group = number % 3 == 2;
	struct instant now = setting->organisation.founded_at;
	int64_t first = group ? 1 : 1 + (int64_t)number;
	struct instant from = instant_later(now, first * SECONDS_PER_DAY);
	struct text parts[] = {
		{(const char *)person.uuid.bytes, sizeof person.uuid.bytes}, TEXT("demonstration-booking")};
	return (struct need){
		.person = person,
		.id = {uuid_of_parts(parts, 2)},
		.organisation = setting->organisation.id,
		.response = TEXT("demonstration"),
		.kinds = {group ? SESSION_SUPPORT_GROUP : SESSION_REFLECTIVE_SUPERVISION,
			SESSION_REFLECTIVE_SUPERVISION},
		.kind_count = group ? 2 : 1,
		.minutes = 60,
		.earliest_at = from,
		.latest_at =
			instant_later(from, (group ? GROUP_WINDOW_DAYS : WINDOW_DAYS) * SECONDS_PER_DAY),
		.notice_seconds = NOTICE_HOURS * SECONDS_PER_HOUR,
		.answer_seconds = ANSWER_DAYS * SECONDS_PER_DAY,
		.hold_from = now,
	};
}

// STATUS_CONFLICT is somebody who has such a need already.
static enum status ask(
	struct connection *connection, const struct need *need, struct instant now, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	enum status status = transaction_begin(connection, &own);
	if (status == STATUS_OK)
		status = transaction_end(connection, needs_add(connection, now, need, 1, &own), &own);
	return status == STATUS_OK || status == STATUS_CONFLICT
			   ? STATUS_OK
			   : fault_set(fault, status, own.where, "%s", own.message);
}

static enum status find_hold(struct connection *connection, const struct need *need,
	struct hold *out, bool *found, struct fault *fault)
{
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	status = hold_find(connection, need->person, need->id, out, found, fault);
	return transaction_end(connection, status, fault);
}

static enum status accept(
	struct connection *connection, const struct need *need, struct instant now, struct fault *fault)
{
	struct hold hold;
	bool found = false;
	enum offer_outcome outcome;
	enum status status = find_hold(connection, need, &hold, &found, fault);
	if (status != STATUS_OK || !found)
		return status;
	return offer_take_answer(
		connection, need->person, hold.booking, OFFER_ACCEPT, now, &outcome, fault);
}

enum status demonstration_book(struct connection *connection, const struct setting *setting,
	const struct person_id *people, size_t count, struct fault *fault)
{
	struct engine_report report = {0};
	struct instant next, now = setting->organisation.founded_at;
	enum status status = engine_publish(connection, setting, now, &report, &next, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct need need = need_of(setting, people[i], i);
		status = ask(connection, &need, now, fault);
	}
	if (status == STATUS_OK)
		status = engine_place(connection, setting, now, &report, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct need need = need_of(setting, people[i], i);
		status = accept(connection, &need, now, fault);
	}
	return status;
}
