// SPDX-License-Identifier: MIT
#include "store/retentions.h"

#include <assert.h>

#include "store/copying.h"

enum status retention_read(struct connection *connection, struct organisation_id organisation,
	struct retention *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	enum retention_kind kind;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	enum status status = query_run(connection, QUERY_RETENTION_READ, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	for (int i = 0; i < RETENTION_COUNT; i++)
		out->months[i] = retention_default((enum retention_kind)i);
	for (int i = 0; i < rows_count(rows); i++) {
		if (retention_parse(row_text(rows, i, 0), &kind))
			out->months[kind] = (int32_t)row_integer(rows, i, 1);
	}
	rows_free(rows);
	return STATUS_OK;
}

enum status retention_set(struct connection *connection, struct organisation_id organisation,
	enum retention_kind kind, int32_t months, struct instant at, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_text(&values, text_of(retention_name(kind)));
	parameter_integer(&values, months);
	parameter_instant(&values, at);
	enum status status = query_run(connection, QUERY_RETENTION_SET, &values, NULL, fault);
	arena_done(&arena);
	return status;
}

enum status retention_count(struct connection *erasure, const struct retention_limits *limits,
	struct erased *out, struct fault *fault)
{
	static const enum erased_kind columns[] = {ERASED_ENTRIES, ERASED_LOADS, ERASED_CROSSINGS,
		ERASED_OFFERS, ERASED_BOOKINGS, ERASED_FEED_READS, ERASED_SIGN_INS, ERASED_SIGN_IN_LINKS,
		ERASED_AUDIT, ERASED_ABSENCES, ERASED_ROSTERS};
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_instant(&values, limits->entries);
	parameter_instant(&values, limits->bookings);
	parameter_instant(&values, limits->audit);
	parameter_instant(&values, limits->said_since);
	parameter_instant(&values, limits->over);
	enum status status = query_run(erasure, QUERY_RETENTION_COUNTS, &values, &rows, fault);
	arena_done(&arena);
	if (status != STATUS_OK)
		return status;
	*out = (struct erased){{0}};
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		out->counts[columns[i]] = row_integer(rows, 0, (int)i);
	rows_free(rows);
	return STATUS_OK;
}

static enum status take_ids(struct connection *connection, enum query query,
	const struct parameters *values, struct arena *arena, struct uuid **out, size_t *count,
	struct fault *fault)
{
	struct rows *rows;
	enum status status = query_run(connection, query, values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct uuid *list = arena_array(arena, number, sizeof *list);
	for (size_t i = 0; list && i < number; i++)
		list[i] = row_uuid(rows, (int)i, 0);
	status = rows_taken(rows, !list, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = number;
	}
	return status;
}

enum status retention_leavers(struct connection *erasure, struct instant before,
	struct person_id after, int32_t most, struct arena *arena, struct person_id **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct uuid *list;
	size_t number = 0;
	parameters_start(&values, arena);
	parameter_instant(&values, before);
	parameter_uuid(&values, after.uuid);
	parameter_integer(&values, most);
	enum status status =
		take_ids(erasure, QUERY_RETENTION_LEAVERS, &values, arena, &list, &number, fault);
	struct person_id *people =
		status == STATUS_OK ? arena_array(arena, number, sizeof *people) : NULL;
	if (status == STATUS_OK && !people)
		status = fault_memory(fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < number; i++)
		people[i].uuid = list[i];
	*out = people;
	*count = number;
	return STATUS_OK;
}

// Of links that are found by one statement and whose counters are another table's.
static enum status erase_feed_reads(struct connection *erasure, const struct parameters *which,
	struct arena *arena, int64_t *erased, struct fault *fault)
{
	struct uuid *links;
	struct parameters values;
	struct rows *rows;
	size_t count = 0;
	enum status status =
		take_ids(erasure, QUERY_RETENTION_FEED_LINKS, which, arena, &links, &count, fault);
	if (status != STATUS_OK || count == 0) {
		*erased = 0;
		return status;
	}
	parameters_start(&values, arena);
	parameter_uuids(&values, links, count);
	status = query_run(erasure, QUERY_ERASE_FEED_READS, &values, &rows, fault);
	if (status == STATUS_OK) {
		*erased = rows_changed(rows);
		rows_free(rows);
	}
	return status;
}

enum status retention_erase(struct connection *erasure, enum erased_kind kind,
	struct instant before, int32_t most, int64_t *erased, struct fault *fault)
{
	static const enum query queries[ERASED_COUNT] = {
		[ERASED_BOOKINGS] = QUERY_RETENTION_BOOKINGS,
		[ERASED_OFFERS] = QUERY_RETENTION_OFFERS,
		[ERASED_SIGN_INS] = QUERY_RETENTION_SIGN_INS,
		[ERASED_SIGN_IN_LINKS] = QUERY_RETENTION_SIGN_IN_LINKS,
		[ERASED_ABSENCES] = QUERY_RETENTION_ABSENCES,
		[ERASED_ROSTERS] = QUERY_RETENTION_ROSTERS,
	};
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	enum status status;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_instant(&values, before);
	parameter_integer(&values, most);
	if (kind == ERASED_FEED_READS) {
		status = erase_feed_reads(erasure, &values, &arena, erased, fault);
	} else {
		assert(kind == ERASED_BOOKINGS || kind == ERASED_OFFERS || kind == ERASED_SIGN_INS ||
			   kind == ERASED_SIGN_IN_LINKS || kind == ERASED_ABSENCES || kind == ERASED_ROSTERS);
		status = query_run(erasure, queries[kind], &values, &rows, fault);
		if (status == STATUS_OK) {
			*erased = rows_changed(rows);
			rows_free(rows);
		}
	}
	arena_done(&arena);
	return status;
}

enum status retention_chains(struct connection *erasure, struct instant before,
	struct instant said_since, int32_t most, struct arena *arena, struct chain_id **out,
	size_t *count, struct fault *fault)
{
	struct parameters values;
	struct uuid *list;
	size_t number = 0;
	parameters_start(&values, arena);
	parameter_instant(&values, before);
	parameter_instant(&values, said_since);
	parameter_integer(&values, most);
	enum status status =
		take_ids(erasure, QUERY_RETENTION_CHAINS, &values, arena, &list, &number, fault);
	struct chain_id *chains =
		status == STATUS_OK ? arena_array(arena, number, sizeof *chains) : NULL;
	if (status == STATUS_OK && !chains)
		status = fault_memory(fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < number; i++)
		chains[i].uuid = list[i];
	*out = chains;
	*count = number;
	return STATUS_OK;
}

enum status retention_chain_first(struct connection *erasure, struct chain_id chain,
	struct instant before, int32_t *out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct rows *rows;
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, chain.uuid);
	parameter_instant(&values, before);
	enum status status = query_run(erasure, QUERY_RETENTION_CHAIN_FIRST, &values, &rows, fault);
	arena_done(&arena);
	if (status == STATUS_OK) {
		*out = (int32_t)row_integer(rows, 0, 0);
		rows_free(rows);
	}
	return status;
}
