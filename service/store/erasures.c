// SPDX-License-Identifier: MIT
#include "store/erasures.h"

#include <assert.h>

#include "store/copying.h"

static const struct {
	const char *name, *words;
} kinds[ERASED_COUNT] = {
#define ERASED(kind, name, words) [kind] = {name, words},
#include "store/erasures.def"
#undef ERASED
};

const char *erased_name(enum erased_kind kind)
{
	assert((unsigned)kind < ERASED_COUNT);
	return kinds[kind].name;
}

const char *erased_words(enum erased_kind kind)
{
	assert((unsigned)kind < ERASED_COUNT);
	return kinds[kind].words;
}

// Runs a statement about one person.
static enum status ask(struct connection *connection, enum query query, struct person_id person,
	struct rows **rows, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, person.uuid);
	enum status status = query_run(connection, query, &values, rows, fault);
	arena_done(&arena);
	return status;
}

enum status erasure_lock(
	struct connection *erasure, struct person_id person, struct leaver *out, struct fault *fault)
{
	struct rows *rows;
	struct leaver leaver = {.there = false};
	enum status status = ask(erasure, QUERY_RETENTION_LEAVER_LOCK, person, &rows, fault);
	if (status != STATUS_OK)
		return status;
	leaver.has_account = rows_count(rows) > 0;
	if (leaver.has_account) {
		leaver.left = row_boolean(rows, 0, 0);
		leaver.left_at = row_instant(rows, 0, 1);
		leaver.changed_at = row_instant(rows, 0, 2);
	}
	rows_free(rows);
	status = ask(erasure, QUERY_ERASE_PERSON_LOCK, person, &rows, fault);
	if (status != STATUS_OK)
		return status;
	leaver.there = rows_count(rows) > 0;
	rows_free(rows);
	*out = leaver;
	return STATUS_OK;
}

#define COLUMNS 4

// Runs a statement that destroys of four kinds and counts each.
static enum status destroy(struct connection *erasure, enum query query, struct person_id person,
	const enum erased_kind columns[COLUMNS], struct erased *out, struct fault *fault)
{
	struct rows *rows;
	enum status status = ask(erasure, query, person, &rows, fault);
	if (status != STATUS_OK)
		return status;
	for (int i = 0; i < COLUMNS; i++)
		out->counts[columns[i]] += row_integer(rows, 0, i);
	rows_free(rows);
	return STATUS_OK;
}

enum status erasure_of_log(
	struct connection *erasure, struct person_id person, struct erased *out, struct fault *fault)
{
	static const enum erased_kind columns[COLUMNS] = {
		ERASED_ENTRIES, ERASED_LOADS, ERASED_CROSSINGS, ERASED_OFFERS};
	return destroy(erasure, QUERY_ERASE_LOG, person, columns, out, fault);
}

static enum status destroy_feed_links(
	struct connection *erasure, struct person_id person, struct erased *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	enum status status = ask(erasure, QUERY_ERASE_FEED_LINKS, person, &rows, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	size_t count = (size_t)rows_count(rows);
	struct uuid *links = arena_array(&arena, count, sizeof *links);
	for (size_t i = 0; links && i < count; i++)
		links[i] = row_uuid(rows, (int)i, 0);
	status = rows_taken(rows, !links, fault);
	if (status == STATUS_OK && count) {
		parameters_start(&values, &arena);
		parameter_uuids(&values, links, count);
		status = query_run(erasure, QUERY_ERASE_FEED_READS, &values, NULL, fault);
		out->counts[ERASED_FEED_LINKS] += (int64_t)count;
	}
	arena_done(&arena);
	return status;
}

// What other tables refer to goes after them.
enum status erasure_of_person(
	struct connection *erasure, struct person_id person, struct erased *out, struct fault *fault)
{
	static const enum erased_kind place[COLUMNS] = {
		ERASED_REMOVED, ERASED_BOOKINGS, ERASED_TEAMS, ERASED_PROFILES};
	static const struct {
		enum query query;
		enum erased_kind kind;
	} steps[] = {
		{QUERY_ERASE_REPORTING, ERASED_REPORTING},
		{QUERY_ERASE_SHARES, ERASED_SHARES},
		{QUERY_ERASE_CONTACTS, ERASED_CONTACTS},
		{QUERY_ERASE_ABSENCES, ERASED_ABSENCES},
		{QUERY_ERASE_ROSTERS, ERASED_ROSTERS},
		{QUERY_ERASE_CALENDARS, ERASED_CALENDARS},
		{QUERY_ERASE_HOURS, ERASED_HOURS},
		{QUERY_ERASE_AVAILABILITY, ERASED_HOURS},
		{QUERY_ERASE_SIGN_INS, ERASED_SIGN_INS},
		{QUERY_ERASE_SIGN_IN_LINKS, ERASED_SIGN_IN_LINKS},
		{QUERY_ERASE_SIGN_IN_NAMES, ERASED_SIGN_IN_NAMES},
		{QUERY_ERASE_REFERENCES, ERASED_REFERENCES},
		{QUERY_ERASE_ACCOUNT, ERASED_ACCOUNTS},
		{QUERY_ERASE_PERSON, ERASED_PEOPLE},
	};
	struct rows *rows;
	struct erased erased = *out;
	enum status status = erasure_of_log(erasure, person, &erased, fault);
	if (status == STATUS_OK)
		status = destroy(erasure, QUERY_ERASE_PLACE, person, place, &erased, fault);
	if (status == STATUS_OK)
		status = destroy_feed_links(erasure, person, &erased, fault);
	for (size_t i = 0; status == STATUS_OK && i < sizeof steps / sizeof steps[0]; i++) {
		status = ask(erasure, steps[i].query, person, &rows, fault);
		if (status != STATUS_OK)
			break;
		erased.counts[steps[i].kind] += rows_changed(rows);
		rows_free(rows);
	}
	if (status == STATUS_OK)
		*out = erased;
	return status;
}

enum status erasure_entries_there(struct connection *recorder, const struct person_id *people,
	const struct exposure_id *ids, size_t asked, struct arena *arena, struct listed_entry **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_uuids(&values, &ids->uuid, asked);
	enum status status = query_run(recorder, QUERY_ERASURE_ENTRIES_THERE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct listed_entry *list = arena_array(arena, number, sizeof *list);
	for (int i = 0; list && i < (int)number; i++)
		list[i] = (struct listed_entry){{row_uuid(rows, i, 0)}, {row_uuid(rows, i, 1)}};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status erasure_people_there(struct connection *recorder, const struct person_id *people,
	size_t asked, struct arena *arena, struct listed_person **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	enum status status = query_run(recorder, QUERY_ERASURE_PEOPLE_THERE, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct listed_person *list = arena_array(arena, number, sizeof *list);
	for (int i = 0; list && i < (int)number; i++)
		list[i] = (struct listed_person){{row_uuid(rows, i, 0)}, row_boolean(rows, i, 1)};
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status series_led(
	struct connection *recorder, struct person_id person, int64_t *out, struct fault *fault)
{
	struct rows *rows;
	enum status status = ask(recorder, QUERY_SERIES_LED, person, &rows, fault);
	if (status != STATUS_OK)
		return status;
	*out = row_integer(rows, 0, 0);
	rows_free(rows);
	return STATUS_OK;
}
