#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Placing people out of a real database: one need by itself, and all that nobody has answered.

People are in teams of twenty with rosters of thirteen weeks; one in fifty of them leads sessions, of
one to one and groups, each day of eight weeks. Everybody reports to somebody, and half of them have
met a host before. Nearly all of them need a session.
"""

import statistics
import subprocess
import time

import bench

PEOPLE = 1_030 if bench.QUICK else 10_300
SESSIONS = PEOPLE * 120 // 103
NEEDS = PEOPLE * 100 // 103
SINGLES = 100 if bench.QUICK else 400
NOW = (int(time.time()) // 86400 + 2) * 86400 + 30000
TOOL = bench.BUILD / "tests/bench/tools/bench_placing"

# Numbers that look random: of a text.
FILL = """
SET session_replication_role = replica; SET client_min_messages = error;
CREATE OR REPLACE FUNCTION pg_temp.id(text, bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
	$$SELECT md5($1 || $2)::uuid$$;
CREATE OR REPLACE FUNCTION pg_temp.at(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
	$$SELECT to_timestamp({now} / 86400 * 86400 + $1)$$;
CREATE OR REPLACE FUNCTION pg_temp.any_of(text, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
	$$SELECT (abs(hashtext($1)) % $2)::bigint$$;
TRUNCATE person, need, diary, session, session_seat, roster, absence, reports_to, team_member, team,
	public_holiday CASCADE;
INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at,
	cadence_due_at)
SELECT pg_temp.id('person', n), organisation_id, 'bench-' || n, 'response', now(), now(), 'infinity'
FROM organisation, generate_series(1, {people}) n;
INSERT INTO team SELECT pg_temp.id('team', n), organisation_id, 'Team ' || n, now()
FROM organisation, generate_series(0, {people} / 20) n;
INSERT INTO team_member SELECT pg_temp.id('person', n), pg_temp.id('team', n / 20), organisation_id,
	tstzrange(pg_temp.at(-86400), 'infinity'), now() FROM organisation, generate_series(1, {people}) n;
INSERT INTO reports_to SELECT pg_temp.id('person', n), pg_temp.id('person', 1 + n / 50), organisation_id,
	tstzrange(pg_temp.at(-86400), 'infinity'), now(), 0
FROM organisation, generate_series(1, {people}) n WHERE n <> 1 + n / 50;
-- Two early, two late, two night shifts, then four days of rest; each team on a day of its own.
INSERT INTO roster SELECT pg_temp.id('person', n), tstzrange(pg_temp.at(-28 * 86400), pg_temp.at(63 * 86400)),
	organisation_id, starts, seconds, kinds, now()
FROM organisation, generate_series(1, {people}) n, LATERAL (SELECT
	array_agg(pg_temp.at(day * 86400 + CASE turn / 2 WHEN 0 THEN 6 WHEN 1 THEN 14 ELSE 22 END * 3600) ORDER BY day) AS starts,
	array_agg(32400 ORDER BY day) AS seconds,
	array_agg(CASE turn / 2 WHEN 0 THEN 'early' WHEN 1 THEN 'late' ELSE 'night' END ORDER BY day) AS kinds
	FROM generate_series(-28, 62) day, LATERAL (SELECT (day + 100 + n / 20) % 10 AS turn) t WHERE turn < 6) shifts;
INSERT INTO public_holiday SELECT organisation_id, 'england-and-wales', current_date + n * 25, 'Holiday', now()
FROM organisation, generate_series(0, 3) n;
INSERT INTO session (session_id, organisation_id, series_id, kind, topic, host_person_id, during, state,
	sequence, created_at, changed_at)
SELECT pg_temp.id('session', n), organisation_id, NULL, CASE WHEN n % 5 = 0 THEN 'support_group'
	ELSE 'reflective_supervision' END, 'Bench', pg_temp.id('person', 1 + n % {hosts}),
	tstzrange(start, start + interval '1 hour'), 'published', 0, now(), now()
FROM organisation, generate_series(1, {sessions}) n, LATERAL (SELECT
	pg_temp.at((1 + n / {hosts}) % 58 * 86400 + (14 + pg_temp.any_of('session' || n, 16)) * 1800) AS start) s;
INSERT INTO session_seat (session_id, capacity, taken, confirmed, sequence, changed_at)
SELECT session_id, CASE kind WHEN 'support_group' THEN 8 ELSE 1 END, 0, 0, 0, now() FROM session;
INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state, sequence,
	created_at, changed_at)
SELECT host_person_id, session_id, organisation_id, session_id, 'host', during, true, 'confirmed', 0, now(), now()
FROM session ON CONFLICT DO NOTHING;
-- Whom half of them have met, in sessions that are over.
INSERT INTO session (session_id, organisation_id, series_id, kind, topic, host_person_id, during, state,
	sequence, created_at, changed_at)
SELECT pg_temp.id('past', n), organisation_id, NULL, 'reflective_supervision', 'Bench',
	pg_temp.id('person', 1 + pg_temp.any_of('met' || n, {hosts})),
	tstzrange(pg_temp.at(-40 * 86400), pg_temp.at(-40 * 86400 + 3600)), 'published', 0, now(), now()
FROM organisation, generate_series(1, {people}, 2) n;
INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state, sequence,
	created_at, changed_at)
SELECT pg_temp.id('person', n), pg_temp.id('past', n), organisation_id, pg_temp.id('past', n), 'attendee',
	tstzrange(pg_temp.at(-40 * 86400), pg_temp.at(-40 * 86400 + 3600)), true, 'confirmed', 0, now(), now()
FROM organisation, generate_series(1, {people}, 2) n;
INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority, earliest_at, latest_at,
	notice_seconds, answer_seconds, hold_from, state, try_at, created_at, changed_at)
SELECT pg_temp.id('person', n), pg_temp.id('need', n), organisation_id, 'bench',
	CASE WHEN n % 3 = 0 THEN ARRAY['support_group', 'reflective_supervision']
	ELSE ARRAY['reflective_supervision', 'support_group'] END, 60, 10 * (1 + n % 3), pg_temp.at(-86400),
	pg_temp.at((35 + pg_temp.any_of('need' || n, 21)) * 86400), 3 * 86400, 3 * 86400, now(), 'open', 'infinity',
	now(), now()
FROM organisation, generate_series({people} - {needs} + 1, {people}) n;
UPDATE need SET try_at = to_timestamp({now} + due) FROM (SELECT person_id AS whose,
	row_number() OVER (ORDER BY person_id) AS due FROM need) one WHERE person_id = whose AND due <= {singles};
ANALYZE;
"""


def measure(people):
    """The rows that the tool prints, by their first word."""
    singles = min(SINGLES, people // 2)
    bench.psql(plimsoll, FILL.format(people=people, sessions=people * SESSIONS // PEOPLE,
                                     needs=people * NEEDS // PEOPLE, now=NOW, singles=singles,
                                     hosts=max(1, people // 50)))
    folder, port = bench.socket_of(plimsoll)
    done = subprocess.run(
        [TOOL, f"host={folder} port={port} dbname=plimsoll", str(NOW), str(bench.ROUNDS),
         str(singles)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = {}
    for line in done.stdout.splitlines():
        name, *values = line.split()
        rows.setdefault(name, []).append([float(value) for value in values])
    return rows


def placing(report):
    batches, singles = {}, {}
    for people in (PEOPLE // 100, PEOPLE // 10, PEOPLE):
        rows = measure(people)
        batches[people] = statistics.median(sum(row[:3]) for row in rows["plan"])
        singles[people] = statistics.median(row[0] for row in rows["single"])
    needs, seats, placed = (int(value) for value in rows["plan"][0][3:])
    what = f"{needs:,} needs × {seats / needs:.0f} seats among {PEOPLE:,} people"
    for name, column in ("reading and judging", 0), ("the plan", 1), ("its verification", 2):
        report.limit(f"{what}, {name}", [row[column] for row in rows["plan"]], "s", None)
    report.limit(f"{what}, all of it, {placed:,} placed", [sum(row[:3]) for row in rows["plan"]],
                 "s", 10)
    report.growth("planning out of the database", "people", batches)
    took = sorted(row[0] for row in rows["single"])
    report.limit(f"one need by itself among {SESSIONS:,} sessions, durable", took, "s", 0.01)
    report.limit("one need by itself, the slowest of twenty", [took[len(took) * 19 // 20]], "s", None)
    report.growth("one need by itself", "people", singles)
    report.limit("planning out of the database, memory", [rows["memory"][0][0] / 1e6], "GB", None)


plimsoll = bench.service.Service()
with plimsoll:
    plimsoll.start("--demo")
    bench.run("placing", placing)
