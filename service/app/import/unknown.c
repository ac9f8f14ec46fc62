// SPDX-License-Identifier: MIT
#include "app/import/unknown.h"

#include <search.h>
#include <stdlib.h>

static int compare_types(const void *a, const void *b)
{
	const struct dispatch_unknown *left = a, *right = b;
	int order = text_compare(left->type, right->type);
	return order ? order : text_compare(left->second_type, right->second_type);
}

static int compare_rows(const void *a, const void *b)
{
	const struct dispatch_unknown *left = a, *right = b;
	if (left->rows != right->rows)
		return left->rows < right->rows ? 1 : -1;
	return compare_types(a, b);
}

bool unknown_types_count(struct unknown_types *types, struct text type, struct text second_type)
{
	struct dispatch_unknown wanted = {type, second_type, 0};
	struct dispatch_unknown **found = tfind(&wanted, &types->tree, compare_types);
	if (!found && types->count >= DISPATCH_TYPES_LIMIT) {
		wanted = (struct dispatch_unknown){TEXT(""), TEXT(""), 0};
		found = tfind(&wanted, &types->tree, compare_types);
	}
	if (!found) {
		struct dispatch_unknown *added = arena_allocate(types->arena, sizeof *added);
		if (!added)
			return false;
		added->type = text_copy(types->arena, wanted.type);
		added->second_type = text_copy(types->arena, wanted.second_type);
		if (!added->type.start || !added->second_type.start)
			return false;
		found = tsearch(added, &types->tree, compare_types);
		if (!found)
			return false;
		types->count++;
	}
	(*found)->rows++;
	return true;
}

static void keep(void *unused)
{
	(void)unused; // the arena's
}

struct listing {
	struct dispatch_unknown *list;
	size_t count;
};

static void list_node(const void *node, VISIT visit, void *closure)
{
	struct listing *listing = closure;
	if (visit == postorder || visit == leaf)
		listing->list[listing->count++] = **(struct dispatch_unknown *const *)node;
}

bool unknown_types_end(struct unknown_types *types, struct dispatch_unknown **out, size_t *count)
{
	struct listing listing = {
		.list = arena_array(types->arena, types->count, sizeof *listing.list)};
	if (listing.list) {
		twalk_r(types->tree, list_node, &listing);
		if (listing.count)
			qsort(listing.list, listing.count, sizeof *listing.list, compare_rows);
		*out = listing.list;
		*count = listing.count;
	}
	tdestroy(types->tree, keep);
	types->tree = NULL;
	return listing.list;
}
