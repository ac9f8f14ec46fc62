#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Prints the events of an iCalendar feed as python3-icalendar sees them, as canonical JSON.

    read_feed.py [--all] [--from DATE] [--until DATE] URL-or-FILE

A list of {uid, start, end, status, summary, sequence, transparent}, in order of start and uid, times
in UTC; every occurrence of a series is an event. --all adds the other properties and the calendar's
own. Without --from and --until occurrences from 2000 to 2040 are listed. read_feed.mjs prints the
same.
"""

import argparse
import datetime
import json
import sys
import urllib.request
from pathlib import Path

import icalendar
import recurring_ical_events

UTC = datetime.timezone.utc


def read(source):
    if "://" in source:
        with urllib.request.urlopen(source, timeout=30) as answer:
            return answer.read()
    return Path(source).read_bytes()


def instant(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.isoformat()  # floating: shown without a Z, so that it is noticed
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(component, name):
    value = component.get(name)
    return None if value is None else str(value)


def time(component, name):
    value = component.get(name)
    return None if value is None else instant(value.dt)


def event_of(event, everything):
    shown = {
        "uid": text(event, "UID"),
        "start": time(event, "DTSTART"),
        "end": time(event, "DTEND"),
        "status": text(event, "STATUS"),
        "summary": text(event, "SUMMARY"),
        "sequence": int(event.get("SEQUENCE", 0)),
        "transparent": text(event, "TRANSP") == "TRANSPARENT",
    }
    if everything:
        shown |= {
            "stamp": time(event, "DTSTAMP"),
            "created": time(event, "CREATED"),
            "changed": time(event, "LAST-MODIFIED"),
            "class": text(event, "CLASS"),
            "busy": text(event, "X-MICROSOFT-CDO-BUSYSTATUS"),
            "description": text(event, "DESCRIPTION"),
            "location": text(event, "LOCATION"),
        }
    return shown


def calendar_of(calendar):
    changed = calendar.get("LAST-MODIFIED")
    if changed is not None and not hasattr(changed, "dt"):
        changed = icalendar.vDDDTypes(icalendar.vDDDTypes.from_ical(changed))
    refresh = calendar.get("REFRESH-INTERVAL")
    return {
        "version": text(calendar, "VERSION"),
        "product": text(calendar, "PRODID"),
        "scale": text(calendar, "CALSCALE"),
        "method": text(calendar, "METHOD"),
        "name": text(calendar, "NAME"),
        "shownName": text(calendar, "X-WR-CALNAME"),
        "zone": text(calendar, "X-WR-TIMEZONE"),
        "changed": None if changed is None else instant(changed.dt),
        "refresh": None if refresh is None else
            refresh.to_ical().decode() if hasattr(refresh, "to_ical") else str(refresh),
        "timeToLive": text(calendar, "X-PUBLISHED-TTL"),
        "uid": text(calendar, "UID"),
        "zones": sorted(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")),
        "components": sorted({component.name for component in calendar.subcomponents}),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--from", dest="first", default="2000-01-01")
    parser.add_argument("--until", default="2040-01-01")
    parser.add_argument("source")
    options = parser.parse_args()

    calendar = icalendar.Calendar.from_ical(read(options.source))
    errors = [error for component in calendar.walk() for error in component.errors]
    if errors:
        sys.exit(f"read_feed.py: not iCalendar: {errors}")
    first = datetime.datetime.fromisoformat(options.first).replace(tzinfo=UTC)
    until = datetime.datetime.fromisoformat(options.until).replace(tzinfo=UTC)
    occurrences = recurring_ical_events.of(calendar).between(first, until)
    events = sorted((event_of(event, options.all) for event in occurrences),
                    key=lambda event: (event["start"], event["uid"]))
    shown = {"calendar": calendar_of(calendar), "events": events} if options.all else events
    json.dump(shown, sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    print()


main()
