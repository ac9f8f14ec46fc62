// SPDX-License-Identifier: MIT
// The sessions of one to one that hosts' hours give: published, and withdrawn where they no longer
// do. Nobody who has a place loses it: what is taken stays, and its host sees that it clashes.
#include "app/engine/steps.h"
#include "app/feeds/wording.h"
#include "app/hosts/time.h"
#include "core/roster.h"
#include "secret/token.h"
#include "store/sessions.h"
#include "store/slots.h"

#define AT_ONCE 50
#define TRIES 5

// One host that is looked at.
struct host {
	struct connection *connection;
	const struct setting *setting;
	struct person_id person;
	struct instant now;
	struct arena arena;
	struct host_time time;
	struct interval *slots;
	size_t slot_count;
	size_t published, withdrawn;
	struct fault *fault;
};

// The same time of the same host has the same id, so that it is published once.
static struct session_id id_of(const struct host *host, struct interval during)
{
	char from[INSTANT_TEXT_LENGTH + 1], to[INSTANT_TEXT_LENGTH + 1];
	instant_format(during.from, from);
	instant_format(during.to, to);
	struct text parts[] = {
		TEXT("slot"),
		{(const char *)host->person.uuid.bytes, sizeof host->person.uuid.bytes},
		text_of(session_kind_name(host->time.availability.kind)),
		text_of(from),
		text_of(to),
	};
	return (struct session_id){uuid_of_parts(parts, sizeof parts / sizeof parts[0])};
}

static bool is_given(const struct host *host, const struct host_session *session)
{
	for (size_t i = 0; i < host->slot_count; i++) {
		if (uuid_equal(id_of(host, host->slots[i]).uuid, session->id.uuid))
			return true;
	}
	return false;
}

static enum status withdraw(struct host *host, struct host_session *session)
{
	bool withdrawn = false;
	enum status status = slot_withdraw(
		host->connection, session->id, host->person, host->now, &withdrawn, host->fault);
	host->withdrawn += status == STATUS_OK && withdrawn;
	if (status == STATUS_OK && withdrawn)
		session->capacity = 0;
	return status;
}

// One to one, and nobody has it.
static bool is_open_ahead(const struct host *host, const struct host_session *session)
{
	return session->led && session->alone && session->taken == 0 && session->capacity <= 1 &&
		   instant_before(host->now, session->during.from);
}

// Of patterns: what hours gave is still to be looked at.
static void leave_out_withdrawn(struct host_time *time)
{
	size_t kept = 0;
	for (size_t i = 0; i < time->session_count; i++) {
		const struct host_session *session = &time->sessions[i];
		if (session->capacity > 0 || !session->led || session->by_hours)
			time->sessions[kept++] = *session;
	}
	time->session_count = kept;
}

// By what they keep elsewhere, or by a public holiday of theirs.
static bool is_taken_up(const struct host *host, struct interval during)
{
	return host_is_busy(&host->time, during) ||
		   roster_holiday(host->setting->zone, host->time.holidays, host->time.holiday_count,
			   during) == ROSTER_ON_HOLIDAY;
}

static enum status restore_patterns(struct host *host)
{
	struct host_session *gone = NULL;
	size_t count = 0;
	enum status status = availability_withdrawn(host->connection, host->person, host->time.within,
		&host->arena, &gone, &count, host->fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bool restored = false;
		struct slot_session session = {.id = gone[i].id,
			.host_booking = {uuid_random()},
			.host = host->person,
			.during = gone[i].during};
		if (gone[i].capacity > 0 || is_taken_up(host, gone[i].during))
			continue;
		status = slot_restore(host->connection, host->setting->organisation.id, &session, host->now,
			&restored, host->fault);
		host->published += status == STATUS_OK && restored;
	}
	return status;
}

// Sessions of patterns go where their host is busy, and come back where they are not any more.
static enum status keep_patterns(struct host *host)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < host->time.session_count; i++) {
		struct host_session *session = &host->time.sessions[i];
		if (is_open_ahead(host, session) && !session->by_hours &&
			(session->capacity == 0 || is_taken_up(host, session->during)))
			status = withdraw(host, session);
	}
	leave_out_withdrawn(&host->time);
	return status == STATUS_OK ? restore_patterns(host) : status;
}

// What is taken stays; when it is given back at a time that is not its host's any more, nobody else
// takes it.
static enum status close_clashes(struct host *host)
{
	struct interval *open = NULL;
	size_t count = 0;
	enum status status = host_open_hours(&host->time, &host->arena, &open, &count, host->fault);
	for (size_t i = 0; status == STATUS_OK && i < host->time.session_count; i++) {
		const struct host_session *session = &host->time.sessions[i];
		bool closing = host_clash_of(&host->time, session, open, count) != HOST_NO_CLASH;
		if (session->led && session->alone && session->taken > 0 && session->closing != closing)
			status = slot_close(host->connection, session->id, closing, host->fault);
	}
	return status;
}

static enum status add_slots(struct host *host)
{
	enum session_kind kind = host->time.availability.kind;
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < host->slot_count; i++) {
		bool added = false;
		struct slot_session session = {
			.id = id_of(host, host->slots[i]),
			.host_booking = {uuid_random()},
			.host = host->person,
			.kind = kind,
			.topic = word_kind(LANGUAGE_ENGLISH, kind),
			.during = host->slots[i],
		};
		status = slot_add(host->connection, host->setting->organisation.id, &session, host->now,
			&added, host->fault);
		host->published += status == STATUS_OK && added;
	}
	return status;
}

static enum status read_time(struct host *host)
{
	return host_time_read(host->connection, host->setting->organisation.id, host->setting->zone,
		host->person, host->now, PUBLISH_AHEAD, &host->arena, &host->time, host->fault);
}

// What is withdrawn goes first, as two cannot be at one time.
static enum status publish_slots(struct host *host, bool hosts)
{
	enum status status = STATUS_OK;
	if (hosts)
		status =
			host_slots(&host->time, &host->arena, &host->slots, &host->slot_count, host->fault);
	for (size_t i = 0; status == STATUS_OK && i < host->time.session_count; i++) {
		struct host_session *session = &host->time.sessions[i];
		if (is_open_ahead(host, session) && session->by_hours &&
			(session->capacity == 0 || !is_given(host, session)))
			status = withdraw(host, session);
	}
	return status == STATUS_OK && hosts ? add_slots(host) : status;
}

static enum status look(struct host *host)
{
	bool locked = false, hosts = false;
	enum status status =
		availability_lock(host->connection, host->person, host->now, &locked, host->fault);
	if (status != STATUS_OK || !locked)
		return status;
	status = availability_hosts(host->connection, host->person, &hosts, host->fault);
	if (status == STATUS_OK)
		status = availability_hours_forget(host->connection, host->person,
			slots_day(host->setting->zone, host->now) - 7, host->fault);
	if (status == STATUS_OK)
		status = read_time(host);
	if (status == STATUS_OK && hosts) {
		status = keep_patterns(host);
		// What has come back takes up time.
		if (status == STATUS_OK && host->published)
			status = read_time(host);
	}
	if (status == STATUS_OK)
		status = publish_slots(host, hosts);
	if (status == STATUS_OK && hosts)
		status = close_clashes(host);
	if (status == STATUS_OK && host->published + host->withdrawn > 0)
		status = feed_revise(host->connection, host->person, PART_HOST, host->now, host->fault);
	if (status == STATUS_OK)
		status = availability_looked(
			host->connection, host->person, instant_later(host->now, SECONDS_PER_DAY), host->fault);
	return status;
}

static enum status look_once(struct host *host)
{
	host->published = host->withdrawn = host->slot_count = 0;
	arena_init(&host->arena);
	enum status status = transaction_begin(host->connection, host->fault);
	if (status == STATUS_OK)
		status = look(host);
	status = transaction_end(host->connection, status, host->fault);
	arena_done(&host->arena);
	return status;
}

// Hours that give more slots than can be published are the host's own doing, and stop nobody
// else's: they are looked at again another day, or when they are changed.
static enum status set_aside(
	struct host *host, struct engine_report *report, const struct fault *own, struct fault *fault)
{
	if (report->unpublished++ == 0)
		report->unpublished_because = *own;
	return availability_looked(
		host->connection, host->person, instant_later(host->now, SECONDS_PER_DAY), fault);
}

static enum status look_at(struct host *host, struct engine_report *report, struct fault *fault)
{
	struct fault own = {.status = STATUS_OK};
	enum status status = STATUS_RETRY;
	for (int i = 0; status == STATUS_RETRY && i < TRIES; i++) {
		own = (struct fault){.status = STATUS_OK};
		host->fault = &own;
		status = look_once(host);
	}
	if (status == STATUS_LIMIT)
		return set_aside(host, report, &own, fault);
	if (status != STATUS_OK)
		return fault_set(fault, status, own.where, "%s", own.message);
	report->published += host->published;
	report->withdrawn += host->withdrawn;
	return STATUS_OK;
}

enum status engine_hours(struct connection *connection, const struct setting *setting,
	struct instant now, struct engine_report *report, struct fault *fault)
{
	enum status status;
	size_t count = 0;
	struct arena arena;
	arena_init(&arena);
	do {
		struct person_id *people;
		arena_reset(&arena);
		status = availability_due(connection, now, AT_ONCE, &arena, &people, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			struct host host = {
				.connection = connection, .setting = setting, .person = people[i], .now = now};
			status = look_at(&host, report, fault);
		}
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}
