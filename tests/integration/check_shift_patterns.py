#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Shift patterns of an organisation's own are kept, worked, replaced and removed, whole or not at all."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

NOW = "2026-12-02T09:00:00Z"  # a Wednesday
WHO, OTHER = "demonstration-officer-1", "demonstration-officer-2"
service = Service(NOW)
folder = service.data


def told(*arguments, code=0):
    """What a command of the program prints, on standard output and error."""
    found = service.run(*arguments, ok=False)
    assert found.returncode == code, (found.returncode, found.stdout, found.stderr)
    return found.stdout + found.stderr


def file(name, text):
    path = folder / name
    path.write_bytes(text.encode())
    path.chmod(0o644)
    return str(path)


def event(uid, start, end, rule, kind):
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART;TZID=Europe/London:{start}",
                        f"DTEND;TZID=Europe/London:{end}", f"RRULE:{rule}", f"X-PLIMSOLL-SHIFT:{kind}",
                        "END:VEVENT", ""])


def calendar(*events, title="Five-team rota"):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", f"X-WR-CALNAME:{title}", ""]) + "".join(events) + \
        "END:VCALENDAR\r\n"


def days_on(hours, every=5, kind="day", day="20180101", second="20180102"):
    first, last = hours
    rule = f"FREQ=DAILY;INTERVAL={every}"
    return calendar(event("a", f"{day}T{first}0000", f"{day}T{last}0000", rule, kind),
                    event("b", f"{second}T{first}0000", f"{second}T{last}0000", rule, kind))


def patterns():
    return {one["name"]: one for one in json.loads(told("pattern", "list", "--json"))["patterns"]}


def shifts(who, condition="true"):
    """When somebody's shifts begin, by the organisation's clock."""
    return [tuple(row.split("|")) for row in service.sql(f"""
        SELECT to_char(s AT TIME ZONE 'Europe/London', 'MM-DD HH24:MI') || '|' || k FROM roster
        JOIN person USING (person_id), unnest(starts, kinds) AS entry (s, k)
        WHERE reference = '{who}' AND k <> 'rest_day' AND {condition} ORDER BY s""").splitlines() if row]


def work(who, name="five-on", since="2026-12-01", until="2026-12-31", **more):
    return told("roster", "pattern", name, "--person", who, "--anchor", "2026-11-30", "--since", since,
                "--until", until, **more)


def a_file_becomes_a_pattern_that_is_listed_beside_those_that_are_shipped():
    path = file("five-on.ics", days_on(("07", "19")))
    before = patterns()
    assert "would be: five-on" in told("pattern", "add", path, "--dry-run")
    assert patterns() == before
    said = told("pattern", "add", path)
    assert "five-on, Five-team rota: a cycle of 5 days with 2 shifts." in said, said
    after = patterns()
    assert after.pop("five-on") == {"name": "five-on", "title": "Five-team rota", "own": True, "days": 5,
                                    "shifts": 2, "people": 0}
    assert after == before and len(before) == 9 and not any(one["own"] for one in before.values())
    assert "five-on" in told("roster", "pattern")
    assert "Five-team rota" in told("pattern", "list")


def a_file_that_is_no_pattern_is_refused_with_what_and_where():
    for text, where, said in (
            (calendar(event("a", "20180101T070000", "20180101T190000", "FREQ=DAILY", "day"),
                      event("b", "20180101T070000", "20180101T190000", "FREQ=MONTHLY", "day")),
             "line 11", "every n-th day"),
            (calendar(event("a", "20180101T070000", "20180101T190000", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
                            "day")), "line 4", "cannot be followed"),
            (calendar(event("a", "20180101T070000", "20180101T190000", "FREQ=DAILY", "holiday")),
             "line 4", "X-PLIMSOLL-SHIFT"),
            (calendar(), "", "no shifts"), ("<!doctype html>", "", "")):
        told_of = told("pattern", "add", file("wrong.ics", text), code=1)
        assert where in told_of and said in told_of, told_of
    assert "wrong" not in patterns()
    path = file("Five On.ics", days_on(("07", "19")))
    assert "small letters" in told("pattern", "add", path, code=1)
    assert "is shipped" in told("pattern", "add", path, "office", code=1)


def who_works_it_has_its_shifts_and_is_counted():
    assert "the time of 1 of them has changed" in work(WHO)
    work(OTHER, since="2026-12-01", until="2026-12-06")
    assert patterns()["five-on"]["people"] == 2
    assert shifts(WHO)[:3] == [("12-01 07:00", "day"), ("12-05 07:00", "day"), ("12-06 07:00", "day")]
    assert "the time of 0 of them has changed" in work(WHO)
    # A shipped one is told of too.
    told("roster", "pattern", "office", "--person", OTHER, "--anchor", "2026-11-30", "--since", "2026-12-07",
         "--until", "2026-12-20")
    assert (patterns()["five-on"]["people"], patterns()["office"]["people"]) == (2, 1)


def one_that_takes_its_place_changes_what_is_to_come_for_all_who_are_on_it():
    path = file("five-on.ics", days_on(("08", "20")))
    said = told("pattern", "add", path, "--dry-run")
    assert "people who are on it: 2, of whom the time of 2 would change" in said, said
    assert ("12-05 07:00", "day") in shifts(WHO)
    said = told("pattern", "add", path)
    assert "people who are on it: 2, of whom the time of 2 changes" in said, said
    # What was worked before today stays.
    assert shifts(WHO)[:3] == [("12-01 07:00", "day"), ("12-05 08:00", "day"), ("12-06 08:00", "day")]
    assert not any(hour.endswith("07:00") for hour, _ in shifts(OTHER, "upper(covers) < '2026-12-08'")
                   if hour > "12-02")
    assert "the time of 0 changes" in told("pattern", "add", path)
    assert patterns()["five-on"]["people"] == 2


def what_cannot_be_worked_by_everybody_changes_nobody():
    told("roster", "pattern", "five-on", "--person", OTHER, "--anchor", "2026-12-01", "--since", "2026-12-21",
         "--until", "2026-12-31")
    before = shifts(WHO), shifts(OTHER), patterns()
    path = file("five-on.ics", calendar(
        event("a", "20180101T090000", "20180101T170000", "FREQ=WEEKLY;BYDAY=MO", "day")))
    assert "another day than a Monday" in told("pattern", "add", path, code=1)
    assert (shifts(WHO), shifts(OTHER), patterns()) == before


def court_and_leave_of_a_roster_stay_when_a_pattern_takes_its_place():
    rows = ["2026-12-14,,leave", "2026-12-15T10:00,2026-12-15T13:00,court", "2026-12-16T06:00,2026-12-16T14:00,early"]
    path = file("weeks.csv", "person,start,end,kind\n" + "\n".join(f"{WHO},{row}" for row in rows) + "\n")
    told("roster", "import", path)
    away = "SELECT count(*) FROM absence JOIN person USING (person_id) WHERE reference = '%s'" % WHO
    assert service.sql(away).strip() == "1"
    work(WHO)
    assert service.sql(away).strip() == "1"
    assert ("12-15 10:00", "abstraction") in shifts(WHO) and ("12-15 08:00", "day") in shifts(WHO)
    assert ("12-16 06:00", "early") not in shifts(WHO)
    assert "the time of 0 of them has changed" in work(WHO)
    told("pattern", "add", file("five-on.ics", days_on(("09", "21"))))
    assert service.sql(away).strip() == "1"
    assert ("12-15 10:00", "abstraction") in shifts(WHO) and ("12-15 09:00", "day") in shifts(WHO)
    # A roster that says otherwise takes them back.
    told("roster", "import", file("again.csv", f"person,start,end,kind\n{WHO},2026-12-14,2026-12-16,rest day\n"))
    assert service.sql(away).strip() == "0"
    assert ("12-15 10:00", "abstraction") not in shifts(WHO)


def a_file_of_staff_names_it():
    mapping = {"staff_mapping": 1, "number": "No", "name": "Name", "profile": "Job", "date": "YYYY-MM-DD", "shift_pattern_from": "Since",
               "shift_pattern": {"column": "Rota", "values": [{"value": "5", "means": "five-on"}]}}
    path = file("staff.json", json.dumps(mapping))
    people = file("staff.csv", "No,Name,Job,Rota,Since\n7001,Ann,response,5,2026-11-30\n7002,Bob,response,6,2026-11-30\n")
    said = told("import", "staff", people, "--mapping", path)
    assert patterns()["five-on"]["people"] == 3, said
    assert shifts("7001")[0] == ("11-30 09:00", "day")
    mapping["shift_pattern"]["values"][0]["means"] = "five-off"
    said = told("import", "staff", people, "--mapping", file("wrong.json", json.dumps(mapping)), code=1)
    assert "five-off" in said and "five-on" in said, said


def one_that_is_in_use_is_not_removed():
    assert "people who are on it: 3" in told("pattern", "remove", "five-on", code=1)
    assert "five-on" in patterns()
    assert "no shift pattern of its own" in told("pattern", "remove", "office", code=1)


def one_that_nobody_is_on_is_removed():
    told("pattern", "add", file("spare.ics", days_on(("07", "19"))))
    told("pattern", "remove", "spare", "--dry-run")
    assert "spare" in patterns()
    told("pattern", "remove", "spare")
    assert "spare" not in patterns()
    assert "no shift pattern of its own" in told("pattern", "remove", "spare", code=1)


def the_trail_says_that_it_was_done():
    said = told("audit", "list")
    assert "saved a shift pattern" in said and "removed a shift pattern" in said, said


def what_is_destroyed_of_a_roster_cannot_be_worked_out_from_its_pattern():
    service.sql("""UPDATE roster SET covers = tstzrange(lower(covers) - interval '200 days',
        upper(covers) - interval '200 days')""")
    held = "SELECT count(*) FROM roster WHERE pattern IS NOT NULL OR starts <> '{}'"
    assert service.sql(held).strip() != "0"
    told("retention", "run")
    kept = service.sql("SELECT count(*) FROM roster").strip()
    assert service.sql(held).strip() == "0" and kept != "0", (kept, service.sql(held), service.sql(
        "SELECT covers, pattern, cardinality(starts) FROM roster"))


def an_administrator_does_the_same_on_a_page():
    visitor = Visitor(service)
    visitor.sign_in("administrator", (service.data / "demonstration-password").read_text().strip())
    path, action = "/admin/rosters", "/admin/rosters/patterns"
    page = visitor.get(path)
    assert "Shift patterns" in page.text and "five-on" in page.text
    wrong = visitor.send_file(path, action, calendar(event("a", "20180101T070000", "20180101T190000",
                                                          "FREQ=MONTHLY", "day")), name="paged", act="take")
    assert wrong.status == 400 and "Line 4: The rule of a shift" in wrong.text, wrong.text
    tried = visitor.send_file(path, action, days_on(("07", "19")), name="paged", act="try")
    assert tried.status == 200 and "Nothing is changed yet" in tried.text and "paged" not in patterns()
    saved = visitor.send_file(path, action, days_on(("07", "19")), name="paged", act="take")
    assert saved.status == 200 and "is saved" in saved.text and "paged" in patterns()
    used = visitor.send(page, f"{action}/five-on/remove")
    assert used.status == 409 and "3 people are on that pattern" in used.text, used.text
    gone = visitor.send(saved, f"{action}/paged/remove")
    assert gone.status == 200 and "is removed" in gone.text and "paged" not in patterns()
    assert visitor.send(saved, f"{action}/paged/remove").status == 404


with service:
    service.start("--demo", "--small")
    run_tests(
        a_file_becomes_a_pattern_that_is_listed_beside_those_that_are_shipped,
        a_file_that_is_no_pattern_is_refused_with_what_and_where,
        who_works_it_has_its_shifts_and_is_counted,
        one_that_takes_its_place_changes_what_is_to_come_for_all_who_are_on_it,
        what_cannot_be_worked_by_everybody_changes_nobody,
        court_and_leave_of_a_roster_stay_when_a_pattern_takes_its_place,
        a_file_of_staff_names_it,
        one_that_is_in_use_is_not_removed,
        one_that_nobody_is_on_is_removed,
        the_trail_says_that_it_was_done,
        an_administrator_does_the_same_on_a_page,
        what_is_destroyed_of_a_roster_cannot_be_worked_out_from_its_pattern)
