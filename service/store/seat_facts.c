// SPDX-License-Identifier: MIT
#include <assert.h>

#include "store/copying.h"
#include "store/meetings.h"
#include "store/seats.h"

// The holidays of one nation, among all of them.
struct nation {
	struct text name;
	int64_t *days;
	size_t count;
};

#define NATIONS 8

// Lists of everybody, of which each person has a part; how much of them is filled.
struct taking {
	const struct rows *rows;
	struct interval within;
	struct interval *intervals; // of whatever kind
	struct roster_entry *entries;
	struct had_seat *had;
	struct seat_manager *managers;
	int64_t *days;
	struct instant *starts; // of one roster
	int32_t *seconds;
	struct text *shifts;
	size_t interval_count, entry_count, had_count, manager_count, day_count;
	struct nation nations[NATIONS];
	size_t nation_count;
};

static bool is(const struct taking *taking, int row, const char *what)
{
	return text_is(row_text(taking->rows, row, 1), what);
}

static bool make_room(struct taking *taking, struct arena *arena)
{
	size_t rows = (size_t)rows_count(taking->rows), entries = rows, most = 0;
	for (int row = 0; row < (int)rows; row++) {
		if (row_is_null(taking->rows, row, 6))
			continue;
		size_t count = row_instants(taking->rows, row, 6, NULL, 0);
		entries += count;
		most = count > most ? count : most;
	}
	taking->intervals = arena_array(arena, 2 * rows, sizeof *taking->intervals);
	taking->entries = arena_array(arena, entries, sizeof *taking->entries);
	taking->had = arena_array(arena, rows, sizeof *taking->had);
	taking->managers = arena_array(arena, rows, sizeof *taking->managers);
	taking->days = arena_array(arena, rows, sizeof *taking->days);
	taking->starts = arena_array(arena, most, sizeof *taking->starts);
	taking->seconds = arena_array(arena, most, sizeof *taking->seconds);
	taking->shifts = arena_array(arena, most, sizeof *taking->shifts);
	return taking->intervals && taking->entries && taking->had && taking->managers &&
		   taking->days && taking->starts && taking->seconds && taking->shifts;
}

static void take_roster(struct taking *taking, int row, struct seat_facts *facts)
{
	const struct rows *rows = taking->rows;
	if (row_is_null(rows, row, 6))
		return;
	size_t count = row_instants(rows, row, 6, NULL, 0);
	(void)row_instants(rows, row, 6, taking->starts, count);
	(void)row_integers(rows, row, 7, taking->seconds, count);
	(void)row_texts(rows, row, 8, taking->shifts, count);
	for (size_t i = 0; i < count; i++) {
		struct roster_entry entry = {
			{taking->starts[i], instant_later(taking->starts[i], taking->seconds[i])}, ROSTER_DUTY};
		if (!interval_overlaps(entry.during, taking->within))
			continue;
		bool known = roster_kind_parse(taking->shifts[i], &entry.kind);
		assert(known); // the table allows no other
		taking->entries[taking->entry_count++] = entry;
		facts->entry_count++;
	}
}

static void take_absence(struct taking *taking, int row, struct seat_facts *facts)
{
	struct interval during = row_interval(taking->rows, row, 2);
	taking->entries[taking->entry_count++] = (struct roster_entry){during, ROSTER_ABSENCE};
	facts->entry_count++;
	taking->intervals[taking->interval_count++] = during;
	facts->absent_count++;
}

static void take_interval(struct taking *taking, int row, size_t *count)
{
	taking->intervals[taking->interval_count++] = row_interval(taking->rows, row, 2);
	++*count;
}

static void take_nation(const struct taking *taking, int row, struct seat_facts *facts)
{
	struct text name = row_text(taking->rows, row, 5);
	for (size_t i = 0; i < taking->nation_count; i++) {
		if (text_equal(taking->nations[i].name, name)) {
			facts->holidays = taking->nations[i].days;
			facts->holiday_count = taking->nations[i].count;
		}
	}
}

static void take_holiday(struct taking *taking, int row)
{
	struct text name = row_text(taking->rows, row, 5);
	struct nation *nation =
		taking->nation_count ? &taking->nations[taking->nation_count - 1] : NULL;
	if (!nation || !text_equal(nation->name, name)) {
		assert(taking->nation_count < NATIONS);
		nation = &taking->nations[taking->nation_count++];
		*nation = (struct nation){name, taking->days + taking->day_count, 0};
	}
	taking->days[taking->day_count++] =
		row_interval(taking->rows, row, 2).from.seconds / SECONDS_PER_DAY;
	nation->count++;
}

// Rows of one person are together, and of them those of one kind, in the order of their names.
static void take_row(struct taking *taking, int row, struct seat_facts *facts)
{
	const struct rows *rows = taking->rows;
	if (is(taking, row, "away")) {
		facts->absent = facts->absent ? facts->absent : taking->intervals + taking->interval_count;
		take_absence(taking, row, facts);
	} else if (is(taking, row, "busy")) {
		facts->busy = facts->busy ? facts->busy : taking->intervals + taking->interval_count;
		take_interval(taking, row, &facts->busy_count);
	} else if (is(taking, row, "had")) {
		taking->had[taking->had_count++] =
			(struct had_seat){{row_uuid(rows, row, 4)}, {row_uuid(rows, row, 3)}};
		facts->had_count++;
	} else if (is(taking, row, "manager")) {
		taking->managers[taking->manager_count++] =
			(struct seat_manager){{row_uuid(rows, row, 3)}, row_interval(rows, row, 2)};
		facts->manager_count++;
	} else if (is(taking, row, "person")) {
		take_nation(taking, row, facts);
		meeting_row_wish(rows, row, 9, &facts->wish);
	} else {
		facts->known = facts->known ? facts->known : taking->intervals + taking->interval_count;
		take_interval(taking, row, &facts->known_count);
		take_roster(taking, row, facts);
	}
}

// Holidays are last in the rows, being of nobody, and people point at them.
static size_t take_all(struct taking *taking, struct seat_facts *out)
{
	size_t count = 0;
	int people = rows_count(taking->rows);
	while (people > 0 && row_is_null(taking->rows, people - 1, 0))
		people--;
	for (int row = people; row < rows_count(taking->rows); row++)
		take_holiday(taking, row);
	for (int row = 0; row < people; row++) {
		struct uuid person = row_uuid(taking->rows, row, 0);
		if (count == 0 || !uuid_equal(out[count - 1].person.uuid, person))
			out[count++] = (struct seat_facts){.person = {person},
				.entries = taking->entries + taking->entry_count,
				.had = taking->had + taking->had_count,
				.managers = taking->managers + taking->manager_count};
		take_row(taking, row, &out[count - 1]);
	}
	return count;
}

enum status seat_facts_read(struct connection *connection, struct organisation_id organisation,
	const struct person_id *people, size_t asked, struct interval within, struct arena *arena,
	struct seat_facts **out, size_t *count, struct fault *fault)
{
	struct parameters values;
	struct rows *rows;
	parameters_start(&values, arena);
	parameter_uuids(&values, &people->uuid, asked);
	parameter_uuid(&values, organisation.uuid);
	parameter_interval(&values, within);
	enum status status = query_run(connection, QUERY_SEAT_FACTS, &values, &rows, fault);
	if (status != STATUS_OK)
		return status;
	struct taking taking = {.rows = rows, .within = within};
	struct seat_facts *list = arena_array(arena, asked, sizeof *list);
	bool failed = !list || !make_room(&taking, arena);
	size_t found = failed ? 0 : take_all(&taking, list);
	status = rows_taken(rows, failed, fault);
	if (status == STATUS_OK) {
		*out = list;
		*count = found;
	}
	return status;
}
