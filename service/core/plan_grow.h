// SPDX-License-Identifier: MIT
// A strongly feasible tree for a flow that is given, with prices as near to those of a best plan as
// the flow is to one; for core/plan alone.
//
// A tree is strongly feasible if more can be sent to the root along each of its paths. Such paths
// are sought, the cheaper the better, as Bellman and Ford do, from the root and by a queue. Where a
// flow can be improved, paths get ever cheaper round a cycle; such a step is not taken, and after a
// number of steps no more are. So a tree comes of it in any case, and the simplex does the rest.
// Pools that are neither empty nor full hang together with what they lie in, as they must.
#pragma once

#include "core/plan_tree.h"

// Arcs of a need that may still carry flow.
struct plan_row {
	uint32_t first, count;
};

struct plan_grow {
	uint32_t *starts, *needs, *arcs; // by node, where its arcs are in lists: of whom, and which
	uint32_t *inner, *beside;        // by node: the first pool in it, and the next in the same
	uint32_t *tops, *next;           // by node: of those that hang together, which is outermost
	uint32_t *entries;               // by that: the one by which they hang
	struct plan_way *ways;           // and how
	struct plan_way *hung;           // by node
	uint32_t *queue;
	bool *queued;
};

bool plan_grow_init(
	struct plan_grow *grow, const struct plan_tree *tree, size_t arcs, struct arena *arena);

// Hangs all nodes anew, for the flow and the costs that there are. `order` lists the needs with
// rows.
void plan_grow(struct plan_grow *grow, struct plan_tree *tree, const struct plan_row *rows,
	const uint32_t *order, uint32_t count);
