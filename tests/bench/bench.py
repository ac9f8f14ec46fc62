# SPDX-License-Identifier: MIT
"""What every benchmark does: measure Plimsoll and its reference in turn, and say so in one line.

Lines go to standard output as TAP comments and, as JSON, into bench-results in the release build,
from which write_document.py makes docs/performance.md. A bound that is missed fails the benchmark.
"""

import base64
import hashlib
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
# A benchmark measures what is shipped: never the dev build.
BUILD = Path(os.environ.get("BENCH_BUILD", ROOT / "build/release")).resolve()
os.environ["TEST_BUILD"] = str(BUILD)
import service  # noqa: E402

service.roomy_memory = lambda: None  # on a disk, where being durable costs what it costs

QUICK = os.environ.get("BENCH_QUICK", "") not in ("", "0")
ROUNDS = 3 if QUICK else 5
SECONDS = 1 if QUICK else 2  # of each cell of a client
RESULTS = Path(os.environ.get("BENCH_RESULTS", BUILD / "bench-results")).resolve()
BIN = "/usr/lib/postgresql/15/bin"
ADMINISTRATOR = "plimsoll_admin"


def show(value, unit):
    if unit == "/s":
        return f"{value:,.0f}/s" if value >= 100 else f"{value:,.1f}/s"
    if unit == "s" and value < 1:
        return f"{value * 1e3:,.2f} ms"
    return f"{value:,.3g} {unit}"


class Report:
    def __init__(self, program):
        self.program, self.lines, self.missed = program, [], []

    def add(self, name, text, verdict):
        line = f"{name}: {text}" + (f"; {verdict}" if verdict else "")
        print(f"# {line}", flush=True)
        self.lines.append({"name": name, "text": text, "verdict": verdict})

    def judge(self, name, wanted, holds):
        if holds is None:
            return ""
        if not holds:
            self.missed.append(f"{name}: {wanted}")
        return f"{wanted}: {'reached' if holds else 'MISSED'}"

    def compare(self, name, ours, reference, against, unit="/s", least=None, rounds=ROUNDS):
        """Both in turn; the ratio says how much better ours is, so that more is always better."""
        pairs = [(ours(), reference()) for _ in range(rounds)]
        ratios = [a / b if unit == "/s" else b / a for a, b in pairs]
        middle = statistics.median(ratios)
        text = (f"ours {show(statistics.median(a for a, _ in pairs), unit)}, "
                f"{against} {show(statistics.median(b for _, b in pairs), unit)}, ratio "
                f"{middle:,.2f} (median [{min(ratios):,.2f}–{max(ratios):,.2f}], "
                f"n={len(pairs)})")
        self.add(name, text, self.judge(name, f"must ≥ {least:g}" if least else "",
                                        middle >= least if least else None))
        return middle

    def limit(self, name, values, unit, most):
        """Values that must be at most so much, or (None) are only told."""
        middle = statistics.median(values)
        text = (f"{show(middle, unit)} (median [{show(min(values), unit)}–"
                f"{show(max(values), unit)}], n={len(values)})")
        self.add(name, text, self.judge(
            name, f"must ≤ {show(most, unit)}" if most else "", middle <= most if most else None))
        return middle

    def growth(self, name, what, costs, most=None):
        """The exponent of the cost: the slope of log cost over log size. costs: {size: cost}."""
        points = [(math.log(size), math.log(max(cost, 1e-9))) for size, cost in costs.items()]
        x = statistics.mean(p[0] for p in points)
        y = statistics.mean(p[1] for p in points)
        slope = (sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points))
        shown = ", ".join(f"{cost:.3g} at {size:,}" for size, cost in costs.items())
        self.add(f"{name}, growth", f"exponent {slope:.2f} over {what} (cost {shown})",
                 self.judge(name + ", growth", f"must ≤ {most:g}" if most is not None else "",
                            slope <= most if most is not None else None))

    def save(self):
        RESULTS.mkdir(parents=True, exist_ok=True)
        about = {"quick": QUICK, "lines": self.lines}
        (RESULTS / f"{self.program}.json").write_text(json.dumps(about, indent=1) + "\n")


def run(program, *benchmarks):
    """Runs functions that take a report, each a test; prints TAP."""
    print(f"1..{len(benchmarks)}", flush=True)
    report, failed = Report(program), 0
    for number, benchmark in enumerate(benchmarks, 1):
        name = benchmark.__name__.replace("_", " ")
        report.missed = []
        try:
            benchmark(report)
        except service.Skip as reason:
            print(f"ok {number} - {name} # SKIP {reason}", flush=True)
            continue
        except Exception:  # pylint: disable=broad-except
            report.missed = traceback.format_exc().splitlines()
        for line in report.missed:
            print(f"# {line}")
        failed += bool(report.missed)
        print(f"{'not ok' if report.missed else 'ok'} {number} - {name}", flush=True)
    report.save()
    sys.exit(1 if failed else 0)


def wrk(url, connections, *headers, script=None, seconds=None):
    """Answers per second; one with a status from 400 on is a fault of the benchmark."""
    command = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds or SECONDS}s",
               "--timeout", "60s", *(["-s", str(script)] if script else [])]
    for header in headers:
        command += ["-H", header]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    assert "Non-2xx" not in done.stdout, done.stdout
    # Servers that close each connection make wrk count a read error for each.
    broken = re.search(r"Socket errors: connect (\d+), read \d+, write (\d+), timeout (\d+)",
                       done.stdout)
    assert not broken or set(broken.groups()) == {"0"}, done.stdout
    return float(re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)[1])


def client_counted(address, connections, requests, seconds, status, once=False):
    """Sends requests, which connections take in turn; all have this status. With `once` it ends
    when each was answered, else after the seconds. How many were answered, and how many a second.

    The project's own client: wrk waits for a body where a 304 tells how long it would be, and a
    file of requests is made before the clock runs.
    """
    with tempfile.NamedTemporaryFile() as file:
        for one in requests:
            file.write(b"%d\n" % len(one) + one)
        file.flush()
        done = subprocess.run(
            [BUILD / "tests/bench/tools/bench_client", str(urlsplit(address).port),
             str(connections), "once" if once else str(int(1000 * seconds)), file.name],
            capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    statuses = re.findall(r"status (\d+)", done.stdout)
    assert statuses == [str(status)], done.stdout
    spent, answers = re.search(r"answers ([\d.]+) (\d+)", done.stdout).groups()
    return int(answers), int(answers) / float(spent)


def client(address, connections, requests, seconds=None, status=200):
    """Answers per second."""
    return client_counted(address, connections, requests, seconds or SECONDS, status)[1]


def client_once(address, connections, requests):
    answers, _ = client_counted(address, connections, requests, 0, 200, once=True)
    assert answers == len(requests), (answers, len(requests))


def request(method, path, *headers, body=b""):
    """The bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def as_database_user():
    """What makes a command run as the account that owns the embedded cluster."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def socket_of(instance):
    lines = (instance.folder / "data/postgresql/postmaster.pid").read_text().splitlines()
    return lines[4], lines[3]


def psql(instance, statements):
    """Runs SQL as the administrator, without the service's patience."""
    folder, port = socket_of(instance)
    done = subprocess.run(
        ["psql", "-h", folder, "-p", port, "-U", ADMINISTRATOR, "-d", "plimsoll", "-XqAt", "-v",
         "ON_ERROR_STOP=1"], input=statements, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pgbench(instance, script, clients, role, variables=(), seconds=None,
            settings=()):
    """Transactions per second of a script, prepared, as one of the service's roles."""
    folder, port = socket_of(instance)
    given = [part for name, value in dict(variables).items() for part in ("-D", f"{name}={value}")]
    done = subprocess.run(
        ["pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T",
         str(seconds or SECONDS), "-f", str(script), *given, "-h", folder, "-p", port, "-U",
         ADMINISTRATOR, "plimsoll"], capture_output=True, text=True, check=False,
        env={**os.environ, "PGOPTIONS": f"-c role={role} -c jit=off " + " ".join(
            f"-c {setting}" for setting in settings)})
    assert done.returncode == 0, done.stderr
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    assert not failed or failed[1] == "0", done.stdout
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])


PEOPLE = """
INSERT INTO person (person_id, organisation_id, reference, profile, folded_at, created_at)
SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, organisation_id, 'bench-' || n,
	'response', now(), now()
FROM organisation, generate_series({first}, {last}) n ON CONFLICT DO NOTHING;
INSERT INTO person_reference (reference, organisation_id, person_id)
SELECT 'bench-' || n, organisation_id, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid
FROM organisation, generate_series({first}, {last}) n ON CONFLICT DO NOTHING;
"""

SESSIONS = """
INSERT INTO session (session_id, organisation_id, series_id, kind, topic, host_person_id, during,
	state, sequence, created_at, changed_at)
SELECT ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, organisation_id, series_id,
	'reflective_supervision', '', host_person_id,
	tstzrange(start + n * interval '3 hours', start + n * interval '3 hours' + interval '1 hour'),
	'published', 0, now() - interval '1 day', now() - interval '1 day'
FROM generate_series(1, {count}) n, date_trunc('day', now()) start,
	(SELECT organisation_id, series_id, host_person_id FROM series ORDER BY series_id LIMIT 1) one
ON CONFLICT DO NOTHING;
"""

BOOKINGS = """
SET session_replication_role = replica;
INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time,
	state, sequence, created_at, changed_at)
SELECT ('00000000-0000-4000-8000-' || lpad(person::text, 12, '0'))::uuid, gen_random_uuid(),
	organisation_id, session_id, 'attendee', during, {takes_time}, 'confirmed', 0,
	now() - interval '1 day', now() - interval '1 day'
FROM generate_series({first}, {last}) person, (SELECT * FROM session
	WHERE session_id::text LIKE '00000000-0000-4000-9000-%' ORDER BY session_id LIMIT {events}) s;
INSERT INTO feed_revision (person_id, part, revised_at)
SELECT ('00000000-0000-4000-8000-' || lpad(person::text, 12, '0'))::uuid, 'attendee',
	now() - interval '1 day' FROM generate_series({first}, {last}) person;
"""

STATES = """
INSERT INTO line_state (person_id, line, policy_version, load, load_at, settled_at, next_change_at)
SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'events', 1, 20 + n % 80,
	date_trunc('second', now()) - (n % 40) * interval '1 day', date_trunc('second', now()),
	now() + interval '10 years'
FROM generate_series({first}, {last}) n ON CONFLICT DO NOTHING;
"""


def add_people(instance, first, last, states=False):
    """People numbered so that clients can name them; with `states` their lines have a load."""
    sql = PEOPLE + (STATES if states else "")
    psql(instance, sql.format(first=first, last=last) + "ANALYZE person; ANALYZE line_state;")


def add_bookings(instance, first, last, events, takes_time=True):
    """Bookings for people who are there, and sessions to book; each has the same sessions."""
    psql(instance, SESSIONS.format(count=events) + BOOKINGS.format(
        first=first, last=last, events=events, takes_time=takes_time) + "ANALYZE diary, session;")


def tokens_of(people, salt=""):
    return [base64.urlsafe_b64encode(hashlib.blake2b(f"{salt}{n}/{i}".encode(), digest_size=24)
                                     .digest()).decode() for i, n in enumerate(people)]


def token_hash(token):
    return hashlib.blake2b(token.encode(), digest_size=32).hexdigest()


def add_sessions(instance, people):
    """Signs these people's numbers in, as officers: the cookies, in their order."""
    tokens = tokens_of(people, "session")
    rows = "".join(f"{token_hash(token)}\t{number}\n" for token, number in zip(tokens, people))
    psql(instance, f"""
SET client_min_messages = error;
CREATE TEMP TABLE new (hash text, number text);
COPY new FROM STDIN;
{rows}\\.
INSERT INTO sign_in_session (token_hash, organisation_id, person_id, role, signed_in_at, created_at, seen_at,
	idle_until, absolute_until)
SELECT ('\\x' || hash)::bytea, organisation_id, ('00000000-0000-4000-8000-' || lpad(number, 12, '0'))::uuid, 'officer',
	now(), now(), now(), now() + interval '1 hour', now() + interval '12 hours'
FROM new, organisation ON CONFLICT DO NOTHING;
ANALYZE sign_in_session;
""")
    return [f"Cookie: plimsoll-session={token}" for token in tokens]


def add_links(instance, people, salt=""):
    """A calendar link for each of these people's numbers, made alike one that the service made:
    the paths, in their order."""
    tokens = tokens_of(people, salt)
    instance.link("--person", f"bench-{people[0]}")
    rows = "".join(f"{token_hash(token)}\t{number}\n" for token, number in zip(tokens, people))
    psql(instance, f"""
SET client_min_messages = error;
CREATE TEMP TABLE new (hash text, number text);
COPY new FROM STDIN;
{rows}\\.
INSERT INTO feed_token SELECT (jsonb_populate_record(NULL::feed_token, to_jsonb(pattern) || jsonb_build_object(
	'token_hash', '\\x' || hash, 'link_id', gen_random_uuid(),
	'person_id', '00000000-0000-4000-8000-' || lpad(number, 12, '0')))).*
FROM new, (SELECT * FROM feed_token WHERE feed = 'person' AND label = '' LIMIT 1) pattern;
""")
    return [f"/f/{token}.ics" for token in tokens]
