#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Rosters, absences and public holidays are taken in whole or not at all, and people see their own."""

import http.client
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import book, person, session  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Page, Visitor  # noqa: E402

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
    path.write_text(text)
    path.chmod(0o644)
    return str(path)


def roster(name, *rows):
    return file(name, "person,start,end,kind\n" + "\n".join(rows) + "\n")


def officer():
    visitor = Visitor(service)
    page = visitor.sign_in("officer", (service.data / "demonstration-password").read_text().strip())
    assert page.status == 200
    return visitor


def kept(table):
    """All of a table but when the engine looks at it."""
    return service.sql(f"SELECT to_jsonb(t) - 'look_at' FROM {table} t ORDER BY 1")


def without_a_roster_the_page_says_that_any_time_may_be_offered():
    page = officer().get("/me/duty")
    assert "Nobody has taken in a roster of yours" in page.text, page.text


def a_roster_is_taken_in_once_and_seen_by_whom_it_is_of():
    path = roster("weeks.csv", f"{WHO},2026-12-01T07:00,2026-12-01T17:00,early",
                  f"{WHO},2026-12-03T15:00,2026-12-04T01:00,late", f"{WHO},2026-12-04,2026-12-05,rest day",
                  f"{WHO},2026-12-07,2026-12-13,leave", f"{OTHER},2026-12-21T22:00,2026-12-22T06:00,night",
                  "nobody-of-this,2026-12-21T22:00,2026-12-22T06:00,night")
    said = told("roster", "import", path, "--dry-run")
    assert "Nothing is written" in said and kept("roster") == "", said
    said = json.loads(told("roster", "import", path, "--json"))
    assert (said["people"], said["changed_people"], said["shifts"], said["unknown_numbers"]) == (2, 2, 3, 1), said
    before = kept("roster"), kept("absence")
    assert json.loads(told("roster", "import", path, "--json"))["changed_people"] == 0
    assert (kept("roster"), kept("absence")) == before
    page = officer().get("/me/duty").text
    assert "Thursday 3 December, 15:00–01:00" in page and "Late" in page and "Rest day" in page, page
    assert "Away" in page and "Night" not in page, page  # the night is the other's
    assert "leave" not in kept("roster") and "leave" not in kept("absence")


def a_mapping_reads_other_columns_and_can_be_kept_by_name():
    form = {"roster_mapping": 1, "separator": ";", "person": "Collar", "kind": "Duty",
            "start": ["Date", "From"], "end": ["Date", "To"],
            "time": ["DD/MM/YYYY hh:mm", "DD/MM/YYYY"],
            "words": [{"word": "N*", "kind": "night"}]}
    mapping = file("rota.json", json.dumps(form))
    path = file("rota.csv", "Collar;Rank;Date;From;To;Duty\n"
                f"{OTHER};PC;21/12/2026;22:00;06:00;N7\n")
    said = json.loads(told("roster", "import", path, "--mapping", mapping, "--json"))
    assert (said["people"], said["shifts"]) == (1, 1), said
    before = kept("roster")
    said = told("mapping", "save", "rota", mapping)
    assert "plimsoll roster import FILE --mapping rota" in said, said
    said = json.loads(told("roster", "import", path, "--mapping", "rota", "--json"))
    assert said["changed_people"] == 0, said
    assert "rota" in told("mapping", "list") and "does not fit" not in told("mapping", "list")
    said = told("roster", "import", path, "--mapping", "no-such", code=1)
    assert "No mapping is saved" in said, said
    wrong = file("wrong.json", json.dumps({**form, "zone": "London", "end": "Duty"}))
    said = told("roster", "import", path, "--mapping", wrong, code=1)
    assert "zone" in said and "2 faults" in said, said
    assert "column" in told("roster", "import", path, code=1)  # without it they are not found
    assert kept("roster") == before


def a_wrong_row_leaves_all_as_it_was_and_each_is_named():
    before = kept("roster")
    path = roster("wrong.csv", f"{WHO},2026-12-01T09:00,2026-12-01T17:00,early",
                  f"{WHO},2026-13-01T07:00,2026-12-02T17:00,early", f"{OTHER},2026-12-03T07:00,,gardening")
    said = told("roster", "import", path, code=1)
    assert "line 3" in said and "line 4" in said and "gardening" in said, said
    assert kept("roster") == before


def a_pattern_is_worked_by_a_person_for_a_while():
    assert "two-two-two-four" in told("roster", "pattern")
    wanted = ("--person", "demonstration-officer-3", "--anchor", "2026-12-07", "--since", "2026-12-07",
              "--until", "2026-12-26")
    said = told("roster", "pattern", "two-two-two-four", *wanted)
    assert "12 shifts and 8 rest days of 1 people" in said, said
    assert service.sql("""SELECT count(*) FROM roster, unnest(starts, kinds) AS e (s, k)
        WHERE person_id = :'p' AND k <> 'rest_day'""", p=person(service, "demonstration-officer-3")) == "12\n"
    assert "The nations" not in said
    assert "works the pattern" in told("roster", "pattern", "office", *wanted[2:], code=1)
    assert "two-two-two-four" in told("roster", "pattern", "no-such", *wanted, code=1)


def absences_take_the_place_of_what_was_known_and_wrong_lines_are_named():
    path = file("away.csv", "number,from,until,reason\n"
                f"{OTHER},2026-12-10,2026-12-12,flu\n{OTHER},2026-12-13,2026-12-15,\n"
                "demonstration-officer-4,2026-12-20T13:00,,operation\n")
    said = json.loads(told("absence", "import", path, "--json"))
    assert (said["people"], said["added"], said["left_out"]) == (2, 2, []), said
    found = service.sql("""SELECT during FROM absence WHERE source = 'absences' ORDER BY person_id = :'p' DESC""",
                        p=person(service, OTHER)).splitlines()
    assert found == ['["2026-12-10 00:00:00+00","2026-12-16 00:00:00+00")',
                     '["2026-12-20 13:00:00+00",infinity)'], found
    dump = subprocess.run(("grep", "-rlE", "flu$|operation", str(folder)), capture_output=True, text=True)
    assert "away.csv" in dump.stdout
    assert "flu" not in kept("absence") + kept("roster")
    assert json.loads(told("absence", "import", path, "--json"))["unchanged"] == 2
    wrong = file("wrong-away.csv", f"number,from,until\n{OTHER},,\ndemonstration-officer-4,soon,\n"
                 "stranger,2026-12-01,2026-12-02\ndemonstration-officer-5,2026-12-03,2026-12-01\n")
    said = json.loads(told("absence", "import", wrong, "--json"))
    assert [left["line"] for left in said["left_out"]] == [3, 4, 5], said
    assert (said["removed"], said["added"]) == (1, 0), said  # the line without a time says: not away
    assert service.sql("SELECT count(*) FROM absence WHERE source = 'absences'") == "1\n"
    assert "names the columns" in told("absence", "import", file("empty.csv", ""), code=1)


def newer_holidays_take_the_place_of_the_shipped():
    wait_for(lambda: int(service.sql("SELECT count(DISTINCT nation) FROM public_holiday")) == 3, "the shipped ones")
    path = file("scotland.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{day}\r\n"
        f"SUMMARY:{name}\r\nEND:VEVENT\r\n"
        for day, name in (("20270101", "New Year"), ("20270615", "A new one"), ("20271228", "Another"))) +
        "END:VCALENDAR\r\n")
    england = "SELECT count(*) FROM public_holiday WHERE nation = 'england-and-wales'"
    before = service.sql(england)
    assert "3 public holidays of scotland" in told("holidays", "import", path, "--nation", "scotland")
    found = service.sql("""SELECT on_day FROM public_holiday WHERE nation = 'scotland'
        AND on_day BETWEEN '2027-01-01' AND '2027-12-31' ORDER BY 1""").split()
    assert found == ["2027-01-01", "2027-06-15", "2027-12-28"], found
    assert service.sql(england) == before
    assert "nations are" in told("holidays", "import", path, "--nation", "mars", code=1)


def what_is_booked_outside_the_shifts_says_so_and_can_be_moved():
    inside, outside = session(service, "2026-12-03 16:00+00"), session(service, "2026-12-03 10:00+00")
    for which in (inside, outside):
        booking = book(service, person(service, WHO), which)
        service.sql("""INSERT INTO need SELECT :'who', gen_random_uuid(), organisation_id, 'test',
            ARRAY[:'kind'], 60, 1, :'now', :'now'::timestamptz + interval '20 days', 3600, 86400, :'now',
            'booked', NULL, 'infinity', :'now', :'now' FROM organisation RETURNING need_id \\gset
            UPDATE diary SET need_id = :'need_id' WHERE booking_id = :'booking'""", now=NOW,
                    who=person(service, WHO), booking=booking, kind=f"test_{which[:4]}" if which == inside
                    else "reflective_supervision")
    visitor = officer()
    waiting = visitor.send(visitor.get("/offers"), "/offers/.*/move")
    assert "something of its kind is held for you" in waiting.text, waiting.text
    service.sql("""UPDATE need SET state = 'lapsed', try_at = 'infinity' WHERE state IN ('open', 'held', 'no_seat')""")
    page = visitor.get("/offers")
    assert page.text.count("This is outside your shifts") == 1, page.text
    done = visitor.send(page, "/offers/.*/move")
    assert "Another time is being looked for" in done.text, done.text
    assert service.sql("SELECT state FROM diary WHERE session_id = :'s' AND part = 'attendee'",
                       s=outside) == "cancelled\n"
    assert service.sql("SELECT taken, confirmed FROM session_seat WHERE session_id = :'s'", s=outside) == "0|0\n"
    assert "This is outside your shifts" not in visitor.get("/offers").text


def why_nothing_was_found_is_told_to_whom_it_is_for():
    service.sql("""UPDATE need SET state = 'lapsed', try_at = 'infinity', no_seat_reason = NULL
        WHERE state IN ('open', 'held', 'no_seat');
        INSERT INTO need SELECT person_id, gen_random_uuid(), organisation_id, 'test',
            ARRAY['phone_in'], 60, 1, :'now', :'now'::timestamptz + interval '20 days', 3600, 86400, :'now',
            'no_seat', reason, 'infinity', :'now', :'now' FROM person JOIN (VALUES
            (:'who', 'off_duty'), (:'other', 'all_taken')) AS given (reference, reason)
            USING (reference)""", now=NOW, who=WHO, other=OTHER)
    page = officer().get("/offers").text
    assert "None is inside your duty time" in page and "Every place" not in page, page


def sent(visitor, text, **fields):
    """A file from the administrator's page, as a browser sends it."""
    path, boundary = "/admin/rosters", "a-boundary-of-forty-characters-and-no-less"
    fields["csrf"] = dict(visitor.get(path).form(path)["fields"])["csrf"]
    parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in fields.items())
    parts += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n{text}\r\n'
    where = urlsplit(service.address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    connection.request("POST", path, f"{parts}--{boundary}--\r\n".encode(), {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())})
    answer = connection.getresponse()
    page = Page(answer.status, path, answer.headers, answer.read().decode())
    connection.close()
    return page


def an_administrator_sees_what_a_file_comes_to_before_it_is_taken_in():
    visitor = Visitor(service)
    assert visitor.sign_in("administrator", (service.data / "demonstration-password").read_text().strip()).status == 200
    rows = "person,start,end,kind\ndemonstration-officer-6,2026-12-08T07:00,2026-12-08T17:00,early\n"
    before = kept("roster")
    tried = sent(visitor, rows, what="roster", act="try")
    assert "Nothing is changed yet" in tried.text and kept("roster") == before, tried.text
    done = sent(visitor, rows, what="roster", act="take")
    assert "The file is taken in" in done.text and kept("roster") != before, done.text
    before = kept("roster")
    wrong = sent(visitor, rows + "demonstration-officer-6,soon,,gardening\n", what="roster", act="take")
    assert wrong.status == 400 and "Nothing was taken in" in wrong.text and "Line 3" in wrong.text, wrong.text
    assert "gardening" not in wrong.text and kept("roster") == before
    away = sent(visitor, "number,from,until\ndemonstration-officer-6,2026-12-20,2026-12-21\nx,,\n",
                what="absences", act="take")
    assert "The file is taken in" in away.text and "Line 3: Nobody has this staff number." in away.text, away.text
    assert sent(visitor, "", what="roster", act="take").status == 400


with service:
    service.start("--demo", "--small")
    run_tests(
        without_a_roster_the_page_says_that_any_time_may_be_offered,
        a_roster_is_taken_in_once_and_seen_by_whom_it_is_of,
        a_mapping_reads_other_columns_and_can_be_kept_by_name,
        a_wrong_row_leaves_all_as_it_was_and_each_is_named,
        a_pattern_is_worked_by_a_person_for_a_while,
        absences_take_the_place_of_what_was_known_and_wrong_lines_are_named,
        newer_holidays_take_the_place_of_the_shipped,
        what_is_booked_outside_the_shifts_says_so_and_can_be_moved,
        why_nothing_was_found_is_told_to_whom_it_is_for,
        an_administrator_sees_what_a_file_comes_to_before_it_is_taken_in)
