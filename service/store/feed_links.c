// SPDX-License-Identifier: MIT
#include "store/feed_links.h"

#include <assert.h>
#include <string.h>

#include "store/begin.h"
#include "store/copying.h"

static const char *const feed_names[] = {
	[FEED_OF_PERSON] = "person",
	[FEED_OF_HOST] = "host",
	[FEED_OF_TEAM] = "team",
	[FEED_OF_PROGRAMME] = "programme",
};

// The column's CHECK allows no other.
static enum feed_of feed_named(struct text name)
{
	size_t i = 0;
	while (i < sizeof feed_names / sizeof feed_names[0] && !text_is(name, feed_names[i]))
		i++;
	assert(i < sizeof feed_names / sizeof feed_names[0]);
	return (enum feed_of)i;
}

static enum feed_detail detail_named(struct text name)
{
	return text_is(name, "type") ? FEED_TYPE : FEED_NEUTRAL;
}

static enum language language_named(struct text code)
{
	return text_is(code, "cy") ? LANGUAGE_WELSH : LANGUAGE_ENGLISH;
}

static void parameter_person(struct parameters *values, const struct feed_link *link)
{
	if (uuid_is_nil(link->person.uuid))
		parameter_null(values);
	else
		parameter_uuid(values, link->person.uuid);
}

enum status feed_link_add(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], const struct feed_link *link,
	struct text label, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bytes(&values, hash, FEED_HASH_BYTES);
	parameter_uuid(&values, link->id.uuid);
	parameter_uuid(&values, link->organisation.uuid);
	parameter_text(&values, text_of(feed_names[link->of]));
	parameter_person(&values, link);
	parameter_text(&values, label);
	parameter_text(&values, link->detail == FEED_TYPE ? TEXT("type") : TEXT("neutral"));
	parameter_instant(&values, link->created_at);
	parameter_text(&values, text_of(language_code(link->language)));
	enum status status = query_run(connection, QUERY_FEED_TOKEN_ADD, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

static struct feed_link link_found(const struct rows *rows)
{
	struct feed_link link = {
		.organisation = {row_uuid(rows, 0, 0)},
		.of = feed_named(row_text(rows, 0, 1)),
		.detail = detail_named(row_text(rows, 0, 3)),
		.created_at = row_instant(rows, 0, 4),
		.id = {row_uuid(rows, 0, 5)},
		.language = language_named(row_text(rows, 0, 6)),
	};
	if (!row_is_null(rows, 0, 2))
		link.person.uuid = row_uuid(rows, 0, 2);
	return link;
}

enum status feed_link_revoke(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct instant at, struct feed_link *out,
	struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_bytes(&values, hash, FEED_HASH_BYTES);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_FEED_TOKEN_REVOKE, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0)
		status = fault_set(fault, STATUS_NOT_FOUND, NULL, "No such link is in force.");
	else
		*out = link_found(rows);
	rows_free(rows);
	return status;
}

static enum status find(struct connection *connection, struct arena *arena,
	const unsigned char *hash, struct feed_link *out, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	enum status status = app_begin(connection, NULL, hash, fault);
	if (status != STATUS_OK)
		return status;
	parameters_start(&values, arena);
	parameter_bytes(&values, hash, FEED_HASH_BYTES);
	status = query_run(connection, QUERY_FEED_TOKEN_FIND, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "This calendar link is not in force.");
	}
	*out = link_found(rows);
	rows_free(rows);
	return STATUS_OK;
}

enum status feed_link_find(struct connection *connection,
	const unsigned char hash[static FEED_HASH_BYTES], struct feed_link *out, struct fault *fault)
{
	struct arena arena;
	arena_init(&arena);
	enum status status = find(connection, &arena, hash, out, fault);
	arena_done(&arena);
	return status;
}

enum status feed_begin_person(
	struct connection *connection, struct person_id person, struct fault *fault)
{
	return app_begin(connection, &person, NULL, fault);
}

static enum status take_links(struct rows *rows, struct arena *arena, struct listed_link **out,
	size_t *count, struct fault *fault)
{
	bool failed = false;
	int number = rows_count(rows);
	struct listed_link *list = arena_array(arena, (size_t)number, sizeof *list);
	for (int i = 0; list && i < number; i++) {
		list[i] = (struct listed_link){
			.id = {row_uuid(rows, i, 0)},
			.label = row_copy(arena, rows, i, 1, &failed),
			.detail = detail_named(row_text(rows, i, 2)),
			.created_at = row_instant(rows, i, 3),
		};
	}
	enum status status = rows_taken(rows, failed || !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = (size_t)number;
	}
	return status;
}

enum status feed_links_list(struct connection *connection, const struct feed_link *link,
	struct arena *arena, struct listed_link **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, link->organisation.uuid);
	parameter_text(&values, text_of(feed_names[link->of]));
	parameter_person(&values, link);
	enum status status = query_run(connection, QUERY_FEED_LINK_LIST, &values, &rows, fault);
	return status == STATUS_OK ? take_links(rows, arena, out, count, fault) : status;
}

static enum status take_link(struct rows *rows, struct link_id id, struct arena *arena,
	struct feed_link *link, struct text *label, unsigned char hash[static FEED_HASH_BYTES],
	struct fault *fault)
{
	bool failed = false;
	struct text copy = row_copy(arena, rows, 0, 3, &failed);
	if (!failed) {
		*label = copy;
		memcpy(hash, row_bytes(rows, 0, 0).start, FEED_HASH_BYTES);
		link->id = id;
		link->of = feed_named(row_text(rows, 0, 1));
		link->detail = detail_named(row_text(rows, 0, 4));
		link->language = language_named(row_text(rows, 0, 5));
		if (!row_is_null(rows, 0, 2))
			link->person.uuid = row_uuid(rows, 0, 2);
	}
	return rows_taken(rows, failed, fault);
}

enum status feed_link_by_id(struct connection *connection, struct link_id id, struct arena *arena,
	struct feed_link *link, struct text *label, unsigned char hash[static FEED_HASH_BYTES],
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, link->organisation.uuid);
	parameter_uuid(&values, id.uuid);
	enum status status = query_run(connection, QUERY_FEED_LINK_FIND, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	if (rows_count(rows) == 0) {
		rows_free(rows);
		return fault_set(fault, STATUS_NOT_FOUND, NULL, "No such link is in force.");
	}
	return take_link(rows, id, arena, link, label, hash, fault);
}
