// SPDX-License-Identifier: MIT
#include <ctime>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include "lemon.h"

namespace
{

using Graph = lemon::SmartDigraph;

double seconds()
{
	timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// What a unit of the cost of each level weighs, so that no levels after it can outweigh it.
template <typename Cost> std::vector<Cost> weights(const plan_problem *problem)
{
	std::vector<Cost> weight(problem->level_count);
	std::vector<Cost> needs(problem->level_count);
	for (uint32_t i = 0; i < problem->need_count; i++)
		needs[problem->needs[i].level] += 1;
	Cost least = 1;
	for (uint32_t level = problem->level_count; level-- > 0;) {
		weight[level] = least;
		least *= needs[level] * static_cast<Cost>(plan_unplaced_cost(problem, level)) + 1;
	}
	return weight;
}

template <typename Cost> double solve(const plan_problem *problem, plan_total *totals)
{
	Graph graph;
	graph.reserveNode(static_cast<int>(problem->need_count + problem->pool_count + 1));
	graph.reserveArc(
		static_cast<int>(problem->need_count + problem->candidate_count + problem->pool_count));
	std::vector<Graph::Node> needs, pools;
	for (uint32_t i = 0; i < problem->need_count; i++)
		needs.push_back(graph.addNode());
	for (uint32_t i = 0; i < problem->pool_count; i++)
		pools.push_back(graph.addNode());
	const Graph::Node root = graph.addNode();
	std::vector<Graph::Arc> arcs;
	std::vector<int> capacities;
	std::vector<Cost> costs;
	const auto add = [&](Graph::Node from, Graph::Node to, int capacity, Cost cost) {
		arcs.push_back(graph.addArc(from, to));
		capacities.push_back(capacity);
		costs.push_back(cost);
	};
	const std::vector<Cost> weight = weights<Cost>(problem);
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const plan_need &need = problem->needs[i];
		for (uint32_t j = need.first; j < need.first + need.count; j++)
			add(needs[i], pools[problem->candidates[j].pool], 1,
				weight[need.level] * problem->candidates[j].cost);
	}
	std::vector<Cost> unplaced;
	for (uint32_t level = 0; level < problem->level_count; level++)
		unplaced.push_back(weight[level] * static_cast<Cost>(plan_unplaced_cost(problem, level)));
	for (uint32_t i = 0; i < problem->need_count; i++)
		add(needs[i], root, 1, unplaced[problem->needs[i].level]);
	for (uint32_t i = 0; i < problem->pool_count; i++) {
		const plan_pool &pool = problem->pools[i];
		add(pools[i], pool.within == PLAN_NONE ? root : pools[pool.within], pool.capacity, 0);
	}
	Graph::ArcMap<int> capacity(graph);
	Graph::ArcMap<Cost> cost(graph);
	Graph::NodeMap<int> supply(graph, 0);
	for (size_t i = 0; i < arcs.size(); i++) {
		capacity[arcs[i]] = capacities[i];
		cost[arcs[i]] = costs[i];
	}
	for (const Graph::Node need : needs)
		supply[need] = 1;
	supply[root] = -static_cast<int>(problem->need_count);
	lemon::NetworkSimplex<Graph, int, Cost> simplex(graph);
	simplex.upperMap(capacity).costMap(cost).supplyMap(supply);
	const double began = seconds();
	const auto answer = simplex.run();
	const double took = seconds() - began;
	if (answer != lemon::NetworkSimplex<Graph, int, Cost>::OPTIMAL)
		return -1;
	for (uint32_t level = 0; level < problem->level_count; level++)
		totals[level] = plan_total{0, 0, 0};
	for (uint32_t i = 0; i < problem->need_count; i++) {
		const plan_need &need = problem->needs[i];
		totals[need.level].needs++;
		for (uint32_t j = need.first; j < need.first + need.count; j++) {
			if (simplex.flow(arcs[j]) == 0)
				continue;
			totals[need.level].placed++;
			totals[need.level].cost += problem->candidates[j].cost;
		}
	}
	return took;
}

} // namespace

double lemon_solve(const plan_problem *problem, plan_total *totals)
{
	return problem->level_count == 1 ? solve<long long>(problem, totals)
									 : solve<__int128>(problem, totals);
}
