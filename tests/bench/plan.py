#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The best plan of a batch, against LEMON's network simplex on the same graph."""

import statistics
import subprocess

import bench

NEEDS = 1_000 if bench.QUICK else 10_000
CANDIDATES = 50
TOOL = bench.BUILD / "tests/bench/tools/bench_plan"
NAMES = ("plan", "lemon", "check", "warm", "single")


def measure(needs, levels):
    """By name the seconds of the processor in each round. The tool fails where LEMON's plan places
    fewer or more or costs less or more, at any level, and where a certificate does not hold."""
    done = subprocess.run([TOOL, str(needs), str(CANDIDATES), str(levels), str(bench.ROUNDS)],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert len(rows) == bench.ROUNDS, done.stdout
    return {name: [float(row[i]) for row in rows] for i, name in enumerate(NAMES)}


def compare(report, name, ours, reference, against, least):
    pairs = iter(zip(ours, reference))
    current = []

    def take():
        current[:] = next(pairs)
        return current[0]

    report.compare(name, take, lambda: current[1], against, "s", least, rounds=len(ours))


def plans_of_one_level(report):
    costs = {}
    for needs in (NEEDS // 100, NEEDS // 10, NEEDS):
        took = measure(needs, 1)
        costs[needs * CANDIDATES] = statistics.median(took["plan"])
    compare(report, f"plan, {NEEDS:,} needs × {CANDIDATES} seats", took["plan"], took["lemon"],
            "LEMON", 0.5)
    compare(report, f"plan, {NEEDS:,} needs × {CANDIDATES} seats, from the plan in force",
            took["warm"], took["plan"], "from nothing", 1)
    report.limit(f"checking a plan of {NEEDS:,} needs × {CANDIDATES} seats", took["check"], "s",
                 None)
    report.limit("one need by itself, the slowest of 1,000", took["single"], "s", 0.01)
    report.growth("plan", "candidates", costs)


def plans_of_three_levels(report):
    """With even loads, which LEMON's graph has not."""
    took = measure(NEEDS, 3)
    compare(report, f"plan, {NEEDS:,} needs × {CANDIDATES} seats, three levels and even loads",
            took["plan"], took["lemon"], "LEMON, costs of 128 bits", None)
    compare(report, f"plan, {NEEDS:,} needs × {CANDIDATES} seats, three levels, from the plan in "
            "force", took["warm"], took["plan"], "from nothing", None)
    report.limit(f"checking a plan of {NEEDS:,} needs × {CANDIDATES} seats, three levels",
                 took["check"], "s", None)


bench.run("plan", plans_of_one_level, plans_of_three_levels)
