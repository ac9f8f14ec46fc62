// SPDX-License-Identifier: MIT
#include "app/duty/rosters.h"

#include <stdlib.h>

struct work {
	struct arena *arena;
	struct instant now;
	struct roster_stretch *gone, *added;
	size_t gone_count, gone_size, added_count, added_size;
	struct person_id *changed;
	size_t changed_count;
	struct roster_counts *counts;
};

// One person's: what works and rests, and when they are away.
struct split {
	struct roster_entry *entries;
	struct interval *away;
	size_t count, away_count;
};

static int by_start(const void *a, const void *b)
{
	const struct roster_entry *left = a, *right = b;
	int64_t from = left->during.from.seconds, other = right->during.from.seconds;
	if (from != other)
		return from < other ? -1 : 1;
	int64_t to = left->during.to.seconds, end = right->during.to.seconds;
	return to != end ? (to > end) - (to < end) : (int)left->kind - (int)right->kind;
}

// With room for some entries more.
static bool split_entries(
	const struct roster_said *said, size_t more, struct arena *arena, struct split *out)
{
	*out = (struct split){
		.entries = arena_array(arena, said->count + more, sizeof *out->entries),
		.away = arena_array(arena, said->count, sizeof *out->away),
	};
	if (!out->entries || !out->away)
		return false;
	for (size_t i = 0; i < said->count; i++) {
		const struct roster_entry *entry = &said->entries[i];
		if (roster_kind_works(entry->kind) || entry->kind == ROSTER_REST_DAY)
			out->entries[out->count++] = *entry;
		else
			out->away[out->away_count++] = entry->during;
	}
	return true;
}

static bool is_of_pattern(const struct roster_said *said)
{
	return said->pattern.name.length > 0;
}

// Adds the abstractions that were known of the time; `split` has room for them.
static void keep_abstractions(const struct roster_said *said, const struct roster_stretch *known,
	size_t known_count, struct split *split)
{
	for (size_t i = 0; i < known_count; i++) {
		for (size_t j = 0; j < known[i].count; j++) {
			const struct roster_entry *entry = &known[i].entries[j];
			if (entry->kind == ROSTER_ABSTRACTION &&
				!instant_before(entry->during.from, said->covers.from) &&
				instant_before(entry->during.from, said->covers.to))
				split->entries[split->count++] = *entry;
		}
	}
}

static bool is_same_pattern(const struct pattern_place *a, const struct pattern_place *b)
{
	return a->name.length == b->name.length &&
		   (a->name.length == 0 || (text_equal(a->name, b->name) && a->anchor == b->anchor));
}

static bool is_same(
	const struct roster_stretch *known, const struct roster_said *said, const struct split *split)
{
	if (known->covers.from.seconds != said->covers.from.seconds ||
		known->covers.to.seconds != said->covers.to.seconds || known->count != split->count ||
		!is_same_pattern(&known->pattern, &said->pattern))
		return false;
	for (size_t i = 0; i < split->count; i++) {
		const struct roster_entry *a = &known->entries[i], *b = &split->entries[i];
		if (a->kind != b->kind || a->during.from.seconds != b->during.from.seconds ||
			a->during.to.seconds != b->during.to.seconds)
			return false;
	}
	return true;
}

static bool add(struct work *work, struct roster_stretch **list, size_t *count, size_t *size,
	struct roster_stretch stretch)
{
	if (!arena_grow(work->arena, (void **)list, *count, size, sizeof stretch))
		return false;
	(*list)[(*count)++] = stretch;
	return true;
}

// What of a stretch stays before and after the one that is said anew.
static bool keep_rest(struct work *work, const struct roster_stretch *known, struct interval covers)
{
	struct roster_stretch before = *known, after = *known;
	before.covers.to = instant_earliest(known->covers.to, covers.from);
	after.covers.from = instant_latest(known->covers.from, covers.to);
	before.count = 0;
	while (before.count < known->count &&
		   instant_before(known->entries[before.count].during.from, before.covers.to))
		before.count++;
	while (after.count && instant_before(after.entries->during.from, after.covers.from)) {
		after.entries++;
		after.count--;
	}
	bool ok = true;
	if (instant_before(before.covers.from, before.covers.to))
		ok = add(work, &work->added, &work->added_count, &work->added_size, before);
	if (ok && instant_before(after.covers.from, after.covers.to))
		ok = add(work, &work->added, &work->added_count, &work->added_size, after);
	return ok;
}

static bool take_one(struct work *work, const struct roster_said *said, const struct split *split,
	const struct roster_stretch *known, size_t known_count)
{
	bool ok = true;
	work->counts->people++;
	for (size_t i = 0; i < split->count; i++) {
		work->counts->shifts += roster_kind_works(split->entries[i].kind);
		work->counts->rest_days += split->entries[i].kind == ROSTER_REST_DAY;
	}
	for (size_t i = 0; ok && i < known_count; i++) {
		if (!interval_overlaps(known[i].covers, said->covers))
			continue;
		if (is_same(&known[i], said, split))
			return true;
		ok = add(work, &work->gone, &work->gone_count, &work->gone_size, known[i]) &&
			 keep_rest(work, &known[i], said->covers);
	}
	struct roster_stretch new = {
		said->person, said->covers, work->now, said->pattern, split->entries, split->count};
	work->changed[work->changed_count++] = said->person;
	return ok && add(work, &work->added, &work->added_count, &work->added_size, new);
}

static size_t entries_of(const struct roster_stretch *known, size_t count)
{
	size_t entries = 0;
	for (size_t i = 0; i < count; i++)
		entries += known[i].count;
	return entries;
}

static struct interval span_of(const struct roster_said *list, size_t count)
{
	struct interval span = list[0].covers;
	for (size_t i = 1; i < count; i++) {
		span.from = instant_earliest(span.from, list[i].covers.from);
		span.to = instant_latest(span.to, list[i].covers.to);
	}
	return span;
}

static enum status compare(struct work *work, const struct roster_said *list, size_t count,
	const struct roster_stretch *known, size_t known_count, struct away_said *away,
	size_t *away_count, struct fault *fault)
{
	size_t first = 0, end;
	for (size_t i = 0; i < count; i++, first = end) {
		struct split split;
		for (end = first;
			 end < known_count && uuid_equal(known[end].person.uuid, list[i].person.uuid);)
			end++;
		if (!instant_before(instant_later(work->now, -ABSENCE_KEPT), list[i].covers.to))
			continue;
		if (!split_entries(&list[i], entries_of(known + first, end - first), work->arena, &split))
			return fault_memory(fault);
		if (is_of_pattern(&list[i]))
			keep_abstractions(&list[i], known + first, end - first, &split);
		else
			away[(*away_count)++] =
				(struct away_said){list[i].person, list[i].covers, split.away, split.away_count};
		if (split.count)
			qsort(split.entries, split.count, sizeof *split.entries, by_start);
		if (!take_one(work, &list[i], &split, known + first, end - first))
			return fault_memory(fault);
	}
	return STATUS_OK;
}

static enum status take(struct connection *connection, struct organisation_id organisation,
	const struct roster_said *list, size_t count, struct work *work, struct fault *fault)
{
	struct roster_stretch *known;
	size_t known_count, away_count = 0;
	struct person_id *people = arena_array(work->arena, count, sizeof *people);
	struct away_said *away = arena_array(work->arena, count, sizeof *away);
	work->changed = arena_array(work->arena, count, sizeof *work->changed);
	if (!people || !away || !work->changed)
		return fault_memory(fault);
	for (size_t i = 0; i < count; i++)
		people[i] = list[i].person;
	enum status status = rosters_read(
		connection, people, count, span_of(list, count), work->arena, &known, &known_count, fault);
	if (status == STATUS_OK)
		status = compare(work, list, count, known, known_count, away, &away_count, fault);
	if (status == STATUS_OK)
		status = rosters_change(connection, organisation, work->gone, work->gone_count, work->added,
			work->added_count, fault);
	if (status == STATUS_OK && away_count)
		status = away_take(connection, organisation, ABSENCE_FROM_ROSTER, away, away_count,
			work->now, &work->counts->away, fault);
	if (status == STATUS_OK)
		status = needs_look_again(connection, work->changed, work->changed_count, work->now, fault);
	return status;
}

enum status rosters_take(struct connection *connection, struct organisation_id organisation,
	const struct roster_said *list, size_t count, struct instant now, struct roster_counts *counts,
	struct fault *fault)
{
	struct arena arena;
	struct work work = {.arena = &arena, .now = now, .counts = counts};
	if (count == 0)
		return STATUS_OK;
	arena_init(&arena);
	enum status status = take(connection, organisation, list, count, &work, fault);
	arena_done(&arena);
	if (status == STATUS_OK)
		counts->changed += work.changed_count;
	return status;
}
