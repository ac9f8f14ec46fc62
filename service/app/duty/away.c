// SPDX-License-Identifier: MIT
#include "app/duty/away.h"

struct work {
	struct arena *arena;
	struct instant now;
	struct absence *gone, *added;
	size_t gone_count, gone_size, added_count, added_size;
	struct person_id *changed;
	size_t changed_count;
	struct away_counts *counts;
};

static bool is_same(struct interval a, struct interval b)
{
	return a.from.seconds == b.from.seconds && a.to.seconds == b.to.seconds;
}

static bool add(
	struct work *work, struct absence **list, size_t *count, size_t *size, struct absence absence)
{
	if (!arena_grow(work->arena, (void **)list, *count, size, sizeof absence))
		return false;
	(*list)[(*count)++] = absence;
	return true;
}

static int32_t days_offered(const struct absence *known, size_t known_count, struct interval during)
{
	int32_t days = 0;
	for (size_t i = 0; i < known_count; i++) {
		if (interval_overlaps(known[i].during, during) && known[i].offered_days > days)
			days = known[i].offered_days;
	}
	return days;
}

// Both lists ascend, and neither touches itself.
static bool compare(struct work *work, struct person_id person, const struct absence *known,
	size_t known_count, const struct interval *wanted, size_t wanted_count)
{
	size_t i = 0, j = 0, before = work->gone_count + work->added_count;
	bool ok = true;
	while (ok && (i < known_count || j < wanted_count)) {
		if (i < known_count && j < wanted_count && is_same(known[i].during, wanted[j])) {
			work->counts->unchanged++;
			i++;
			j++;
		} else if (j == wanted_count ||
				   (i < known_count && !instant_before(wanted[j].from, known[i].during.from))) {
			ok = add(work, &work->gone, &work->gone_count, &work->gone_size, known[i++]);
		} else {
			struct absence new = {person, wanted[j], days_offered(known, known_count, wanted[j])};
			ok = add(work, &work->added, &work->added_count, &work->added_size, new);
			j++;
		}
	}
	if (work->gone_count + work->added_count > before)
		work->changed[work->changed_count++] = person;
	return ok;
}

static size_t without_the_past(struct interval *list, size_t count, struct instant now)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (instant_before(instant_later(now, -ABSENCE_KEPT), list[i].to))
			list[kept++] = list[i];
	}
	return kept;
}

static enum status take_one(struct work *work, const struct away_said *said,
	const struct absence *known, size_t known_count, struct fault *fault)
{
	struct interval *before = arena_array(work->arena, known_count, sizeof *before), *wanted;
	size_t count;
	struct interval within = said->within;
	if (!before)
		return fault_memory(fault);
	for (size_t i = 0; i < known_count; i++)
		before[i] = known[i].during;
	if (!instant_before(within.to, INSTANT_NEVER))
		within.from = absence_open_from(before, known_count, within.from);
	enum status status = absence_said(before, known_count, within, said->said, said->said_count,
		work->arena, &wanted, &count, fault);
	if (status != STATUS_OK)
		return status;
	count = without_the_past(wanted, count, work->now);
	return compare(work, said->person, known, known_count, wanted, count) ? STATUS_OK
																		  : fault_memory(fault);
}

static enum status take(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct away_said *list, size_t count, struct work *work,
	struct fault *fault)
{
	struct absence *known;
	size_t known_count, first = 0, end;
	struct person_id *people = arena_array(work->arena, count, sizeof *people);
	work->changed = arena_array(work->arena, count, sizeof *work->changed);
	if (!people || !work->changed)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		people[i] = list[i].person;
	enum status status =
		absences_read(connection, people, count, source, work->arena, &known, &known_count, fault);
	for (size_t i = 0; status == STATUS_OK && i < count; i++, first = end) {
		for (end = first; end < known_count && uuid_equal(known[end].person.uuid, people[i].uuid);)
			end++;
		status = take_one(work, &list[i], known + first, end - first, fault);
	}
	if (status == STATUS_OK)
		status = absences_change(connection, organisation, source, work->gone, work->gone_count,
			work->added, work->added_count, work->now, fault);
	if (status == STATUS_OK)
		status = needs_look_again(connection, work->changed, work->changed_count, work->now, fault);
	return status;
}

enum status away_take(struct connection *connection, struct organisation_id organisation,
	enum absence_source source, const struct away_said *list, size_t count, struct instant now,
	struct away_counts *counts, struct fault *fault)
{
	struct arena arena;
	struct work work = {.arena = &arena, .now = now, .counts = counts};
	arena_init(&arena);
	enum status status = take(connection, organisation, source, list, count, &work, fault);
	arena_done(&arena);
	if (status == STATUS_OK) {
		counts->added += work.added_count;
		counts->removed += work.gone_count;
		counts->people += work.changed_count;
	}
	return status;
}
