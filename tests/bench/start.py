#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""From starting the service on data that exist to its first answer, against PostgreSQL alone."""

import statistics
import subprocess
import time
from urllib.parse import urlsplit

import bench
import references

PEOPLE = 15_000
ROUNDS = 5 if bench.QUICK else 9
plimsoll = bench.service.Service()


def ours():
    began = time.perf_counter()
    plimsoll.start()
    status, _, _ = references.request(urlsplit(plimsoll.address).port, "GET", "/healthz")
    spent = time.perf_counter() - began
    assert status == 200
    plimsoll.end()
    return spent


def postgresql():
    """pg_ctl start of the same cluster, until it takes connections."""
    data = plimsoll.folder / "data/postgresql"
    folder = plimsoll.folder / "data/socket"
    run = [*bench.as_database_user(), f"{bench.BIN}/pg_ctl", "-D", str(data), "-w", "-s"]
    subprocess.run([*bench.as_database_user(), "mkdir", "-p", "-m", "700", str(folder)], check=True)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    began = time.perf_counter()
    subprocess.run([*run, "-o", options, "-l", f"{plimsoll.folder}/data/pg_ctl.log", "start"],
                   check=True, cwd="/")
    spent = time.perf_counter() - began
    subprocess.run([*run, "-m", "fast", "stop"], check=True, cwd="/")
    return spent


def start_with_existing_data(report):
    costs, there = {}, 0
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        plimsoll.start()
        bench.add_people(plimsoll, there + 1, people, states=True)
        bench.psql(plimsoll, "CHECKPOINT")
        plimsoll.end()
        there = people
        costs[people] = statistics.median(ours() for _ in range(3))
    pairs = [(ours(), postgresql()) for _ in range(ROUNDS)]
    iterator = iter(pairs)
    current = []

    def first():
        current[:] = next(iterator)
        return current[0]

    report.compare("start to first answer", first, lambda: current[1], "pg_ctl start", unit="s",
                   rounds=len(pairs))
    report.limit("start to first answer, beyond pg_ctl start", [a - b for a, b in pairs], "s", 0.3)
    report.growth("start to first answer", "people", costs, most=0.15)


with plimsoll:
    plimsoll.start("--demo")
    plimsoll.end()
    bench.run("start", start_with_existing_data)
