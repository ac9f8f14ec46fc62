#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Anybody's load at any instant over HTTP, and everybody's at once."""

import random
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import bench

PEOPLE = 15_000 if bench.QUICK else 150_000
CLIENTS = 16
ID = "00000000-0000-4000-8000-{:012}"
plimsoll = bench.service.Service()


def instants(before=False):
    """At any time to come, which the stored state answers; with `before` before the last dose, which only
    the log does."""
    chance, now = random.Random(2), datetime.now(timezone.utc)
    while True:
        days = -chance.uniform(1, 700) if before else chance.uniform(0, 200)
        yield (now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def own_questions(people):
    """Of people who are signed in, about their own load."""
    chance = random.Random(1)
    asking = [chance.randint(1, people) for _ in range(20_000)]
    return [bench.request("GET", f"/api/v1/me/load?at={at}", cookie)
            for cookie, at in zip(bench.add_sessions(plimsoll, asking), instants())]


def operator_questions(people, before=False):
    chance, bearer = random.Random(1), f"Authorization: Bearer {plimsoll.token()}"
    return [bench.request("GET", f"/api/v1/people/{ID.format(chance.randint(1, people))}/load?at={at}", bearer)
            for _, at in zip(range(20_000), instants(before))]


def asked_through_libpq():
    return bench.pgbench(plimsoll, Path(__file__).parent / "load.sql", CLIENTS, "plimsoll_web", {"people": PEOPLE})


def one_load(report):
    costs, there = {}, 0
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        bench.add_people(plimsoll, there + 1, people, states=True)
        there = people
        asked = own_questions(people)
        costs[people] = 1 / bench.client(plimsoll.address, CLIENTS, asked)
    report.compare(
        f"load of one of {PEOPLE:,} people, {CLIENTS} clients",
        lambda: bench.client(plimsoll.address, CLIENTS, asked), asked_through_libpq, "libpq (pgbench)", least=0.5)
    report.growth("load of one person", "people", costs, most=0.15)
    looks = operator_questions(PEOPLE)
    report.compare(
        f"load of one of {PEOPLE:,} people, {CLIENTS} clients, put on their trail first",
        lambda: bench.client(plimsoll.address, CLIENTS, looks), asked_through_libpq, "libpq (pgbench)")


LOG = """
SET session_replication_role = replica;
INSERT INTO exposure (person_id, exposure_id, organisation_id, occurred_at, recorded_at, category,
	involvement, modifiers, source, policy_version, dose)
SELECT ('00000000-0000-4000-8000-' || lpad(person::text, 12, '0'))::uuid, gen_random_uuid(),
	organisation_id, date_trunc('second', now()) - n * interval '17 hours', now(), 'INC_DISORDER',
	'direct', '{{}}', 'import', 1, 10
FROM organisation, generate_series(1, 100) person, generate_series(1, {events}) n;
ANALYZE exposure;
"""


def one_load_from_the_log(report):
    """An instant before the last dose is answered from the log, whose length is the person's."""
    costs = {}
    for events in (10, 100, 1000):
        bench.psql(plimsoll, "TRUNCATE exposure;" + LOG.format(events=events))
        costs[events] = 1 / bench.client(plimsoll.address, CLIENTS, operator_questions(100, before=True))
    report.growth("load of one person before their last exposure", "their exposures", costs)


def every_load(report):
    folder, port = bench.socket_of(plimsoll)
    read, work, out = {}, {}, {}
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        done = subprocess.run(
            [bench.BUILD / "tests/bench/tools/bench_every_load",
             f"host={folder} port={port} dbname=plimsoll", str(people), str(bench.ROUNDS)],
            capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        rounds = [line.split() for line in done.stdout.splitlines()]
        assert len(rounds) == bench.ROUNDS and all(int(one[0]) == people for one in rounds), rounds
        read[people] = [float(one[1]) for one in rounds]
        work[people] = [float(one[2]) for one in rounds]
        out[people] = sorted(read[people])[len(rounds) // 2] + sorted(work[people])[len(rounds) // 2]
    whole = [a + b for a, b in zip(read[PEOPLE], work[PEOPLE])]
    report.limit(f"every load of {PEOPLE:,} people, states in memory", work[PEOPLE], "s", 0.040)
    report.limit(f"every load of {PEOPLE:,} people, states read from PostgreSQL too", whole, "s", None)
    report.growth("every load", "people", out, most=1.15)


with plimsoll:
    plimsoll.start("--demo")
    bench.run("loads", one_load, one_load_from_the_log, every_load)
