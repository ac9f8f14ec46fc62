#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Everybody's states rebuilt from the log in PostgreSQL, against COPY of the same columns to nowhere."""

import subprocess
import time

import bench

PEOPLE = 15_000 if bench.QUICK else 150_000
EVENTS = 100  # of each, over two years
ROUNDS = 3
COLUMNS = ("person_id, exposure_id, occurred_at, category, involvement, modifiers, minutes, items, dose, "
           "policy_version, corrects")
WHOLE = f"COPY exposure ({COLUMNS}) TO STDOUT (FORMAT binary)"
IN_ORDER = (f"COPY (SELECT {COLUMNS} FROM exposure ORDER BY person_id, occurred_at, exposure_id) "
            "TO STDOUT (FORMAT binary)")
# By person and in order of time, as CLUSTER leaves it, or as it came in. One in five is over the
# level that books nothing, so that alarms are rebuilt, too, and nobody's seat is held meanwhile.
LOG = """
SET session_replication_role = replica;
SET synchronous_commit = off;
INSERT INTO exposure (person_id, exposure_id, organisation_id, occurred_at, recorded_at, category,
	involvement, modifiers, source, policy_version, dose)
SELECT ('00000000-0000-4000-8000-' || lpad(person::text, 12, '0'))::uuid,
	('01900000-' || lpad(to_hex(n), 4, '0') || '-7000-8000-' || lpad(to_hex(person), 12, '0'))::uuid,
	organisation_id, date_trunc('second', now()) - ({events} - n) * interval '7 days 7 hours'
		- person % 5000 * interval '1 minute', now(),
	'INC_DISORDER', 'direct', '{{}}', 'import', 1, CASE WHEN person % 5 = 0 THEN 26 ELSE 10 END
FROM organisation, generate_series({first}, {last}) person, generate_series(1, {events}) n
ORDER BY {order};
"""
plimsoll = bench.service.Service()


def fill(first, last, order="person, n"):
    bench.add_people(plimsoll, first, last)
    step = 15_000
    for start in range(first, last + 1, step):
        bench.psql(plimsoll, LOG.format(first=start, last=min(last, start + step - 1), events=EVENTS,
                                        order=order))
    bench.psql(plimsoll, "VACUUM ANALYZE exposure; VACUUM ANALYZE person; CHECKPOINT;")


def rebuilt(people):
    """Exposures per second, from the start of the command to its end, nothing of lines stored."""
    bench.psql(plimsoll, "TRUNCATE line_state, alarm; CHECKPOINT;")
    began = time.perf_counter()
    told = plimsoll.json("rebuild")
    spent = time.perf_counter() - began
    assert told["people"] >= people and told["needs"] == 0, told
    assert int(bench.psql(plimsoll, "SELECT count(*) FROM line_state")) >= people
    return people * EVENTS / spent


def checked(people):
    began = time.perf_counter()
    told = plimsoll.json("rebuild", "--check")
    spent = time.perf_counter() - began
    assert told["people"] >= people and told["differing"] == 0, told
    return people * EVENTS / spent


def copied(people, statement):
    folder, port = bench.socket_of(plimsoll)
    began = time.perf_counter()
    subprocess.run(["psql", "-h", folder, "-p", port, "-U", bench.ADMINISTRATOR, "-d", "plimsoll", "-Xq",
                    "-v", "ON_ERROR_STOP=1", "-c", statement], stdout=subprocess.DEVNULL, check=True)
    return people * EVENTS / (time.perf_counter() - began)


def as_it_came_in(report):
    people = PEOPLE // 10
    fill(1, people, "n, person")
    rebuilt(people)  # what was crossed is on record from here on
    report.compare(
        f"rebuild of all states, {people * EVENTS:,} events stored as they came in",
        lambda: rebuilt(people), lambda: copied(people, IN_ORDER), "COPY in order", rounds=ROUNDS)
    bench.psql(plimsoll, "TRUNCATE exposure, line_state, alarm, crossing;")


def all_states(report):
    costs, there = {}, 0
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        fill(there + 1, people)
        there = people
        rebuilt(people)
        costs[people * EVENTS] = people * EVENTS / rebuilt(people)
    what = f"rebuild of all states, {PEOPLE * EVENTS:,} events"
    report.compare(what, lambda: rebuilt(PEOPLE), lambda: copied(PEOPLE, WHOLE), "COPY to nowhere",
                   least=0.8, rounds=ROUNDS)
    report.compare(what + ", against COPY in order", lambda: rebuilt(PEOPLE),
                   lambda: copied(PEOPLE, IN_ORDER), "COPY in order", rounds=ROUNDS)
    report.compare(f"check of all states, {PEOPLE * EVENTS:,} events", lambda: checked(PEOPLE),
                   lambda: copied(PEOPLE, WHOLE), "COPY to nowhere", rounds=ROUNDS)
    report.growth("rebuild of all states", "events", costs, most=1.15)


def tried():
    began = time.perf_counter()
    told = plimsoll.json("policy", "try", "default", "--set", "lines.events.levels.amber.on=140",
                         "--set", "lines.events.half_life_days=42")
    assert told["events"] > 0, told
    return time.perf_counter() - began


def policy_tried(report):
    """From the start of the command to its end; the first has to build the columnar cache."""
    what = f"a policy tried on {PEOPLE * EVENTS:,} exposures"
    report.limit(what + ", out of the database", [tried()], "s", None)
    report.limit(what + ", again", [tried() for _ in range(ROUNDS)], "s", None)


with plimsoll:
    plimsoll.start("--demo")
    bench.run("rebuild", as_it_came_in, all_states, policy_tried)
