#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""One exposure in each request, durable before the answer, against the same statements of the same
number of clients with a commit each, and against a bare INSERT."""

import json
import random
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import bench

CLIENTS = 64
PEOPLE = 15_000
SECONDS = 2 if bench.QUICK else 4
# What the service sets for these transactions; here for the session, which costs nothing in each.
KEYED = ("plan_cache_mode=force_generic_plan", "enable_seqscan=off", "enable_hashjoin=off",
         "enable_mergejoin=off")
HERE = Path(__file__).parent
plimsoll = bench.service.Service()
counts = {"request": 0}


def entries(people, number):
    """Requests that each record an exposure of now, with ids made as devices make them."""
    made = []
    token = plimsoll.token()
    at = (datetime.now(timezone.utc) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for _ in range(number):
        body = json.dumps({
            "id": bench.service.new_id(), "person": f"bench-{random.randint(1, people)}",
            "occurred_at": at, "category": "INC_DISORDER"}).encode()
        made.append(bench.request("POST", "/api/v1/exposures", f"Authorization: Bearer {token}",
                                  "Content-Type: application/json", body=body))
    return made


def recorded(people):
    """Acknowledged per second, all of them found in the log afterwards."""
    before = int(bench.psql(plimsoll, "SELECT count(*) FROM exposure"))
    requests = entries(people, 60_000)
    answers, rate = bench.client_counted(plimsoll.address, CLIENTS, requests, SECONDS, 201)
    assert answers < len(requests), "the client came round to ids it had used"
    # A connection has one request under way when the client ends.
    for _ in range(100):
        added = int(bench.psql(plimsoll, "SELECT count(*) FROM exposure")) - before
        if answers <= added <= answers + CLIENTS:
            return rate
        time.sleep(0.05)
    raise AssertionError(f"{answers} acknowledged, {added} in the log")


def pgbench(script):
    return bench.pgbench(plimsoll, HERE / script, CLIENTS, "plimsoll_recorder",
                         {"people": PEOPLE, "organisation": bench.psql(
                             plimsoll, "SELECT organisation_id FROM organisation").strip()}, SECONDS, KEYED)


def one_exposure_in_each_request(report):
    bench.psql(plimsoll, "CHECKPOINT")
    assert bench.psql(plimsoll, "SHOW fsync").strip() == "on"
    costs = {}
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        costs[people] = 1 / recorded(people)
    report.compare(f"recording, {CLIENTS} clients", lambda: recorded(PEOPLE),
                   lambda: pgbench("record.sql"), "the same statements (pgbench)", least=1)
    report.compare(f"recording, {CLIENTS} clients, against a bare INSERT", lambda: recorded(PEOPLE),
                   lambda: pgbench("insert.sql"), "INSERT (pgbench)")
    report.growth("recording", "people", costs, most=0.15)


with plimsoll:
    plimsoll.start("--demo")
    bench.add_people(plimsoll, 1, PEOPLE)
    bench.run("recording", one_exposure_in_each_request)
