// SPDX-License-Identifier: MIT
#include "core/plan_tree.h"

static void detach(struct plan_tree *tree, uint32_t node)
{
	struct plan_node *nodes = tree->nodes, *at = &nodes[node];
	if (at->before != PLAN_NONE)
		nodes[at->before].next = at->next;
	else
		nodes[at->parent].child = at->next;
	if (at->next != PLAN_NONE)
		nodes[at->next].before = at->before;
}

static void attach(struct plan_tree *tree, uint32_t node, uint32_t parent, uint32_t link)
{
	struct plan_node *nodes = tree->nodes, *at = &nodes[node];
	at->parent = parent;
	at->link = link;
	at->before = PLAN_NONE;
	at->next = nodes[parent].child;
	if (at->next != PLAN_NONE)
		nodes[at->next].before = node;
	nodes[parent].child = node;
}

// The next node of the subtree in preorder, or PLAN_NONE after its last.
static uint32_t following(const struct plan_node *nodes, uint32_t node, uint32_t top)
{
	if (nodes[node].child != PLAN_NONE)
		return nodes[node].child;
	while (node != top && nodes[node].next == PLAN_NONE)
		node = nodes[node].parent;
	return node == top ? PLAN_NONE : nodes[node].next;
}

static void shift(struct plan_tree *tree, uint32_t top, int64_t change)
{
	struct plan_node *nodes = tree->nodes;
	for (uint32_t node = top; node != PLAN_NONE; node = following(nodes, node, top)) {
		tree->prices[node] += change;
		nodes[node].depth = nodes[nodes[node].parent].depth + 1;
	}
}

void plan_tree_price(struct plan_tree *tree)
{
	const struct plan_node *nodes = tree->nodes;
	for (uint32_t node = tree->root; node != PLAN_NONE; node = following(nodes, node, tree->root)) {
		const uint32_t parent = nodes[node].parent, link = nodes[node].link;
		if (node == tree->root) {
			tree->prices[node] = 0;
			continue;
		}
		tree->nodes[node].depth = nodes[parent].depth + 1;
		if (link == PLAN_LINK_UP)
			tree->prices[node] = tree->prices[parent] + tree->own[node].cost;
		else if (link == PLAN_LINK_DOWN)
			tree->prices[node] = tree->prices[parent] - tree->own[parent].cost;
		else
			tree->prices[node] = tree->prices[parent] + tree->arcs[tree->other[link]].cost -
								 tree->arcs[tree->at[link]].cost;
	}
}

bool plan_tree_init(struct plan_tree *tree, const struct plan_problem *problem, struct arena *arena)
{
	const uint32_t pools = problem->pool_count, nodes = pools + problem->level_count + 1;
	const size_t arcs = (size_t)problem->candidate_count + problem->need_count;
	tree->root = nodes - 1;
	tree->prices = arena_array(arena, nodes, sizeof *tree->prices);
	tree->nodes = arena_array(arena, nodes, sizeof *tree->nodes);
	tree->own = arena_array(arena, nodes, sizeof *tree->own);
	tree->arcs = arena_array(arena, arcs, sizeof *tree->arcs);
	tree->at = arena_array(arena, problem->need_count, sizeof *tree->at);
	tree->other = arena_array(arena, problem->need_count, sizeof *tree->other);
	if (!tree->prices || !tree->nodes || !tree->own || !tree->arcs || !tree->at || !tree->other)
		return false;
	for (uint32_t i = 0; i < nodes; i++)
		tree->nodes[i].child = PLAN_NONE;
	for (uint32_t i = 0; i < tree->root; i++) {
		const struct plan_pool *pool = i < pools ? &problem->pools[i] : NULL;
		const int32_t capacity = pool ? pool->capacity : PLAN_UNBOUNDED;
		const uint32_t to = pool && pool->within != PLAN_NONE ? pool->within : tree->root;
		tree->own[i] =
			(struct plan_own){.to = to, .high = capacity, .capacity = capacity, .in_tree = true};
		attach(tree, i, to, PLAN_LINK_UP);
		tree->nodes[i].depth = to == tree->root ? 1 : tree->nodes[to].depth + 1;
	}
	return true;
}

// How much more can be sent from a node to its parent; at least 1.
static int32_t room_up(const struct plan_tree *tree, uint32_t node)
{
	const struct plan_node *at = &tree->nodes[node];
	if (at->link == PLAN_LINK_UP)
		return tree->own[node].high - tree->own[node].flow;
	if (at->link == PLAN_LINK_DOWN)
		return tree->own[at->parent].flow - tree->own[at->parent].low;
	return 1;
}

// How much more from its parent to a node; none by a need, which is in the node already.
static int32_t room_down(const struct plan_tree *tree, uint32_t node)
{
	const struct plan_node *at = &tree->nodes[node];
	if (at->link == PLAN_LINK_UP)
		return tree->own[node].flow - tree->own[node].low;
	if (at->link == PLAN_LINK_DOWN)
		return tree->own[at->parent].high - tree->own[at->parent].flow;
	return 0;
}

// Sends so much from a node to its parent, or back where it is negative.
static void send(struct plan_tree *tree, uint32_t node, int32_t amount)
{
	const struct plan_node *at = &tree->nodes[node];
	if (at->link == PLAN_LINK_UP) {
		tree->own[node].flow += amount;
	} else if (at->link == PLAN_LINK_DOWN) {
		tree->own[at->parent].flow -= amount;
	} else {
		const uint32_t arc = tree->at[at->link];
		tree->at[at->link] = tree->other[at->link];
		tree->other[at->link] = arc;
	}
}

// Takes a node off its parent: the arc that it hung by leaves the tree.
static void cut(struct plan_tree *tree, uint32_t node)
{
	const struct plan_node *at = &tree->nodes[node];
	if (at->link == PLAN_LINK_UP)
		tree->own[node].in_tree = false;
	else if (at->link == PLAN_LINK_DOWN)
		tree->own[at->parent].in_tree = false;
	else
		tree->other[at->link] = PLAN_NONE;
	detach(tree, node);
}

static uint32_t turned(uint32_t link)
{
	if (link == PLAN_LINK_UP)
		return PLAN_LINK_DOWN;
	return link == PLAN_LINK_DOWN ? PLAN_LINK_UP : link;
}

// Hangs the subtree that was cut off at `top` by its node `from` instead, below `parent`.
static void hang(struct plan_tree *tree, uint32_t from, uint32_t top, uint32_t parent,
	uint32_t link, int64_t change)
{
	struct plan_node *nodes = tree->nodes;
	uint32_t node = from, above = nodes[from].parent, by = nodes[from].link;
	if (node != top)
		detach(tree, node);
	while (node != top) {
		const uint32_t next = nodes[above].parent, next_by = nodes[above].link;
		if (above != top)
			detach(tree, above);
		attach(tree, above, node, turned(by));
		node = above;
		above = next;
		by = next_by;
	}
	attach(tree, from, parent, link);
	shift(tree, from, change);
}

// The cycle that an arc from `tail` to `head` closes: how much can be sent round it, and what then
// leaves the tree. Of what allows no more it is the last on the way round from where both sides
// meet, first down to the tail and then up from the head: so the tree stays strongly feasible.
struct cycle {
	uint32_t head, tail, meet;
	uint32_t up, down; // what would leave on each side, by its lower node
	int32_t room_up, room_down;
};

static struct cycle find_cycle(const struct plan_tree *tree, uint32_t tail, uint32_t head)
{
	const struct plan_node *nodes = tree->nodes;
	struct cycle cycle = {head, tail, 0, PLAN_NONE, PLAN_NONE, PLAN_UNBOUNDED, PLAN_UNBOUNDED};
	while (head != tail) {
		if (nodes[head].depth >= nodes[tail].depth) {
			const int32_t room = room_up(tree, head);
			if (room <= cycle.room_up) {
				cycle.room_up = room;
				cycle.up = head;
			}
			head = nodes[head].parent;
		} else {
			const int32_t room = room_down(tree, tail);
			if (room < cycle.room_down) {
				cycle.room_down = room;
				cycle.down = tail;
			}
			tail = nodes[tail].parent;
		}
	}
	cycle.meet = head;
	return cycle;
}

static void send_round(struct plan_tree *tree, const struct cycle *cycle, int32_t amount)
{
	for (uint32_t node = cycle->head; node != cycle->meet; node = tree->nodes[node].parent)
		send(tree, node, amount);
	for (uint32_t node = cycle->tail; node != cycle->meet; node = tree->nodes[node].parent)
		send(tree, node, -amount);
}

static bool is_below(const struct plan_tree *tree, uint32_t node, uint32_t top)
{
	while (tree->nodes[node].depth > tree->nodes[top].depth)
		node = tree->nodes[node].parent;
	return node == top;
}

// Of a need by which the pool that it is in hangs.
static void enter_linking(struct plan_tree *tree, uint32_t need, uint32_t arc, int64_t reduced)
{
	const uint32_t pool = tree->arcs[tree->at[need]].pool, head = tree->arcs[arc].pool;
	const uint32_t parent = tree->nodes[pool].parent;
	if (!is_below(tree, head, pool)) {
		detach(tree, pool);
		tree->other[need] = arc;
		attach(tree, pool, head, need);
		shift(tree, pool, reduced);
		return;
	}
	for (uint32_t node = head; node != pool; node = tree->nodes[node].parent)
		send(tree, node, 1);
	detach(tree, pool);
	tree->at[need] = arc;
	hang(tree, head, pool, parent, need, -reduced);
}

void plan_tree_enter(struct plan_tree *tree, uint32_t need, uint32_t arc, int64_t reduced)
{
	if (tree->other[need] != PLAN_NONE) {
		enter_linking(tree, need, arc, reduced);
		return;
	}
	const uint32_t pool = tree->arcs[tree->at[need]].pool, head = tree->arcs[arc].pool;
	const struct cycle cycle = find_cycle(tree, pool, head);
	if (cycle.room_down == 0) {
		cut(tree, cycle.down);
		tree->other[need] = arc;
		hang(tree, pool, cycle.down, head, need, reduced);
		return;
	}
	send_round(tree, &cycle, 1);
	if (cycle.room_up == 1) {
		cut(tree, cycle.up);
		tree->other[need] = tree->at[need];
		tree->at[need] = arc;
		hang(tree, head, cycle.up, pool, need, -reduced);
	} else {
		tree->at[need] = arc;
	}
}

static int64_t piece_cost(const struct plan_own *own, int32_t from)
{
	return own->pieces ? 2 * ((int64_t)own->already + from) + 1 : own->cost;
}

int64_t plan_own_rise(const struct plan_own *own)
{
	return piece_cost(own, own->flow);
}

int64_t plan_own_fall(const struct plan_own *own)
{
	return piece_cost(own, own->flow - 1);
}

void plan_tree_enter_own(struct plan_tree *tree, uint32_t pool, bool rise, int64_t reduced)
{
	struct plan_own *own = &tree->own[pool];
	const uint32_t tail = rise ? pool : own->to, head = rise ? own->to : pool;
	const struct cycle cycle = find_cycle(tree, tail, head);
	const int32_t length = own->pieces ? 1 : own->capacity;
	const int32_t side = cycle.room_up < cycle.room_down ? cycle.room_up : cycle.room_down;
	const int32_t amount = side < length ? side : length;
	if (amount > 0)
		send_round(tree, &cycle, amount);
	own->cost = rise ? plan_own_rise(own) : plan_own_fall(own);
	own->low = rise ? own->flow : own->flow - length;
	own->high = own->low + length;
	own->flow += rise ? amount : -amount;
	if (cycle.room_up == amount) {
		own->in_tree = true;
		cut(tree, cycle.up);
		hang(tree, head, cycle.up, tail, rise ? PLAN_LINK_DOWN : PLAN_LINK_UP, -reduced);
	} else if (amount < length) {
		own->in_tree = true;
		cut(tree, cycle.down);
		hang(tree, tail, cycle.down, head, rise ? PLAN_LINK_UP : PLAN_LINK_DOWN, reduced);
	}
}

static void take_piece(struct plan_own *own, bool rise)
{
	const int32_t length = own->pieces ? 1 : own->capacity;
	own->in_tree = true;
	own->cost = rise ? plan_own_rise(own) : plan_own_fall(own);
	own->low = !own->pieces ? 0 : rise ? own->flow : own->flow - 1;
	own->high = own->low + length;
}

void plan_tree_hang(struct plan_tree *tree, const struct plan_way *ways)
{
	for (uint32_t i = 0; i <= tree->root; i++)
		tree->nodes[i].child = PLAN_NONE;
	for (uint32_t i = 0; i < tree->root; i++)
		tree->own[i].in_tree = false;
	for (uint32_t i = tree->root; i-- > 0;) {
		const struct plan_way *way = &ways[i];
		attach(tree, i, way->parent, way->link);
		if (way->link == PLAN_LINK_UP)
			take_piece(&tree->own[i], true);
		else if (way->link == PLAN_LINK_DOWN)
			take_piece(&tree->own[way->parent], false);
		else
			tree->other[way->link] = way->arc;
	}
	plan_tree_price(tree);
}
