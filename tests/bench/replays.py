#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Loads and crossings out of the columnar cache, against the memory, a bare loop and PostgreSQL."""

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import bench

EXPOSURES = 1000  # of each person
PEOPLE = 1_500 if bench.QUICK else 150_000
ASKED = 150 if bench.QUICK else 1_500  # in SQL, which takes minutes for more
TOOL = bench.BUILD / "tests/bench/tools/bench_replay"
plimsoll = bench.service.Service()


def tool(*arguments):
    done = subprocess.run([TOOL, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


class Columns:
    """A file of made-up people, which goes again."""

    def __init__(self, people):
        self.people = people

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="plimsoll-bench-")
        self.path = Path(self.folder.name) / "columns"
        tool("make", self.path, self.people, EXPOSURES)
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def measure(self, rounds=bench.ROUNDS):
        """By pass the seconds of the processor in each round; of two threads the slower one's."""
        (people, exposures, _), *rows = tool("measure", self.path, rounds)
        assert int(people) == self.people and int(exposures) == self.people * EXPOSURES
        names = ("bytes", "load", "exp", "replay", "exp by 2", "replay by 2")
        self.crossings = int(rows[0][12])
        self.passed = [float(row[7]) for row in rows]  # in replaying, by the clock
        return {name: [float(row[2 * i]) for row in rows] for i, name in enumerate(names)}


def compare(report, name, ours, reference, against, least):
    pairs = iter(list(zip(ours, reference)))
    current = []

    def take_ours():
        current[:] = [next(pairs)]
        return current[0][0]

    report.compare(name, take_ours, lambda: current[0][1], against, "s", least, rounds=len(ours))


def loads_and_crossings(report):
    load, replay = {}, {}
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        with Columns(people) as columns:
            took = columns.measure()
            crossings = columns.crossings
        load[people * EXPOSURES] = statistics.median(took["load"])
        replay[people * EXPOSURES] = statistics.median(took["replay"])
    size = f"{PEOPLE * EXPOSURES:,} exposures"
    compare(report, f"every load of {size} out of the columnar cache", took["load"], took["bytes"],
            "reading the same bytes once", 1 / 6)
    compare(report, f"every crossing of {size} ({crossings:,})", took["replay"], took["exp"],
            "one pass of exp per exposure", 1 / 1.2)
    scaled = [a / b for a, b in zip(took["replay"], took["replay by 2"])]
    bare = [a / b for a, b in zip(took["exp"], took["exp by 2"])]
    ratios = [a / b for a, b in zip(scaled, bare)]
    middle = statistics.median(ratios)
    name = "crossings by two threads instead of one"
    report.add(name, f"ours {statistics.median(scaled):.2f} times as fast, the pass of exp "
               f"{statistics.median(bare):.2f} times, ratio {middle:.2f} (median "
               f"[{min(ratios):.2f}–{max(ratios):.2f}], n={len(ratios)})",
               report.judge(name, "must ≥ 0.9", None if os.cpu_count() < 2 else middle >= 0.9))
    report.limit(f"every crossing of {size}, each of two threads", took["replay by 2"], "s", None)
    report.growth("every load", "exposures", load, most=1.15)
    report.growth("every crossing", "exposures", replay, most=1.15)


TABLE = """
CREATE UNLOGGED TABLE bench_exposure (person integer, second bigint, weight double precision);
COPY bench_exposure FROM '{rows}';
CREATE INDEX ON bench_exposure (person, second);
ANALYZE bench_exposure;
"""

# A load is the sum of what was weighed forward to one landmark, brought back to its own instant;
# a level is raised where it is reached and was not after the exposure before.
CROSSINGS = """
SET work_mem = '1GB'; SET jit = off;
SELECT count(*) FILTER (WHERE load >= 130 AND before < 130), count(*) FILTER (WHERE load >= 180
	AND before < 180), count(*) FILTER (WHERE load >= 240 AND before < 240)
FROM (SELECT load, coalesce(lag(load) OVER (PARTITION BY person ORDER BY second), 0) AS before
	FROM (SELECT person, second, sum(weight * exp((second - 1400000000) * {rate}::double precision)) OVER (
			PARTITION BY person ORDER BY second ROWS UNBOUNDED PRECEDING)
			* exp((1400000000 - second) * {rate}::double precision) AS load FROM bench_exposure) loads) steps;
"""


def crossings_in_sql(report):
    rate = 0.6931471805599453 / (28 * 86400)
    ours, theirs = [], []
    with Columns(ASKED) as columns:
        rows = Path(columns.folder.name) / "rows"
        with open(rows, "wb") as file:
            subprocess.run([TOOL, "rows", columns.path], stdout=file, check=True)
        os.chmod(columns.folder.name, 0o755)
        bench.psql(plimsoll, TABLE.format(rows=rows))
        for _ in range(bench.ROUNDS):
            columns.measure(1)
            ours.append(columns.passed[0])
            began = time.monotonic()
            bench.psql(plimsoll, CROSSINGS.format(rate=rate))
            theirs.append(time.monotonic() - began)
    bench.psql(plimsoll, "DROP TABLE bench_exposure;")
    compare(report, f"every crossing of {ASKED * EXPOSURES:,} exposures", ours, theirs,
            "sum(w*exp()) with window functions in PostgreSQL", 100)


with plimsoll:
    plimsoll.start("--demo")
    bench.run("replays", crossings_in_sql, loads_and_crossings)
