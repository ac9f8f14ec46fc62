// SPDX-License-Identifier: MIT
#include "core/cohort.h"

#include <assert.h>

struct cohort_amount cohort_of_people(int64_t people)
{
	return (struct cohort_amount){people, people, people ? 1 : 0};
}

struct cohort_amount cohort_together(struct cohort_amount a, struct cohort_amount b)
{
	return (struct cohort_amount){
		a.people + b.people, a.total + b.total, a.largest > b.largest ? a.largest : b.largest};
}

bool cohort_is_safe(struct cohort_amount amount, int64_t least)
{
	return amount.people >= least && amount.largest <= amount.total - amount.largest;
}

struct hiding {
	struct cohort_group *groups;
	size_t count, amounts;
	int64_t least;
};

static bool is_shown(const struct hiding *hiding, size_t group)
{
	return hiding->groups[group].answer == COHORT_SHOWN;
}

static bool are_safe(const struct hiding *hiding, const struct cohort_amount *amounts)
{
	for (size_t i = 0; i < hiding->amounts; i++) {
		if (!cohort_is_safe(amounts[i], hiding->least))
			return false;
	}
	return true;
}

static bool lies_within(const struct hiding *hiding, size_t group, size_t outer)
{
	while (group != COHORT_TOP && group > outer)
		group = hiding->groups[group].within;
	return group == outer;
}

// The innermost shown group that a leaf is in.
static size_t shown_around(const struct hiding *hiding, size_t leaf)
{
	while (leaf != COHORT_TOP && !is_shown(hiding, leaf))
		leaf = hiding->groups[leaf].within;
	return leaf;
}

// Whether what is left of a shown group beside the shown groups within it may be known.
static bool remainder_holds(const struct hiding *hiding, size_t group)
{
	struct cohort_amount rest[COHORT_AMOUNTS] = {{0}};
	size_t leaves = 0;
	for (size_t i = group + 1; i < hiding->count; i++) {
		if (!hiding->groups[i].leaf || shown_around(hiding, i) != group)
			continue;
		leaves++;
		for (size_t j = 0; j < hiding->amounts; j++)
			rest[j] = cohort_together(rest[j], hiding->groups[i].amounts[j]);
	}
	return leaves == 0 || (leaves > 1 && are_safe(hiding, rest));
}

// The smallest shown group within one, of those within which nothing is shown.
static size_t smallest_within(const struct hiding *hiding, size_t group)
{
	size_t smallest = COHORT_TOP;
	for (size_t i = group + 1; i < hiding->count; i++) {
		if (!is_shown(hiding, i) || hiding->groups[i].shown_within ||
			!lies_within(hiding, i, group))
			continue;
		if (smallest == COHORT_TOP ||
			hiding->groups[i].amounts[0].people < hiding->groups[smallest].amounts[0].people)
			smallest = i;
	}
	return smallest;
}

static void hide(const struct hiding *hiding, size_t group)
{
	hiding->groups[group].answer = COHORT_COMPLEMENT;
	for (size_t i = hiding->groups[group].within; i != COHORT_TOP; i = hiding->groups[i].within)
		hiding->groups[i].shown_within--;
}

// Hides one more within a group, and between them what no longer holds without it. Where there is
// nothing more within, the group itself.
static void hide_one(const struct hiding *hiding, size_t group)
{
	size_t one = smallest_within(hiding, group);
	hide(hiding, one == COHORT_TOP ? group : one);
	if (one == COHORT_TOP)
		return;
	for (size_t i = hiding->groups[one].within; i != group; i = hiding->groups[i].within) {
		if (is_shown(hiding, i) && !remainder_holds(hiding, i))
			hide(hiding, i);
	}
}

// Which groups are leaves, the amounts of those that are not, and what is safe alone.
static void begin(const struct hiding *hiding)
{
	struct cohort_group *groups = hiding->groups;
	for (size_t i = 0; i < hiding->count; i++) {
		groups[i].leaf = true;
		groups[i].shown_within = 0;
		assert(groups[i].within == COHORT_TOP || groups[i].within < i);
		if (groups[i].within != COHORT_TOP)
			groups[groups[i].within].leaf = false;
	}
	for (size_t i = hiding->count; i-- > 0;) {
		size_t around = groups[i].within;
		struct cohort_amount sum[COHORT_AMOUNTS] = {{0}};
		for (size_t inner = i + 1; inner < hiding->count && !groups[i].leaf; inner++) {
			for (size_t j = 0; groups[inner].within == i && j < hiding->amounts; j++)
				sum[j] = cohort_together(sum[j], groups[inner].amounts[j]);
		}
		for (size_t j = 0; j < hiding->amounts && !groups[i].leaf; j++)
			groups[i].amounts[j] = sum[j];
		groups[i].answer = are_safe(hiding, groups[i].amounts) ? COHORT_SHOWN : COHORT_SMALL;
		if (around != COHORT_TOP)
			groups[around].shown_within +=
				groups[i].shown_within + (groups[i].answer == COHORT_SHOWN);
	}
}

void cohort_hide(struct cohort_group *groups, size_t count, size_t amounts, int64_t least)
{
	const struct hiding hiding = {groups, count, amounts, least};
	bool changed = true;
	assert(amounts >= 1 && amounts <= COHORT_AMOUNTS);
	begin(&hiding);
	while (changed) {
		changed = false;
		for (size_t i = count; i-- > 0;) {
			while (is_shown(&hiding, i) && !remainder_holds(&hiding, i)) {
				hide_one(&hiding, i);
				changed = true;
			}
		}
	}
}

int64_t cohort_rounded(int64_t value)
{
	return value < 0 ? -cohort_rounded(-value) : (value + 2) / 5 * 5;
}
