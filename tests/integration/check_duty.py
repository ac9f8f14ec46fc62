#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Rosters, absences and public holidays are taken in whole or not at all, and people see their own."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, person, session  # noqa: E402
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


def what_is_booked_on_a_newer_holiday_stays_and_both_are_told():
    host = account(service, "facilitator")
    which = session(service, "2026-12-16 16:00+00", host=host)
    booking = book(service, person(service, WHO), which)
    free = session(service, "2026-12-16 18:00+00", host=host)
    facilitator = Visitor(service)
    assert facilitator.sign_in("facilitator", (service.data / "demonstration-password").read_text().strip()).status == 200
    assert "public holiday" not in officer().get("/offers").text + facilitator.get("/facilitate?from=2026-12-14").text
    path = file("newer.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\n"
                "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261216\r\nSUMMARY:New\r\nEND:VEVENT\r\n"
                "END:VCALENDAR\r\n")
    told("holidays", "import", path, "--nation", "england-and-wales")
    assert service.sql("SELECT capacity FROM session_seat WHERE session_id = :'s'", s=free) == "0\n"
    assert service.sql("SELECT capacity FROM session_seat WHERE session_id = :'s'", s=which) == "1\n"
    page = officer().get("/offers").text
    assert "This is on a public holiday. It stays booked" in page and "Another time" in page, page
    page = facilitator.get("/facilitate?from=2026-12-14").text
    assert page.count("Public holiday") == 1, page
    assert "ar ŵyl gyhoeddus" in officer().get("/cy/offers").text
    service.sql("""UPDATE diary SET state = 'cancelled' WHERE booking_id = :'b';
        DELETE FROM public_holiday WHERE name = 'New'""", b=booking)


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


def shift(uid, start, end, summary, *more):
    """An event as other programs write it."""
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z"]
    for name, when in (("DTSTART", start), ("DTEND", end)):
        lines.append(f"{name};VALUE=DATE:{when}" if len(when) == 8 else f"{name};TZID=Europe/London:{when}")
    return [*lines, f"SUMMARY:{summary}", *more, "END:VEVENT"]


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a roster//EN", *(line for event in events for line in event),
             "END:VCALENDAR", ""]
    return "\r\n".join(lines)


def known_of(who):
    """What is known of somebody: from when until when, and their shifts in it."""
    return service.sql("""SELECT covers, (SELECT string_agg(to_char(s, 'MM-DD HH24:MI ') || k, ', ' ORDER BY s)
        FROM unnest(starts, kinds) AS e (s, k)) FROM roster WHERE person_id = :'p' ORDER BY 1""",
                       p=person(service, who)).splitlines()


ROTATION = (
    shift("early", "20261125T070000", "20261125T170000", "Early", "RRULE:FREQ=DAILY;INTERVAL=8"),
    shift("night", "20261126T220000", "20261127T070000", "Night shift", "RRULE:FREQ=DAILY;INTERVAL=8"),
    shift("leave", "20261224", "20261227", "Annual leave"))


def a_calendar_of_one_person_is_taken_in_as_the_roster_that_it_comes_to():
    who = "demonstration-officer-5"
    path = file("rota.ics", calendar(*ROTATION))
    assert "Say whose calendar it is" in told("roster", "import", path, code=1)
    until = ("--person", who, "--until", "2026-12-20")
    said = told("roster", "import", path, *until, "--dry-run")
    assert "Nothing is written" in said and known_of(who) == [], said
    said = json.loads(told("roster", "import", path, *until, "--json"))
    assert (said["people"], said["changed_people"], said["shifts"]) == (1, 1, 6), said
    # It began before and goes on, so that it speaks of every day between.
    assert known_of(who) == ['["2026-12-02 00:00:00+00","2026-12-21 00:00:00+00")|12-03 07:00 early, '
                             '12-04 22:00 night, 12-11 07:00 early, 12-12 22:00 night, 12-19 07:00 early'
                             ', 12-20 22:00 night'], known_of(who)
    assert json.loads(told("roster", "import", path, *until, "--json"))["changed_people"] == 0
    told("roster", "import", path, "--person", who)
    assert "2026-12-24" in service.sql("SELECT during FROM absence WHERE person_id = :'p'", p=person(service, who))
    assert "Annual leave" not in kept("roster") + kept("absence")
    assert "--person" in told("roster", "import", roster("rows.csv"), "--person", who, code=1)


def a_calendar_of_a_team_says_whose_each_event_is_by_a_mapping():
    form = {"roster_mapping": 1, "person": "p", "kind": "k", "start": ["s"],
            "calendar_person": "ATTENDEE", "calendar_person_until": "@"}
    team = [shift(f"{who}-{day}", f"202612{day}T{hour}0000", f"202612{day}T{hour + 8}0000", "Late",
                  f"ATTENDEE;CN=Somebody:mailto:{who}@force.example")
            for who, hour in (("demonstration-officer-4", 12), ("demonstration-officer-6", 14), ("stranger", 14))
            for day in (14, 15)]
    path = file("team.ics", calendar(*team))
    said = json.loads(told("roster", "import", path, "--mapping", file("at.json", json.dumps(form)), "--json"))
    assert (said["people"], said["shifts"], said["unknown_numbers"]) == (2, 4, 1), said
    assert "12-14 14:00 late, 12-15 14:00 late" in str(known_of("demonstration-officer-6"))
    by_uid = file("uid.json", json.dumps({**form, "calendar_person": "UID", "calendar_person_until": "-1"}))
    said = json.loads(told("roster", "import", path, "--mapping", by_uid, "--json"))
    assert (said["people"], said["changed_people"]) == (2, 0), said
    assert "leave the number out" in told("roster", "import", path, "--mapping", by_uid, "--person", WHO, code=1)
    alone = file("alone.json", json.dumps({k: v for k, v in form.items() if k != "calendar_person"}))
    assert "calendar_person_until" in told("roster", "import", path, "--mapping", alone, code=1)


def a_calendar_can_say_by_an_email_address_whose_an_event_is():
    who = "demonstration-officer-6"
    service.sql("UPDATE account SET sign_in_name = 'jo@force.example' WHERE person_id = :'p'", p=person(service, who))
    form = file("mail.json", json.dumps({"roster_mapping": 1, "person": "p", "kind": "k", "start": ["s"],
                                         "calendar_person": "ORGANIZER"}))
    named = [shift("o-1", "20261216T150000", "20261216T230000", "Late", "ORGANIZER;CN=Jo:mailto:Jo@force.example"),
             shift("o-2", "20261217T150000", "20261217T230000", "Late", "ORGANIZER:mailto:nobody@force.example")]
    said = json.loads(told("roster", "import", file("mail.ics", calendar(*named)), "--mapping", form, "--json"))
    assert (said["people"], said["unknown_numbers"]) == (1, 1), said
    assert "12-16 15:00 late" in str(known_of(who))
    before = kept("roster")
    named[1] = shift("o-2", "20261217T070000", "20261217T150000", "Early", f"ORGANIZER:mailto:{who}")
    assert "one of them" in told("roster", "import", file("both.ics", calendar(*named)), "--mapping", form, code=1)
    assert kept("roster") == before


def a_calendar_with_what_is_not_understood_is_refused_whole():
    who = "demonstration-officer-5"
    before = kept("roster")
    for event, said in ((shift("a", "20261210T070000", "20261210T170000", "Gardening"), "Gardening"),
                        (shift("b", "20261210T070000", "20261214T170000", "Early"), "longer than two days"),
                        (shift("c", "20261210", "20261211", "Early"), "without its hours"),
                        (shift("d", "20251210T070000", "20251210T170000", "Early"), "no shift")):
        path = file("wrong.ics", calendar(*(ROTATION if said != "no shift" else ()), event))
        assert said in told("roster", "import", path, "--person", who, code=1), said
    path = file("zone.ics", calendar(*ROTATION).replace("TZID=Europe/London", "TZID=Mars/Olympus"))
    assert "zone" in told("roster", "import", path, "--person", who, code=1)
    path = file("large.ics", "BEGIN:VCALENDAR\r\n" + "X-A:b\r\n" * 400000)
    assert "larger than 2 MiB" in told("roster", "import", path, "--person", who, code=1)
    assert "1 to 400 days" in told("roster", "import", file("rota.ics", calendar(*ROTATION)), "--person", who,
                                   "--until", "2028-12-01", code=1)
    assert kept("roster") == before


def calendars_from_everywhere_are_taken_or_refused_and_never_end_it():
    places = sorted((Path(os.environ["TEST_DATA"]) / "ics").rglob("*.ics"))
    assert len(places) > 100
    for place in places[::11]:
        found = service.run("roster", "import", str(place), "--person", WHO, "--since", "2014-01-01", "--until",
                            "2014-12-31", "--dry-run", ok=False)
        assert found.returncode in (0, 1) and "plimsoll: " in found.stderr + "plimsoll: " * (not found.returncode), (
            place, found)
        assert "ended without an answer" not in found.stderr and "failed" not in found.stderr, (place, found.stderr)


def an_administrator_takes_in_a_calendar_on_the_page():
    visitor = Visitor(service)
    assert visitor.sign_in("administrator", (service.data / "demonstration-password").read_text().strip()).status == 200
    who, before = "demonstration-officer-4", kept("roster")
    nobody = sent(visitor, calendar(*ROTATION), what="roster", act="take", number="")
    assert nobody.status == 400 and "Say whose calendar it is" in nobody.text, nobody.text
    tried = sent(visitor, calendar(*ROTATION), what="roster", act="try", number=who)
    assert "Nothing is changed yet" in tried.text and kept("roster") == before, tried.text
    assert f'value="{who}"' in tried.body
    unknown = sent(visitor, calendar(shift("a", "20261210T070000", "20261210T170000", "Gardening")), what="roster",
                   act="take", number=who)
    assert unknown.status == 400 and "words that are not known" in unknown.text, unknown.text
    assert "Gardening" not in unknown.body
    long = sent(visitor, calendar(shift("b", "20261210T070000", "20261214T170000", "Early")), what="roster",
                act="take", number=who)
    assert long.status == 400 and "Line 4: It is longer than two days" in long.text, long.text
    done = sent(visitor, calendar(*ROTATION), what="roster", act="take", number=who)
    assert "The file is taken in" in done.text and "12-03 07:00 early" in known_of(who)[0], done.text
    assert 'value="rota"' in done.body  # the mapping that was saved can be chosen
    rows = "Collar;Date;From;To;Duty\ndemonstration-officer-6;21/12/2026;22:00;06:00;N7\n"
    mapped = sent(visitor, rows, what="roster", act="take", number="", mapping="rota")
    assert "The file is taken in" in mapped.text and "12-21 22:00 night" in str(known_of("demonstration-officer-6"))
    gone = sent(visitor, rows, what="roster", act="take", number="", mapping="no-such")
    assert gone.status == 400 and "no such mapping" in gone.text, gone.text


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
        what_is_booked_on_a_newer_holiday_stays_and_both_are_told,
        what_is_booked_outside_the_shifts_says_so_and_can_be_moved,
        why_nothing_was_found_is_told_to_whom_it_is_for,
        an_administrator_sees_what_a_file_comes_to_before_it_is_taken_in,
        a_calendar_of_one_person_is_taken_in_as_the_roster_that_it_comes_to,
        a_calendar_of_a_team_says_whose_each_event_is_by_a_mapping,
        a_calendar_can_say_by_an_email_address_whose_an_event_is,
        a_calendar_with_what_is_not_understood_is_refused_whole,
        calendars_from_everywhere_are_taken_or_refused_and_never_end_it,
        an_administrator_takes_in_a_calendar_on_the_page)
