// SPDX-License-Identifier: MIT
#include "app/import/tally.h"

#include <search.h>
#include <stdlib.h>

static int compare_names(const void *a, const void *b)
{
	const struct dispatch_counted *left = a, *right = b;
	int order = text_compare(left->name, right->name);
	return order ? order : text_compare(left->second, right->second);
}

static int compare_rows(const void *a, const void *b)
{
	const struct dispatch_counted *left = a, *right = b;
	if (left->rows != right->rows)
		return left->rows < right->rows ? 1 : -1;
	return compare_names(a, b);
}

// A name as the list has it: not cut within a character.
static struct text cut(struct text name)
{
	if (name.length <= TALLY_NAME_LIMIT)
		return name;
	size_t length = TALLY_NAME_LIMIT;
	while (length > TALLY_NAME_LIMIT - 4 && ((unsigned char)name.start[length] & 0xC0) == 0x80)
		length--;
	return (struct text){name.start, length};
}

bool tally_count(struct tally *tally, struct text name, struct text second)
{
	struct dispatch_counted wanted = {cut(name), cut(second), 0};
	struct dispatch_counted **found = tfind(&wanted, &tally->tree, compare_names);
	if (!found && tally->count >= DISPATCH_LISTED_LIMIT) {
		wanted = (struct dispatch_counted){TEXT(""), TEXT(""), 0};
		found = tfind(&wanted, &tally->tree, compare_names);
	}
	if (!found) {
		struct dispatch_counted *added = arena_allocate(tally->arena, sizeof *added);
		if (!added)
			return false;
		added->name = text_copy(tally->arena, wanted.name);
		added->second = text_copy(tally->arena, wanted.second);
		if (!added->name.start || !added->second.start)
			return false;
		found = tsearch(added, &tally->tree, compare_names);
		if (!found)
			return false;
		tally->count++;
	}
	(*found)->rows++;
	return true;
}

static void keep(void *unused)
{
	(void)unused; // the arena's
}

struct listing {
	struct dispatch_counted *list;
	size_t count;
};

static void list_node(const void *node, VISIT visit, void *closure)
{
	struct listing *listing = closure;
	if (visit == postorder || visit == leaf)
		listing->list[listing->count++] = **(struct dispatch_counted *const *)node;
}

bool tally_end(struct tally *tally, struct dispatch_counted **out, size_t *count)
{
	struct listing listing = {
		.list = arena_array(tally->arena, tally->count, sizeof *listing.list)};
	if (listing.list) {
		twalk_r(tally->tree, list_node, &listing);
		if (listing.count)
			qsort(listing.list, listing.count, sizeof *listing.list, compare_rows);
		*out = listing.list;
		*count = listing.count;
	}
	tdestroy(tally->tree, keep);
	tally->tree = NULL;
	return listing.list;
}
