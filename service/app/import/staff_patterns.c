// SPDX-License-Identifier: MIT
#include "app/import/staff_patterns.h"

#include <stdlib.h>

#include "app/duty/patterns.h"
#include "core/period.h"
#include "store/people.h"

#define AT_ONCE 200
#define MONDAY 4 // a day since 1970-01-01 that was one

// Those who are at one place of a pattern's cycle have the same shifts.
struct cycle {
	struct roster_entry *entries;
	size_t count;
	bool made;
};

struct placed {
	struct person_id person;
	struct pattern_place pattern;
	struct cycle *cycle;
};

struct taking {
	const struct staff_import *import;
	struct staff_patterns *patterns;
	struct interval during;
	struct cycle **cycles; // by pattern, then by day of the cycle
	struct placed *placed;
	size_t count;
};

enum status staff_names_known(struct connection *recorder, const struct setting *setting,
	struct arena *arena, struct staff_names *out, struct fault *fault)
{
	struct text *patterns;
	size_t count;
	enum status status =
		pattern_names(recorder, setting->organisation.id, arena, &patterns, &count, fault);
	if (status == STATUS_OK)
		*out = (struct staff_names){&setting->policy, patterns, count};
	return status;
}

enum status staff_patterns_open(
	const struct staff_import *import, struct staff_patterns *patterns, struct fault *fault)
{
	if (!import->mapping->pattern.column.start)
		return STATUS_OK;
	enum status status = patterns_known(import->recorder->connection, import->by->organisation,
		patterns->arena, &patterns->list, &patterns->count, fault);
	if (status != STATUS_OK)
		return status;
	patterns->names = arena_array(patterns->arena, patterns->count, sizeof *patterns->names);
	if (!patterns->names)
		return fault_memory(fault);
	for (size_t i = 0; i < patterns->count; i++)
		patterns->names[i] = patterns->list[i].name;
	return STATUS_OK;
}

enum staff_fault staff_pattern_read(const struct staff_patterns *patterns, struct text name,
	const struct civil *from, struct staff_on_pattern *out)
{
	size_t i = 0;
	while (i < patterns->count && !text_equal(patterns->list[i].name, name))
		i++;
	if (i == patterns->count)
		return STAFF_WRONG_PATTERN;
	if (!from)
		return STAFF_WRONG_PATTERN_FROM;
	out->pattern = i;
	out->anchor = civil_as_utc(*from).seconds / SECONDS_PER_DAY;
	return patterns->list[i].of_weeks && (out->anchor - MONDAY) % 7 != 0 ? STAFF_NO_MONDAY
																		 : STAFF_FINE;
}

enum status staff_pattern_add(
	struct staff_patterns *patterns, const struct staff_on_pattern *person, struct fault *fault)
{
	if (!arena_grow(patterns->arena, (void **)&patterns->people, patterns->people_count,
			&patterns->people_size, sizeof *person))
		return fault_memory(fault);
	struct staff_on_pattern *added = &patterns->people[patterns->people_count++];
	*added = *person;
	added->reference = text_copy(patterns->arena, person->reference);
	return added->reference.start ? STATUS_OK : fault_memory(fault);
}

static int by_reference(const void *a, const void *b)
{
	const struct staff_on_pattern *left = a, *right = b;
	return text_compare(left->reference, right->reference);
}

static int by_number(const void *a, const void *b)
{
	const struct person *left = a, *right = b;
	return text_compare(left->reference, right->reference);
}

static int by_person(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

static struct staff_on_pattern *find(const struct staff_patterns *patterns, struct text reference)
{
	const struct staff_on_pattern key = {.reference = reference};
	return patterns->people_count ? bsearch(&key, patterns->people, patterns->people_count,
										sizeof *patterns->people, by_reference)
								  : NULL;
}

// In order of their numbers, without any that is there twice.
static void leave_out_doubled(struct staff_patterns *patterns)
{
	size_t kept = 0, count = patterns->people_count;
	struct staff_on_pattern *people = patterns->people;
	if (count)
		qsort(people, count, sizeof *people, by_reference);
	for (size_t i = 0; i < count; i++) {
		bool before = i && text_equal(people[i].reference, people[i - 1].reference);
		bool after = i + 1 < count && text_equal(people[i].reference, people[i + 1].reference);
		if (!before && !after)
			people[kept++] = people[i];
	}
	patterns->people_count = kept;
}

// Marks those whose line is left out for something that the database knows.
static enum status leave_out_rejected(
	const struct staff_import *import, struct staff_patterns *patterns, struct fault *fault)
{
	struct arena arena;
	unsigned long after = 0;
	size_t count = 0;
	enum status status;
	arena_init(&arena);
	do {
		struct staff_reject *rejects;
		arena_reset(&arena);
		status = staff_rejects(
			import->recorder->connection, after, AT_ONCE, &arena, &rejects, &count, fault);
		for (size_t i = 0; status == STATUS_OK && i < count; i++) {
			struct staff_on_pattern *person = find(patterns, rejects[i].reference);
			after = rejects[i].line;
			if (person)
				person->pattern = SIZE_MAX;
		}
	} while (status == STATUS_OK && count == AT_ONCE);
	arena_done(&arena);
	return status;
}

static enum status cycle_of(struct taking *taking, const struct staff_on_pattern *person,
	struct cycle **out, struct fault *fault)
{
	struct arena *arena = taking->patterns->arena;
	const struct shift_pattern *pattern = &taking->patterns->list[person->pattern];
	struct cycle **cycles = &taking->cycles[person->pattern];
	if (!*cycles)
		*cycles = arena_array(arena, (size_t)pattern->days, sizeof **cycles);
	if (!*cycles)
		return fault_memory(fault);
	int64_t place = person->anchor % pattern->days;
	*out = &(*cycles)[place < 0 ? place + pattern->days : place];
	if ((*out)->made)
		return STATUS_OK;
	(*out)->made = true;
	return pattern_entries(pattern, person->anchor, &taking->patterns->zone, taking->during, arena,
		&(*out)->entries, &(*out)->count, fault);
}

static enum status place_some(
	struct taking *taking, const struct text *references, size_t count, struct fault *fault)
{
	struct person *people;
	size_t found;
	struct arena arena;
	arena_init(&arena);
	enum status status = people_find(taking->import->recorder->connection,
		taking->import->by->organisation, references, count, &arena, &people, &found, fault);
	if (status == STATUS_OK && found)
		qsort(people, found, sizeof *people, by_number);
	for (size_t i = 0; status == STATUS_OK && i < found; i++) {
		const struct staff_on_pattern *person = find(taking->patterns, people[i].reference);
		struct placed *placed = &taking->placed[taking->count];
		if (!person)
			continue;
		placed->person = people[i].id;
		placed->pattern =
			(struct pattern_place){taking->patterns->list[person->pattern].name, person->anchor};
		status = cycle_of(taking, person, &placed->cycle, fault);
		taking->count++;
	}
	arena_done(&arena);
	return status;
}

static enum status place_all(struct taking *taking, struct fault *fault)
{
	struct text references[AT_ONCE];
	size_t waiting = 0;
	enum status status = STATUS_OK;
	const struct staff_patterns *patterns = taking->patterns;
	for (size_t i = 0; status == STATUS_OK && i < patterns->people_count; i++) {
		if (patterns->people[i].pattern != SIZE_MAX)
			references[waiting++] = patterns->people[i].reference;
		if (waiting == AT_ONCE || (waiting && i + 1 == patterns->people_count)) {
			status = place_some(taking, references, waiting, fault);
			waiting = 0;
		}
	}
	if (taking->count)
		qsort(taking->placed, taking->count, sizeof *taking->placed, by_person);
	return status;
}

static enum status take(struct taking *taking, struct roster_counts *counts, struct fault *fault)
{
	struct roster_said batch[AT_ONCE];
	size_t waiting = 0;
	enum status status = STATUS_OK;
	const struct staff_import *import = taking->import;
	for (size_t i = 0; status == STATUS_OK && i < taking->count; i++) {
		const struct placed *placed = &taking->placed[i];
		batch[waiting++] = (struct roster_said){placed->person, taking->during,
			placed->cycle->entries, placed->cycle->count, placed->pattern};
		if (waiting == AT_ONCE || i + 1 == taking->count) {
			status = rosters_take(import->recorder->connection, import->by->organisation, batch,
				waiting, import->now, counts, fault);
			waiting = 0;
		}
	}
	return status;
}

// Whole weeks, so that a file that comes every day says something new once a week.
static struct interval weeks_to_come(const struct zone *zone, struct instant now)
{
	int64_t today = period_of(zone, SPAN_CALENDAR_DAY, now);
	int64_t first = today - (today - MONDAY) % 7, last = first + 7 * STAFF_PATTERN_WEEKS;
	return (struct interval){
		zone_instant(zone, civil_of((struct instant){first * SECONDS_PER_DAY})),
		zone_instant(zone, civil_of((struct instant){last * SECONDS_PER_DAY}))};
}

enum status staff_patterns_take(const struct staff_import *import, struct staff_patterns *patterns,
	struct staff_report *report, struct fault *fault)
{
	struct taking taking = {.import = import, .patterns = patterns};
	if (!patterns->people_count)
		return STATUS_OK;
	leave_out_doubled(patterns);
	enum status status = leave_out_rejected(import, patterns, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < patterns->people_count; i++)
		report->on_pattern += patterns->people[i].pattern != SIZE_MAX;
	taking.during = weeks_to_come(&patterns->zone, import->now);
	taking.cycles = arena_array(patterns->arena, patterns->count, sizeof(struct cycle *));
	taking.placed = arena_array(patterns->arena, patterns->people_count, sizeof *taking.placed);
	if (!taking.cycles || !taking.placed)
		return fault_memory(fault);
	status = patterns_hold(import->recorder->connection, import->by->organisation, patterns->list,
		patterns->count, fault);
	if (status == STATUS_OK)
		status = place_all(&taking, fault);
	if (status == STATUS_OK)
		status = take(&taking, &report->time, fault);
	if (status == STATUS_OK && taking.count)
		status = audit_add_organisation(
			import->recorder->connection, import->by, AUDIT_ROSTER_IMPORTED, fault);
	return status;
}
