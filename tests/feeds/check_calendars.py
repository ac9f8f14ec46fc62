#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Whether the calendars in calendars/ are good iCalendar, and the bank holidays those that were
published, in TAP."""

import datetime
import json
import os
from pathlib import Path

import icalendar
import recurring_ical_events

CALENDARS = Path(__file__).resolve().parents[2] / "calendars"
PUBLISHED = Path(os.environ.get("TEST_DATA", "/nowhere")) / "bank-holidays"
YEARS = range(2025, 2029)
SHIFT_PATTERNS = CALENDARS / "shift-patterns"
WORDS = ("trauma", "debrief", "counsel", "load", "score")
checks = []


def check(function):
    checks.append(function)
    return function


def documents():
    found = sorted(CALENDARS.rglob("*.ics"))
    assert len(found) == 18, "nine calendars and nine shift patterns are shipped"
    return found


def events(path):
    return icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")


@check
def lines_end_in_crlf_and_are_folded_at_75_octets():
    for path in documents():
        lines = path.read_bytes().split(b"\r\n")
        assert lines.pop() == b"", f"{path.name} does not end in CRLF"
        for number, line in enumerate(lines, 1):
            assert b"\n" not in line and b"\r" not in line and 0 < len(line) <= 75 \
                and not line.endswith(b" "), f"{path.name}:{number}"
            line.decode()  # no character is split


@check
def every_calendar_is_read_without_an_error():
    for path in documents():
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        for component in calendar.walk():
            assert not component.errors, f"{path.name}: {component.errors}"
        for name in ("VERSION", "PRODID"):
            assert name in calendar, f"{path.name} lacks {name}"
        assert "UID" not in calendar and "METHOD" not in calendar, path.name


@check
def every_event_has_what_the_standard_asks_for():
    seen = set()
    for path in documents():
        for event in events(path):
            for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"):
                assert name in event, f"{path.name}: an event lacks {name}"
            assert event["UID"] not in seen, f"{path.name}: {event['UID']} is there twice"
            seen.add(event["UID"])
            assert event["DTSTART"].dt < event["DTEND"].dt, path.name


@check
def every_zone_that_is_used_is_described():
    for path in documents():
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        described = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        used = {event[name].params["TZID"] for event in calendar.walk("VEVENT")
                for name in ("DTSTART", "DTEND") if "TZID" in event[name].params}
        assert used == described, f"{path.name}: {used} {described}"


@check
def words_that_do_not_belong_in_a_calendar_are_absent():
    for path in documents():
        text = path.read_text().replace("\n ", "").lower()
        for word in WORDS:
            assert word not in text, f"{path.name}: {word}"


@check
def sessions_keep_their_local_time_all_year():
    first, until = datetime.date(2026, 12, 1), datetime.date(2027, 12, 1)
    for path in documents():
        if path.name.startswith("bank-holidays-"):
            continue
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        times = {str(event["UID"]): event["DTSTART"].dt.time() for event in calendar.walk("VEVENT")}
        found = recurring_ical_events.of(calendar).between(first, until)
        assert {str(event["UID"]) for event in found} == set(times), path.name
        for event in found:
            start = event["DTSTART"].dt
            assert start.time() == times[str(event["UID"])] and start.hour != 1, path.name


# Days that somebody works whose cycle begins on 1 January 2018, a Monday, in eight weeks.
WORKED = {
    "continental": "1111111001111111001111111000" * 2,
    "early-and-late-weeks": "11111001110011" * 4,
    "early-late-night": "11111100" * 7,
    "four-on-four-off": "11110000" * 7,
    "office": "1111100" * 8,
    "panama": "11001110011000" * 4,
    "six-on-four-off": "1111110000" * 5 + "111111",
    "two-two-four": "11110000" * 7,
    "two-two-two-four": "1111110000" * 5 + "111111",
}


@check
def shift_patterns_are_worked_on_the_days_they_name_years_later_too():
    assert {path.stem for path in SHIFT_PATTERNS.glob("*.ics")} == set(WORKED)
    for name, worked in WORKED.items():
        calendar = icalendar.Calendar.from_ical((SHIFT_PATTERNS / f"{name}.ics").read_bytes())
        # 280 weeks are whole cycles of every pattern.
        for first in (datetime.date(2018, 1, 1), datetime.date(2018, 1, 1) +
                      datetime.timedelta(weeks=280)):
            until = first + datetime.timedelta(days=len(worked))
            found = recurring_ical_events.of(calendar).between(first, until)
            days = [(event["DTSTART"].dt.date() - first).days for event in found]
            shown = "".join("1" if day in days else "0" for day in range(len(worked)))
            assert shown == worked, f"{name} from {first}: {shown}"
            assert len({day for day in days if day >= 0}) == worked.count("1"), name


@check
def bank_holidays_are_those_that_were_published():
    files = sorted(PUBLISHED.glob("*.json"))
    if not files:
        return "no published list beside the checkout"
    divisions = json.loads(files[0].read_text())["divisions"]
    for nation in ("england-and-wales", "scotland", "northern-ireland"):
        published = {}
        for year in YEARS:
            for day in divisions[f"common.nations.{nation}_slug"][str(year)]:
                date = datetime.datetime.strptime(day["date"], "%d/%m/%Y").date()
                published[date] = bool(day["notes"])
        shipped = {}
        for event in events(CALENDARS / f"bank-holidays-{nation}.ics"):
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            assert end - start == datetime.timedelta(days=1) and type(start) is datetime.date
            shipped[start] = "substitute day" in event["SUMMARY"]
        assert shipped == published, f"{nation}: {shipped.items() ^ published.items()}"


print(f"1..{len(checks)}")
for number, function in enumerate(checks, 1):
    name = f"{number} - {function.__name__}"
    try:
        reason = function()
        print("ok", name, f"# SKIP {reason}" if reason else "")
    except Exception as fault:
        print("#", type(fault).__name__, *str(fault).splitlines()[:1])
        print("not ok", name)
