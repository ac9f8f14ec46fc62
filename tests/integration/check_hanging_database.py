#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""A database that neither answers nor goes: stopped processes, and a way to it that passes nothing on.

Every answer meanwhile comes in bounded time and is whole, nothing that was acknowledged is lost or
there twice, and the service ends when it is told to.
"""

import contextlib
import http.client
import json
import selectors
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from other_database import OtherDatabase  # noqa: E402
from service import (  # noqa: E402
    Service, database_processes, new_id, run_tests, send_all, wait_for)

OFFICER = "demonstration-officer-1"
ANSWER = 15  # seconds for an answer: the deadline of one statement, and a connection made anew
END = 45  # and for the end of the service


def entry():
    return {"id": new_id(), "person": OFFICER, "category": "INC_MEDICAL",
            "occurred_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600))}


def ask(service, method, path, content=None):
    """Status, headers and body; a body that is shorter than was said is an exception."""
    headers = {"Authorization": f"Bearer {service.token()}"}
    if content is not None:
        headers["Content-Type"] = "application/json"
    connection = http.client.HTTPConnection(service.address.removeprefix("http://"), timeout=ANSWER)
    with contextlib.closing(connection):
        connection.request(method, path, content and json.dumps(content), headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def record(service, content):
    return ask(service, "POST", "/api/v1/exposures", content)


def is_refusal(status, headers, body):
    return status == 503 and headers["Retry-After"] and b"VCALENDAR" not in body and \
        json.loads(body)["error"] == "unavailable"


def is_whole(answer):
    """A refusal, or a calendar with all its lines."""
    status, _, body = answer
    return is_refusal(*answer) or status == 200 and body.startswith(b"BEGIN:VCALENDAR") and \
        body.endswith(b"END:VCALENDAR\r\n") and b"BEGIN:VEVENT" in body


def asked_at_once(calls):
    """The answers of several calls made together; none may be without one."""
    answers = {}

    def call(number):
        answers[number] = calls[number]()
    threads = [threading.Thread(target=call, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(ANSWER + 1)
    assert len(answers) == len(calls), f"{len(calls) - len(answers)} never got an answer"
    return [answers[number] for number in range(len(calls))]


def log_of(service):
    status, known = service.ask("POST", "/api/v1/exposures", entry())
    assert status == 201, known
    after, log = "", []
    while after is not None:
        status, page = service.ask("GET", f"/api/v1/people/{known['person']}/exposures{after}")
        assert status == 200, page
        log += [item["id"] for item in page["exposures"]]
        after = f"?after={page['next']}" if page["next"] else None
    return log


def refuse_while_it_hangs(service, hang, go_on):
    """Reads and records before, while and after; returns what was acknowledged."""
    read, unread = (service.link("--host", "demonstration-host-1") for _ in range(2))
    wait_for(lambda: b"BEGIN:VEVENT" in ask(service, "GET", read)[2], "sessions")
    first = entry()
    assert record(service, first)[0] == 201
    hang()
    try:
        entries = [entry() for _ in range(20)]
        calls = [lambda path=path: ask(service, "GET", path) for path in [read, unread] * 10]
        calls += [lambda sent=sent: record(service, sent) for sent in entries]
        answers = asked_at_once(calls)
        assert all(map(is_whole, answers[:20])), answers[:20]
        refused = [is_refusal(*answer) for answer in answers[20:]]
        assert all(refused), [answer[0] for answer in answers[20:]]
        time.sleep(2)
        for path in (read, unread, "/healthz"):
            answer = ask(service, "GET", path)
            assert answer[0] == 503 and b"VCALENDAR" not in answer[2], (path, answer)
    finally:
        go_on()
    for sent in entries:
        wait_for(lambda sent=sent: record(service, sent)[0] in (200, 201), "recording to go on")
    for path in (read, unread):
        wait_for(lambda path=path: ask(service, "GET", path)[0] == 200, "the calendar")
    return [first["id"], *(sent["id"] for sent in entries)]


def check_log(service, acknowledged):
    log = log_of(service)
    assert len(set(log)) == len(log), "an entry is there twice"
    assert set(acknowledged) <= set(log), "an acknowledged entry is lost"


def end_in_time(service):
    begun = time.monotonic()
    code = service.end()
    assert code == 0, code
    assert time.monotonic() - begun < END, f"ended after {time.monotonic() - begun:.0f} s"


def a_database_whose_processes_are_stopped_is_told_in_time_and_nothing_is_lost():
    with Service() as service:
        service.start("--demo")
        stopped = []

        def hang():
            stopped.extend(database_processes(service))
            send_all(stopped, signal.SIGSTOP)
        acknowledged = refuse_while_it_hangs(
            service, hang, lambda: send_all(stopped, signal.SIGCONT))
        check_log(service, acknowledged)
        end_in_time(service)


def a_service_ends_though_its_own_database_is_stopped_and_starts_again():
    with Service() as service:
        service.start("--demo")
        first = entry()
        assert record(service, first)[0] == 201
        stopped = database_processes(service)
        try:
            send_all(stopped, signal.SIGSTOP)
            asked_at_once([lambda: ask(service, "GET", "/healthz")])
            end_in_time(service)
        finally:
            send_all(stopped, signal.SIGCONT)
        service.start()
        check_log(service, [first["id"]])


class Way:
    """A socket in a folder that passes on what is said to a database, until it holds it back."""

    def __init__(self, folder, database):
        self.folder, self.target = Path(folder), str(database.folder / ".s.PGSQL.5432")
        self.conninfo = f"host={folder} user=force_it dbname=wellbeing"
        self.selector = selectors.DefaultSelector()
        self.open, self.passes = True, threading.Event()

    def __enter__(self):
        self.folder.mkdir()
        self.folder.chmod(0o777)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.folder / ".s.PGSQL.5432"))
        os.chmod(self.folder / ".s.PGSQL.5432", 0o777)
        self.listener.listen(100)
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.passes.set()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.open = False
        self.passes.set()
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()

    def run(self):
        while self.open:
            for key, _ in self.selector.select(0.1):
                self.passes.wait()
                if key.fileobj is self.listener:
                    self.accept()
                else:
                    self.forward(key.fileobj, key.data)

    def accept(self):
        here, there = self.listener.accept()[0], socket.socket(socket.AF_UNIX)
        there.connect(self.target)
        self.selector.register(here, selectors.EVENT_READ, there)
        self.selector.register(there, selectors.EVENT_READ, here)

    def forward(self, source, sink):
        try:
            said = source.recv(65536)
            sink.sendall(said)
        except OSError:
            said = b""
        if not said:
            for end in (source, sink):
                with contextlib.suppress(KeyError, ValueError):
                    self.selector.unregister(end)
                end.close()


@contextlib.contextmanager
def on_a_way():
    """A service, and the way to its database, which is another's."""
    with Service() as service:
        database = OtherDatabase(service.folder / "other")
        database.create()
        try:
            with Way(service.folder / "way", database) as way:
                with_database = ["--database", way.conninfo]
                own = service.arguments
                service.arguments = lambda: own() + with_database
                service.start("--demo")
                yield service, way
        finally:
            database.stop()


def a_way_that_passes_nothing_on_is_told_in_time_and_nothing_is_lost():
    with on_a_way() as (service, way):
        check_log(service, refuse_while_it_hangs(service, way.passes.clear, way.passes.set))
        end_in_time(service)


def a_service_ends_though_nothing_reaches_its_database():
    with on_a_way() as (service, way):
        way.passes.clear()
        begun = time.monotonic()
        asked_at_once([lambda: ask(service, "GET", "/healthz"), lambda: record(service, entry())])
        assert time.monotonic() - begun < ANSWER
        end_in_time(service)
        way.passes.set()


run_tests(a_database_whose_processes_are_stopped_is_told_in_time_and_nothing_is_lost,
          a_way_that_passes_nothing_on_is_told_in_time_and_nothing_is_lost,
          a_service_ends_though_nothing_reaches_its_database,
          a_service_ends_though_its_own_database_is_stopped_and_starts_again)
