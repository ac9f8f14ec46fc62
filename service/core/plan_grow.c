// SPDX-License-Identifier: MIT
#include "core/plan_grow.h"

#include <string.h>

#define UNREACHED INT64_MAX
// Steps for each arc, on average. A flow that is held needs about one; in one that is far from the
// best, more of them gain less than the simplex does.
#define PATIENCE 1

static bool allocate(struct plan_grow *grow, size_t nodes, size_t arcs, struct arena *arena)
{
	uint32_t **const by_node[] = {
		&grow->inner, &grow->beside, &grow->next, &grow->tops, &grow->entries, &grow->queue};
	for (size_t i = 0; i < sizeof by_node / sizeof by_node[0]; i++) {
		*by_node[i] = arena_array(arena, nodes, sizeof **by_node[i]);
		if (!*by_node[i])
			return false;
	}
	grow->starts = arena_array(arena, nodes + 1, sizeof *grow->starts);
	grow->needs = arena_array(arena, arcs, sizeof *grow->needs);
	grow->arcs = arena_array(arena, arcs, sizeof *grow->arcs);
	grow->queued = arena_array(arena, nodes, sizeof *grow->queued);
	grow->ways = arena_array(arena, nodes, sizeof *grow->ways);
	grow->hung = arena_array(arena, nodes, sizeof *grow->hung);
	return grow->starts && grow->needs && grow->arcs && grow->queued && grow->ways && grow->hung;
}

bool plan_grow_init(
	struct plan_grow *grow, const struct plan_tree *tree, size_t arcs, struct arena *arena)
{
	if (!allocate(grow, (size_t)tree->root + 1, arcs, arena))
		return false;
	for (uint32_t i = 0; i <= tree->root; i++)
		grow->inner[i] = PLAN_NONE;
	for (uint32_t i = tree->root; i-- > 0;) {
		grow->beside[i] = grow->inner[tree->own[i].to];
		grow->inner[tree->own[i].to] = i;
	}
	return true;
}

// Arcs by the pool they lead to.
static void list_arcs(struct plan_grow *grow, const struct plan_tree *tree,
	const struct plan_row *rows, const uint32_t *order, uint32_t count)
{
	uint32_t *starts = grow->starts;
	memset(starts, 0, ((size_t)tree->root + 2) * sizeof *starts);
	for (uint32_t i = 0; i < count; i++) {
		const struct plan_row *row = &rows[order[i]];
		for (uint32_t j = row->first; j < row->first + row->count; j++)
			starts[tree->arcs[j].pool]++;
	}
	for (uint32_t i = 1; i <= tree->root + 1; i++)
		starts[i] += starts[i - 1];
	for (uint32_t i = count; i-- > 0;) {
		const struct plan_row *row = &rows[order[i]];
		for (uint32_t j = row->first + row->count; j-- > row->first;) {
			const uint32_t place = --starts[tree->arcs[j].pool];
			grow->needs[place] = order[i];
			grow->arcs[place] = j;
		}
	}
}

// The own arc of a pool that is neither empty nor full is in every tree: these hang together.
static bool is_bound(const struct plan_own *own)
{
	return !own->pieces && own->flow > 0 && own->flow < own->capacity;
}

static bool is_unplaced(const struct plan_own *own)
{
	return own->capacity == PLAN_UNBOUNDED;
}

// By node the outermost of those it hangs together with; by that their list, itself first.
static void list_bound(struct plan_grow *grow, const struct plan_tree *tree)
{
	const uint32_t root = tree->root;
	for (uint32_t i = 0; i <= root; i++) {
		grow->tops[i] = i;
		grow->next[i] = PLAN_NONE;
	}
	for (uint32_t i = 0; i < root; i++) {
		const struct plan_own *own = &tree->own[i];
		if (is_unplaced(own) || !is_bound(own))
			continue;
		const uint32_t top = grow->tops[own->to];
		grow->tops[i] = top;
		grow->next[i] = grow->next[top];
		grow->next[top] = i;
	}
}

struct search {
	struct plan_grow *grow;
	struct plan_tree *tree;
	uint32_t first, waiting; // in the queue, which goes round
	uint64_t left;           // steps; then only what was not reached yet is looked for
};

static void enqueue(struct search *search, uint32_t top)
{
	const uint32_t size = search->tree->root + 1;
	const uint32_t place = search->first + search->waiting++;
	search->grow->queued[top] = true;
	search->grow->queue[place < size ? place : place - size] = top;
}

static bool leads_through(struct search *search, uint32_t top, uint32_t by)
{
	const struct plan_grow *grow = search->grow;
	while (top != search->tree->root && top != by) {
		top = grow->tops[grow->ways[top].parent];
		search->left -= search->left > 0;
	}
	return top == by;
}

static void reach(struct search *search, uint32_t node, struct plan_way way, int64_t cost)
{
	struct plan_grow *grow = search->grow;
	int64_t *prices = search->tree->prices;
	const uint32_t top = grow->tops[node], from = grow->tops[way.parent];
	const int64_t price = prices[from] + cost;
	search->left -= search->left > 0;
	if (price >= prices[top] || (search->left == 0 && prices[top] != UNREACHED) ||
		leads_through(search, from, top))
		return;
	prices[top] = price;
	grow->entries[top] = node;
	grow->ways[top] = way;
	if (!grow->queued[top])
		enqueue(search, top);
}

// From which nodes something more could be sent to this one.
static void look_around(struct search *search, uint32_t node)
{
	const struct plan_grow *grow = search->grow;
	const struct plan_tree *tree = search->tree;
	for (uint32_t i = grow->inner[node]; i != PLAN_NONE; i = grow->beside[i]) {
		const struct plan_own *own = &tree->own[i];
		if (!own->fixed && (own->flow < own->capacity || own->capacity == 0))
			reach(search, i, (struct plan_way){node, PLAN_LINK_UP, 0}, plan_own_rise(own));
	}
	if (node == tree->root)
		return;
	const struct plan_own *own = &tree->own[node];
	if (!own->fixed && own->flow > 0)
		reach(search, own->to, (struct plan_way){node, PLAN_LINK_DOWN, 0}, -plan_own_fall(own));
	for (uint32_t i = grow->starts[node]; i < grow->starts[node + 1]; i++) {
		const uint32_t need = grow->needs[i], arc = grow->arcs[i];
		const struct plan_candidate *now = &tree->arcs[tree->at[need]];
		if (!is_unplaced(&tree->own[now->pool]))
			reach(search, now->pool, (struct plan_way){node, need, arc},
				(int64_t)tree->arcs[arc].cost - now->cost);
	}
}

static void look_for_ways(struct plan_grow *grow, struct plan_tree *tree)
{
	const uint32_t size = tree->root + 1;
	const uint64_t arcs = (uint64_t)grow->starts[size] + size;
	struct search search = {grow, tree, 0, 0, PATIENCE * arcs};
	for (uint32_t i = 0; i < tree->root; i++)
		tree->prices[i] = UNREACHED;
	tree->prices[tree->root] = 0;
	enqueue(&search, tree->root);
	while (search.waiting > 0) {
		const uint32_t top = grow->queue[search.first];
		search.first = search.first + 1 < size ? search.first + 1 : 0;
		search.waiting--;
		grow->queued[top] = false;
		for (uint32_t i = top; i != PLAN_NONE; i = grow->next[i])
			look_around(&search, i);
	}
}

void plan_grow(struct plan_grow *grow, struct plan_tree *tree, const struct plan_row *rows,
	const uint32_t *order, uint32_t count)
{
	list_arcs(grow, tree, rows, order, count);
	list_bound(grow, tree);
	look_for_ways(grow, tree);
	for (uint32_t i = 0; i < count; i++)
		tree->other[order[i]] = PLAN_NONE;
	for (uint32_t i = 0; i < tree->root; i++)
		grow->hung[i] = (struct plan_way){tree->own[i].to, PLAN_LINK_UP, 0};
	for (uint32_t i = 0; i < tree->root; i++) {
		if (grow->tops[i] != i)
			continue;
		for (uint32_t node = grow->entries[i]; node != i; node = tree->own[node].to)
			grow->hung[tree->own[node].to] = (struct plan_way){node, PLAN_LINK_DOWN, 0};
		grow->hung[grow->entries[i]] = grow->ways[i];
	}
	plan_tree_hang(tree, grow->hung);
}
