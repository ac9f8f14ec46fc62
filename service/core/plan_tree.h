// SPDX-License-Identifier: MIT
// The spanning tree on which core/plan pivots; for core/plan alone.
//
// The network: from each need an arc to the pool of each candidate; from each pool its own arc to
// the pool it lies in or to the root; and a pool of unbounded capacity for those of a level that
// are not placed. A tree is strongly feasible when from every node more could be sent to the root
// along it (Cunningham 1976). In such a tree a need has one arc, to where it is (a leaf, kept out
// of the tree), or two: then where it is hangs below by it, and the arc without flow leads up. So
// the tree is of pools only, each hanging from another by
// - its own arc, upwards, which is not full;
// - the own arc of its parent, downwards, which is not empty; or
// - a need that is in it and might go to its parent.
#pragma once

#include "core/plan.h"

#define PLAN_LINK_UP UINT32_MAX         // by the node's own arc
#define PLAN_LINK_DOWN (UINT32_MAX - 1) // by its parent's
#define PLAN_UNBOUNDED INT32_MAX

struct plan_node {
	uint32_t parent, link; // a link that is neither of the two above is a need
	uint32_t depth;
	uint32_t child, next, before; // the first child, and siblings
};

// The own arc of a pool: flow within [low, high] at this cost while it is in the tree, else at the
// end of such a piece. Costs of pieces rise, so that the sum is convex.
struct plan_own {
	int64_t cost;
	uint32_t to;
	int32_t flow, low, high, capacity, already;
	bool in_tree, fixed; // fixed: not in the tree and kept as it is
	bool pieces;         // of one unit each, for evenness
};

struct plan_tree {
	uint32_t root;
	int64_t *prices; // by node: what a unit costs from it to the root
	struct plan_node *nodes;
	struct plan_own *own;
	struct plan_candidate *arcs;
	uint32_t *at;    // by need: the arc that it takes
	uint32_t *other; // by need: its second arc in the tree, or PLAN_NONE
};

// How a node hangs: by which link, and if that is a need by which of its arcs.
struct plan_way {
	uint32_t parent, link, arc;
};

// Pools are nodes from 0, `root` is the last; all hang from where they lie, without flow.
// False where memory ran out.
bool plan_tree_init(
	struct plan_tree *tree, const struct plan_problem *problem, struct arena *arena);

// The piece of an arc that is not in the tree, in which its flow would rise or fall.
int64_t plan_own_rise(const struct plan_own *own);
int64_t plan_own_fall(const struct plan_own *own);

// Hangs every node but the root as the ways say, which are by node and lead to the root; then
// prices them.
void plan_tree_hang(struct plan_tree *tree, const struct plan_way *ways);

// Prices of all nodes, from the costs of the arcs in the tree.
void plan_tree_price(struct plan_tree *tree);

// Pivots that bring an arc of negative reduced cost into the tree: a need's, or a pool's own one,
// whose flow then rises or falls.
void plan_tree_enter(struct plan_tree *tree, uint32_t need, uint32_t arc, int64_t reduced);
void plan_tree_enter_own(struct plan_tree *tree, uint32_t pool, bool rise, int64_t reduced);
