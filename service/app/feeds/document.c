// SPDX-License-Identifier: MIT
#include "app/feeds/document.h"

#include <string.h>

#include "app/feeds/contents.h"
#include "app/feeds/wording.h"
#include "calendar/zone.h"
#include "store/organisation.h"

static enum status read_attended(struct connection *connection, const struct feed_link *link,
	struct contents *contents, struct fault *fault)
{
	struct attended *list;
	size_t count;
	// First: a change between the two is then found at the next look, never missed.
	enum status status =
		feed_revised(connection, link->person, false, link->created_at, &contents->modified, fault);
	if (status == STATUS_OK)
		status = feed_attended(connection, link->person, contents->arena, &list, &count, fault);
	if (status == STATUS_OK)
		contents_attended(contents, list, count);
	return status;
}

static enum status read_hosted(struct connection *connection, const struct feed_link *link,
	struct contents *contents, struct fault *fault)
{
	struct hosted *list;
	size_t count;
	// First: a change between the two is then found at the next look, never missed.
	enum status status =
		feed_revised(connection, link->person, true, link->created_at, &contents->modified, fault);
	if (status == STATUS_OK)
		status = feed_hosted(connection, link->person, contents->arena, &list, &count, fault);
	if (status == STATUS_OK)
		contents_hosted(contents, list, count);
	return status;
}

static enum status tell_team(struct connection *connection, const struct audit_actor *by,
	const struct person_id *team, size_t count, struct arena *arena, struct fault *fault)
{
	struct chain_id *about = arena_array(arena, count, sizeof *about);
	if (!about)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		about[i] = chain_of_person(team[i]);
	return audit_add(connection, by, AUDIT_BOOKINGS_SEEN, about, count, fault);
}

// The team as it is now, its bookings of all times.
static enum status read_team(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, struct contents *contents, struct fault *fault)
{
	const struct interval ever = {{0}, INSTANT_NEVER};
	struct person_id *team;
	struct team_booking *list;
	size_t team_count, count;
	enum status status =
		team_revised(connection, link->person, link->created_at, &contents->modified, fault);
	if (status == STATUS_OK)
		status = team_begin(connection, contents->now, contents->arena, &team, &team_count, fault);
	if (status == STATUS_OK)
		status = team_bookings(
			connection, team, team_count, ever, contents->arena, &list, &count, fault);
	if (status != STATUS_OK)
		return status;
	contents_team(contents, list, count);
	return by ? tell_team(connection, by, team, team_count, contents->arena, fault) : status;
}

static enum status read_programme(struct connection *connection, const struct feed_link *link,
	struct contents *contents, struct fault *fault)
{
	struct stored_series *list;
	struct called_off_session *called_off;
	struct programme programme;
	contents->modified = link->created_at;
	enum status status = series_list(
		connection, link->organisation, contents->arena, &list, &programme.count, fault);
	if (status == STATUS_OK)
		status = programme_called_off(connection, link->organisation,
			instant_later(contents->now, -FEED_KEEP_CANCELLED), contents->arena, &called_off,
			&programme.called_off_count, fault);
	if (status != STATUS_OK)
		return status;
	programme.list = list;
	programme.called_off = called_off;
	return contents_programme(contents, &programme, fault);
}

// The organisation's zone around now, for times in sentences.
static enum status read_zone(struct connection *connection, struct arena *arena, struct instant now,
	struct zone *out, struct fault *fault)
{
	struct organisation organisation;
	enum status status = organisation_read(connection, arena, &organisation, fault);
	if (status != STATUS_OK)
		return status;
	return zone_load(organisation.zone, instant_later(now, -400 * SECONDS_PER_DAY),
		instant_later(now, 400 * SECONDS_PER_DAY), arena, out, fault);
}

static struct text name_of(const struct feed_link *link)
{
	switch (link->of) {
	case FEED_OF_PROGRAMME:
		return word_calendar_of_programme(link->language);
	case FEED_OF_HOST:
		return word_calendar_of_host(link->language);
	case FEED_OF_TEAM:
		return word_calendar_of_team(link->language);
	case FEED_OF_PERSON:
		break;
	}
	return word_calendar_of_person();
}

static enum status read_contents(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, struct contents *contents, struct zone *zone, struct fault *fault)
{
	enum status status = read_zone(connection, contents->arena, contents->now, zone, fault);
	if (status != STATUS_OK)
		return status;
	contents->zone = zone;
	contents->detail = link->detail;
	contents->language = link->language;
	if (link->of == FEED_OF_PROGRAMME)
		return read_programme(connection, link, contents, fault);
	status = feed_begin_person(connection, link->person, fault);
	if (status != STATUS_OK)
		return status;
	if (link->of == FEED_OF_TEAM)
		return read_team(connection, link, by, contents, fault);
	return link->of == FEED_OF_HOST ? read_hosted(connection, link, contents, fault)
									: read_attended(connection, link, contents, fault);
}

static enum status write_document(const struct contents *contents, struct text name,
	struct feed_document *out, struct fault *fault)
{
	struct feed feed = {
		.name = name,
		.revised = contents->modified,
		.events = contents->events,
		.event_count = contents->event_count,
		.series = contents->series,
		.series_count = contents->series_count,
	};
	char digest[DIGEST_TEXT_LENGTH + 1];
	struct feed_document document = {.modified = contents->modified, .until = contents->until};
	builder_init(&document.body);
	enum status status =
		contents->failed ? fault_memory(fault) : feed_write(&feed, &document.body, fault);
	if (status == STATUS_OK && document.body.failed)
		status = fault_memory(fault);
	if (status != STATUS_OK) {
		builder_done(&document.body);
		return status;
	}
	digest_text(builder_view(&document.body), digest);
	memcpy(document.tag, digest, sizeof document.tag - 1);
	*out = document;
	return STATUS_OK;
}

// With a hash the link is found first; without one somebody looks themselves.
static enum status build(struct connection *connection, const struct token_hash *hash,
	const struct audit_actor *by, struct feed_link *link, struct instant now,
	struct feed_document *out, struct fault *fault)
{
	struct arena arena;
	struct zone zone;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	struct contents contents = {.arena = &arena, .now = now, .until = INSTANT_NEVER};
	if (hash)
		status = feed_link_find(connection, hash->bytes, link, fault);
	if (status == STATUS_OK)
		status = read_contents(connection, link, by, &contents, &zone, fault);
	status = transaction_end(connection, status, fault);
	if (status == STATUS_OK)
		status = write_document(&contents, name_of(link), out, fault);
	if (status == STATUS_OK)
		out->link = *link;
	arena_done(&arena);
	return status;
}

enum status feed_document_build(struct connection *connection, const struct token_hash *hash,
	struct instant now, struct feed_document *out, struct fault *fault)
{
	struct feed_link link;
	return build(connection, hash, NULL, &link, now, out, fault);
}

enum status feed_document_copy(struct connection *connection, const struct feed_link *link,
	const struct audit_actor *by, struct feed_document *out, struct fault *fault)
{
	struct feed_link own = *link;
	return build(connection, NULL, by, &own, by->now, out, fault);
}
