#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Three hundred people on real shift patterns are planned for a month, by rules that are counted here anew."""

import json
import os
import re
import subprocess
import sys
from bisect import bisect_right
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / folder) for folder in ("support", "feeds")]
from calendar_programs import CalendarPrograms  # noqa: E402
from install_ical_js import install as install_ical_js  # noqa: E402
from recount import broken, read  # noqa: E402
from service import BUILD, ROOT, Service, Skip, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NOW = datetime(2026, 11, 26, 9, 30)
MARGIN, LONDON = timedelta(0), ZoneInfo("Europe/London")
service = Service(f"{NOW:%Y-%m-%dT%H:%M:%SZ}", full=True)


def rows(query, **values):
    return json.loads(service.sql(f"SELECT coalesce(json_agg(t), '[]') FROM ({query}) t", **values))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=None)


def works():
    """When each person works, leave taken away; of those whose roster is known."""
    found, away = {}, {}
    for row in rows("SELECT person_id, lower(during) AS start, upper(during) AS until FROM absence "
                    "WHERE upper(during) < 'infinity'"):
        away.setdefault(row["person_id"], []).append((at(row["start"]), at(row["until"])))
    for row in rows("""SELECT person_id, start, start + lasts * interval '1 second' AS until, kind
            FROM roster, unnest(starts, seconds, kinds) AS entry (start, lasts, kind)"""):
        mine = found.setdefault(row["person_id"], [])
        start, until = at(row["start"]), at(row["until"])
        pieces = [] if row["kind"] == "rest_day" else [(start, until)]
        for a, b in away.get(row["person_id"], ()):
            pieces = [(c, d) for start, until in pieces for c, d in ((start, min(until, a)), (max(start, b), until)) if c < d]
        mine += pieces
    return {person: sorted(duty) for person, duty in found.items()}


def bookings():
    return rows("""SELECT person_id, session_id, lower(diary.during) AS start, upper(diary.during) AS until,
            team_id, host_person_id, diary.state, takes_time,
            need.earliest_at, need.latest_at, need.kinds, session.kind
        FROM diary JOIN session USING (session_id) JOIN need USING (person_id, need_id)
            LEFT JOIN team_member ON team_member.person_id = diary.person_id
                AND upper(team_member.during) = 'infinity'
        WHERE part = 'attendee' AND diary.state IN ('held', 'confirmed')""".replace(
                "SELECT person_id", "SELECT diary.person_id").replace(" session_id, lower", " diary.session_id, lower"))


def is_on_duty(duty, moment):
    place = bisect_right(duty, (moment, datetime.max)) - 1
    return place >= 0 and duty[place][0] <= moment < duty[place][1]


def every_rule_holds():
    duty, held = works(), bookings()
    teams = {}
    for row in rows("SELECT person_id, team_id FROM team_member WHERE upper(during) = 'infinity'"):
        teams.setdefault(row["team_id"], []).append(row["person_id"])
    for one in held:
        start, until = at(one["start"]), at(one["until"])
        assert one["kind"] in one["kinds"], one
        assert at(one["earliest_at"]) <= start <= at(one["latest_at"]), one
        mine = duty.get(one["person_id"])
        if mine is None or not one["takes_time"]:
            continue
        inside = [(a, b) for a, b in mine if a - MARGIN <= start and until <= b + MARGIN]
        assert inside, ("outside of every shift", one)
        if one["team_id"] is None:
            continue
        mates = teams[one["team_id"]]
        on_duty = sum(is_on_duty(duty.get(mate, []), start) for mate in mates)
        away = {other["person_id"] for other in held if other["team_id"] == one["team_id"] and other["takes_time"]
                and at(other["start"]) <= start < at(other["until"])
                and is_on_duty(duty.get(other["person_id"], []), start)}
        assert on_duty == 0 or len(away) <= max(1, min(2, on_duty * 15 // 100)), (len(away), on_duty, one)
    assert service.sql("""SELECT count(*) FROM diary a JOIN diary b ON a.person_id = b.person_id
        AND a.booking_id < b.booking_id AND a.during && b.during WHERE a.takes_time AND b.takes_time
        AND a.state IN ('held', 'confirmed') AND b.state IN ('held', 'confirmed')""") == "0\n"
    assert service.sql("""SELECT count(*) FROM session_seat WHERE taken > capacity""") == "0\n"
    assert service.sql("""SELECT count(*) FROM diary JOIN session USING (session_id) JOIN reports_to
        ON reports_to.person_id = diary.person_id AND manager_person_id = host_person_id
        AND reports_to.during && diary.during WHERE part = 'attendee' AND need_id IS NOT NULL
        AND diary.state = 'held'""") == "0\n"
    return len(held)


def need_something(day):
    """Every fourth person needs a session within some weeks, some of them soon."""
    service.sql("""BEGIN; SELECT FROM person ORDER BY person_id FOR UPDATE;
        INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority,
            earliest_at, latest_at, notice_seconds, answer_seconds, hold_from, state, try_at, created_at, changed_at)
        SELECT person_id, gen_random_uuid(), organisation_id, 'test', CASE WHEN n % 3 = 0
                THEN '{support_group}'::text[] ELSE '{reflective_supervision,support_group}' END, 45,
            CASE WHEN n % 7 = 0 THEN 20 ELSE 10 END, :'now'::timestamptz + interval '1 day',
            :'now'::timestamptz + interval '1 day' * (7 + n % 21), 86400, 259200, :'now', 'open', :'now', :'now', :'now'
        FROM (SELECT *, row_number() OVER (ORDER BY reference) AS n FROM person) numbered
        WHERE n % 4 = :day AND NOT EXISTS (SELECT FROM need WHERE need.person_id = numbered.person_id
            AND need.kinds[1] IN ('support_group', 'reflective_supervision') AND need.state IN ('open', 'no_seat', 'held'))
        ON CONFLICT DO NOTHING; COMMIT""", now=f"{NOW + timedelta(days=7 * day):%Y-%m-%d %H:%M:%S+00}", day=str(day))


def a_month_of_three_hundred_people_is_planned_and_proven():
    for week in range(4):
        if week:
            service.restart_at(f"{NOW + timedelta(days=7 * week):%Y-%m-%dT%H:%M:%SZ}")
        need_something(week)
        wait_for(lambda: service.sql("SELECT count(*) FROM need WHERE state = 'open' AND try_at <= :'now'",
                                     now=f"{NOW + timedelta(days=7 * week):%Y-%m-%d %H:%M:%S+00}") == "0\n",
                 "everybody to be looked at")
        every_rule_holds()
        foreseen = service.json("plan", "--dry-run", "--json")
        assert foreseen["verified"] and not foreseen["applied"], foreseen
        done = service.json("plan", "--json")
        assert done["verified"] and done["applied"], done
        assert done["needs"] and done["needs"] >= 10, done
        assert every_rule_holds() > 30
        again = service.json("plan", "--json")
        assert again["moved"] is None, again  # nobody, or very few whose seat had gone


ANSWERED = {}  # person: booking that was held, what they did, reference


def people_answer_on_their_pages():
    """Three accept, three take another time, three say not now: each as the person, over HTTP."""
    held = rows(f"""SELECT DISTINCT ON (person_id) person_id, booking_id, reference FROM diary
        JOIN person USING (person_id) JOIN account USING (person_id)
        WHERE part = 'attendee' AND diary.state = 'held' AND takes_time AND password_hash IS NULL
        AND lower(during) > '{service.clock}'::timestamptz + interval '30 hours' ORDER BY person_id, booking_id""")
    for one in held:
        act = ("accept", "times", "not-now")[len(ANSWERED) % 3]
        person = Visitor(service)
        welcome = service.run("account", "link", one["reference"]).stdout.strip()
        chosen = person.send(person.get(welcome[welcome.index("/welcome/"):]), "/welcome/.*", password="four words apart 9")
        assert chosen.status == 200, chosen.text
        offers, form = person.get("/offers"), f"/offers/{one['booking_id']}/{act}{'/.*' if act == 'times' else ''}"
        if not any(re.fullmatch(form, other["action"]) for other in offers.forms):
            continue  # no other time fits
        done = person.send(offers, form)
        assert done.status == 200, (act, done.text)
        ANSWERED[one["person_id"]] = (one["booking_id"], act, one["reference"])
        if len(ANSWERED) == 9:
            break
    assert len(ANSWERED) == 9, (len(held), ANSWERED)


def every_hold_and_booking_keeps_every_rule_counted_by_itself():
    data = read(service)
    assert len(data["booking"]) > 30 and {state for _, _, state, *_ in data["booking"]} == {"held", "confirmed"}
    assert broken(data) == [], broken(data)[:8]


ONE = """(SELECT person_id, booking_id, session_id, diary.during FROM diary JOIN roster USING (person_id)
    WHERE part = 'attendee' AND diary.state IN ('held', 'confirmed') AND takes_time
    AND lower(diary.during) > :'now' AND covers @> diary.during ORDER BY booking_id LIMIT 1)"""
SHIFT = f"""WITH one AS {ONE}, shift AS (SELECT roster.person_id, covers, max(n) AS n FROM one JOIN roster USING (person_id),
    unnest(starts) WITH ORDINALITY AS e (start, n) WHERE covers @> one.during AND start <= lower(one.during) GROUP BY 1, 2)"""
PLANTED = {
    "duty": f"UPDATE diary SET during = tstzrange(lower(diary.during) + interval '1 year', upper(diary.during) + "
            f"interval '1 year') FROM {ONE} one WHERE diary.booking_id = one.booking_id",
    "leave": f"INSERT INTO absence SELECT one.person_id, 'absences', one.during, organisation_id, 0, now(), now() "
             f"FROM {ONE} one JOIN person USING (person_id)",
    "rest day": f"{SHIFT} UPDATE roster SET kinds[shift.n] = 'rest_day' FROM shift WHERE roster.person_id = "
                f"shift.person_id AND roster.covers = shift.covers",
    # A night that ended at ten, and from noon a shift that begins with the session.
    "night": f"UPDATE roster SET starts = ARRAY[date_trunc('day', lower(one.during)) + interval '2 hours', "
             f"date_trunc('day', lower(one.during)) + interval '12 hours'], seconds = ARRAY[28800, 28800], "
             f"kinds = ARRAY['night', 'day'] FROM {ONE} one WHERE roster.person_id = one.person_id "
             f"AND covers @> one.during; UPDATE diary SET during = tstzrange(date_trunc('day', lower(diary.during)) "
             f"+ interval '12 hours', date_trunc('day', lower(diary.during)) + interval '13 hours') "
             f"FROM {ONE} one WHERE diary.booking_id = one.booking_id",
    "rest": f"{SHIFT} UPDATE roster SET starts[shift.n + 1] = starts[shift.n] + seconds[shift.n] * interval '1 second' "
            f"+ interval '12 hours', seconds[shift.n + 1] = 28800, kinds[shift.n + 1] = 'early' FROM shift "
            f"WHERE roster.person_id = shift.person_id AND roster.covers = shift.covers; "
            f"{SHIFT} UPDATE diary SET during = tstzrange(done + interval '5 hours', done + interval '6 hours') "
            f"FROM one JOIN shift USING (person_id) JOIN roster USING (person_id, covers), LATERAL (SELECT starts[shift.n] "
            f"+ seconds[shift.n] * interval '1 second' AS done) ended WHERE diary.booking_id = one.booking_id",
    "cover": f"""INSERT INTO diary (person_id, booking_id, organisation_id, session_id, part, during, takes_time, state,
        sequence, created_at, changed_at) SELECT mate.person_id, gen_random_uuid(), person.organisation_id,
        one.session_id, 'attendee', one.during, true, 'held', 0, now(), now() FROM {ONE} one
        JOIN team_member USING (person_id) JOIN team_member mate USING (team_id) JOIN person ON
        person.person_id = mate.person_id WHERE mate.person_id <> one.person_id
        AND NOT EXISTS (SELECT FROM diary WHERE diary.person_id = mate.person_id AND diary.during && one.during)""",
    "line manager": f"DELETE FROM reports_to; INSERT INTO reports_to (person_id, manager_person_id, "
                    f"organisation_id, during, recorded_at) SELECT one.person_id, "
                    f"host_person_id, session.organisation_id, tstzrange('2000-01-01', 'infinity'), now() FROM {ONE} one "
                    f"JOIN session USING (session_id)",
    "places": f"UPDATE session_seat SET taken = taken - 1, confirmed = 0 FROM {ONE} one "
              f"WHERE session_seat.session_id = one.session_id",
    "daily cap": "UPDATE availability SET daily_cap = 1",
    "buffer": "UPDATE availability SET buffer_minutes = 240",
    "host twice": f"UPDATE session SET during = one.during, host_person_id = other.host_person_id FROM {ONE} one JOIN session "
                  f"other USING (session_id) WHERE session.session_id = (SELECT session_id FROM session WHERE state = "
                  f"'published' AND session_id <> one.session_id AND upper(during) > :'now' LIMIT 1)",
}


def each_rule_that_is_broken_is_found():
    """One fault at a time is planted in the database, counted, and rolled back."""
    for rule, planted in PLANTED.items():
        found = {rule for rule, _ in broken(read(service, planted))}
        assert rule in found, (rule, found)
    assert broken(read(service)) == []


def read_by(program, reader, path):
    return json.loads(subprocess.run(
        [*program, ROOT / "tests/feeds" / reader, "--from", "2026-12-01", "--until", "2027-01-01",
         service.address + path], capture_output=True, text=True, check=True,
        env={**os.environ, "TEST_BUILD": str(BUILD)}).stdout)


def local(event):
    start, until = (datetime.fromisoformat(event[end]).astimezone(LONDON) for end in ("start", "end"))
    return f"{start:%F %H:%M}-{until:%H:%M} {event['summary']}"


def seen_in_december(path, name):
    """What ical.js, python3-icalendar, vdirsyncer with khal, and calcurse show: the same, and nothing double."""
    events = read_by(["/usr/bin/python3", "-B"], "read_feed.py", path)
    assert events == read_by(["node"], "read_feed.mjs", path), name
    assert len({(event["uid"], event["start"]) for event in events}) == len(events), name
    programs = CalendarPrograms(service, service.folder / f"home-{name}")
    programs.set_up(path)
    programs.synced()
    wanted = sorted((local(event), event["status"]) for event in events)
    khal = sorted(programs.khal())
    assert len(khal) == len(wanted), (name, khal, wanted)
    for line, (what, status) in zip(khal, wanted):
        assert line.startswith(what) and (status == "CANCELLED") == ("CANCELLED" in line), (name, line, what, status)
    calcurse = sorted(line.strip() for line in programs.calcurse(path) if line.startswith("2026-12"))
    assert calcurse == [what for what, _ in wanted], (name, calcurse, wanted)
    return events


def four_calendar_programs_show_the_month_as_it_is_booked():
    reason = install_ical_js()
    if reason:
        raise Skip(reason)
    status = {"held": "TENTATIVE", "confirmed": "CONFIRMED"}
    for act in ("accept", "times", "not-now"):
        person, (booking, _, reference) = next((who, what) for who, what in ANSWERED.items() if what[1] == act)
        events = seen_in_december(service.link("--person", reference), act)
        live = sorted((event["start"], event["status"]) for event in events if event["status"] != "CANCELLED")
        assert live == sorted((f"{at(row['start']):%Y-%m-%dT%H:%M:%SZ}", status[row["state"]]) for row in rows(
            f"""SELECT lower(during) AT TIME ZONE 'UTC' AS start, state FROM diary WHERE person_id = '{person}'
            AND part = 'attendee' AND state IN ('held', 'confirmed')
            AND during && '[2026-12-01, 2027-01-01)'""")), (act, events)
        mine = [event for event in events if booking in event["uid"]]
        if act == "accept" and mine:
            assert [event["status"] for event in mine] == ["CONFIRMED"], mine
        assert act == "accept" or all(event["status"] == "CANCELLED" for event in mine), (act, mine)


def a_host_and_the_programme_are_shown_as_they_are():
    host = service.sql("""SELECT reference FROM session JOIN session_seat USING (session_id) JOIN person
        ON person_id = host_person_id WHERE confirmed > 0 AND capacity = 1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1""").strip()
    led = seen_in_december(service.link("--host", host), "host")
    known = {f"{at(row['start']):%Y-%m-%dT%H:%M:%SZ}": row for row in rows(
        f"""SELECT lower(during) AT TIME ZONE 'UTC' AS start, capacity, taken, confirmed FROM session JOIN session_seat
        USING (session_id) JOIN person ON person_id = host_person_id WHERE reference = '{host}' AND state = 'published'
        AND capacity > 0 AND during && '[2026-12-01, 2027-01-01)'""")}
    shown = {event["start"]: event for event in led if event["status"] != "CANCELLED"}
    assert known and shown.keys() == known.keys(), known.keys() ^ shown.keys()
    for start, row in known.items():
        if row["capacity"] == 1 and row["taken"]:
            assert shown[start]["status"] == ("CONFIRMED" if row["confirmed"] else "TENTATIVE"), shown[start]
    programme = seen_in_december(service.link("--programme"), "programme")
    published = rows("""SELECT lower(during) AT TIME ZONE 'UTC' AS start FROM session JOIN series USING (series_id)
        WHERE state = 'published' AND session.kind NOT IN ('reflective_supervision',
        'wellbeing_review', 'check_in') AND during && '[2026-12-01, 2027-01-01)'""")
    assert sorted(event["start"] for event in programme if event["status"] != "CANCELLED") == sorted(
        f"{at(row['start']):%Y-%m-%dT%H:%M:%SZ}" for row in published)


def the_check_can_be_asked_for_by_itself():
    before = service.sql("SELECT md5(string_agg(diary::text, '' ORDER BY booking_id)) FROM diary")
    said = service.run("plan", "--verify")
    assert "proven the best by its prices" in said.stdout, said.stdout
    assert service.sql("SELECT md5(string_agg(diary::text, '' ORDER BY booking_id)) FROM diary") == before


def page(name, path):
    visitor = Visitor(service)
    assert visitor.sign_in(name, (service.data / "demonstration-password").read_text().strip()).status == 200
    return visitor.get(path)


def before_the_first_night_there_is_nothing_to_show():
    assert "There is nothing to show yet" in page("wellbeing", "/plan").text


def the_wellbeing_service_sees_the_plan_of_last_night_and_nobody_else():
    wait_for(lambda: service.sql("SELECT count(*) FROM plan_outcome") == "1\n", "the planner to look")
    shown = page("wellbeing", "/plan")
    assert shown.status == 200 and "no other plan makes better use" in shown.text, shown.text
    assert "How full the programme is" in shown.text and "Reflective supervision" in shown.text, shown.text
    for table in ("plan_outcome", "plan_week", "plan_missing"):
        kept = service.sql(f"SELECT * FROM {table}")
        assert not any(row["person_id"] in kept for row in rows("SELECT person_id FROM person"))
    for name in ("officer", "supervisor", "facilitator", "administrator", "auditor", "clinician"):
        assert page(name, "/plan").status in (403, 404), name


with service:
    service.start("--demo")
    run_tests(before_the_first_night_there_is_nothing_to_show,
              a_month_of_three_hundred_people_is_planned_and_proven,
              people_answer_on_their_pages,
              every_hold_and_booking_keeps_every_rule_counted_by_itself, each_rule_that_is_broken_is_found,
              four_calendar_programs_show_the_month_as_it_is_booked, a_host_and_the_programme_are_shown_as_they_are,
              the_check_can_be_asked_for_by_itself,
              the_wellbeing_service_sees_the_plan_of_last_night_and_nobody_else)
