# SPDX-License-Identifier: MIT
"""An organisation to hammer at: people who have signed in, hosts, about a thousand seats, and a
service on a database of its own that is started as whatever runs it would."""

import contextlib
import csv
import json
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from other_database import OtherDatabase
from service import ROOT, Service, wait_for
from visitor import Visitor

PASSWORD = "otter lamp quarry seven"
BEGINS = datetime(2026, 12, 1, 9)
HOSTS, PROGRAMME_HOSTS, TEAM = 4, 24, 12
GROUPS, GROUP_SEATS = 40, 8
MAPPING = {"staff_mapping": 1, "number": "No", "name": ["Name"], "sign_in": "Sign-in", "team": "Team",
           "roles": "Roles", "profile": {"column": "Job", "values": [{"value": "PC", "means": "response"}],
                                  "otherwise": "front_desk"},
           "date": "YYYY-MM-DD", "shift_pattern_from": "Since",
           "shift_pattern": {"column": "Rota", "values": [{"value": "office", "means": "office"}]}}

# Groups beside those of the programme, so that many want the same ones.
MORE_GROUPS = """
WITH lead AS (SELECT person_id, row_number() OVER (ORDER BY reference) AS n FROM person WHERE reference LIKE 'G%%'),
opened AS (SELECT gen_random_uuid() AS session_id, series_id, series.organisation_id, lead.person_id,
        tstzrange(at, at + interval '1 hour') AS during
    FROM (SELECT organisation_id, series_id FROM series WHERE kind = 'support_group' ORDER BY series_id LIMIT 1) series,
        lead, LATERAL (SELECT '2026-12-08 09:00+00'::timestamptz + n * interval '1 day' + k * interval '2 hours' AS at
            FROM generate_series(0, 3) k) times),
led AS (INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state,
        sequence, created_at, changed_at)
    SELECT person_id, gen_random_uuid(), organisation_id, session_id, 'host', during, true, 'confirmed', 0,
        '2026-12-01', '2026-12-01' FROM opened),
published AS (INSERT INTO session (session_id, organisation_id, series_id, kind, topic, host_person_id, during,
        state, sequence, created_at, changed_at)
    SELECT session_id, organisation_id, series_id, 'support_group', 'Group', person_id, during, 'published', 0,
        '2026-12-01', '2026-12-01' FROM opened)
INSERT INTO session_seat (session_id, capacity, taken, confirmed, sequence, changed_at)
SELECT session_id, %d, 0, 0, 0, '2026-12-01' FROM opened""" % GROUP_SEATS

SEATS = """SELECT coalesce(sum(capacity), 0) FROM session JOIN session_seat USING (session_id)
WHERE kind IN ('reflective_supervision', 'support_group') AND lower(during) < '2027-01-27'"""


def policy():
    """The shipped one, in which each grave event asks for a session that may be anywhere in two months."""
    document = json.loads((ROOT / "service/json/policies/default.json").read_text())
    document["id"] = "hammer"
    for response in document["responses"]:
        if response["id"] in ("single_event", "amber", "red"):
            response.update(kinds=["reflective_supervision", "support_group"], earliest_hours=24,
                            latest_days=56, notice_hours=24, answer_hours=72, minutes=45)
            response.pop("follow_ups", None)
    return json.dumps(document)


class Hammered(Service):
    """A service on a database that is named; time goes on while it is away."""

    def __init__(self):
        super().__init__()
        self.database = OtherDatabase(self.folder / "first")
        self.conninfo = self.database.conninfo
        self.begun = time.monotonic()
        self.port = "0"

    def arguments(self):
        passed = timedelta(seconds=int(time.monotonic() - self.begun))
        self.clock = f"{BEGINS + passed:%Y-%m-%dT%H:%M:%SZ}"
        return [*super().arguments(), "--database", self.conninfo]

    def start(self, *more):
        super().start("--port", self.port, *more)
        self.port = self.address.rsplit(":", 1)[1]
        return self


class Person:
    """Somebody who has signed in."""

    def __init__(self, number, name, cookie):
        self.number, self.name, self.cookie = number, name, cookie
        self.csrf = None  # as their pages say
        self.acts = []  # in their order


def sign_in(service, row):
    visitor = Visitor(service)
    number, _, name, link = row
    page = visitor.get(re.sub(r"^https?://[^/]*", "", link))
    visitor.send(page, ".*/welcome/.*", follow=False, password=PASSWORD)
    if "plimsoll-session" not in visitor.cookies:
        visitor.sign_in(name, PASSWORD, follow=False)
    return Person(number, name, f"plimsoll-session={visitor.cookies['plimsoll-session']}"), visitor


def publish_hours(visitor):
    page = visitor.get("/availability")
    csrf = dict(page.form("/availability")["fields"])["csrf"]
    for fields in ({"what": "like", "manner": "", "kind": "reflective_supervision", "minutes": "60", "buffer": "0", "cap": "8"},
                   {"what": "weekly", "weekday": "1", "from": "09:00", "until": "17:00", "first": "2026-12-01",
                    "every": "1", "last": ""},
                   {"what": "weekly", "weekday": "8", "from": "09:00", "until": "17:00", "first": "2026-12-01",
                    "every": "1", "last": ""}):
        done = visitor.request("POST", "/availability", {"csrf": csrf, **fields})
        assert done.status == 200, done.text


def staff(people):
    """Every second team works office hours; of the others no roster is known."""
    rows = "No,Name,Sign-in,Team,Roles,Job,Rota,Since\n"
    for i in range(people):
        rows += f"P{i:03},Officer {i},p{i:03}@x.example,Team {i // TEAM},,PC,{'office,2026-11-30' if i // TEAM % 2 else ','}\n"
    for i in range(HOSTS):
        rows += f"S{i},Host {i},s{i}@x.example,Hosts,facilitator,,,\n"
    return rows + "".join(f"G{i},Lead {i},g{i}@x.example,Hosts,facilitator,,,\n" for i in range(GROUPS // 4))


class Ground:
    """All of it, ready; `people` are officers to act for, `hosts` those who lead by their own hours."""

    def __init__(self, people):
        self.service = Hammered()
        self.database = self.service.database
        try:
            self.prepare(people)
        except BaseException:
            self.done()
            raise

    def prepare(self, people):
        self.database.create()
        self.write("policy.json", policy())
        self.service.start("--policy", str(self.service.folder / "policy.json"))
        self.service.run("programme", "adopt", *(f"H{i:02}" for i in range(1, PROGRAMME_HOSTS + 1)))
        self.admit(people)
        self.database.psql(MORE_GROUPS)
        self.service.end()  # what was adopted is published when the engine next begins
        self.service.start()
        wait_for(lambda: self.seats() >= 900, "seats to be published")

    def write(self, name, content):
        (self.service.folder / name).write_text(content)
        return str(self.service.folder / name)

    def seats(self):
        return int(self.database.psql(SEATS))

    def admit(self, people):
        links = self.service.folder / "links.csv"
        self.service.run("import", "staff", self.write("staff.csv", staff(people)), "--mapping",
                         self.write("staff.json", json.dumps(MAPPING)), "--links", str(links))
        rows = list(csv.reader(open(links, encoding="utf-8")))
        with ThreadPoolExecutor(4) as pool:
            signed_in = list(pool.map(lambda row: sign_in(self.service, row),
                                      (row for row in sorted(rows) if row[0][0] in "PS")))
        self.people = [person for person, _ in signed_in if person.number[0] == "P"]
        for person, visitor in signed_in:
            if person.number[0] == "S":
                publish_hours(visitor)
        self.hosts = [person for person, _ in signed_in if person.number[0] == "S"]
        assert len(self.people) == people and len(self.hosts) == HOSTS, rows

    def use(self, conninfo):
        """Starts the service anew with another way to its database."""
        self.service.end()
        self.service.conninfo = conninfo
        self.service.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.done()

    def done(self):
        if self.service.process and self.service.process.poll() is None:
            self.service.end(signal.SIGKILL)
        with contextlib.suppress(OSError):
            self.database.kill()
        self.service.__exit__()
