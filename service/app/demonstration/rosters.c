// SPDX-License-Identifier: MIT
#include "app/demonstration/rosters.h"

#include <stdlib.h>

#include "app/duty/rosters.h"

#define DAYS (DEMONSTRATION_ROSTER_BEFORE + DEMONSTRATION_ROSTER_AFTER)
#define AT_ONCE 100
#define ONE_IN 9 // is on leave

struct worker {
	struct person_id person;
	struct staff_member member;
};

static int by_person(const void *a, const void *b)
{
	const struct worker *left = a, *right = b;
	return uuid_compare(left->person.uuid, right->person.uuid);
}

static struct instant midnight(const struct zone *zone, int64_t day)
{
	return zone_instant(zone, civil_of((struct instant){day * SECONDS_PER_DAY}));
}

// The week of leave of one in nine: which of them, and when, goes by their place in the team.
static bool on_leave(struct staff_member member, int64_t first, int64_t day)
{
	int64_t place = (int64_t)(member.number + member.team);
	int64_t begins = first + DEMONSTRATION_ROSTER_BEFORE + 7 * (place % 5);
	return place % ONE_IN == 4 && day >= begins && day < begins + 7;
}

static size_t fill_entries(const struct zone *zone, const struct shift_pattern *pattern,
	struct staff_member member, int64_t first, struct roster_entry *out)
{
	size_t count = 0;
	for (int64_t day = first; day < first + DAYS; day++) {
		size_t shifts;
		const struct pattern_shift *shift = shift_pattern_on(pattern, member.anchor, day, &shifts);
		struct interval whole = {midnight(zone, day), midnight(zone, day + 1)};
		if (on_leave(member, first, day))
			out[count++] = (struct roster_entry){whole, ROSTER_LEAVE};
		if (shifts)
			out[count++] =
				(struct roster_entry){shift_pattern_hours(zone, day, shift), shift->kind};
		else
			out[count++] = (struct roster_entry){whole, ROSTER_REST_DAY};
	}
	return count;
}

static enum status take(struct connection *connection, const struct setting *setting,
	const struct worker *workers, size_t count, struct arena *arena, struct fault *fault)
{
	struct roster_said said[AT_ONCE];
	struct roster_counts counts = {0};
	struct shift_pattern patterns[STAFF_TEAMS];
	struct instant now = setting->organisation.founded_at;
	struct civil today = zone_local(setting->zone, now);
	today.hour = today.minute = today.second = 0;
	int64_t first = civil_as_utc(today).seconds / SECONDS_PER_DAY - DEMONSTRATION_ROSTER_BEFORE;
	enum status status = staff_patterns(arena, patterns, fault);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		struct roster_entry *entries = arena_array(arena, 2 * DAYS, sizeof *entries);
		if (!entries)
			return fault_memory(fault);
		struct staff_member member = workers[i].member;
		size_t number = fill_entries(setting->zone, &patterns[member.team], member, first, entries);
		said[i] = (struct roster_said){workers[i].person,
			{midnight(setting->zone, first), midnight(setting->zone, first + DAYS)}, entries,
			number, {{NULL, 0}, 0}};
	}
	return rosters_take(connection, setting->organisation.id, said, count, now, &counts, fault);
}

enum status demonstration_roster(struct connection *connection, const struct setting *setting,
	const struct person_id people[static STAFF_PEOPLE], const struct person_id *officers,
	size_t officer_count, struct fault *fault)
{
	struct arena arena;
	size_t count = STAFF_PEOPLE + officer_count;
	enum status status = transaction_begin(connection, fault);
	if (status != STATUS_OK)
		return status;
	arena_init(&arena);
	struct worker *workers = arena_array(&arena, count, sizeof *workers);
	if (!workers)
		status = fault_memory(fault);
	for (size_t i = 0; workers && i < count; i++)
		workers[i] = i < STAFF_PEOPLE
						 ? (struct worker){people[i], staff_member(i)}
						 : (struct worker){officers[i - STAFF_PEOPLE], staff_member(0)};
	if (workers)
		qsort(workers, count, sizeof *workers, by_person);
	for (size_t i = 0; status == STATUS_OK && i < count; i += AT_ONCE)
		status = take(connection, setting, workers + i, count - i < AT_ONCE ? count - i : AT_ONCE,
			&arena, fault);
	arena_done(&arena);
	return transaction_end(connection, status, fault);
}
