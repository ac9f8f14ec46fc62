#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What a supervisor sees of their team's sessions, and what never; and who leads what."""

import re
import sys
from pathlib import Path

import icalendar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, person, session, settle  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NOW = "2026-12-02T09:00:00Z"  # a Wednesday
service = Service(NOW)
visitors = {}


def signed_in(role="supervisor"):
    if role not in visitors:
        visitors[role] = Visitor(service)
        page = visitors[role].sign_in(role, (service.data / "demonstration-password").read_text().strip())
        assert page.status == 200, (page.status, page.text)
    return visitors[role]


def officer(number):
    return person(service, f"demonstration-officer-{number}")


def name(number):
    return service.sql("SELECT display_name FROM account WHERE person_id = :'p'",
                       p=officer(number)).strip()


def days(page):
    """The events of each day of the board, by its heading."""
    found = {}
    for part in re.split(r'<section class="day', page.body)[1:]:
        heading = re.search(r"<h2>([^<]+)", part).group(1).strip()
        found[heading] = [re.sub(r"<[^>]+>", " ", event).split() for event in
                          re.findall(r'<div class="ev.*?</div>', part, re.S)]
    return {day: [" ".join(event) for event in events] for day, events in found.items()}


def events(page):
    return [event for day in days(page).values() for event in day]


def quarter(page):
    """Who has had a session, by name."""
    rows = re.findall(r'<span class="g">([^<]+)</span><span class="tag[^"]*">([^<]+)<', page.body)
    return {who: said == "Done" for who, said in rows}


def a_booked_session_is_there_by_name_day_and_time():
    book(service, officer(2), session(service, "2026-12-10 14:00+00"))
    page = signed_in().get("/week?from=2026-12-07")
    assert days(page)["Thu 10"] == [f"14:00–15:00 Reflective supervision {name(2)}"], days(page)
    assert list(days(page)) == ["Mon 7", "Tue 8", "Wed 9", "Thu 10", "Fri 11", "Sat 12", "Sun 13"]
    assert "Nothing booked" in page.text


def any_day_stands_for_its_week_and_weeks_follow_one_another():
    visitor = signed_in()
    for day in ("2026-12-07", "2026-12-10", "2026-12-13"):
        assert "7 – 13 December 2026" in visitor.get(f"/week?from={day}").text, day
    page = visitor.get("/week")
    assert "30 November – 6 December 2026" in page.text
    hrefs = [given.get("href") for _, given in page.tags]
    assert "/week?from=2026-11-23" in hrefs and "/week?from=2026-12-07" in hrefs
    assert re.search(r'<section class="day now"><h2>Wed 2 ', page.body)
    assert "This week" in visitor.get("/week?from=2027-03-29").text  # summer time begins before it


def what_is_no_day_is_refused_in_words():
    visitor = signed_in()
    for asked in ("from=nonsense", "from=2026-02-30", "from=", "from=2026-12-07T10:00:00", "from=1999-01-01",
                  "from=9999-12-31", "from=%00", "week=2026-12-07", "from=2026-1-01"):
        page = visitor.get(f"/week?{asked}")
        assert page.status == 400 and "/week?from=2026-11-23" in page.text, (asked, page.status)
    assert visitor.get("/cy/week?from=nonsense").status == 400


def a_hold_is_never_seen():
    before = events(signed_in().get("/week?from=2026-12-14"))
    held = book(service, officer(3), session(service, "2026-12-15 10:00+00"), "held")
    page = signed_in().get("/week?from=2026-12-14")
    assert events(page) == before
    for state in ("lapsed", "released"):
        settle(service, held, state, NOW)
        assert events(signed_in().get("/week?from=2026-12-14")) == before, state


def what_was_called_off_is_gone():
    booking = book(service, officer(3), session(service, "2026-12-16 10:00+00"))
    assert name(3) in signed_in().get("/week?from=2026-12-14").text.split("Who has had")[0]
    settle(service, booking, "cancelled", NOW)
    assert not any(name(3) in event for event in events(signed_in().get("/week?from=2026-12-14")))


def of_a_group_only_the_headcount_is_told_and_of_a_webinar_nothing():
    group = session(service, "2026-12-22 09:30+00", "support_group", 90)
    for number in (2, 3, 4):
        book(service, officer(number), group)
    webinar = session(service, "2026-12-23 09:30+00", "webinar", 45)
    phone_in = session(service, "2026-12-24 09:30+00", "phone_in", 45)
    book(service, officer(4), webinar)
    book(service, officer(4), phone_in)
    page = signed_in().get("/week?from=2026-12-21")
    assert days(page)["Tue 22"] == ["09:30–11:00 Staff support group 3 of your team"], days(page)
    assert not any(kind in event for event in events(page) for kind in ("Webinar", "Phone-in"))
    assert not any(name(number) in event for event in events(page) for number in (2, 3, 4))


def sessions_they_lead_are_there_without_names():
    led = session(service, "2026-12-29 11:00+00", host=account(service, "supervisor"))
    page = signed_in().get("/week?from=2026-12-28")
    assert "11:00–12:00 Reflective supervision Open" in days(page)["Tue 29"], days(page)
    stranger = person(service, "demonstration-host-4")
    book(service, stranger, led)
    page = signed_in().get("/week?from=2026-12-28")
    assert "11:00–12:00 Reflective supervision Confirmed" in days(page)["Tue 29"], days(page)
    own = session(service, "2026-12-30 11:00+00", host=account(service, "supervisor"))
    book(service, officer(5), own)
    page = signed_in().get("/week?from=2026-12-28")
    assert days(page)["Wed 30"].count(f"11:00–12:00 Reflective supervision {name(5)}") == 1
    assert not any("11:00" in event and "Confirmed" in event for event in days(page)["Wed 30"])


def who_has_had_a_session_this_quarter_is_told_and_of_groups_nothing():
    book(service, officer(2), session(service, "2026-10-20 10:00+00"))
    group = session(service, "2026-11-03 09:30+00", "support_group", 90)
    book(service, officer(4), group)
    book(service, officer(6), session(service, "2026-09-30 10:00+00"))  # the quarter before
    page = signed_in().get("/week")
    assert "October – December 2026" in page.text
    had = quarter(page)
    assert had[name(2)] and not had[name(3)] and not had[name(4)] and not had[name(6)], had
    assert len(had) == int(re.search(r"Your team: (\d+) ", page.text).group(1))


def nothing_of_the_team_from_before_the_quarter_is_shown():
    page = signed_in().get("/week?from=2026-09-28")
    assert "before this quarter is not shown" in page.text
    assert not any(name(6) in event for event in events(page)), events(page)


def never_why_nor_when_anything_falls_due():
    service.sql("UPDATE diary SET need_id = (SELECT need_id FROM need LIMIT 1) WHERE need_id IS NULL")
    for day in ("2026-12-07", "2026-12-21"):
        body = signed_in().get(f"/week?from={day}").body
        for word in ("due", "overdue", "Release", "reminder", "crossing", "amber", "priority", "load of"):
            assert not re.search(rf"\b{word}\b", re.sub(r'<div class="who">.*?</details></div>', "", body,
                                                       flags=re.S)), word
        assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", body.split("<main")[1])  # no ids


def each_look_is_on_the_record_of_everybody_in_the_team():
    def looks(number):
        entries = service.json("audit", "list", "--person", f"demonstration-officer-{number}")["entries"]
        return sum(entry["action"] == "bookings-seen" for entry in entries)

    before = [looks(number) for number in (1, 2, 6)]
    signed_in().get("/week")
    signed_in().get("/week?from=nonsense")  # shows nothing
    assert [looks(number) for number in (1, 2, 6)] == [count + 1 for count in before]
    log = signed_in("officer").get("/me/access-log")
    assert "looked at the bookings" in log.text or "bookings" in log.text.lower(), log.text
    assert "everything is as it was written" in service.run("audit", "verify").stdout


def who_reports_to_another_is_seen_by_the_other():
    other = person(service, "demonstration-host-5")
    booking = book(service, officer(5), session(service, "2027-01-06 10:00+00"))
    assert name(5) in " ".join(events(signed_in().get("/week?from=2027-01-04")))
    service.sql("UPDATE reports_to SET during = tstzrange(lower(during), :'now') WHERE person_id = :'p'; "
                "INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, recorded_at) "
                "SELECT person_id, :'other', organisation_id, tstzrange(:'now', 'infinity'), :'now' "
                "FROM person WHERE person_id = :'p'", p=officer(5), other=other, now=NOW)
    page = signed_in().get("/week?from=2027-01-04")
    assert name(5) not in page.text, booking


def other_roles_see_no_team():
    for role in ("officer", "facilitator", "wellbeing", "administrator", "auditor", "clinician"):
        assert signed_in(role).get("/week").status == 403, role
    assert Visitor(service).request("GET", "/week", follow=False).headers["Location"] == "/sign-in"


def the_strip_says_what_a_supervisor_sees():
    page = signed_in().get("/week")
    assert "You see what your team has booked. Never why" in page.text
    assert "If you report to them: when you have a one-to-one session" in \
        signed_in("officer").get("/offers").text


def supervisors_and_facilitators_begin_where_their_sessions_are():
    assert signed_in().get("/").path == "/week"
    page = signed_in("facilitator").get("/")
    assert page.path == "/facilitate" and "Sessions you lead" in page.text
    assert re.search(r"\d+ of \d+ places taken\.|Open", page.text), page.text
    leads = account(service, "facilitator")
    led = session(service, "2026-12-08 15:00+00", host=leads)
    book(service, officer(6), led)
    page = signed_in("facilitator").get("/facilitate?from=2026-12-08")
    assert re.search("Tue 8 .*?15:00–16:00 ?Reflective supervision.*?Confirmed.*?Wed 9", page.text), page.text
    assert name(6) not in page.text
    for role in ("officer", "wellbeing", "administrator", "auditor", "clinician"):
        assert signed_in(role).get("/facilitate").status == 403, role


def event(calendar, session_id):
    """Of a calendar as a program reads it: title, status and sequence of a session or booking."""
    found = [one for one in icalendar.Calendar.from_ical(calendar).walk("VEVENT") if session_id in one["UID"]]
    assert len(found) == 1, calendar
    return str(found[0]["SUMMARY"]), str(found[0]["STATUS"]), int(found[0]["SEQUENCE"])


def what_is_called_off_is_cancelled_in_every_calendar_and_looked_for_anew():
    led = session(service, "2026-12-09 15:00+00", kind="support_group", host=account(service, "facilitator"))
    booking = book(service, officer(6), led)
    need = service.sql("""INSERT INTO need SELECT :'who', gen_random_uuid(), organisation_id, 'test',
        ARRAY['support_group'], 60, 1, :'now', :'now'::timestamptz + interval '20 days', 3600, 86400, :'now',
        'booked', NULL, 'infinity', :'now', :'now' FROM organisation RETURNING need_id \\gset
        UPDATE diary SET need_id = :'need_id' WHERE booking_id = :'booking'; SELECT :'need_id'""",
                       who=officer(6), booking=booking, now=NOW).strip()
    host, theirs = signed_in("facilitator"), service.link("--person", "demonstration-officer-6")
    before = event(host.get("/me/calendars/led.ics").body, led)
    held = event(service.get(theirs).body.decode(), booking)
    assert (before[1], held[1]) == ("CONFIRMED", "CONFIRMED"), (before, held)
    page = host.get("/facilitate?from=2026-12-09")
    assert page.body.count("/call-off") == 1 and "Wed 9 · 15:00–16:00 · Staff support group" in page.text, page.text
    refused = host.send(page, "/call-off", what="a long story")
    assert refused.status == 400, refused.status
    assert signed_in().request("POST", "/call-off", {
        "csrf": dict(signed_in().get("/week").form("/sign-out")["fields"])["csrf"], "what": led}).status == 404
    done = host.send(page, "/call-off", what=led)
    assert "Called off. Whoever had a place" in done.text and name(6) not in done.text, done.text
    assert done.path.startswith("/facilitate?from=2026-12-07") and "Wed 9 · 15:00" not in done.text, done.path
    assert service.sql("SELECT called_off_because FROM session WHERE session_id = :'s'", s=led) == "host\n"
    after = event(host.get("/me/calendars/led.ics").body, led)
    assert after[0].startswith("Cancelled: ") and after[1] == "CANCELLED" and after[2] > before[2], after
    told = wait_for(lambda: (one := event(service.get(theirs).body.decode(), booking))[1] == "CANCELLED" and one,
                    "the feed")
    assert told[0].startswith("Cancelled: ") and told[2] > held[2], told
    assert [one[1] for one in [event(host.get("/me/calendars/programme.ics").body, led)]] == ["CANCELLED"]
    assert service.sql("SELECT first FROM need WHERE need_id = :'need'", need=need) == "t\n"


def all_that_is_left_of_a_day_is_called_off_together():
    host, leads = signed_in("facilitator"), account(service, "facilitator")
    left = [session(service, f"2026-12-13 {hour}:00+00", host=leads) for hour in ("17", "19")]
    page = host.get("/facilitate?from=2026-12-13")
    assert "All that is left of Sun 13" in page.text, page.text
    done = host.send(page, "/call-off", what="2026-12-13")
    assert "Called off." in done.text, (done.path, done.text)
    assert service.sql("""SELECT count(*) FROM session WHERE state = 'cancelled' AND called_off_because = 'host'
        AND session_id = ANY (:'left'::uuid[])""", left="{" + ",".join(left) + "}") == "2\n"


def the_pages_are_there_in_welsh():
    page = signed_in().get("/cy/week?from=2026-12-07")
    assert "Iau 10" in days(page) and "Nothing booked" not in page.text
    assert signed_in("facilitator").get("/cy/facilitate").status == 200


with service:
    service.start("--demo")
    wait_for(lambda: int(service.sql("SELECT count(*) FROM session WHERE series_id IS NULL")), "hours")
    run_tests(a_booked_session_is_there_by_name_day_and_time,
              any_day_stands_for_its_week_and_weeks_follow_one_another, what_is_no_day_is_refused_in_words,
              a_hold_is_never_seen, what_was_called_off_is_gone,
              of_a_group_only_the_headcount_is_told_and_of_a_webinar_nothing,
              sessions_they_lead_are_there_without_names,
              who_has_had_a_session_this_quarter_is_told_and_of_groups_nothing,
              nothing_of_the_team_from_before_the_quarter_is_shown, never_why_nor_when_anything_falls_due,
              each_look_is_on_the_record_of_everybody_in_the_team,
              who_reports_to_another_is_seen_by_the_other, other_roles_see_no_team,
              the_strip_says_what_a_supervisor_sees,
              supervisors_and_facilitators_begin_where_their_sessions_are,
              what_is_called_off_is_cancelled_in_every_calendar_and_looked_for_anew,
              all_that_is_left_of_a_day_is_called_off_together, the_pages_are_there_in_welsh)
