#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""check_reader.py READ_BUSY: other people's calendars as we read them, beside other readers, in TAP."""

import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zoneinfo
from pathlib import Path

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr

import install_ical_js

READ_BUSY = Path(sys.argv[1]).resolve()
FILES = Path(os.environ.get("TEST_DATA", "/nowhere")) / "ics"
SOURCE = Path(__file__).resolve().parent
UTC = datetime.timezone.utc
LONDON = zoneinfo.ZoneInfo("Europe/London")
SECONDS = 2
OVERRUN = re.compile("refused: .*(takes too|Reading the calendar failed|without an answer)")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

FREE = (("TRANSP", "TRANSPARENT"), ("STATUS", "CANCELLED"), ("X-MICROSOFT-CDO-BUSYSTATUS", "FREE"))

# Where another reader sees something else in a valid file, and why we keep to ours.
PYTHON_DIFFERS = {
    "icalendar__calendars_issue_27_multiple_periods_in_freebusy_multiple_freebusies.ics":
        "it does not read VFREEBUSY",
    "icalendar__calendars_rfc_7265_appendix_example_1_ical.ics":
        "a start of eight digits is a day also without VALUE=DATE",
    "khal__ics_event_dt_mixed_awareness.ics":
        "a time that ends in Z is in UTC, whatever TZID stands beside it (RFC 5545 §3.2.19)",
}
NO_ZONES = "it knows a zone only from a VTIMEZONE, which the file has not"
ICAL_JS_DIFFERS = {
    "biweekly__text_rfc5545-example2.ics": "it applies a VTIMEZONE's first change before it happens",
    "ical.js__samples_multiple_rrules.ics": "it ends the second rule a week early",
    "ical4j__valid_Australian32Holidays.ics":
        "an instance of whole days is named by its day, also where RECURRENCE-ID has a time",
    "ical4j__valid_Christian32Holidays.ics":
        "the start of an event happens, also where its rule would not give it",
    "ical4j__valid_EXDATE-IN-UTC.ics": NO_ZONES,
    "ical4j__valid_derryn.ics": NO_ZONES,
    "icalendar__calendars_issue_27_multiple_periods_in_freebusy_multiple_freebusies.ics":
        "only events are asked for",
    "khal__ics_cal_lots_of_timezones.ics": NO_ZONES,
    "khal__ics_event_dt_simple.ics": NO_ZONES,
}
checks = []


def check(function):
    checks.append(function)
    return function


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def read(path, start, end, zone="Europe/London"):
    """Busy times, and what is said beside them."""
    answer = subprocess.run([READ_BUSY, path, zone, text(start), text(end)], capture_output=True,
                            text=True, timeout=SECONDS)
    assert answer.returncode == 0, f"{path.name}: ended with {answer.returncode} {answer.stderr[:200]}"
    assert not OVERRUN.match(answer.stdout), f"{path.name}: {answer.stdout}"
    lines = [line.split() for line in answer.stdout.splitlines()]
    busy = [tuple(map(instant, line)) for line in lines
            if len(line) == 2 and line[0].endswith("Z")]
    return busy, answer.stdout.splitlines()[len(busy):]


def read_text(document, start, end, zone="Europe/London"):
    with tempfile.NamedTemporaryFile(suffix=".ics") as file:
        file.write(document if isinstance(document, bytes) else document.encode())
        file.flush()
        return read(Path(file.name), start, end, zone)


def joined(pairs, start, end):
    """Times in the window, in order, those that touch as one."""
    found = []
    for begin, finish in sorted((max(a, start), min(b, end)) for a, b in pairs):
        if begin >= finish:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], finish))
        else:
            found.append((begin, finish))
    return found


def local(value):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    return (value if value.tzinfo else value.replace(tzinfo=LONDON)).astimezone(UTC)


def by_python(path, start, end):
    """What recurring_ical_events sees, or None where it cannot read the file."""
    try:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = recurring_ical_events.of(calendar).between(
            start - datetime.timedelta(days=370), end)
        times = []
        for event in events:
            if any(str(event.get(name, "")).upper() == free for name, free in FREE):
                continue
            begin = event["DTSTART"].dt
            if "DTEND" in event:
                finish = event["DTEND"].dt
            elif "DURATION" in event:
                finish = begin + event["DURATION"].dt
            else:
                finish = begin if isinstance(begin, datetime.datetime) else \
                    begin + datetime.timedelta(days=1)
            times.append((local(begin), local(finish)))
    except Exception:
        return None
    return joined(times, start, end)


def windows(path):
    years = [int(year) for year in re.findall(rb"DTSTART[^:\n]*:(\d{4})", path.read_bytes())]
    years = [year for year in years if 1970 <= year <= 2090] or [2026]
    for year in sorted({min(years), max(years)}):
        yield (datetime.datetime(year, 1, 1, tzinfo=UTC),
               datetime.datetime(year + 1, 1, 1, tzinfo=UTC))


@check
def valid_calendars_are_read_as_recurring_ical_events_reads_them():
    files = sorted((FILES / "valid").glob("*.ics"))
    if not files:
        return "no calendars beside the checkout"
    compared = 0
    for path in files:
        for start, end in windows(path):
            theirs = by_python(path, start, end)
            if theirs is None:
                continue
            compared += 1
            ours, _ = read(path, start, end)
            assert ours == theirs or path.name in PYTHON_DIFFERS, \
                f"{path.name}: {sorted(set(ours) ^ set(theirs))[:2]}"
    assert compared > 100, compared


@check
def valid_calendars_are_read_as_ical_js_reads_them():
    files = sorted((FILES / "valid").glob("*.ics"))
    reason = "no calendars beside the checkout" if not files else install_ical_js.install()
    if reason:
        return reason
    asked = {}
    for path in files:
        for window in windows(path):
            asked.setdefault(window, []).append(path)
    compared, differ = 0, []
    for (start, end), paths in asked.items():
        answer = subprocess.run(["node", SOURCE / "read_busy.mjs", text(start), text(end), *paths],
                                capture_output=True, text=True, check=True)
        for path, line in zip(paths, answer.stdout.splitlines(), strict=True):
            theirs = json.loads(line)
            if theirs is None:
                continue
            compared += 1
            theirs = joined([tuple(local(datetime.datetime.fromisoformat(at.replace("Z", "+00:00")))
                                   for at in pair) for pair in theirs], start, end)
            ours, _ = read(path, start, end)
            if ours != theirs and path.name not in ICAL_JS_DIFFERS:
                differ.append(f"{path.name} {start.year}: {sorted(set(ours) ^ set(theirs))[:2]}")
    for line in differ:
        print("#", line)
    assert not differ and compared > 100, (len(differ), compared)


@check
def every_file_is_read_or_refused_within_two_seconds_and_256_megabytes():
    files = sorted(FILES.glob("*/*.ics"))
    if not files:
        return "no calendars beside the checkout"
    start = datetime.datetime(2026, 1, 1, tzinfo=UTC)
    for path in files:
        _, said = read(path, start, start + datetime.timedelta(days=700))
        assert said and re.match(r"refused: |events ", said[0]), path.name


def calendar(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *lines,
                        "END:VCALENDAR", ""])


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


@check
def large_hostile_files_are_refused_or_read_at_once():
    plain = event("UID:{}", "DTSTART:20260601T100000Z", "DTEND:20260601T110000Z")
    hostile = {
        "events within events, 100,000 deep": calendar("BEGIN:VEVENT\r\n" * 100000),
        "one line of 1.9 MB": calendar(event("DTSTART:20260601T100000Z", "SUMMARY:" + "x" * 1900000)),
        "a line that is folded 600,000 times": calendar(event("SUMMARY:" + "\r\n " * 600000)),
        "60,000 ends that are none": calendar(event("DTSTART:20260601T100000Z",
                                                    *["DTEND:garbage"] * 60000)),
        "100,000 exceptions in a line": calendar(event(
            "DTSTART:20260601T100000Z", "RRULE:FREQ=DAILY", "EXDATE:" + ",".join(
                ["20260602T100000Z"] * 100000))),
        "100,000 events": calendar(*[plain.format(n) for n in range(100000)]),
        "4,000 rules that never match": calendar(*[event(
            f"UID:{n}", "DTSTART:19000101T100000Z", "DTEND:19000101T110000Z",
            "RRULE:FREQ=YEARLY;COUNT=9;BYMONTH=2;BYMONTHDAY=30") for n in range(4000)]),
        "5,000 rules with every day of 130 years": calendar(*[event(
            f"UID:{n}", "DTSTART:19000101T100000Z", "DURATION:PT1H",
            "RRULE:FREQ=DAILY;COUNT=99999") for n in range(5000)]),
        "2,000 zones": calendar(*[
            f"BEGIN:VTIMEZONE\r\nTZID:{n}\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\n"
            "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\n"
            "END:VTIMEZONE" for n in range(2000)]),
        "3,000 moved instances of one": calendar(
            event("UID:1", "DTSTART:20260101T100000Z", "DTEND:20260101T110000Z",
                  "RRULE:FREQ=DAILY;COUNT=5000"),
            *[event("UID:1", f"RECURRENCE-ID:20260101T{n // 60 % 24:02}{n % 60:02}00Z",
                    "DTSTART:20260601T100000Z", "DTEND:20260601T110000Z") for n in range(3000)]),
    }
    start = datetime.datetime(2026, 1, 1, tzinfo=UTC)
    for name, document in hostile.items():
        began = time.monotonic()
        _, said = read_text(document, start, start + datetime.timedelta(days=400))
        took = time.monotonic() - began
        assert said and took < SECONDS, f"{name}: {took:.2f} s"


def a_rule(chance):
    """One that dateutil understands as RFC 5545 does: "1MO,TU" and weeks alone it reads otherwise."""
    def some(most, count, signs=(1, -1)):
        return ",".join(str(chance.choice(signs) * chance.randint(1, most))
                        for _ in range(chance.randint(1, count)))
    frequency = chance.choice(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
    rule = [f"FREQ={frequency}"]
    if chance.random() < 0.5:
        rule.append(f"INTERVAL={chance.choice((1, 2, 3, 4, 5, 7, 13))}")
    if chance.random() < 0.3:
        rule.append("BYMONTH=" + some(12, 4, (1,)))
    if frequency != "WEEKLY" and chance.random() < 0.3:
        rule.append("BYMONTHDAY=" + some(31, 3))
    weeks = frequency == "YEARLY" and chance.random() < 0.2
    if weeks:
        rule.append("BYWEEKNO=" + some(53, 4))
    elif frequency == "YEARLY" and chance.random() < 0.2:
        rule.append("BYYEARDAY=" + some(366, 4))
    if weeks or chance.random() < 0.5:
        nth = frequency in ("MONTHLY", "YEARLY") and not weeks and chance.random() < 0.5
        rule.append("BYDAY=" + ",".join(
            (str(chance.choice((1, 2, 3, 4, 5, -1, -2))) if nth else "") + chance.choice(WEEKDAYS)
            for _ in range(chance.randint(1, 3))))
    if chance.random() < 0.3:
        rule.append("WKST=" + chance.choice(("SU", "MO", "SA", "WE")))
    if chance.random() < 0.2 and any(part.startswith("BY") for part in rule):
        rule.append("BYSETPOS=" + some(5, 2))
    return ";".join(rule)


@check
def random_rules_give_the_days_that_dateutil_gives():
    chance = random.Random(5545)
    start, end = datetime.datetime(2021, 6, 1), datetime.datetime(2024, 5, 30)
    for _ in range(150):
        rule = a_rule(chance)
        first = datetime.datetime(2020, 1, 1, 10) + datetime.timedelta(days=chance.randint(0, 900))
        until = datetime.datetime(2028, 1, 1)
        found = rrulestr(rule, dtstart=first).between(first, until, inc=True)
        if found and chance.random() < 0.6:
            first = found[0]
            found = rrulestr(rule, dtstart=first).between(first, until, inc=True)
        if found and first == found[0] and chance.random() < 0.4:
            found = found[:chance.randint(1, 60)]
            rule += f";COUNT={len(found)}"
        elif chance.random() < 0.4:
            last = first + datetime.timedelta(days=chance.randint(0, 1500),
                                              hours=chance.choice((-1, 0, 1)))
            rule += last.strftime(";UNTIL=%Y%m%dT%H%M%SZ")
            found = [at for at in found if at <= last]
        theirs = sorted({at for at in {*found, first} if start <= at < end})
        document = calendar(event("UID:1", first.strftime("DTSTART:%Y%m%dT%H%M%SZ"), "DURATION:PT1H",
                                  f"RRULE:{rule}"))
        busy, said = read_text(document, start.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
        ours = [begin.replace(tzinfo=None) for begin, _ in busy]
        assert ours == theirs, f"{rule} from {first}: {sorted({*ours} ^ {*theirs})[:3]} {said}"


print(f"1..{len(checks)}")
for number, function in enumerate(checks, 1):
    name = f"{number} - {function.__name__}"
    try:
        reason = function()
        print("ok", name, f"# SKIP {reason}" if reason else "", flush=True)
    except Exception as fault:
        print("#", type(fault).__name__, *str(fault).splitlines()[:1])
        print("not ok", name, flush=True)
