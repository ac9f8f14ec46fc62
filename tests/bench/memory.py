#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What the service takes in memory when it has served everybody's calendar."""

import re
from pathlib import Path

import bench

PEOPLE = 1_500 if bench.QUICK else 150_000
EVENTS = 40
plimsoll = bench.service.Service()


def resident():
    """Bytes that the service has in memory, without PostgreSQL."""
    status = Path(f"/proc/{plimsoll.process.pid}/status").read_text()
    return 1024 * int(re.search(r"VmRSS:\s+(\d+)", status)[1])


def serving_everybodys_calendar(report):
    before, there, sizes = resident(), 0, {}
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        bench.add_people(plimsoll, there + 1, people)
        # Out of the constraint against overlapping, which would cost minutes and is not measured.
        bench.add_bookings(plimsoll, there + 1, people, EVENTS, takes_time=False)
        paths = bench.add_links(plimsoll, range(there + 1, people + 1))
        bench.client_once(plimsoll.address, 16, [
            bench.request("GET", path, "Accept-Encoding: gzip") for path in paths])
        there = people
        sizes[people] = resident()
        report.add(f"memory, {people:,} calendars of {EVENTS} events",
                   f"{sizes[people] / 1e9:.3f} GB, of which {(sizes[people] - before) / people:,.0f} "
                   "bytes for each", "")
    report.limit(f"memory, serving {PEOPLE:,} calendars of {EVENTS} events", [sizes[PEOPLE] / 1e9],
                 "GB", 0.8)
    report.growth("memory", "calendars", sizes, most=1.05)


with plimsoll:
    plimsoll.start("--demo")
    bench.run("memory", serving_everybodys_calendar)
