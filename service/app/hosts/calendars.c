// SPDX-License-Identifier: MIT
#include "app/hosts/calendars.h"

#include "core/back_off.h"
#include "net/url.h"
#include "secret/seal.h"
#include "secret/token.h"
#include "store/availability.h"
#include "store/needs.h"

#define PURPOSE "plimsoll calendar"
#define LEASE 300                                       // seconds, longer than all of it takes
#define NEW_COPY_BEFORE (INT64_C(90) * SECONDS_PER_DAY) // the end of the one there is

static const char *const names[CALENDAR_FAILURE_COUNT] = {
#define FAILURE(name, word) [CALENDAR_##name] = word,
#include "app/hosts/failure.def"
#undef FAILURE
};

const char *calendar_failure_name(enum calendar_failure failure)
{
	return names[failure];
}

enum calendar_failure calendar_failure_of(struct text name)
{
	for (int i = 0; i < CALENDAR_FAILURE_COUNT; i++) {
		if (text_is(name, names[i]))
			return (enum calendar_failure)i;
	}
	return CALENDAR_OTHER;
}

// What their calendars say has changed: their sessions are worked out again.
static enum status look_again(const struct calendar_keeper *keeper,
	struct organisation_id organisation, struct person_id person, struct instant now,
	struct fault *fault)
{
	struct connection *recorder = keeper->recorder;
	enum status status = availability_begin(recorder, organisation, person, now, fault);
	if (status == STATUS_OK)
		status = engine_wake(recorder, fault);
	return status == STATUS_OK && keeper->by
			   ? audit_add_person(recorder, keeper->by, AUDIT_AVAILABILITY_CHANGED, person, fault)
			   : status;
}

static enum status remove_one(struct connection *recorder, struct person_id person,
	struct busy_calendar_id id, struct fault *fault)
{
	bool removed = false;
	enum status status = busy_calendar_remove(recorder, person, id, &removed, fault);
	return status == STATUS_OK && !removed
			   ? fault_set(fault, STATUS_NOT_FOUND, NULL, "There is nothing here.")
			   : status;
}

// In the place of another one, all at once, so that no time is free in between.
static enum status add(const struct calendar_keeper *keeper, struct organisation_id organisation,
	struct person_id person, const struct busy_calendar *calendar, struct text sealed,
	const struct busy_calendar_id *replaces, struct instant now, struct fault *fault)
{
	struct connection *recorder = keeper->recorder;
	enum status status = transaction_begin(recorder, fault);
	if (status != STATUS_OK)
		return status;
	if (replaces)
		status = remove_one(recorder, person, *replaces, fault);
	if (status == STATUS_OK)
		status = busy_calendar_add(recorder, organisation, person, calendar, sealed, now, fault);
	if (status == STATUS_OK)
		status = look_again(keeper, organisation, person, now, fault);
	return transaction_end(recorder, status, fault);
}

enum status calendar_remove(const struct calendar_keeper *keeper,
	struct organisation_id organisation, struct person_id person, struct busy_calendar_id id,
	struct instant now, struct fault *fault)
{
	enum status status = transaction_begin(keeper->recorder, fault);
	if (status != STATUS_OK)
		return status;
	status = remove_one(keeper->recorder, person, id, fault);
	if (status == STATUS_OK)
		status = look_again(keeper, organisation, person, now, fault);
	return transaction_end(keeper->recorder, status, fault);
}

static enum status subscribe(const struct calendar_keeper *keeper,
	struct organisation_id organisation, struct person_id person, struct text address,
	const struct busy_calendar_id *replaces, struct instant now, struct arena *arena,
	struct fault *fault)
{
	struct text url, sealed;
	struct busy_calendar calendar = {
		.id = {uuid_random()}, .copy = {.within = {now, now}}, .due = now};
	enum status status = url_read(address, arena, &url, fault);
	if (status == STATUS_OK)
		status = seal_make(keeper->key, person, PURPOSE, url, arena, &sealed, fault);
	if (status != STATUS_OK)
		return status;
	calendar.hint = url_hint(url, arena);
	if (!calendar.hint.start)
		return fault_memory(fault);
	return add(keeper, organisation, person, &calendar, sealed, replaces, now, fault);
}

enum status calendar_subscribe(const struct calendar_keeper *keeper,
	struct organisation_id organisation, struct person_id person, struct text address,
	const struct busy_calendar_id *replaces, struct instant now, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status =
		subscribe(keeper, organisation, person, address, replaces, now, &arena, fault);
	arena_done(&arena);
	return status;
}

// Reads a calendar from some days ago on.
static enum status read_copy(const struct calendar_keeper *keeper, struct text document,
	struct text zone, struct instant now, int64_t ahead, struct arena *arena, struct busy_copy *out,
	unsigned *guards, struct fault *fault)
{
	struct busy_time busy;
	struct interval within = {instant_later(now, -CALENDAR_BEFORE), instant_later(now, ahead)};
	enum status status =
		limited_read(&keeper->limited, document, zone, within, arena, &busy, guards, fault);
	if (status == STATUS_OK)
		*out = (struct busy_copy){
			.within = within,
			.busy = busy.busy,
			.busy_count = busy.count,
			.events = (int32_t)busy.events,
			.unreadable = (int32_t)busy.unreadable,
			.unknown_zones = (int32_t)busy.unknown_zones,
		};
	return status;
}

enum status calendar_upload(const struct calendar_keeper *keeper,
	const struct organisation *organisation, struct person_id person, struct text document,
	const struct busy_calendar_id *replaces, struct instant now, struct fault *fault)
{
	struct arena arena;
	unsigned guards;
	struct busy_calendar calendar = {.id = {uuid_random()}, .hint = TEXT(""), .due = INSTANT_NEVER};
	arena_init(&arena);
	enum status status = read_copy(keeper, document, organisation->zone, now, UPLOAD_AHEAD, &arena,
		&calendar.copy, &guards, fault);
	if (status == STATUS_OK)
		status = add(keeper, organisation->id, person, &calendar, (struct text){NULL, 0}, replaces,
			now, fault);
	arena_done(&arena);
	return status;
}

// One that is being fetched.
struct refresh {
	const struct calendar_keeper *keeper;
	const struct busy_calendar_due *due;
	struct busy_calendar_claim claim;
	struct instant now;
	struct arena arena;
	struct calendar_refreshed *out;
	struct fault *fault;
};

static struct instant due_after(const struct refresh *refresh, int32_t failures, int64_t asked)
{
	return instant_later(refresh->now, back_off_seconds(refresh->due->id.uuid, failures, asked));
}

static enum status note_failure(
	struct refresh *refresh, enum calendar_failure failure, int64_t retry_after)
{
	int32_t failures = refresh->claim.failures;
	refresh->out->failed = true;
	refresh->out->failure = failure;
	return busy_calendar_failed(refresh->keeper->recorder, refresh->due, names[failure],
		due_after(refresh, failures < INT32_MAX ? failures + 1 : failures, retry_after),
		refresh->now, refresh->fault);
}

// A copy that does not reach far ahead is had anew, also where the calendar has not changed.
static enum status fetch(struct refresh *refresh, struct fetched *out, bool *sealed)
{
	const struct busy_calendar_claim *claim = &refresh->claim;
	struct text none = TEXT("");
	bool reaches = instant_before(instant_later(refresh->now, NEW_COPY_BEFORE), claim->busy_until);
	struct fetch_request request = {
		.etag = reaches ? claim->etag : none,
		.modified = reaches ? claim->modified : none,
		.allowed = refresh->keeper->allowed,
		.seconds = FETCH_SECONDS,
		.stop = refresh->keeper->limited.stop,
	};
	enum status status = seal_open(refresh->keeper->key, refresh->due->person, PURPOSE,
		claim->sealed, &refresh->arena, &request.url, NULL);
	*sealed = status == STATUS_DENIED;
	if (status == STATUS_MEMORY)
		return fault_memory(refresh->fault);
	return *sealed ? STATUS_OK : fetch_get(&request, &refresh->arena, out, refresh->fault);
}

static enum status write_copy(
	struct refresh *refresh, const struct busy_copy *copy, struct instant due)
{
	struct connection *recorder = refresh->keeper->recorder;
	enum status status = transaction_begin(recorder, refresh->fault);
	if (status != STATUS_OK)
		return status;
	status = busy_calendar_copy(recorder, refresh->due, copy, due, refresh->now, refresh->fault);
	if (status == STATUS_OK)
		status = look_again(refresh->keeper, refresh->claim.organisation, refresh->due->person,
			refresh->now, refresh->fault);
	return transaction_end(recorder, status, refresh->fault);
}

// What the reader says of it is what the calendar is, but where it could not be had.
static enum status keep_copy(struct refresh *refresh, const struct fetched *fetched)
{
	struct busy_copy copy;
	struct fault fault = {.status = STATUS_OK};
	enum status status = read_copy(refresh->keeper, fetched->body, refresh->claim.zone,
		refresh->now, CALENDAR_AHEAD, &refresh->arena, &copy, &refresh->out->guards, &fault);
	refresh->out->confined = status == STATUS_OK;
	if (status == STATUS_INVALID)
		return note_failure(refresh, CALENDAR_NO_CALENDAR, fetched->retry_after);
	if (status == STATUS_LIMIT)
		return note_failure(refresh, CALENDAR_TOO_MUCH, fetched->retry_after);
	if (status != STATUS_OK)
		return fault_set(refresh->fault, status, fault.where, "%s", fault.message);
	if (copy.events == 0 && refresh->claim.events > 0)
		return note_failure(refresh, CALENDAR_EMPTIED, fetched->retry_after);
	copy.etag = fetched->etag;
	copy.modified = fetched->modified;
	return write_copy(refresh, &copy, due_after(refresh, 0, fetched->retry_after));
}

static enum status refresh_claimed(struct refresh *refresh)
{
	struct fetched fetched = {.result = FETCH_OTHER};
	bool sealed = false;
	enum status status = fetch(refresh, &fetched, &sealed);
	if (status != STATUS_OK)
		return status;
	if (sealed)
		return note_failure(refresh, CALENDAR_SEALED, 0);
	if (fetched.result == FETCH_BODY)
		return keep_copy(refresh, &fetched);
	if (fetched.result == FETCH_UNCHANGED) {
		refresh->out->unchanged = true;
		return busy_calendar_unchanged(refresh->keeper->recorder, refresh->due,
			due_after(refresh, 0, fetched.retry_after), refresh->now, refresh->fault);
	}
	return note_failure(refresh, calendar_failure_of(text_of(fetch_result_name(fetched.result))),
		fetched.retry_after);
}

enum status calendar_refresh(const struct calendar_keeper *keeper,
	const struct busy_calendar_due *due, struct instant now, struct calendar_refreshed *out,
	struct fault *fault)
{
	struct refresh refresh = {.keeper = keeper, .due = due, .now = now, .out = out, .fault = fault};
	*out = (struct calendar_refreshed){.claimed = false};
	arena_init(&refresh.arena);
	enum status status = busy_calendar_claim(keeper->recorder, due, now, instant_later(now, LEASE),
		&refresh.arena, &refresh.claim, &out->claimed, fault);
	if (status == STATUS_OK && out->claimed)
		status = refresh_claimed(&refresh);
	arena_done(&refresh.arena);
	return status;
}
