// SPDX-License-Identifier: MIT
#include "store/log_ranges.h"

#include <stdlib.h>

#include "store/copying.h"

struct log_range {
	struct rows *log, *removed;
	int place, removed_place; // in those rows
	struct logged_exposure *own;
	struct uuid *gone; // of one person: what was corrected or removed
	size_t own_size, gone_count, gone_size;
};

enum status people_ranges(struct connection *connection, struct organisation_id organisation,
	int64_t most, struct arena *arena, struct people_range **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_bigint(&values, most);
	enum status status = query_run(connection, QUERY_PEOPLE_RANGES, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct people_range *ranges = arena_array(arena, number, sizeof *ranges);
	for (size_t i = 0; ranges && i < number; i++) {
		ranges[i].last.uuid = row_uuid(rows, (int)i, 0);
		if (i > 0)
			ranges[i].after = ranges[i - 1].last;
	}
	status = rows_taken(rows, !ranges, fault);
	if (status == STATUS_OK) {
		*out = ranges;
		*count = number;
	}
	return status;
}

enum status people_range_lock(struct connection *connection, struct organisation_id organisation,
	const struct people_range *range, struct arena *arena, struct range_person **out, size_t *count,
	struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	bool failed = false;
	parameters_start(&values, arena);
	parameter_uuid(&values, organisation.uuid);
	parameter_uuid(&values, range->after.uuid);
	parameter_uuid(&values, range->last.uuid);
	enum status status = query_run(connection, QUERY_PEOPLE_RANGE_LOCK, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	size_t number = (size_t)rows_count(rows);
	struct range_person *people = arena_array(arena, number, sizeof *people);
	for (size_t i = 0; people && i < number; i++) {
		people[i] = (struct range_person){
			.person = {row_uuid(rows, (int)i, 0)},
			.profile = row_copy(arena, rows, (int)i, 1, &failed),
			.policy_version = (int32_t)row_integer(rows, (int)i, 2),
		};
	}
	status = rows_taken(rows, failed || !people, fault);
	if (status == STATUS_OK) {
		*out = people;
		*count = number;
	}
	return status;
}

static enum status read_both(struct connection *connection, const struct parameters *values,
	struct log_range *range, struct fault *fault)
{
	enum status status =
		query_run(connection, QUERY_RETRACTION_RANGE, values, &range->removed, fault);
	return status == STATUS_OK
			   ? query_run(connection, QUERY_EXPOSURE_RANGE, values, &range->log, fault)
			   : status;
}

enum status log_range_read(struct connection *connection, struct person_id first,
	struct person_id last, struct log_range **out, struct fault *fault)
{
	struct arena arena;
	struct parameters values;
	struct log_range *range = calloc(1, sizeof *range);
	if (!range)
		return fault_memory(fault);
	arena_init(&arena);
	parameters_start(&values, &arena);
	parameter_uuid(&values, first.uuid);
	parameter_uuid(&values, last.uuid);
	enum status status = read_both(connection, &values, range, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		*out = range;
	else
		log_range_free(range);
	return status;
}

void log_range_free(struct log_range *range)
{
	if (!range)
		return;
	rows_free(range->log);
	rows_free(range->removed);
	free(range->own);
	free(range->gone);
	free(range);
}

static bool add_gone(struct log_range *range, struct uuid id)
{
	if (range->gone_count == range->gone_size) {
		size_t size = range->gone_size ? range->gone_size * 2 : 64;
		struct uuid *gone = realloc(range->gone, size * sizeof *gone);
		if (!gone)
			return false;
		range->gone = gone;
		range->gone_size = size;
	}
	range->gone[range->gone_count++] = id;
	return true;
}

// One more of a person's entries, which is not there yet; NULL without memory.
static struct logged_exposure *next_own(struct log_range *range, size_t place)
{
	if (place == range->own_size) {
		size_t size = range->own_size ? range->own_size * 2 : 256;
		struct logged_exposure *own = realloc(range->own, size * sizeof *own);
		if (!own)
			return NULL;
		range->own = own;
		range->own_size = size;
	}
	range->own[place] = (struct logged_exposure){.policy_version = 0};
	return &range->own[place];
}

static int compare_ids(const void *a, const void *b)
{
	return uuid_compare(*(const struct uuid *)a, *(const struct uuid *)b);
}

// Moves `place` over the rows of people before this one; whether there is one of this one's then.
static bool find(const struct rows *rows, int *place, struct person_id person)
{
	for (int all = rows_count(rows); *place < all; ++*place) {
		int compared = uuid_compare(row_uuid(rows, *place, 0), person.uuid);
		if (compared >= 0)
			return compared == 0;
	}
	return false;
}

static int32_t amount(const struct rows *rows, int row, int column)
{
	return row_is_null(rows, row, column) ? EXPOSURE_UNKNOWN
										  : (int32_t)row_integer(rows, row, column);
}

static enum status take(const struct rows *rows, int row, struct person_id person,
	struct logged_exposure *out, struct fault *fault)
{
	struct exposure *exposure = &out->exposure;
	out->dose = row_number(rows, row, 8);
	out->policy_version = (int32_t)row_integer(rows, row, 9);
	exposure->person = person;
	exposure->id.uuid = row_uuid(rows, row, 1);
	exposure->occurred_at = row_instant(rows, row, 2);
	exposure->category = row_text(rows, row, 3);
	exposure->modifier_count =
		row_is_null(rows, row, 5)
			? 0
			: row_texts(rows, row, 5, exposure->modifiers, EXPOSURE_MODIFIERS_LIMIT);
	exposure->minutes = amount(rows, row, 6);
	exposure->items = amount(rows, row, 7);
	if (exposure->modifier_count > EXPOSURE_MODIFIERS_LIMIT ||
		!involvement_parse(row_text(rows, row, 4), &exposure->involvement))
		return fault_set(fault, STATUS_VERSION, "exposure",
			"The log has an involvement or more modifiers than this program knows.");
	return STATUS_OK;
}

static enum status take_all(
	struct log_range *range, struct person_id person, size_t *count, struct fault *fault)
{
	for (; find(range->removed, &range->removed_place, person); range->removed_place++) {
		if (!add_gone(range, row_uuid(range->removed, range->removed_place, 1)))
			return fault_memory(fault);
	}
	for (; find(range->log, &range->place, person); range->place++) {
		struct logged_exposure *own = next_own(range, *count);
		bool corrects = !row_is_null(range->log, range->place, 10);
		if (!own || (corrects && !add_gone(range, row_uuid(range->log, range->place, 10))))
			return fault_memory(fault);
		enum status status = take(range->log, range->place, person, own, fault);
		if (status != STATUS_OK)
			return status;
		++*count;
	}
	return STATUS_OK;
}

// Leaves out what was corrected or removed.
static size_t leave_out_gone(struct log_range *range, size_t count)
{
	size_t standing = 0;
	if (range->gone_count == 0)
		return count;
	qsort(range->gone, range->gone_count, sizeof *range->gone, compare_ids);
	for (size_t i = 0; i < count; i++) {
		const struct uuid *id = &range->own[i].exposure.id.uuid;
		if (!bsearch(id, range->gone, range->gone_count, sizeof *id, compare_ids))
			range->own[standing++] = range->own[i];
	}
	return standing;
}

enum status log_range_person(struct log_range *range, struct person_id person,
	const struct logged_exposure **out, size_t *count, struct fault *fault)
{
	size_t own = 0;
	range->gone_count = 0;
	enum status status = take_all(range, person, &own, fault);
	if (status == STATUS_OK) {
		*count = leave_out_gone(range, own);
		*out = range->own;
	}
	return status;
}
