#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""A line manager's calendar of when their team is at sessions: what programs make of it as bookings
and the team change, and what it never says."""

import re
import sys
from email.utils import parsedate_to_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, person, session, settle  # noqa: E402
from calendar_programs import CalendarPrograms  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NOW = "2026-12-01T09:00:00Z"
service = Service(NOW)
programs = CalendarPrograms(service, service.folder / "home")
TITLE = "A team session"


def supervisor():
    visitor = Visitor(service)
    visitor.sign_in("supervisor", (service.data / "demonstration-password").read_text().strip())
    return visitor


def link():
    visitor = supervisor()
    page = visitor.send(visitor.get("/me/feeds"), "/me/feeds", label="Desk", calendar="team")
    address = next(given["value"] for _, given in page.tags if given.get("id") == "address")
    return address[address.index("/f/"):]


def officer(number):
    return person(service, f"demonstration-officer-{number}")


def lines(path, name):
    return re.findall(rf"^{name}:(.*?)\r$", service.get(path).body.decode(), re.M)


def followed(path, change):
    """Makes a change, and waits until the calendar that is remembered shows it."""
    body = service.get(path).body
    made = change()
    wait_for(lambda: service.get(path).body != body, "the calendar to change")
    return made


def report_to(who, manager, at):
    service.sql("""BEGIN;
        UPDATE reports_to SET during = tstzrange(lower(during), :'now'),
            changed_in = pg_current_xact_id()::text::bigint
        WHERE person_id = :'who' AND upper(during) = 'infinity';
        INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, recorded_at,
            changed_in) SELECT person_id, :'manager', organisation_id, tstzrange(:'now', 'infinity'),
            :'now', pg_current_xact_id()::text::bigint FROM person WHERE person_id = :'who';
        COMMIT""", who=who, manager=manager, now=at)


def programs_see_a_booking_appear_move_and_go():
    path = link()
    programs.set_up(path)
    programs.seen_by_all(path)
    first = session(service, "2026-12-10 10:00+00")
    one = followed(path, lambda: book(service, officer(2), first))
    other = ("2026-12-17 11:00-12:00", TITLE, "CONFIRMED")
    followed(path, lambda: book(service, officer(3), session(service, "2026-12-17 11:00+00")))
    programs.seen_by_all(path, ("2026-12-10 10:00-11:00", TITLE, "CONFIRMED"), other)
    followed(path, lambda: service.sql(
        "UPDATE diary SET during = '[2026-12-10 14:30+00,2026-12-10 15:30+00)', sequence = sequence + 1 "
        "WHERE booking_id = :'b'; UPDATE feed_revision SET changed_in = pg_current_xact_id()::text::bigint "
        "WHERE person_id = :'p' AND part = 'attendee'", b=one, p=officer(2)))
    programs.seen_by_all(path, ("2026-12-10 14:30-15:30", TITLE, "CONFIRMED"), other)
    followed(path, lambda: settle(service, one, "cancelled", NOW))
    programs.seen_by_all(
        path, ("2026-12-10 14:30-15:30", f"Cancelled: {TITLE}", "CANCELLED"), other)
    assert lines(path, "SEQUENCE") == ["3", "1"], lines(path, "SEQUENCE")
    assert lines(path, "STATUS") == ["CANCELLED", "CONFIRMED"]
    assert lines(path, "TRANSP") in ([], ["TRANSPARENT", "OPAQUE"])


def holds_never_appear_and_leave_the_bytes_as_they_are():
    path = link()
    before = service.get(path)
    held = book(service, officer(4), session(service, "2026-12-11 10:00+00"), "held")
    settle(service, held, "released", NOW)
    book(service, officer(4), session(service, "2026-12-12 10:00+00"), "held")
    book(service, officer(4), session(service, "2026-12-14 10:00+00", "webinar"))
    marker = followed(path, lambda: book(service, officer(5), session(service, "2026-12-21 10:00+00")))
    after = service.get(path)
    assert after.body.count(b"BEGIN:VEVENT") == before.body.count(b"BEGIN:VEVENT") + 1, marker


def nobody_is_named_and_nothing_says_which_kind():
    path = link()
    group = session(service, "2026-12-22 09:30+00", "support_group", 90)
    followed(path, lambda: [book(service, officer(number), group) for number in (2, 3)])
    assert set(lines(path, "SUMMARY")) == {TITLE, f"Cancelled: {TITLE}"}
    body = service.get(path).body.decode()
    for word in ("upervision", "roup", "fficer", "emonstration", "ATTENDEE", "ORGANIZER", "CATEGORIES",
                 "DESCRIPTION:A"):
        assert word not in body, word
    bookings = service.sql("SELECT booking_id FROM diary WHERE part = 'attendee'").split()
    assert not any(booking in body for booking in bookings)  # the person's own calendar has those


def a_calendar_follows_who_reports_to_whom():
    path = link()
    followed(path, lambda: book(service, officer(6), session(service, "2026-12-18 16:00+00")))
    starts = "20261218T160000Z"
    assert starts in service.get(path).body.decode()
    modified = parsedate_to_datetime(service.get(path).headers["Last-Modified"])
    followed(path, lambda: report_to(officer(6), person(service, "demonstration-host-4"), NOW))
    assert starts not in service.get(path).body.decode()
    assert parsedate_to_datetime(service.get(path).headers["Last-Modified"]) >= modified
    followed(path, lambda: report_to(officer(6), account(service, "supervisor"),
                                     "2026-12-01T09:00:01Z"))
    assert starts in service.get(path).body.decode()


def a_copy_is_a_look_at_the_team_and_on_its_trails():
    def looks():
        entries = service.json("audit", "list", "--person", "demonstration-officer-2")["entries"]
        return sum(entry["action"] == "bookings-seen" for entry in entries)

    path, visitor, before = link(), supervisor(), looks()
    copy = visitor.get("/me/calendars/team.ics")
    assert copy.status == 200 and TITLE in copy.body
    assert looks() == before + 1
    service.get(path)
    assert looks() == before + 1  # readings of a link are counted, not told


with service:
    service.start("--demo")
    run_tests(programs_see_a_booking_appear_move_and_go, holds_never_appear_and_leave_the_bytes_as_they_are,
              nobody_is_named_and_nothing_says_which_kind, a_calendar_follows_who_reports_to_whom,
              a_copy_is_a_look_at_the_team_and_on_its_trails)
