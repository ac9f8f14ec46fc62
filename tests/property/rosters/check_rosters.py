#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""check_rosters.py CHOOSE_TIMES: sessions on published rosters (INRC-II), in TAP.

Every time that the rules allow is looked at once more here, with Python's own zones: inside a
shift, eleven hours of rest, never after a night, also where the clocks change in those weeks."""

import datetime
import os
import re
import subprocess
import sys
import tarfile
import zoneinfo
from pathlib import Path

CHOOSE = Path(sys.argv[1]).resolve()
ROSTERS = Path(os.environ.get("TEST_DATA", "/nowhere")) / "rosters" / "rosters_dev.tar.gz"
LONDON = zoneinfo.ZoneInfo("Europe/London")
UTC = datetime.timezone.utc
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
REST = AFTER_NIGHT = 11 * HOUR
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = {"Early": (6, 14), "Day": (9, 17), "Late": (14, 22), "Night": (22, 30)}
# Mondays from which four and eight weeks go over the change of the clocks, in spring and autumn.
FIRST_DAYS = (datetime.date(2026, 3, 9), datetime.date(2026, 10, 12))
checks = []


def check(function):
    checks.append(function)
    return function


def solutions():
    """{name: [(nurse, day of the roster, shift type)]} of every published solution."""
    rosters = {}
    with tarfile.open(ROSTERS) as archive:
        for member in archive:
            if not (found := re.search(r"([^/]+/Solution_[^/]+)/Sol-[^/]+\.txt$", member.name)):
                continue
            lines = archive.extractfile(member).read().decode().splitlines()
            week = int(lines[1].split()[0])
            roster = rosters.setdefault(found[1], [])
            for line in lines[2:]:
                fields = line.split()
                if len(fields) == 4 and fields[1] in WEEKDAYS:
                    roster.append((fields[0], week * 7 + WEEKDAYS.index(fields[1]), fields[2]))
    return rosters


def local(day, hour):
    midnight = datetime.datetime.combine(day + (hour // 24) * DAY, datetime.time())
    return midnight.replace(hour=hour % 24, tzinfo=LONDON).astimezone(UTC)


def shifts_of(roster, first):
    """{nurse: [(from, until, is it a night)]}, ascending."""
    people = {}
    for nurse, day, kind in roster:
        date = first + day * DAY
        until = HOURS[kind][1]
        people.setdefault(nurse, []).append(
            (local(date, HOURS[kind][0]), local(date, until), kind == "Night"))
    return {nurse: sorted(shifts) for nurse, shifts in people.items()}


def chosen(roster, first, margin):
    rows = ["person,start,end,kind"]
    rows += [f"{nurse},{first + day * DAY},,{kind}" for nurse, day, kind in roster]
    done = subprocess.run([CHOOSE, str(margin)], input="\n".join(rows) + "\n", text=True,
                          capture_output=True, check=True)
    times = {}
    for line in done.stdout.splitlines():
        nurse, start = line.split()
        times.setdefault(nurse, set()).add(datetime.datetime.fromisoformat(start))
    return times


def each():
    for name, roster in sorted(solutions().items()):
        for first in FIRST_DAYS:
            yield f"{name} from {first}", roster, first


def is_after_night(shifts, start, end):
    within = any(night and since <= start and end <= until for since, until, night in shifts)
    return not within and any(
        night and until < end and start < until + AFTER_NIGHT for _, until, night in shifts)


@check
def every_time_chosen_is_inside_a_shift_and_not_after_a_night_and_no_such_time_is_left_out():
    sessions = 0
    for name, roster, first in each():
        times = chosen(roster, first, 0)
        shifts = shifts_of(roster, first)
        begins = local(min(first + day * DAY for _, day, _ in roster), 0)
        for nurse, worked in shifts.items():
            expected = set()
            for since, until, _ in worked:
                start = since
                while start + HOUR <= until:
                    # Before the roster there may have been a night.
                    if (not is_after_night(worked, start, start + HOUR) and
                            (start - AFTER_NIGHT >= begins or
                             any(n and s <= start and start + HOUR <= u for s, u, n in worked))):
                        expected.add(start)
                    start += HOUR / 4
            found = times.get(nurse, set())
            assert found == expected, f"{name}: {nurse}: {sorted(found ^ expected)[:3]}"
            sessions += len(found)
    assert sessions > 10000, sessions


@check
def an_hour_outside_a_shift_leaves_eleven_hours_of_rest_on_both_sides():
    outside = 0
    for name, roster, first in each():
        times = chosen(roster, first, 60)
        for nurse, worked in shifts_of(roster, first).items():
            for start in times.get(nurse, ()):
                end = start + HOUR
                assert not is_after_night(worked, start, end), f"{name}: {nurse}: {start}"
                if any(since <= start and end <= until for since, until, _ in worked):
                    continue
                outside += 1
                near = [(since, until) for since, until, _ in worked
                        if since - HOUR <= start and end <= until + HOUR]
                assert near, f"{name}: {nurse}: {start} is not near a shift"
                since, until = near[0]
                since, until = min(since, start), max(until, end)
                for other, other_until, _ in worked:
                    if other_until <= since:
                        assert since - other_until >= REST, f"{name}: {nurse}: {start}"
                    elif other >= until:
                        assert other - until >= REST, f"{name}: {nurse}: {start}"
    assert outside > 1000, outside


@check
def a_night_in_these_rosters_goes_over_both_changes_of_the_clocks():
    lengths = set()
    for _, roster, first in each():
        for worked in shifts_of(roster, first).values():
            lengths |= {until - since for since, until, night in worked if night}
    assert lengths == {7 * HOUR, 8 * HOUR, 9 * HOUR}, lengths


print(f"1..{len(checks)}")
for number, function in enumerate(checks, 1):
    name = f"{number} - {function.__name__}"
    if not ROSTERS.exists():
        print("ok", name, "# SKIP no published rosters beside the checkout")
        continue
    try:
        function()
        print("ok", name)
    except Exception as fault:
        print("#", type(fault).__name__, *str(fault).splitlines()[:1])
        print("not ok", name)
