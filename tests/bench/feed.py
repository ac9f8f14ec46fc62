#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Feeds against nginx with the same bytes as files, and against servers of calendars."""

import gzip
import http.client
import statistics
import time
from urllib.parse import urlsplit

import bench
import references

SIZES = {10: 1, 100: 2, 1000: 3}  # events → whose calendar has them
COLD = 10 if bench.QUICK else 30
plimsoll = bench.service.Service()
state = {}


def prepare():
    plimsoll.start("--demo", "--verbose")
    bench.add_people(plimsoll, 1, 3)
    for events, person in SIZES.items():
        bench.add_bookings(plimsoll, person, person, events)
    state["paths"] = dict(zip(SIZES, bench.add_links(plimsoll, list(SIZES.values()))))
    files = {}
    for events, path in state["paths"].items():
        plain, packed = plimsoll.get(path), plimsoll.get(path, Accept_Encoding="gzip")
        assert plain.status == packed.status == 200
        assert plain.body.count(b"BEGIN:VEVENT") == events, plain.body[:500]
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        files[f"{events}.ics"], files[f"{events}.ics.gz"] = plain.body, packed.body
        state[events] = {"plain": plain, "packed": packed}
    state["nginx"] = references.Nginx(files)
    time.sleep(2)  # until what was made by hand is no news to the service


def address(events):
    return plimsoll.address + state["paths"][events]


def busy(url, connections, *headers, status=200):
    get = bench.request("GET", urlsplit(url).path, *headers)
    return bench.client(url, connections, [get], status=status)


def tag(url, *headers):
    """The entity tag of a resource, for which the server does answer 304."""
    parts = urlsplit(url)
    given = dict(header.split(": ", 1) for header in headers)
    _, found, _ = references.request(parts.port, "GET", parts.path, **given)
    status, _, _ = references.request(
        parts.port, "GET", parts.path, If_None_Match=found["ETag"], **given)
    assert status == 304, status
    return f"If-None-Match: {found['ETag']}"


def unchanged_feed(report):
    ours, file = address(1000), state["nginx"].address("1000.ics")
    own_tag, file_tag = tag(ours), tag(file)
    for connections, least in ((16, 0.8), (256, 0.7)):
        report.compare(
            f"feed, 304, {connections} connections",
            lambda: busy(ours, connections, own_tag, status=304),
            lambda: busy(file, connections, file_tag, status=304), "nginx", least=least)
    costs = {}
    for events in SIZES:
        own_tag = tag(address(events))
        costs[events] = 1 / busy(address(events), 16, own_tag, status=304)
    report.growth("feed, 304", "events", costs)


def whole_feed(report):
    for what, headers in (("identity", ()), ("gzip", ("Accept-Encoding: gzip",))):
        ours, file = address(1000), state["nginx"].address("1000.ics")
        report.compare(
            f"feed, 1,000 events, {what}, 16 connections",
            lambda: busy(ours, 16, *headers), lambda: busy(file, 16, *headers), "nginx",
            least=0.8)
        costs = {events: 1 / busy(address(events), 16, *headers) for events in SIZES}
        report.growth(f"feed, whole body, {what}", "events", costs)


def asked(other):
    """Whole calendars per second; one answer can take seconds, so that a short look sees none."""
    for seconds in (4, 30, 120):
        rate = bench.wrk(other.address, 2, script=other.script, seconds=seconds)
        if rate:
            return rate
    raise AssertionError(f"{other.name} gave no answer in two minutes")


def servers_of_calendars(report):
    calendar = state[1000]["plain"].body
    url, best = address(1000), None
    for peer in (references.Radicale, references.Xandikos):
        with peer(calendar) as other:
            rounds = 2 if bench.QUICK else 3
            ratio = report.compare(
                f"feed, 1,000 events, against {peer.name}", lambda: busy(url, 16),
                lambda: asked(other),
                peer.name, rounds=rounds)
        best = ratio if best is None else min(best, ratio)
    report.add("feed, 1,000 events, against the best of them", f"{best:,.0f} times",
               report.judge("feed against servers of calendars", "must ≥ 300", best >= 300))


def cold(events):
    """Seconds until the whole answer, over an open connection, of links never read before."""
    person = SIZES[events]
    paths = bench.add_links(plimsoll, [person] * (COLD + 3), salt=f"cold {time.time()} ")
    parts = urlsplit(plimsoll.address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    times = []
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        body = answer.read()
        times.append(time.perf_counter() - began)
        assert answer.status == 200 and body.count(b"BEGIN:VEVENT") == events
    connection.close()
    return times[3:]


def feed_out_of_the_database(report):
    costs = {}
    for events in SIZES:
        times = cold(events)
        costs[events] = statistics.median(times)
    report.limit("feed, cold build of 1,000 events", times, "s", 0.012)
    report.growth("feed, cold build", "events", costs)


try:
    with plimsoll:
        prepare()
        bench.run("feed", unchanged_feed, whole_feed, servers_of_calendars,
                  feed_out_of_the_database)
finally:
    if "nginx" in state:
        state["nginx"].__exit__()
