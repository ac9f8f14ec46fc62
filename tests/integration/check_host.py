#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""An administrator sees and says at the shell when hosts are available, and hosts see that they did."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests  # noqa: E402

NOW = "2026-12-02T09:00:00Z"  # a Wednesday
service = Service(NOW)


def told(*arguments, code=0):
    """What a command of the program prints, on standard output and error."""
    found = service.run(*arguments, ok=False)
    assert found.returncode == code, (found.returncode, found.stdout, found.stderr)
    return found.stdout + found.stderr


def listed(*arguments):
    (name, value), = json.loads(told("host", *arguments, "--json")).items()
    return value


def host():
    return next(one["reference"] for one in listed("list") if "host-1" in one["reference"])


def acts():
    return [row for row in told("audit", "list", "--person", host()).splitlines() if "available" in row]


def file(name, text):
    path = service.data / name
    path.write_text(text)
    path.chmod(0o644)
    return str(path)


def busy(start, end):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A secret meeting\r\n"
            f"DTSTART:{start}\r\nDTEND:{end}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


def calendars():
    """Those that the demonstration did not begin with."""
    return [one for one in listed("calendar", "list", host()) if one["id"] not in begun]


def day(which):
    return next((one for one in listed("preview", host()) if one["day"] == which), {"note": None, "times": []})


def those_who_lead_are_listed_and_nobody_else_has_hours():
    names = {one["reference"] for one in listed("list")}
    assert host() in names and "demonstration-officer-1" not in names, names
    assert host() in told("host", "list")
    assert "leads no sessions" in told("host", "hours", "list", "demonstration-officer-1", code=1)
    assert "Usage" in told("host", "hours", "remove", host(), code=2)


def hours_of_a_week_and_of_a_date_are_added_shown_and_removed():
    before = listed("hours", "list", host())
    told("host", "hours", "add", host(), "--days", "mon,thu", "--from", "18:00", "--to", "21:00", "--every", "2",
         "--since", "2026-12-03", "--until", "2027-01-31")
    told("host", "hours", "add", host(), "--on", "2026-12-12", "--from", "10:00", "--to", "13:00")
    told("host", "hours", "add", host(), "--on", "2026-12-14", "--away")
    added = [one for one in listed("hours", "list", host()) if one not in before]
    week, = [one for one in added if "days" in one]
    assert (week["days"], week["every"], week["since"], week["until"], week["from_minute"], week["until_minute"]) == \
        ("mon,thu", 2, "2026-12-03", "2027-01-31", 1080, 1260), week
    assert "mon,thu" in told("host", "hours", "list", host())
    assert "open" in {one["is"] for one in day("2026-12-12")["times"]}
    assert day("2026-12-14")["note"] == "away", day("2026-12-14")
    for one in added:
        told("host", "hours", "remove", host(), one["id"])
    assert listed("hours", "list", host()) == before
    assert day("2026-12-12")["times"] == [] and day("2026-12-14")["note"] != "away"


def hours_that_cannot_be_are_refused_with_what_is_wrong():
    before = listed("hours", "list", host())
    for given, said in ((["--days", "monday", "--from", "09:00", "--to", "10:00"], "--days"),
                        (["--days", "mon", "--from", "9", "--to", "10:00"], "09:30"),
                        (["--days", "mon", "--from", "11:00", "--to", "10:00"], "end after they begin"),
                        (["--days", "mon", "--from", "09:00", "--to", "10:00", "--every", "60"], "52 weeks"),
                        (["--on", "2026-11-30"], "over"), (["--on", "soon"], "--on"),
                        (["--days", "mon", "--on", "2026-12-14"], "--days"), ([], "--days"),
                        (["--days", "mon", "--away", "--from", "09:00", "--to", "10:00"], "--away")):
        assert said in told("host", "hours", "add", host(), *given, code=1), given
    assert listed("hours", "list", host()) == before


def what_sessions_are_like_is_shown_and_changed():
    told("host", "sessions", host(), "--kind", "wellbeing_review", "--minutes", "45", "--buffer", "10", "--cap", "3")
    like = {"kind": "wellbeing_review", "manner": "unsaid", "minutes": 45, "buffer": 10, "cap": 3}
    assert listed("sessions", host()) == [like]
    told("host", "sessions", host(), "--cap", "2", "--manner", "video")
    assert listed("sessions", host()) == [like | {"cap": 2, "manner": "video"}]
    told("host", "sessions", host(), "--manner", "unsaid")
    assert listed("sessions", host()) == [like | {"cap": 2}]
    assert "in_person" in told("host", "sessions", host(), "--manner", "smoke", code=1)
    assert "one to one" in told("host", "sessions", host(), "--kind", "webinar", code=1)
    assert "5 to 480" in told("host", "sessions", host(), "--minutes", "2", code=1)
    assert "--cap" in told("host", "sessions", host(), "--cap", "many", code=1)
    assert listed("sessions", host())[0]["minutes"] == 45


def a_file_keeps_a_host_busy_and_only_its_times_are_kept():
    told("host", "sessions", host(), "--kind", "reflective_supervision", "--minutes", "60", "--buffer", "0", "--cap",
         "8")
    told("host", "hours", "add", host(), "--on", "2026-12-12", "--from", "10:00", "--to", "14:00")
    assert [one["is"] for one in day("2026-12-12")["times"]] == ["open"] * 4
    told("host", "calendar", "add", host(), file("away.ics", busy("20261212T100000Z", "20261212T120000Z")))
    assert [one["is"] for one in day("2026-12-12")["times"]].count("busy") == 1
    assert [one["is"] for one in day("2026-12-12")["times"]].count("open") == 2
    calendar, = calendars()
    assert calendar["last_read"] and calendar["busy_times"] == 1 and calendar["failure"] == "", calendar
    told("host", "calendar", "add", host(), file("away.ics", busy("20261212T100000Z", "20261212T110000Z")),
         "--replaces", calendar["id"])
    other, = calendars()
    assert other["id"] != calendar["id"]
    assert [one["is"] for one in day("2026-12-12")["times"]].count("open") == 3
    assert "secret" not in told("host", "calendar", "list", host())
    assert "alendar" in told("host", "calendar", "add", host(), file("page.ics", "<html>"), code=1)
    assert len(calendars()) == 1
    told("host", "calendar", "remove", host(), other["id"])
    assert calendars() == []


def an_address_is_never_shown_again_and_its_last_error_is():
    secret = "http://127.0.0.1:9/private/a-secret-that-nobody-sees.ics"
    told("host", "calendar", "add", host(), secret)
    for _ in range(100):
        calendar, = calendars()
        if calendar["failures"]:
            break
        subprocess.run(["sleep", "0.1"], check=True)
    assert calendar["failure"] and calendar["last_read"] is None and calendar["failed_at"], calendar
    shown = told("host", "calendar", "list", host())
    assert "a-secret" not in shown and "not read yet" in shown and calendar["failure"] in shown, shown
    assert [one for one in listed("list") if one["reference"] == host()][0]["calendars_failing"] >= 1
    assert told("host", "calendar", "add", host(), "ftp://x.example/a.ics", code=1)
    told("host", "calendar", "remove", host(), calendar["id"])


def the_host_sees_on_their_trail_who_looked_and_who_changed_it():
    before = acts()
    assert any("changed when they are available" in row for row in before), before
    told("host", "preview", host())
    after = acts()
    assert len(after) == len(before) + 1 and any("looked at when they are available" in row for row in after), after


with service:
    service.start("--demo", "--small")
    begun = {one["id"] for one in listed("calendar", "list", host())}
    run_tests(
        those_who_lead_are_listed_and_nobody_else_has_hours,
        hours_of_a_week_and_of_a_date_are_added_shown_and_removed,
        hours_that_cannot_be_are_refused_with_what_is_wrong,
        what_sessions_are_like_is_shown_and_changed,
        a_file_keeps_a_host_busy_and_only_its_times_are_kept,
        an_address_is_never_shown_again_and_its_last_error_is,
        the_host_sees_on_their_trail_who_looked_and_who_changed_it)
