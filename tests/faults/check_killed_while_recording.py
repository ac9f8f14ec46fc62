#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""64 clients record while PostgreSQL, its sessions and the service are killed under them; a disk
fills up, and a clock is stepped.

Each client keeps a ledger of what it sent and what was acknowledged, and repeats a request whose
answer it did not get. Afterwards nothing acknowledged may be missing, nothing doubled, and every
load must be that of the log.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, Skip, new_id, run_tests, wait_for  # noqa: E402

CLIENTS = 64
SECONDS = 6
OFFICERS = [f"demonstration-officer-{number}" for number in range(1, 7)]
KINDS = ["INC_MEDICAL", "INC_DISORDER", "INC_SUDDEN_DEATH", "INC_HOMICIDE"]


class Client(threading.Thread):
    def __init__(self, service, number):
        super().__init__()
        self.service, self.random = service, random.Random(number)
        self.acknowledged, self.open, self.refused = {}, {}, []
        self.stopping = False

    def entry(self):
        at = datetime.fromtimestamp(time.time() - self.random.randrange(200 * 3600), timezone.utc)
        return {"id": new_id(), "person": self.random.choice(OFFICERS),
                "occurred_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "category": self.random.choice(KINDS)}

    def send(self, entry):
        """The answer's status, or None when there was none."""
        host = self.service.address.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=20)
        try:
            connection.request("POST", "/api/v1/exposures", json.dumps(entry), {
                "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return None, None
        finally:
            connection.close()

    def run(self):
        self.token = self.service.token()
        while not self.stopping or self.open:
            entry = next(iter(self.open.values()), None) or self.entry()
            self.open[entry["id"]] = entry
            status, answer = self.send(entry)
            if status == 201:
                self.acknowledged[entry["id"]] = answer
                del self.open[entry["id"]]
            elif status in (None, 503):
                time.sleep(0.02)
            else:
                self.refused.append((status, answer))
                del self.open[entry["id"]]


def socket_of(service):
    configuration = (service.folder / "data/postgresql/postgresql.conf").read_text()
    return configuration.split("unix_socket_directories = '")[1].split("'")[0]


def ask(service, sql):
    """As the database's administrator; None while it is away."""
    done = subprocess.run(["psql", "-h", socket_of(service), "-U", "plimsoll_admin", "-Atqc", sql,
                           "plimsoll"], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def record_while(service, disturb):
    clients = [Client(service, number) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    end = time.time() + SECONDS
    while time.time() < end:
        time.sleep(0.5)
        disturb()
    for client in clients:
        client.stopping = True
    for client in clients:
        client.join(60)
        assert not client.is_alive(), "a client never got its answer"
    assert not [refusal for client in clients for refusal in client.refused]
    return {number: answer for client in clients for number, answer in client.acknowledged.items()}


def check(service, acknowledged, least=CLIENTS):
    assert len(acknowledged) > least, "hardly anything was recorded"
    found = {}
    for person in {answer["person"] for answer in acknowledged.values()}:
        after, log = "", []
        while after is not None:
            status, page = service.ask("GET", f"/api/v1/people/{person}/exposures{after}")
            assert status == 200, page
            log += page["exposures"]
            after = f"?after={page['next']}" if page["next"] else None
        assert len({entry["id"] for entry in log}) == len(log), "an entry is there twice"
        found.update({entry["id"]: entry for entry in log})
        status, load = service.ask("GET", f"/api/v1/people/{person}/load")
        at = datetime.fromisoformat(load["at"].replace("Z", "+00:00"))
        expected = sum(entry["dose"] * 2 ** (
            -(at - datetime.fromisoformat(entry["occurred_at"].replace("Z", "+00:00"))).total_seconds()
            / 86400 / 28) for entry in log)
        assert abs(load["lines"][0]["load"] - expected) <= 1e-9 * expected, (load, expected)
    missing = [number for number in acknowledged if number not in found]
    assert not missing, f"{len(missing)} of {len(acknowledged)} acknowledged entries are lost"
    for number, answer in acknowledged.items():
        assert found[number]["dose"] == answer["dose"], "the first answer was another"


def sessions_that_are_terminated_lose_nothing_acknowledged():
    with Service() as service:
        service.start("--demo")
        check(service, record_while(service, lambda: ask(
            service, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE usename = 'plimsoll_recorder'")))


def a_database_server_that_crashes_loses_nothing_acknowledged():
    with Service() as service:
        service.start("--demo")

        def crash():
            one = ask(service, "SELECT pid FROM pg_stat_activity WHERE usename = 'plimsoll_recorder' "
                               "LIMIT 1")
            if one:  # all sessions end, and the server recovers from its log
                os.kill(int(one), signal.SIGKILL)
                time.sleep(1)
        check(service, record_while(service, crash))


def a_service_that_is_killed_loses_nothing_acknowledged():
    with Service() as service:
        service.start("--demo")
        port = service.address.rsplit(":", 1)[1]

        def kill():
            time.sleep(1)
            service.end(signal.SIGKILL)
            service.start("--port", port)
        check(service, record_while(service, kill))


def a_disk_that_is_full_refuses_and_goes_on_when_there_is_room():
    with Service() as service:
        small = service.folder / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "none", small],
                          capture_output=True).returncode != 0:
            raise Skip("a small disk cannot be mounted here")
        try:
            service.data = small / "data"
            service.start("--demo")
            fill_and_record(service, small)
        finally:
            if service.process:
                service.end()
            subprocess.run(["umount", small], check=True)


def answers(service):
    """PostgreSQL cannot always recover without room, and then the service ends with it: it is started
    again, as whatever runs it does."""
    if service.process.poll() is not None:
        service.process.stdout.close()
        service.start()
    try:
        return service.get("/healthz").status == 200
    except OSError:
        return False


def fill_and_record(service, small):
    client = Client(service, 1)
    client.token = service.token()
    free = os.statvfs(small)
    # Meanwhile the database may have taken what was there.
    with contextlib.suppress(OSError), open(small / "filler", "wb") as filler:
        filler.write(bytes(free.f_bavail * free.f_frsize - (2 << 20)))
    acknowledged, refused = {}, 0
    end = time.time() + 30
    while refused < 5 and time.time() < end:
        entries = [client.entry() for _ in range(500)]
        status, answer = client.send(entries)
        assert status in (201, 503, None), (status, answer)
        if status == 201:
            acknowledged.update({entry["id"]: entry for entry in answer["exposures"]})
        else:
            refused += 1
    assert refused == 5, "the disk was never full"
    (small / "filler").unlink()
    wait_for(lambda: answers(service), "the database to be back")
    wait_for(lambda: client.send(client.entry())[0] == 201, "recording to go on")
    check(service, acknowledged)


RAISED_TWICE = """
SELECT count(*) FROM (
    SELECT change, lag(change) OVER (PARTITION BY person_id, rule, level
        ORDER BY crossed_at, recorded_at, change) AS before
    FROM crossing WHERE level <> '') told
WHERE change = 'raised' AND before IN ('raised', 'realarmed')"""


def a_clock_that_is_stepped_raises_nothing_twice():
    with Service("2026-12-01T09:00:00Z") as service:
        service.start("--demo")
        acknowledged = {}
        for clock in ("2026-12-01T10:00:00Z", "2027-01-20T09:00:00Z", "2026-11-20T09:00:00Z",
                      "2026-12-02T09:00:00Z", "2026-12-01T12:00:00Z", "2027-03-01T09:00:00Z"):
            service.restart_at(clock)
            at = datetime.fromisoformat(clock.replace("Z", "+00:00")).timestamp()
            for officer in OFFICERS:
                entry = {"id": new_id(), "person": officer, "category": "INC_HOMICIDE",
                         "occurred_at": datetime.fromtimestamp(at - 3600, timezone.utc)
                         .strftime("%Y-%m-%dT%H:%M:%SZ")}
                status, answer = service.ask("POST", "/api/v1/exposures", entry)
                assert status == 201, answer
                acknowledged[answer["id"]] = answer
            wait_for(lambda: service.get("/healthz").status == 200, "the service")
        assert int(service.sql(RAISED_TWICE)) == 0
        assert int(service.sql("SELECT count(*) FROM crossing WHERE change = 'raised'")) > 6
        status, _ = service.ask("GET", "/api/v1/people/" + answer["person"] + "/load")
        assert status == 200
        check(service, acknowledged, 0)


run_tests(a_disk_that_is_full_refuses_and_goes_on_when_there_is_room,
          a_clock_that_is_stepped_raises_nothing_twice,
          sessions_that_are_terminated_lose_nothing_acknowledged,
          a_database_server_that_crashes_loses_nothing_acknowledged,
          a_service_that_is_killed_loses_nothing_acknowledged)
