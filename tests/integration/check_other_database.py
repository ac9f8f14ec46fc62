#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The service on a database that is not its own: --database with an administrator's login."""

import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from other_database import OtherDatabase  # noqa: E402
from service import PROGRAM, ROOT, Service, new_id, run_tests, wait_for  # noqa: E402

service = Service("2026-12-01T09:00:00Z")
other = OtherDatabase(service.folder / "other")
service.arguments_before = service.arguments
service.arguments = lambda: [*service.arguments_before(), "--database", other.conninfo]


def a_login_that_may_create_roles_is_enough_for_the_whole_job():
    service.start("--demo")
    for _ in range(20):
        assert service.get("/healthz").status == 200
    path = service.link("--person", "demonstration-officer-1")
    wait_for(lambda: b"VEVENT" in service.get(path).body, "a hold in the officer's calendar")
    export = service.folder / "export.csv"
    export.write_text("Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm\n"
                      "1,E1,Structure Fire,,11/30/2026 10:00:00 AM\n")
    report = service.json("import", "dispatch", str(export), "--mapping",
                          str(ROOT / "tests/mappings/san-francisco-fire.json"))
    assert report["added"] == 1, report
    service.run("backup", str(service.folder / "plimsoll.backup"))


def what_is_removed_is_listed_beside_the_key_and_not_the_database():
    entry = {"id": new_id(), "person": "demonstration-officer-6", "category": "INC_SUDDEN_DEATH",
             "involvement": "direct", "occurred_at": "2026-11-30T10:00:00Z"}
    status, answer = service.ask("POST", "/api/v1/exposures", entry)
    assert status == 201, answer
    path = f"/api/v1/people/{answer['person']}/exposures/{entry['id']}"
    assert service.ask("DELETE", path)[0] == 204
    wait_for(lambda: (service.data / "erasures").exists(), "the entry to be listed")
    assert entry["id"] in (service.data / "erasures").read_text()
    assert (service.data / "erasures").parent == (service.data / "key").parent


def when_the_database_is_away_calendars_are_503_and_come_back_with_it():
    path = service.link("--person", "demonstration-officer-1")
    before = service.get(path)
    other.stop()
    for _ in range(20):  # each of the threads that read, with a connection that it knows is gone
        assert service.get("/healthz").status == 503
        answer = service.get(path)
        assert answer.status == 503 and answer.headers["Retry-After"], service.log.read_text()[-900:]
        assert b"VCALENDAR" not in answer.body and str(other.folder).encode() not in answer.body
    assert service.get("/healthz").status == 503
    other.start()
    after = wait_for(lambda: (lambda got: got if got.status == 200 else None)(service.get(path)),
                     "the calendar to come back")
    assert after.body == before.body


def who_to_call_is_shown_also_where_it_could_never_be_read():
    service.end()
    service.start()
    for _ in range(20):
        assert service.ask("GET", "/api/v1/people/demonstration-officer-1/load")[0] in (200, 404)
    other.stop()
    try:
        assert [service.get("/help-now").status for _ in range(20)] == [200] * 20
    finally:
        other.start()
    wait_for(lambda: service.get("/healthz").status == 200, "the database")


def connections_that_were_idle_while_the_database_restarted_cost_nobody_an_error():
    for _ in range(20):
        assert service.get("/healthz").status == 200
    other.stop()
    other.start()
    assert [service.get("/healthz").status for _ in range(20)] == [200] * 20


def what_is_not_known_to_have_reached_a_standby_is_not_acknowledged():
    entry = {"id": new_id(), "person": "demonstration-officer-5", "category": "INC_MEDICAL",
             "involvement": "direct", "occurred_at": "2026-11-30T10:00:00Z"}
    told = []
    other.psql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    other.psql("SELECT pg_reload_conf()")
    asking = threading.Thread(target=lambda: told.append(service.ask("POST", "/api/v1/exposures", entry)))
    asking.start()
    # Whoever runs the database sees that everything waits, and cancels it.
    wait_for(lambda: int(other.psql("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity "
                                    "WHERE wait_event = 'SyncRep'")) >= 0 and told, "an answer")
    asking.join()
    other.psql("ALTER SYSTEM RESET synchronous_standby_names")
    other.psql("SELECT pg_reload_conf()")
    assert told[0][0] == 503 and "try again" in told[0][1]["message"], told
    wait_for(lambda: service.ask("POST", "/api/v1/exposures", entry)[0] in (200, 201), "the same again")
    assert other.psql(f"SELECT count(*) FROM exposure WHERE exposure_id = '{entry['id']}'") == "1"


def a_login_without_the_rights_is_told_so():
    other.psql("CREATE ROLE nobody_much LOGIN", database="postgres")
    service.end()
    refused = subprocess.run(
        [PROGRAM, "serve", "--port", "0", *service.arguments_before(), "--database",
         other.conninfo.replace("force_it", "nobody_much")], capture_output=True, text=True, timeout=60)
    assert refused.returncode == 1 and refused.stderr.startswith("plimsoll: "), refused


with service:
    other.create()
    try:
        run_tests(a_login_that_may_create_roles_is_enough_for_the_whole_job,
                  what_is_removed_is_listed_beside_the_key_and_not_the_database,
                  when_the_database_is_away_calendars_are_503_and_come_back_with_it,
                  who_to_call_is_shown_also_where_it_could_never_be_read,
                  connections_that_were_idle_while_the_database_restarted_cost_nobody_an_error,
                  what_is_not_known_to_have_reached_a_standby_is_not_acknowledged,
                  a_login_without_the_rights_is_told_so)
    finally:
        other.stop()
