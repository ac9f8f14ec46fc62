#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""One link per device: listed with what reads it, renewed, ended, also where two services share a
database; and what calendars answer while that database is away."""

import http.client
import signal
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from other_database import OtherDatabase  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402

services = [Service("2026-12-01T09:00:00Z"), Service("2026-12-01T09:00:00Z")]
service, second = services
database = OtherDatabase(service.folder / "other")
HOST = ("--host", "demonstration-host-1")


def on_database(one):
    before = one.arguments
    one.arguments = lambda: [*before(), "--database", database.conninfo]


def listed(*whose):
    return service.json("feed", "list", *whose)["links"]


def dead_in_both(path):
    """Waits until a link that has just been ended is dead, and says how long that took."""
    begin = time.monotonic()
    for one in services:
        wait_for(lambda: one.get(path).status == 404, "the link to be dead")  # noqa: B023
    return time.monotonic() - begin


def remembered_in_both(path):
    for one in services:
        assert [one.get(path).status for _ in range(3)] == [200] * 3


def links_are_listed_with_their_labels_and_never_their_tokens():
    path = service.link(*HOST, "--label", "office laptop", "--detail", "type")
    said = service.run("feed", "list", *HOST)
    assert "office laptop" in said.stdout and "type" in said.stdout and "never" in said.stdout
    assert path.split("/")[-1].removesuffix(".ics") not in said.stdout + said.stderr
    link = next(link for link in listed(*HOST) if link["label"] == "office laptop")
    assert set(link) == {"id", "label", "detail", "made_at", "read_by"}, link
    assert link["read_by"] == [] and link["made_at"].startswith("2026-12-01T09:")
    assert not any(link["label"] == "office laptop" for link in listed("--programme"))


def a_link_tells_which_family_of_program_read_it_and_the_minute():
    agents = {"Google": "Google-Calendar-Importer",
              "Outlook": "Microsoft Office/16.0 (Microsoft Outlook 16.0; Pro)",
              "Apple": "iOS/17.0 (21A329) dataaccessd/1.0",
              "Thunderbird": "Mozilla/5.0 (Macintosh; Mac OS X) Thunderbird/115.0",
              "DAVx5/ICSx5": "ICSx5/2.2.1 (ical4j/3.2) Android/14", "other": "curl/7.88.1"}
    path = service.link(*HOST, "--label", "read by all")
    for agent in agents.values():
        assert service.get(path, User_Agent=agent).status == 200
    tag = service.get(path).headers["ETag"]
    assert service.get(path, If_None_Match=tag, User_Agent=agents["Google"]).status == 304
    service.get(path, method="HEAD", User_Agent=agents["Google"])
    service.end()  # which writes what was counted in this minute
    service.start()
    seen = next(link for link in listed(*HOST) if link["label"] == "read by all")["read_by"]
    reads = {one["client"]: one["reads"] for one in seen}
    assert reads == {**dict.fromkeys(agents, 1), "Google": 3, "other": 2}, reads
    assert all(one["last_read_at"].endswith(":00Z") for one in seen), "minutes, not seconds"
    assert "curl" not in service.run("feed", "list", *HOST).stdout


def a_link_that_is_ended_is_dead_in_every_service_within_two_seconds():
    path = service.link(*HOST)
    other = service.link(*HOST)
    remembered_in_both(path)
    remembered_in_both(other)
    service.run("feed", "end", service.address + path)
    assert dead_in_both(path) < 2
    remembered_in_both(other)


def a_rotated_link_is_another_with_the_same_label_and_the_old_one_is_dead():
    path = service.link(*HOST, "--label", "to rotate", "--detail", "type")
    remembered_in_both(path)
    body = service.get(path).body
    old = next(link for link in listed(*HOST) if link["label"] == "to rotate")
    address = service.run("feed", "rotate", old["id"]).stdout.strip()
    assert dead_in_both(path) < 2
    renewed = address[address.index("/f/"):]
    assert renewed != path and service.get(renewed).body == body
    links = [link for link in listed(*HOST) if link["label"] == "to rotate"]
    assert len(links) == 1 and links[0]["id"] != old["id"] and links[0]["detail"] == "type"
    refused = service.run("feed", "rotate", old["id"], ok=False)
    assert refused.returncode == 1 and "No such link" in refused.stderr
    service.run("feed", "end", links[0]["id"])
    assert dead_in_both(renewed) < 2


def another_service_sees_a_booking_within_two_seconds():
    path = service.link("--person", "demonstration-officer-1")
    wait_for(lambda: b"VEVENT" in second.get(path).body, "a hold")
    before = [one.get(path) for one in services]
    assert before[0].body == before[1].body
    database.psql(
        "UPDATE diary SET state = 'confirmed', answer_by = NULL, sequence = sequence + 1"
        " WHERE part = 'attendee'; UPDATE feed_revision SET revised_at = revised_at +"
        " interval '1 second', changed_in = pg_current_xact_id()::text::bigint")
    begin = time.monotonic()
    for one in services:
        wait_for(lambda: b"CONFIRMED" in one.get(path).body, "the booking")  # noqa: B023
    assert time.monotonic() - begin < 2
    assert service.get(path).body == second.get(path).body


def is_whole(answer):
    return answer.status == 503 and answer.headers["Retry-After"] and b"VCALENDAR" not in answer.body \
        or answer.status == 200 and answer.body.startswith(b"BEGIN:VCALENDAR") \
        and answer.body.endswith(b"END:VCALENDAR\r\n") and b"BEGIN:VEVENT" in answer.body


def away_and_back(path, take_away, bring_back, status=503):
    """Reads without pause while the database goes and comes back; every answer must be whole."""
    answers, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            answers.append(service.get(path))
    readers = [threading.Thread(target=read) for _ in range(4)]
    before = service.get(path).body
    for reader in readers:
        reader.start()
    try:
        take_away()
        wait_for(lambda: service.get(path).status == status, f"{status} while it is away")
        time.sleep(1)
        assert service.get(path).status == status, "nothing is answered from memory for long"
        bring_back()
        wait_for(lambda: service.get(path).status == 200, "the calendar to come back by itself")
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert all(map(is_whole, answers)), [a.status for a in answers if not is_whole(a)]
    assert {answer.status for answer in answers} == {200, 503}
    assert service.get(path).body == before


def a_database_that_is_killed_gives_503_and_never_an_empty_calendar():
    def bring_back():
        for left in ("data/postmaster.pid", ".s.PGSQL.5432.lock", ".s.PGSQL.5432"):
            (database.folder / left).unlink(missing_ok=True)
        database.start()
    away_and_back(service.link(*HOST), database.kill, bring_back)


def a_database_that_is_restarted_gives_503_and_never_an_empty_calendar():
    away_and_back(service.link(*HOST), database.stop, database.start)


def connections_that_are_ended_in_mid_request_give_whole_answers():
    path = service.link(*HOST)
    for _ in range(5):
        database.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      " WHERE application_name = 'plimsoll'")
        assert all(is_whole(service.get(path)) for _ in range(20))
    wait_for(lambda: service.get(path).status == 200, "the calendar")


def a_database_that_stands_still_gives_503_at_once_and_nothing_stale():
    path = service.link(*HOST)
    assert service.get(path).status == 200
    database.signal(signal.SIGSTOP)
    try:
        time.sleep(6)
        address = service.address.removeprefix("http://")
        connection = http.client.HTTPConnection(address, timeout=2)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 503 and answer.headers["Retry-After"], answer.status
        assert b"VCALENDAR" not in answer.read()
        connection.close()
    finally:
        database.signal(signal.SIGCONT)
    wait_for(lambda: service.get(path).status == 200, "the calendar to come back by itself")


with service, second:
    database.create()
    try:
        for each in services:
            on_database(each)
        service.start("--demo")
        second.start()
        run_tests(links_are_listed_with_their_labels_and_never_their_tokens,
                  a_link_tells_which_family_of_program_read_it_and_the_minute,
                  a_link_that_is_ended_is_dead_in_every_service_within_two_seconds,
                  a_rotated_link_is_another_with_the_same_label_and_the_old_one_is_dead,
                  another_service_sees_a_booking_within_two_seconds,
                  connections_that_are_ended_in_mid_request_give_whole_answers,
                  a_database_that_is_restarted_gives_503_and_never_an_empty_calendar,
                  a_database_that_is_killed_gives_503_and_never_an_empty_calendar,
                  a_database_that_stands_still_gives_503_at_once_and_nothing_stale)
    finally:
        database.stop()
