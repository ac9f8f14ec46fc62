#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""People's calendars elsewhere, as the running service fetches them, in TAP."""

import ctypes
import hashlib
import http.server
import io
import re
import sys
import threading
import time
import uuid
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

SECRET = "secret-0123456789abcdef"
MEETING = ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Occupational health\r\n"
           "DTSTART:20261210T100000Z\r\nDTEND:20261210T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
says = {"status": 200, "body": MEETING}


class Answers(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        body = says["body"].encode()
        self.send_response(says["status"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.serve_forever, daemon=True).start()
ADDRESS = f"http://127.0.0.1:{server.server_address[1]}/{SECRET}/basic.ics"
service = Service(clock="2026-12-01T09:00:00Z")


def sealed(person):
    """The address, sealed as service/secret/seal.h says."""
    sodium = ctypes.CDLL("libsodium.so.23")
    key = (service.data / "key").read_bytes()
    own = hashlib.blake2b(b"plimsoll calendar\0" + uuid.UUID(person).bytes, key=key,
                          digest_size=32).digest()
    nonce = bytes(range(24))
    out = ctypes.create_string_buffer(len(ADDRESS) + 16)
    assert sodium.crypto_secretbox_easy(out, ADDRESS.encode(), ctypes.c_ulonglong(len(ADDRESS)), nonce,
                                        own) == 0
    return (nonce + out.raw).hex()


def officer():
    return service.sql("SELECT person_id FROM account WHERE sign_in_name = 'officer'").strip()


def subscribe(address=None):
    person = officer()
    service.sql(f"""DELETE FROM busy_calendar;
        INSERT INTO busy_calendar (person_id, calendar_id, organisation_id, hint, sealed_address, etag,
            modified, busy, busy_from, busy_until, events, unreadable, unknown_zones, failure, failures,
            due_at, created_at, changed_at)
        SELECT person_id, gen_random_uuid(), organisation_id, '127.0.0.1 … .ics',
            '\\x{address or sealed(person)}', '', '', '{{}}', '2026-12-01', '2026-12-01', 0, 0, 0, '', 0,
            '2026-12-01', '2026-12-01', '2026-12-01' FROM account WHERE person_id = '{person}'""")


def wait(question):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if answer := service.sql(question).strip():
            return answer
        time.sleep(0.2)
    raise AssertionError((question, service.sql("SELECT * FROM busy_calendar"),
                          service.log.read_text()[-1000:]))


def a_calendar_is_fetched_by_the_service():
    subscribe()
    assert wait("SELECT busy FROM busy_calendar WHERE read_at IS NOT NULL") == \
        '{"[\\"2026-12-10 10:00:00+00\\",\\"2026-12-10 11:00:00+00\\")"}'


def it_is_kept_when_the_server_fails():
    says.update(status=500, body="")
    service.sql("UPDATE busy_calendar SET due_at = '2026-12-01'")
    assert wait("SELECT failure FROM busy_calendar WHERE failures = 1") == "trouble"
    assert service.sql("SELECT cardinality(busy) FROM busy_calendar").strip() == "1"
    says.update(status=200, body=MEETING)


def its_owner_takes_the_times_away_and_not_the_address():
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("officer", password).status == 200
    answer = visitor.send(visitor.get("/me/data"), ".*/me/data/download")
    files = zipfile.ZipFile(io.BytesIO(answer.raw))
    times = files.read(next(name for name in files.namelist() if "busy-times" in name)).decode()
    assert "2026-12-10T10:00:00Z" in times, times
    assert not any(SECRET.encode() in files.read(name) for name in files.namelist())


def the_address_is_in_no_log_database_or_backup():
    backup = service.folder / "backup"
    service.run("backup", str(backup))
    dump = service.sql("SELECT string_agg(b::text, '') FROM busy_calendar b")
    assert SECRET not in service.log.read_text() and SECRET not in dump
    assert SECRET.encode() not in backup.read_bytes()
    assert "Occupational" not in dump + service.log.read_text()


def an_address_that_nobody_sealed_is_not_asked():
    subscribe("00" * 60)
    assert wait("SELECT failure FROM busy_calendar WHERE failures = 1") == "sealed"


def a_network_that_is_not_allowed_is_not_asked():
    assert service.end() == 0
    service.start()
    subscribe()
    assert wait("SELECT failure FROM busy_calendar WHERE failures = 1") == "private"


def a_service_that_waits_for_a_server_stops_at_once():
    class Silent(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.set()
            time.sleep(60)
    asked = threading.Event()
    server.RequestHandlerClass = Silent
    assert service.end() == 0
    service.start("--allow-network", "10.0.0.0/8, 127.0.0.1")
    subscribe()
    assert asked.wait(60)
    began = time.monotonic()
    assert service.end() == 0
    assert time.monotonic() - began < 10


def networks_that_are_none_are_refused_at_the_start():
    for wrong in ("localhost", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/8,,"):
        done = service.run("serve", "--allow-network", wrong, ok=False)
        assert done.returncode != 0 and re.search("--allow-network", done.stderr), (wrong, done.stderr)


with service:
    service.start("--demo", "--allow-network", "127.0.0.1")
    run_tests(a_calendar_is_fetched_by_the_service, it_is_kept_when_the_server_fails,
              its_owner_takes_the_times_away_and_not_the_address,
              the_address_is_in_no_log_database_or_backup, an_address_that_nobody_sealed_is_not_asked,
              a_network_that_is_not_allowed_is_not_asked,
              a_service_that_waits_for_a_server_stops_at_once,
              networks_that_are_none_are_refused_at_the_start)
