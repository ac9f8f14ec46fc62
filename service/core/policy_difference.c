// SPDX-License-Identifier: MIT
#include "core/policy_difference.h"

#include <stdlib.h>

// What a member's change means for when something is crossed or offered.
enum meaning {
	NEVER_LATER,
	LATER_IF_HIGHER,
	LATER_IF_LOWER,
	LATER_IF_FEWER, // of a list
};

static const struct {
	const char *pattern;
	enum meaning meaning;
} rules[] = {
	{"policy", NEVER_LATER},
	{"id", NEVER_LATER},
	{"title", NEVER_LATER},
	{"*/evidence", NEVER_LATER},
	{"*/*/evidence", NEVER_LATER},
	{"*/*/label", NEVER_LATER},
	{"lines/*/levels/*/evidence", NEVER_LATER},
	{"lines/*/levels/*/label", NEVER_LATER},
	{"involvement/*", LATER_IF_LOWER},
	{"modifier_product/*", LATER_IF_LOWER},
	{"import/hold_after_hours", LATER_IF_HIGHER},
	// Of working time nothing stands here: staff are heard on whatever changes of it.
	{"bookings/*", NEVER_LATER},
	{"categories/*/weight", LATER_IF_LOWER},
	{"categories/*/rate_per_hour", LATER_IF_LOWER},
	{"categories/*/minutes_per_item", LATER_IF_LOWER},
	{"modifiers/*/factor", LATER_IF_LOWER},
	{"modifiers/*/categories", LATER_IF_FEWER},
	// What fades faster is crossed later.
	{"lines/*/half_life_days", LATER_IF_LOWER},
	{"lines/*/modalities", LATER_IF_FEWER},
	{"lines/*/categories", LATER_IF_FEWER},
	{"lines/*/levels/*/on", LATER_IF_HIGHER},
	{"lines/*/levels/*/on_delay_hours", LATER_IF_HIGHER},
	{"lines/*/levels/*/cooldown_days", LATER_IF_HIGHER},
	{"responses/*/earliest_hours", LATER_IF_HIGHER},
	{"responses/*/latest_days", LATER_IF_HIGHER},
	{"responses/*/notice_hours", LATER_IF_HIGHER},
	{"responses/*/answer_hours", LATER_IF_LOWER},
	{"responses/*/minutes", LATER_IF_LOWER},
	{"responses/*/priority", LATER_IF_LOWER},
	{"triggers/*/weight_at_least", LATER_IF_HIGHER},
	{"triggers/*/within_days", LATER_IF_LOWER},
	{"triggers/*/team_changed_percent_at_least", LATER_IF_HIGHER},
	{"triggers/*/manager_away_days_at_least", LATER_IF_HIGHER},
	{"cadences/*/steps/*/from_days", LATER_IF_HIGHER},
	{"cadences/*/steps/*/to_days", LATER_IF_HIGHER},
	{"cadences/*/minutes_per_month", LATER_IF_LOWER},
	{"profiles/*/cadences", LATER_IF_FEWER},
	{"profiles/*/lines", LATER_IF_FEWER},
	{"profiles/*/triggers", LATER_IF_FEWER},
	{"profiles/*/tiles", NEVER_LATER},
};

// Things that may be added, and lists whose order may change, without anything coming later.
static const char *const harmless_when_new[] = {"categories/*", "lines/*", "lines/*/levels/*",
	"responses/*", "triggers/*", "cadences/*", "profiles/*"};
static const char *const harmless_in_order[] = {
	"categories", "modifiers", "lines", "responses", "triggers", "cadences"};

bool policy_path_fits(
	struct text path, const char *pattern, struct text steps[static POLICY_STEPS_LIMIT])
{
	struct text wanted = text_of(pattern);
	size_t count = 0;
	while (path.length && wanted.length) {
		struct text step = text_cut(&path, '/'), want = text_cut(&wanted, '/');
		if (text_is(want, "*") && count < POLICY_STEPS_LIMIT)
			steps[count++] = step;
		else if (!text_equal(step, want))
			return false;
	}
	return path.length == 0 && wanted.length == 0;
}

static bool fits_one_of(struct text path, const char *const *patterns, size_t count)
{
	struct text steps[POLICY_STEPS_LIMIT];
	for (size_t i = 0; i < count; i++) {
		if (policy_path_fits(path, patterns[i], steps))
			return true;
	}
	return false;
}

// The next item of a list of texts.
static struct text cut_item(struct text *rest)
{
	struct text item = text_cut(rest, ',');
	return text_trim(item);
}

static bool list_has(struct text list, struct text wanted)
{
	while (list.length) {
		if (text_equal(cut_item(&list), wanted))
			return true;
	}
	return false;
}

static bool lacks_something(struct text after, struct text before)
{
	while (before.length) {
		if (!list_has(after, cut_item(&before)))
			return true;
	}
	return false;
}

static bool comes_later(const struct policy_difference *change)
{
	struct text steps[POLICY_STEPS_LIMIT];
	const struct policy_member *before = change->before, *after = change->after;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (!policy_path_fits(change->path, rules[i].pattern, steps))
			continue;
		if (rules[i].meaning == NEVER_LATER)
			return false;
		if (!before || !after || before->kind != after->kind)
			return true;
		return rules[i].meaning == LATER_IF_HIGHER  ? after->number > before->number
			   : rules[i].meaning == LATER_IF_LOWER ? after->number < before->number
													: lacks_something(after->text, before->text);
	}
	return true;
}

static bool matters(const struct policy_difference *change)
{
	switch (change->kind) {
	case POLICY_NEW:
		return !fits_one_of(change->path, harmless_when_new,
			sizeof harmless_when_new / sizeof harmless_when_new[0]);
	case POLICY_GONE:
		return true;
	case POLICY_REORDERED:
		return !fits_one_of(change->path, harmless_in_order,
			sizeof harmless_in_order / sizeof harmless_in_order[0]);
	default:
		return comes_later(change);
	}
}

static int compare_paths(const void *a, const void *b)
{
	const struct policy_member *const *left = a, *const *right = b;
	return text_compare((*left)->path, (*right)->path);
}

// Members by path.
struct index {
	const struct policy_member **by_path;
	size_t count;
};

static bool index_members(
	const struct policy_members *members, struct arena *arena, struct index *out)
{
	out->count = members->count;
	out->by_path = arena_array(arena, members->count, sizeof *out->by_path);
	for (size_t i = 0; out->by_path && i < members->count; i++)
		out->by_path[i] = &members->list[i];
	if (out->by_path && members->count)
		qsort(out->by_path, members->count, sizeof *out->by_path, compare_paths);
	return out->by_path;
}

static const struct policy_member *find(const struct index *index, struct text path)
{
	const struct policy_member wanted = {.path = path}, *key = &wanted;
	const struct policy_member **found =
		index->count ? bsearch(&key, index->by_path, index->count, sizeof key, compare_paths)
					 : NULL;
	return found ? *found : NULL;
}

static bool is_below(struct text path, struct text item)
{
	return path.length > item.length && path.start[item.length] == '/' &&
		   text_equal((struct text){path.start, item.length}, item);
}

// How many members of the thing at `place` stand after it.
static size_t members_of(const struct policy_members *members, size_t place)
{
	size_t count = 0;
	while (place + 1 + count < members->count &&
		   is_below(members->list[place + 1 + count].path, members->list[place].path))
		count++;
	return count;
}

// Whether the ids that two lists share stand in another order.
static bool is_reordered(struct text before, struct text after)
{
	struct text left = before, right = after;
	for (;;) {
		struct text a = {NULL, 0}, b = {NULL, 0};
		while (left.length && !a.length) {
			struct text item = cut_item(&left);
			if (list_has(after, item))
				a = item;
		}
		while (right.length && !b.length) {
			struct text item = cut_item(&right);
			if (list_has(before, item))
				b = item;
		}
		if (!a.length && !b.length)
			return false;
		if (!text_equal(a, b))
			return true;
	}
}

static bool is_same(const struct policy_member *before, const struct policy_member *after)
{
	if (before->kind == POLICY_MEMBER_KEYS && after->kind == POLICY_MEMBER_KEYS)
		return !is_reordered(before->text, after->text);
	return before->kind == after->kind && before->number == after->number &&
		   text_equal(before->text, after->text);
}

static void add(struct policy_differences *changes, struct policy_difference change)
{
	change.path = (change.after ? change.after : change.before)->path;
	change.later = matters(&change);
	changes->list[changes->count++] = change;
}

// Adds what of `these` the others do not have.
static void add_missing(const struct policy_members *these, const struct index *others, bool gone,
	struct policy_differences *changes)
{
	for (size_t i = 0; i < these->count; i++) {
		const struct policy_member *member = &these->list[i];
		bool item = member->kind == POLICY_MEMBER_ITEM;
		if (find(others, member->path) || member->kind == POLICY_MEMBER_KEYS)
			continue;
		struct policy_difference change = {
			.before = gone ? member : NULL,
			.after = gone ? NULL : member,
			.members = item ? members_of(these, i) : 0,
			.kind =
				gone ? (item ? POLICY_GONE : POLICY_REMOVED) : (item ? POLICY_NEW : POLICY_ADDED),
		};
		add(changes, change);
		i += change.members;
	}
}

enum status policy_compare(const struct policy_members *before, const struct policy_members *after,
	struct arena *arena, struct policy_differences *out, struct fault *fault)
{
	struct index old, new;
	struct policy_differences changes = {
		arena_array(arena, before->count + after->count + 1, sizeof *changes.list), 0};
	if (!changes.list || !index_members(before, arena, &old) || !index_members(after, arena, &new))
		return fault_memory(fault);
	for (size_t i = 0; i < after->count; i++) {
		const struct policy_member *member = &after->list[i], *was = find(&old, member->path);
		if (!was || is_same(was, member))
			continue;
		add(&changes,
			(struct policy_difference){
				.kind = member->kind == POLICY_MEMBER_KEYS ? POLICY_REORDERED : POLICY_CHANGED,
				.before = was,
				.after = member,
			});
	}
	add_missing(after, &old, false, &changes);
	add_missing(before, &new, true, &changes);
	*out = changes;
	return STATUS_OK;
}

bool policy_differences_later(const struct policy_differences *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		if (changes->list[i].later)
			return true;
	}
	return false;
}

const struct policy_member *policy_member_find(
	const struct policy_members *members, struct text path)
{
	for (size_t i = 0; i < members->count; i++) {
		if (text_equal(members->list[i].path, path))
			return &members->list[i];
	}
	return NULL;
}
